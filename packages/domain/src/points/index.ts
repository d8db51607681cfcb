export * from './book.js';
export * from './entry.js';
export * from './movement.js';
export * from './operations.js';
export * from './points-table.js';
export * from './ports.js';
