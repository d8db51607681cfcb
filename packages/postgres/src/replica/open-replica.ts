import type { Sql } from 'postgres';
import { type PoolClient, preparingClient } from '../postgres-client.js';
import { type ReplicaConfig, type ReplicaState, type ReplicaWatch, watchReplica } from './replica-watch.js';
import { routedClient } from './routed-client.js';

/** A replica beside a primary; nothing is read there before it is watched. */
export const openReplica = (primary: Sql, { maxLagMs, onChange }: ReplicaConfig, replica: Sql) => {
  let watching: ReplicaWatch | undefined;
  const state = (): ReplicaState => watching?.state() ?? 'away';
  const own = preparingClient(replica);
  return {
    state,
    watch(): void {
      watching ??= watchReplica({ primary, replica, maxLagMs, ...(onChange ? { onChange } : {}) });
    },
    clientBeside: (client: PoolClient, mustBeFresh: () => Promise<boolean>): PoolClient =>
      routedClient({
        primary: client,
        replica: own,
        watch: { state, distrust: () => watching?.distrust() },
        mustBeFresh,
      }),
    async close(): Promise<void> {
      await watching?.stop();
      await replica.end({ timeout: 5 });
    },
  };
};
