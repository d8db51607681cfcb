export * from './account-statement.js';
export * from './ports.js';
export * from './posting.js';
