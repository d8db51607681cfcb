import { useInfiniteQuery } from '@tanstack/react-query';
import { api, client } from '../../shared/api/client.js';
import { startOfDay, startOfNextDay } from '../../shared/format.js';
import type { PostingsFilter } from './postings-filter.js';

const PAGE_ROWS = 50;
const firstPage = (): string | undefined => undefined;

/** Pages of the postings that a filter asks for, newest first. */
export const usePostings = ({ account, order, from, to }: PostingsFilter) =>
  useInfiniteQuery({
    queryKey: [...api.dispatch.ledgerPostings.pathKey(), account, order, from, to],
    queryFn: ({ pageParam, signal }) =>
      client.dispatch.ledgerPostings.query(
        {
          limit: PAGE_ROWS,
          ...(account ? { account } : {}),
          ...(order ? { orderNo: order } : {}),
          ...(from ? { from: startOfDay(from) } : {}),
          ...(to ? { until: startOfNextDay(to) } : {}),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
