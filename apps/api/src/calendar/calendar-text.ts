import type { CalendarEntry, ShownCalendar } from '@banzhen/domain/calendars';
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';

const PRODUCT = { company: 'Banzhen', product: 'Calendar', language: 'ZH' };
/** How often whoever subscribes looks again, in seconds. */
const REFRESH_SECONDS = 900;

const titles: Readonly<Record<CalendarEntry['kind'], string>> = {
  visit: '陪诊',
  care: '陪护',
  session: '出诊',
};

const names: Readonly<Record<ShownCalendar['kind'], string>> = { escort: '伴诊排班', doctor: '伴诊出诊' };

/**
 * A calendar as RFC 5545 has it, in instants of UTC: every device shows them on its own clocks. What was called off stays in it as
 * cancelled, because a calendar that has seen an entry forgets it only when it is told so. The same entries are the same text.
 */
export const calendarText = ({ kind, entries }: ShownCalendar): string => {
  const calendar = ical({
    prodId: PRODUCT,
    name: names[kind],
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const entry of entries) {
    const words = [
      titles[entry.kind],
      entry.hospitalName,
      ...(entry.orderNo === undefined ? [] : [entry.orderNo]),
    ];
    calendar.createEvent({
      id: `${entry.uid}@banzhen`,
      sequence: entry.sequence,
      stamp: entry.changedAt,
      lastModified: entry.changedAt,
      start: entry.startsAt,
      end: entry.endsAt,
      summary: words.join(' · '),
      location: entry.hospitalName,
      status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: entry.isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  }
  return calendar.toString();
};
