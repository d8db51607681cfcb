export * from './directory.js';
export * from './order-history.js';
export * from './order-summaries.js';
