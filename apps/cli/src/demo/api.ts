import type { AppRouter } from '@banzhen/api';
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';
import type { Network } from './network.js';

export type Api = TRPCClient<AppRouter>;

/** The API as one person calls it; before sign-in there is no token. */
export const openApi = (origin: string, network: Network, token?: string): Api =>
  createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${origin}/trpc`,
        fetch: (input, init) => network(input, init as RequestInit),
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }),
    ],
  });
