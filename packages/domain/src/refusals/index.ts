export type { Refusal, TemporarilyUnavailable } from './refusal.js';
export * from './sentences.js';
