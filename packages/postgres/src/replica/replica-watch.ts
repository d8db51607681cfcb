import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { replayMemory } from './replay-memory.js';

/**
 * `fresh` may be read; `behind` lags more than it may; `away` does not answer; `not-a-replica` is another server's copy, or
 * nobody's.
 */
export type ReplicaState = 'fresh' | 'behind' | 'away' | 'not-a-replica';

/** A streaming replica for reads that may be `maxLagMs` old. */
export type ReplicaConfig = {
  readonly url: string;
  readonly maxLagMs: number;
  readonly onChange?: (state: ReplicaState) => void;
};

export type ReplicaWatch = {
  state(): ReplicaState;
  /** A read there has failed: nothing more is read there until a look finds it well. */
  distrust(): void;
  stop(): Promise<void>;
};

export type ReplicaWatchOptions = {
  readonly primary: Sql;
  readonly replica: Sql;
  readonly maxLagMs: number;
  readonly onChange?: (state: ReplicaState) => void;
};

const LOOK_EVERY_MS = 500;
/** Whoever needs longer for a look is away. */
const PATIENCE_MS = 1_000;

type Primary = { readonly system: string; readonly bytes: string };
type Replica = Primary & { readonly recovers: boolean };

/**
 * The end of what is written, also of what a commit has not waited for. At the beginning of a page it stands behind the page's
 * header of 24 or 40 bytes, which no replica replays before a record follows.
 */
const PRIMARY = `SELECT system_identifier::text AS system,
    (inserted - CASE WHEN mod(inserted, 8192) IN (24, 40) THEN mod(inserted, 8192) ELSE 0 END)::text AS bytes
  FROM pg_control_system(), (SELECT pg_current_wal_insert_lsn() - '0/0' AS inserted) log`;
const REPLICA = `SELECT pg_is_in_recovery() AS recovers, system_identifier::text AS system,
    (coalesce(pg_last_wal_replay_lsn(), '0/0') - '0/0')::text AS bytes
  FROM pg_control_system()`;

/** A row, and the instant before it was asked for. */
type Told<Row> = { readonly row: Row; readonly askedAt: number };

/** Asks for the only row of a statement, one question at a time; undefined from whoever fails or lets us wait. */
const looker = <Row>(sql: Sql, statement: string): (() => Promise<Told<Row> | undefined>) => {
  let asked: Promise<Told<Row> | undefined> | undefined;
  const ask = (): Promise<Told<Row> | undefined> => {
    const askedAt = performance.now();
    return Promise.resolve(sql.unsafe(statement))
      .then(
        ([row]) => ({ row: row as unknown as Row, askedAt }),
        () => undefined,
      )
      .finally(() => {
        asked = undefined;
      });
  };
  return () => {
    asked ??= ask();
    const patience = new AbortController();
    const late = pause(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined);
    return Promise.race([asked, late]).finally(() => patience.abort());
  };
};

/**
 * Looks again and again how far a replica has got, until it is stopped. What it says holds for the bound: while it says
 * `fresh`, everything that was committed `maxLagMs` ago or before can be read there.
 */
export const watchReplica = ({
  primary,
  replica,
  maxLagMs,
  onChange = () => undefined,
}: ReplicaWatchOptions): ReplicaWatch => {
  const lookAtPrimary = looker<Primary>(primary, PRIMARY);
  const lookAtReplica = looker<Replica>(replica, REPLICA);
  const memory = replayMemory();
  const stopping = new AbortController();
  let found: Exclude<ReplicaState, 'behind'> = 'away';
  let told: ReplicaState | undefined;

  const state = (): ReplicaState => {
    const seenUpTo = memory.seenUpTo();
    const isLate = seenUpTo === undefined || performance.now() - seenUpTo > maxLagMs;
    return found === 'fresh' && isLate ? 'behind' : found;
  };
  const tell = (): void => {
    const now = state();
    if (now === told) return;
    told = now;
    onChange(now);
  };
  const look = async (): Promise<void> => {
    const [main, copy] = await Promise.all([lookAtPrimary(), lookAtReplica()]);
    if (main) memory.primaryIsAt({ at: main.askedAt, bytes: BigInt(main.row.bytes) });
    if (!copy) found = 'away';
    else if (!copy.row.recovers || (main && main.row.system !== copy.row.system)) {
      found = 'not-a-replica';
      memory.forget();
    } else {
      memory.replicaReplayed(BigInt(copy.row.bytes));
      found = 'fresh';
    }
    tell();
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await look();
      await pause(LOOK_EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  })();
  return {
    state,
    distrust() {
      found = 'away';
      tell();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
};
