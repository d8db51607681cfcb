import { setTimeout as pause } from 'node:timers/promises';

/** A server that can be killed and started again over its files. */
export interface Killable {
  readonly name: 'redis' | 'postgres';
  kill9(): Promise<void>;
  start(): Promise<void>;
}

export interface OutagePlan {
  readonly servers: readonly [Killable, ...Killable[]];
  /** Steps that the visits take together. */
  readonly steps: number;
  readonly outages: number;
  readonly random: () => number;
  /** Called when a server is back. */
  readonly onBack: () => void;
}

export interface Outages {
  /** To be called whenever a visit has taken a step; a random few of these begin an outage. */
  step(): void;
  /** Servers killed so far. */
  killed(name: Killable['name']): number;
  /** Does something when no server is away. */
  also(work: () => Promise<void>): Promise<void>;
  /** Ends when every outage that was begun is over; rejects when a server did not come back. */
  over(): Promise<void>;
}

const LONGEST_DELAY_MS = 300;
const LONGEST_OUTAGE_MS = 600;

/** So many different numbers below `below`. */
const someOf = (below: number, count: number, random: () => number): ReadonlySet<number> => {
  const all = Array.from({ length: below }, (_, number) => ({ number, rank: random() }));
  const chosen = all.toSorted((left, right) => left.rank - right.rank).slice(0, count);
  return new Set(chosen.map(({ number }) => number));
};

/** Kills the servers in turn, each time at a random moment after a random step, and starts them after a random while. */
export function planOutages({ servers, steps, outages, random, onBack }: OutagePlan): Outages {
  const moments = someOf(steps, outages, random);
  const counts = new Map<string, number>();
  let taken = 0;
  let begun = 0;
  let last: Promise<void> = Promise.resolve();
  const outage = async (server: Killable, delayMs: number, lengthMs: number) => {
    await pause(delayMs);
    await server.kill9();
    counts.set(server.name, (counts.get(server.name) ?? 0) + 1);
    await pause(lengthMs);
    await server.start();
    onBack();
  };
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work);
    last.catch(() => undefined);
    return last;
  };
  return {
    also: inTurn,
    step() {
      if (moments.has(taken)) {
        const server = servers[begun % servers.length] ?? servers[0];
        const [delayMs, lengthMs] = [random() * LONGEST_DELAY_MS, random() * LONGEST_OUTAGE_MS];
        begun += 1;
        void inTurn(() => outage(server, delayMs, lengthMs));
      }
      taken += 1;
    },
    killed: (name) => counts.get(name) ?? 0,
    over: () => last,
  };
}
