import { availableParallelism } from 'node:os';
import { err, type Result } from '@banzhen/domain/shared/result';
import { hash, verify } from '@node-rs/argon2';

/** All places are taken: try again in a second (AU6). */
export type TooBusy = { readonly type: 'TooBusy' };

export type HasherSize = {
  /** How many hash at once, 46 MiB each. */
  readonly lanes: number;
  /** How many more have a place, and wait for a lane whenever they want to hash. */
  readonly waiting: number;
};

/** The floor of ASVS for argon2id with one pass. */
const parameters = { memoryCost: 47_104, timeCost: 1, parallelism: 1 };
const PRESENT_FORM = `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`;
const LONGEST = 128;

/** One core stays free for everybody else; whoever waits costs nothing but patience. */
const ownSize = (): HasherSize => ({ lanes: Math.max(1, availableParallelism() - 1), waiting: 32 });

/** Runs at most `lanes` at once, the others in the order in which they came. */
const queueFor = (lanes: number) => {
  let running = 0;
  const queue: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (running < lanes) running += 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };
  return async <T>(work: () => Promise<T>): Promise<T> => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
};

const hashingIn = (inLane: <T>(work: () => Promise<T>) => Promise<T>) => ({
  /** Throws a `RangeError` for more than 128 characters: check the length before. */
  async hash(plain: string): Promise<string> {
    if (plain.length > LONGEST) throw new RangeError(`a password of ${plain.length} characters`);
    return inLane(() => hash(plain, parameters));
  },
  /** Takes as long for a wrong password as for the right one. `needsRehash` once the parameters have changed. */
  async verify(
    hashed: string,
    plain: string,
  ): Promise<{ readonly ok: boolean; readonly needsRehash: boolean }> {
    if (plain.length > LONGEST) return { ok: false, needsRehash: false };
    return inLane(async () => ({
      ok: await verify(hashed, plain),
      needsRehash: !hashed.startsWith(PRESENT_FORM),
    }));
  },
});

/** argon2id, with as many at once as leave the machine to others. Texts beyond 128 characters are never hashed. */
export const passwordHasher = ({ lanes, waiting }: HasherSize = ownSize()) => {
  const hashing = hashingIn(queueFor(lanes));
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
