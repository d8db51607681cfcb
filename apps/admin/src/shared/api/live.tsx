import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react';
import { api } from './client.js';
import { useMay } from './me.js';

export type LiveState = 'live' | 'connecting' | 'broken';

const LiveContext = createContext<LiveState>('connecting');
const GATHER_MS = 150;
const POLL_MS = 20_000;

/** Whether what is on the screen follows the server by itself. */
export const useLiveState = (): LiveState => use(LiveContext);

/** Looks everything about orders up again, and how much was said about them. */
export const refreshOrders = async (client: QueryClient): Promise<void> => {
  await Promise.all(
    [api.dispatch.pathKey(), api.conversation.pathKey()].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
};

/** Listens to the live feed once for the whole console; several messages in a row are one refresh. */
export function LiveOrders({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const mayFollow = useMay()('board.read');
  const [state, setState] = useState<LiveState>('connecting');
  const waiting = useRef<number | undefined>(undefined);
  const refreshSoon = useCallback(() => {
    waiting.current ??= window.setTimeout(() => {
      waiting.current = undefined;
      void refreshOrders(client);
    }, GATHER_MS);
  }, [client]);

  useSubscription(
    api.live.orders.subscriptionOptions(
      {},
      {
        enabled: mayFollow,
        // What happened while nobody listened is not sent again.
        onStarted: () => {
          setState('live');
          refreshSoon();
        },
        onData: refreshSoon,
        onConnectionStateChange: ({ state: next }) =>
          setState(next === 'pending' ? 'live' : next === 'connecting' ? 'connecting' : 'broken'),
        onError: () => setState('broken'),
      },
    ),
  );

  useEffect(() => {
    if (state === 'live') return undefined;
    const poll = window.setInterval(refreshSoon, POLL_MS);
    return () => window.clearInterval(poll);
  }, [state, refreshSoon]);
  useEffect(() => () => window.clearTimeout(waiting.current), []);

  return <LiveContext value={state}>{children}</LiveContext>;
}
