export * from './canonical.js';
export * from './chain.js';
export * from './checkpoint.js';
export * from './entry.js';
export * from './fault.js';
export * from './ports.js';
export * from './use-cases/take-checkpoint.js';
export * from './verification.js';
export type { StreamRows } from './walk.js';
