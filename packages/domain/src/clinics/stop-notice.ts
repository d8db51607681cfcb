import type { Calendar } from '../shared/calendar.js';
import type { TimeRange } from '../shared/time-range.js';

/** What a family is to be told about: the session that does not take place, with its names. */
export type StoppedSitting = {
  readonly hospitalName: string;
  readonly departmentName: string;
  readonly doctorName: string;
  readonly zone: string;
  readonly during: TimeRange;
};

const clockOf = (minuteOfDay: number): string =>
  `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;

/**
 * What families are told whose appointment ended by 停诊 (H8), on the clinic's clocks. It names no patient and no illness but the
 * department, so that a preview of it is what everybody gets.
 */
export const stopNotice = (
  { hospitalName, departmentName, doctorName, zone, during }: StoppedSitting,
  calendar: Calendar,
): { readonly zh: string; readonly en: string } => {
  const from = calendar.wallTime(during.startsAt, zone);
  const hours = `${clockOf(from.minuteOfDay)}–${clockOf(calendar.wallTime(during.endsAt, zone).minuteOfDay)}`;
  const [year, month, day] = from.date.split('-').map(Number);
  return {
    zh: `停诊通知：${hospitalName}${departmentName}${doctorName}医生 ${year}年${month}月${day}日 ${hours} 的门诊停诊，您的预约已取消，请不要前往。您可以改约其他场次。`,
    en: `Clinic cancelled: ${doctorName} (${departmentName}, ${hospitalName}) does not see patients on ${from.date}, ${hours}. Your appointment has ended; please do not come. You can book another session.`,
  };
};
