export type { Refusal } from './refusal.js';
export * from './sentences.js';
