import { useInfiniteQuery } from '@tanstack/react-query';
import { api, client } from '../../shared/api/client.js';
import type { ReportState } from './report-states.js';

const PAGE_ROWS = 20;
const LOOK_AGAIN_MS = 30_000;
const firstPage = (): string | undefined => undefined;

/** Pages of reported messages that wait, or that are closed, the oldest first. */
export const useReports = (state: ReportState) =>
  useInfiniteQuery({
    queryKey: [...api.conversation.reports.pathKey(), 'pages', state],
    queryFn: ({ pageParam, signal }) =>
      client.conversation.reports.query(
        { state, limit: PAGE_ROWS, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: LOOK_AGAIN_MS,
  });
