export * from './limit.js';
export * from './limit-table.js';
export * from './ports.js';
