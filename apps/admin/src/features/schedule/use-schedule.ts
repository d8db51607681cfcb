import { useQuery } from '@tanstack/react-query';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { dayAfter } from '../../shared/clinic/week.js';

/** A week of a hospital. */
export type Week = { readonly hospitalId: string; readonly monday: string };

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
