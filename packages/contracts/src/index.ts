export type * from './account-answers.js';
export * from './account-inputs.js';
export type * from './answers.js';
export * from './inputs.js';
export type * from './patient-answers.js';
export * from './patient-inputs.js';
export * from './read-inputs.js';
export type * from './schedule-answers.js';
export * from './schedule-inputs.js';
