export * from './file-policy.js';
export type * from './ports.js';
