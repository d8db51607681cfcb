import type { KeyVault } from '@banzhen/domain/privacy';
import { newKeyRing, withNewKek } from '../key-ring.js';
import { makeVault } from '../vault.js';

export type MemoryVault = KeyVault & {
  /** A new key-encryption key wraps from now on. */
  addKek(): void;
};

/** A vault of its own, with new keys that nobody keeps. */
export const memoryVault = (): MemoryVault => {
  let ring = newKeyRing(new Date());
  return {
    ...makeVault({ read: async () => ring }, ring),
    addKek() {
      ring = withNewKek(ring, new Date());
    },
  };
};
