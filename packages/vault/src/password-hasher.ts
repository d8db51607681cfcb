import { availableParallelism } from 'node:os';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { hash, verify } from '@node-rs/argon2';

/** More hashes are wanted at once than this machine can give: try again in a second (AU6). */
export type TooBusy = { readonly type: 'TooBusy' };

export type HasherSize = {
  /** How many run at once, 46 MiB each. */
  readonly lanes: number;
  /** How many may wait for a lane. */
  readonly waiting: number;
};

/** The floor of ASVS for argon2id with one pass. */
const parameters = { memoryCost: 47_104, timeCost: 1, parallelism: 1 };
const PRESENT_FORM = `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`;
const LONGEST = 128;

/** One core stays free for everybody else; whoever waits costs nothing but patience. */
const ownSize = (): HasherSize => ({ lanes: Math.max(1, availableParallelism() - 1), waiting: 32 });

/** Runs at most `lanes` at once and lets `waiting` wait; refuses the rest at once. */
const turnstile = ({ lanes, waiting }: HasherSize) => {
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
  return async <T>(work: () => Promise<T>): Promise<Result<T, TooBusy>> => {
    if (running >= lanes && queue.length >= waiting) return err({ type: 'TooBusy' });
    await enter();
    try {
      return ok(await work());
    } finally {
      leave();
    }
  };
};

/** argon2id, with as many at once as leave the machine to others. Texts beyond 128 characters are never hashed. */
export const passwordHasher = (size: HasherSize = ownSize()) => {
  const inTurn = turnstile(size);
  return {
    /** Throws a `RangeError` for more than 128 characters: check the length before. */
    async hash(plain: string): Promise<Result<string, TooBusy>> {
      if (plain.length > LONGEST) throw new RangeError(`a password of ${plain.length} characters`);
      return inTurn(() => hash(plain, parameters));
    },
    /** Takes as long for a wrong password as for the right one. `needsRehash` once the parameters have changed. */
    async verify(
      hashed: string,
      plain: string,
    ): Promise<Result<{ readonly ok: boolean; readonly needsRehash: boolean }, TooBusy>> {
      if (plain.length > LONGEST) return ok({ ok: false, needsRehash: false });
      return inTurn(async () => ({
        ok: await verify(hashed, plain),
        needsRehash: !hashed.startsWith(PRESENT_FORM),
      }));
    },
  };
};
