export * from './candidate.js';
export * from './eligibility.js';
export * from './need.js';
export * from './offer.js';
export * from './override.js';
export * from './ports.js';
export * from './ranking.js';
