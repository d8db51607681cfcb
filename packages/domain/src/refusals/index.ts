export type { InvalidInput, NotSignedIn, Refusal, TemporarilyUnavailable } from './refusal.js';
export * from './sentences.js';
