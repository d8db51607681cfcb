export * from './book.js';
export * from './entry.js';
export { expireDue, type PointsAct, type PointsOutcome, type PointsPart } from './movement.js';
export * from './operations.js';
export * from './points-table.js';
export * from './ports.js';
