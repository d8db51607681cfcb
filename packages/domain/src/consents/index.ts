export * from './consent.js';
export type * from './ports.js';
export * from './publication.js';
export type * from './stores.js';
export type * from './use-cases/deps.js';
export { type GiveConsent, makeGiveConsent } from './use-cases/give-consent.js';
export { type ConsentSeen, makeListConsents } from './use-cases/list-consents.js';
export { makeWithdrawConsent, type WithdrawConsent } from './use-cases/withdraw-consent.js';
