import { type KeyRing, newKeyRing } from '../key-ring.js';

export { type MemoryVault, memoryVault } from './memory-vault.js';

/** New keys that nobody keeps. */
export const memoryKeyRing = (): KeyRing => newKeyRing(new Date());
