export * from './appointments.js';
export * from './bundles.js';
export * from './clinic-sessions.js';
export * from './directory.js';
export * from './ledger-postings.js';
export * from './order-history.js';
export * from './order-summaries.js';
export * from './own-orders.js';
