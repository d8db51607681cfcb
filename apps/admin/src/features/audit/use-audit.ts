import { useInfiniteQuery } from '@tanstack/react-query';
import { api, client } from '../../shared/api/client.js';
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
