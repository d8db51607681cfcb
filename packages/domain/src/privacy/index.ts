export * from './mask.js';
export * from './ports.js';
export * from './sealed-fields.js';
