export * from './authorize.js';
export * from './operations.js';
export * from './relations.js';
