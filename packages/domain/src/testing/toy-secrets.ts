import type { Hashing, PasswordHasher, Secrets } from '../accounts/index.js';
import { scriptedIds } from './scripted-ids.js';

const MARK = 'toy:';

/** Hashes that anybody can read: for tests that are not about hashing. What begins with `old:` wants to be hashed anew. */
export const toyHashing: Hashing = {
  hash: async (plain) => `${MARK}${plain}`,
  verify: async (hashed, plain) => {
    const isOld = hashed.startsWith('old:');
    return { ok: hashed === `${isOld ? 'old:' : MARK}${plain}`, needsRehash: isOld };
  },
};

/** Never too busy. */
export const hasherFor = (hashing: Hashing): PasswordHasher => ({ inTurn: (work) => work(hashing) });

const STEP_MS = 30_000;
const stepAt = (at: Date): number => Math.floor(at.getTime() / STEP_MS);

const codeOf = (secret: string, step: number): string => {
  const seed = [...secret].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
  return String((seed * 104_729 + step * 7_919) % 1_000_000).padStart(6, '0');
};

/** What the authenticator app with this secret shows at `at`. */
export const toyTotpCode = (secret: string, at: Date): string => codeOf(secret, stepAt(at));

/** The same tokens and codes in the same order on every run; each differs from those before. */
export const toySecrets = (series = 1): Secrets => {
  const ids = scriptedIds(series);
  let tokens = 0;
  let secrets = 0;
  return {
    token: () => {
      tokens += 1;
      return `token-${series}-${tokens}`;
    },
    tokenHash: (token) => `hash of ${token}`,
    code: () => ids.code(6),
    totpSecret: () => {
      secrets += 1;
      return `SECRET${series}X${secrets}`;
    },
    totpStep: (secret, code, at) =>
      [0, -1, 1].map((by) => stepAt(at) + by).find((step) => codeOf(secret, step) === code),
  };
};
