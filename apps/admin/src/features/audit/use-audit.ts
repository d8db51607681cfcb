import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, client } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { startOfDay, startOfNextDay } from '../../shared/format.js';
import type { AuditFilter } from './filter.js';

const PAGE_ROWS = 50;
const firstPage = (): string | undefined => undefined;

/** Pages of the entries that a filter asks for, newest first. To read them is audited, so nothing looks again by itself. */
export const useAudit = ({ who, what, object, outcome, from, to }: AuditFilter) =>
  useInfiniteQuery({
    queryKey: [...api.audit.page.pathKey(), who, what, object, outcome, from, to],
    queryFn: ({ pageParam, signal }) =>
      client.audit.page.query(
        {
          limit: PAGE_ROWS,
          ...(who ? { accountId: who } : {}),
          ...(what ? { operation: what } : {}),
          ...(object ? { objectId: object } : {}),
          ...(outcome ? { outcome } : {}),
          ...(from ? { from: startOfDay(from) } : {}),
          ...(to ? { until: startOfNextDay(to) } : {}),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** The names of those who hold a role now, by account; the audit itself knows ids only. */
export function useStaffNames(): ReadonlyMap<string, string> {
  const staff = useQuery(api.people.staff.queryOptions(undefined, { enabled: useMay()('staff.list') }));
  return new Map(staff.data?.map(({ accountId, name }) => [accountId, name]));
}

const SHORT_ID = 8;

/** The end of an id, which tells two apart as well as all of it. */
export const shortId = (id: string): string => (id.length > SHORT_ID * 2 ? `…${id.slice(-SHORT_ID)}` : id);
