import type { DataKey, KeyVault, WrappedKey } from '@banzhen/domain/privacy';

const MOST_KEYS = 10_000;
/** What another process destroyed opens no longer than this. */
const BELIEVED_MS = 1_000;

type Known = { readonly key: DataKey; readonly seenAt: number };

/** Data keys in the clear, so that each is unwrapped once; the ones used longest ago make room. */
export const keyCache = (vault: Pick<KeyVault, 'unwrap'>, now: () => number) => {
  const known = new Map<string, Known>();
  const keep = (key: DataKey): DataKey => {
    known.delete(key.kid);
    known.set(key.kid, { key, seenAt: now() });
    const [oldest] = known.keys();
    if (known.size > MOST_KEYS && oldest !== undefined) known.delete(oldest);
    return key;
  };
  return {
    /** A key that the database had a moment ago. */
    fresh(kid: string): DataKey | undefined {
      const found = known.get(kid);
      return found && now() - found.seenAt < BELIEVED_MS ? found.key : undefined;
    },
    /** A key that the database has at this moment. */
    seen: async (wrapped: WrappedKey): Promise<DataKey> =>
      keep(known.get(wrapped.kid)?.key ?? (await vault.unwrap(wrapped))),
    drop(kid: string): void {
      known.delete(kid);
    },
  };
};
