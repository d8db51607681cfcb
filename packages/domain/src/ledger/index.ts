export * from './ports.js';
export * from './posting.js';
