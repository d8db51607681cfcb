export type * from './account-answers.js';
export * from './account-inputs.js';
export type * from './answers.js';
export * from './inputs.js';
export * from './read-inputs.js';
