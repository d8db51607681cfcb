export * from './offering.js';
export * from './ports.js';
export * from './price.js';
export * from './quote.js';
export * from './shifts.js';
