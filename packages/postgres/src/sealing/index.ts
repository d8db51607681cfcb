export type { FieldSealer } from './field-sealer.js';
export { type KeyStatus, keyStatus } from './key-status.js';
export { keksInUse } from './key-upkeep-rows.js';
export { postgresFieldSealer } from './postgres-field-sealer.js';
export { olderKeks, rewrapDataKeys, whileNobodyWraps } from './rewrap-data-keys.js';
export { openRotation, type Rotated, type RotationStep, rotateDataKeys } from './rotate-data-keys.js';
export { sealPlain } from './seal-plain.js';
export type { SealedDatabase } from './sealed-database.js';
