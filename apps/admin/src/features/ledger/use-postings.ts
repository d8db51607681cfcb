import { useInfiniteQuery } from '@tanstack/react-query';
import { api, client } from '../../shared/api/client.js';
import { instantOf, mainlandZone } from '../../shared/format.js';
import type { PostingsFilter } from './postings-filter.js';

const PAGE_ROWS = 50;
const DAY_MS = 86_400_000;
const firstPage = (): string | undefined => undefined;

const startOf = (day: string): string => instantOf(`${day}T00:00`, mainlandZone);
const startOfNext = (day: string): string =>
  startOf(new Date(Date.parse(`${day}T00:00Z`) + DAY_MS).toISOString().slice(0, 10));

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
          ...(from ? { from: startOf(from) } : {}),
          ...(to ? { until: startOfNext(to) } : {}),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
