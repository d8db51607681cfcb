import type { AppRouter } from '@banzhen/api';
import { QueryClient } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client';
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { readRefusal } from './refusal.js';
import { noteServerDate } from './server-clock.js';

const url = '/trpc';

type Fetch = NonNullable<Parameters<typeof httpBatchLink>[0]['fetch']>;

const fetchAndReadClock: Fetch = async (input, init) => {
  const { signal, ...request } = init ?? {};
  const response = await fetch(input, { ...request, signal: signal ?? null });
  noteServerDate(response.headers.get('date'));
  return response;
};

/** A refusal is an answer, so only a lost connection is worth another try. */
const isWorthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && !readRefusal(error).isFinal;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: isWorthRetrying, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

/** The API as plain calls. */
export const client: TRPCClient<AppRouter> = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: httpBatchLink({ url, fetch: fetchAndReadClock, maxURLLength: 2_000 }),
    }),
  ],
});

/** The API as query and mutation options. */
export const api: TRPCOptionsProxy<AppRouter> = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
