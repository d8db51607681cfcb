export * from './payment.js';
export * from './ports.js';
export * from './refund.js';
