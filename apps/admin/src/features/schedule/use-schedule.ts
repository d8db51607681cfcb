import type { ClinicDirectoryDto, ClinicSessionDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { dayAfter } from './week.js';

/** A week of a hospital. */
export type Week = { readonly hospitalId: string; readonly monday: string };

/** Names of what a session is made of, by id. */
export const namesOf = ({ departments, doctors, rooms }: ClinicDirectoryDto) => {
  const names = new Map<string, string>([
    ...departments.map(({ departmentId, name }) => [departmentId, name] as const),
    ...doctors.map(({ doctorId, name }) => [doctorId, name] as const),
    ...rooms.map(({ roomId, name }) => [roomId, name] as const),
  ]);
  return (id: string): string => names.get(id) ?? id.slice(0, 8);
};
export type Names = ReturnType<typeof namesOf>;

const datesOf = ({ hospitalId, monday }: Week) => ({
  hospitalId,
  from: monday,
  until: dayAfter(monday, 7),
});

/** Everything that the page shows of a week. */
export function useSchedule(week: Week) {
  const dates = datesOf(week);
  return {
    directory: useQuery(api.schedule.directory.queryOptions({ hospitalId: week.hospitalId })),
    sessions: useQuery(api.schedule.sessions.queryOptions(dates, { refetchInterval: 15_000 })),
    templates: useQuery(api.schedule.templates.queryOptions(dates)),
  };
}

/** After any act on a schedule all of it is read anew. */
export const useScheduleDone = (close: () => void): (() => void) => useActDone(api.schedule.pathKey(), close);

/** Seats that are neither on sale, nor held, nor booked: on their way back on sale. */
export const returningOf = ({ capacity, remaining, held, booked }: ClinicSessionDto): number =>
  capacity - remaining - held - booked;
