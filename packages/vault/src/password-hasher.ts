import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { err, type Result } from '@banzhen/domain/shared/result';
import { Piscina } from 'piscina';
import type * as thread from './hashing-thread.js';

/** All places are taken: try again in a second (AU6). */
export type TooBusy = { readonly type: 'TooBusy' };

export type HasherSize = {
  /** How many hash at once, 46 MiB each. */
  readonly lanes: number;
  /** How many more have a place, and wait for a lane whenever they want to hash. */
  readonly waiting: number;
};

const LONGEST = 128;
/** A tenth of the weight of everybody else where cores are short; whoever hashes gets on all the same. */
const NICENESS = 10;
const IDLE_MS = 30_000;

/** One core stays free for everybody else; whoever waits costs nothing but patience. */
const ownSize = (): HasherSize => ({ lanes: Math.max(1, availableParallelism() - 1), waiting: 32 });

/** Threads of low priority, started when somebody hashes and gone after half a minute in which nobody does. */
const poolOf = (lanes: number): Piscina =>
  new Piscina({
    filename: fileURLToPath(new URL('./hashing-thread.js', import.meta.url)),
    minThreads: 0,
    maxThreads: lanes,
    idleTimeout: IDLE_MS,
    niceIncrement: NICENESS,
  });

const hashingIn = (pool: Piscina) => ({
  /** Throws a `RangeError` for more than 128 characters: check the length before. */
  async hash(plain: string): Promise<string> {
    if (plain.length > LONGEST) throw new RangeError(`a password of ${plain.length} characters`);
    return pool.run(plain satisfies Parameters<typeof thread.hash>[0], { name: 'hash' });
  },
  /** Takes as long for a wrong password as for the right one. `needsRehash` once the parameters have changed. */
  async verify(hashed: string, plain: string): Promise<ReturnType<typeof thread.verify>> {
    if (plain.length > LONGEST) return { ok: false, needsRehash: false };
    return pool.run({ hashed, plain } satisfies Parameters<typeof thread.verify>[0], { name: 'verify' });
  },
});

/**
 * argon2id, with as many at once as leave the machine to others, and those in threads of low priority. Texts beyond 128
 * characters are never hashed.
 */
export const passwordHasher = ({ lanes, waiting }: HasherSize = ownSize()) => {
  const hashing = hashingIn(poolOf(lanes));
  let places = lanes + waiting;
  return {
    /** Gives `work` a place until it ends, or refuses before it has begun. */
    async inTurn<T, E>(
      work: (its: typeof hashing) => Promise<Result<T, E>>,
    ): Promise<Result<T, E | TooBusy>> {
      if (places === 0) return err({ type: 'TooBusy' });
      places -= 1;
      try {
        return await work(hashing);
      } finally {
        places += 1;
      }
    },
  };
};
