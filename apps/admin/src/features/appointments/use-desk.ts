import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { dayAfter } from '../../shared/clinic/week.js';

/** A day of a hospital. */
export type DeskDay = { readonly hospitalId: string; readonly day: string };

const REFRESH_MS = 15_000;

/** The sessions of a day with where their seats are, and the names of who sees patients. */
export const useDay = ({ hospitalId, day }: DeskDay) => ({
  directory: useQuery(api.schedule.directory.queryOptions({ hospitalId })),
  sessions: useQuery(
    api.schedule.sessions.queryOptions(
      { hospitalId, from: day, until: dayAfter(day, 1) },
      { refetchInterval: REFRESH_MS },
    ),
  ),
});

/** Who has which seat of a session. Every look is audited, so it is looked at again when somebody asks or has acted. */
export const useSeated = (clinicSessionId: string) =>
  useQuery(
    api.appointment.ofSession.queryOptions(
      { clinicSessionId },
      { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false },
    ),
  );
