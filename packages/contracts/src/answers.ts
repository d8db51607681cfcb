/** Answers of the API. Instants are ISO 8601 in UTC, money is whole fen, names are for display only. */
export * from './audit-answers.js';
export * from './booking-answers.js';
export * from './dispatch-answers.js';
export * from './ledger-answers.js';
export * from './live-answers.js';
export * from './order-answers.js';
export * from './people-answers.js';
export * from './previews.js';
