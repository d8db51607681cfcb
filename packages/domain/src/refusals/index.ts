export type { AccountRefusal } from './account-refusals.js';
export type { InvalidInput, NotSignedIn, Refusal, TemporarilyUnavailable } from './refusal.js';
export type * from './request-refusals.js';
export type { ScheduleRefusal } from './schedule-refusals.js';
export type { Sentence } from './sentence.js';
export * from './sentences.js';
