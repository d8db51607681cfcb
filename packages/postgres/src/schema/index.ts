export * from './catalogue.js';
export * from './dispatch.js';
export * from './messages.js';
export * from './money.js';
export * from './orders.js';
export * from './people.js';
