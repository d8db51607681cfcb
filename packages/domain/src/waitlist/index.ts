export * from './change-entry.js';
export * from './entry.js';
export * from './entry-table.js';
export * from './next-in-line.js';
export * from './offer-end.js';
export type * from './ports.js';
export * from './position-band.js';
export * from './waitlist-policy.js';
