import { hashSync, verifySync } from '@node-rs/argon2';

/** The floor of ASVS for argon2id with one pass. */
const parameters = { memoryCost: 47_104, timeCost: 1, parallelism: 1 };
const PRESENT_FORM = `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`;

/** Run in a thread of the pool of `password-hasher.ts`, where it may block. */
export const hash = (plain: string): string => hashSync(plain, parameters);

/** Run in a thread of the pool; throws where `hashed` is no argon2 hash. */
export const verify = ({
  hashed,
  plain,
}: {
  readonly hashed: string;
  readonly plain: string;
}): { readonly ok: boolean; readonly needsRehash: boolean } => ({
  ok: verifySync(hashed, plain),
  needsRehash: !hashed.startsWith(PRESENT_FORM),
});
