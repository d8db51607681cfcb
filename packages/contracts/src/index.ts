export type * from './answers.js';
export * from './inputs.js';
