export * from './ports.js';
export * from './retention.js';
