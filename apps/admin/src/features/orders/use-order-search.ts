import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, client } from '../../shared/api/client.js';
import { noteServerNow } from '../../shared/api/server-clock.js';
import { type OrderQuery, statusesOf } from './scopes.js';

const PAGE_ROWS = 20;
const firstPage = (): string | undefined => undefined;

/** Pages of the orders that were asked for, newest first. */
export const useOrderSearch = ({ text, scope }: OrderQuery) => {
  const statuses = statusesOf[scope];
  return useInfiniteQuery({
    queryKey: [...api.dispatch.search.pathKey(), text, scope],
    queryFn: async ({ pageParam, signal }) => {
      const asked = {
        text,
        limit: PAGE_ROWS,
        ...(statuses ? { statuses: [...statuses] } : {}),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      const page = await client.dispatch.search.query(asked, { signal });
      noteServerNow(page.serverNow);
      return page;
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
};
