export type * from './account-answers.js';
export * from './account-inputs.js';
export type * from './answers.js';
export type * from './appointment-answers.js';
export * from './appointment-inputs.js';
export * from './inputs.js';
export type * from './patient-answers.js';
export * from './patient-inputs.js';
export * from './read-inputs.js';
