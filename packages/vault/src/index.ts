export { type CheckpointSigner, checkpointSigner, isSignedBy } from './checkpoint-signer.js';
export { type KeyRing, KeyRingUnreadable } from './key-ring.js';
export { addKek, createKeysFile, type KeySource, KeysFileMissing, keysFile } from './keys-file.js';
export { type HasherSize, passwordHasher, type TooBusy } from './password-hasher.js';
export { NotSealedHere } from './sealed-value.js';
export { secrets } from './secrets.js';
export { sha256Hex } from './sha256.js';
export { totpCodeAt } from './totp.js';
export { KekUnknown, openVault } from './vault.js';
