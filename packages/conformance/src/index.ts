export { type Checked, type Summary, summaryOf, type Verdict } from './check.js';
export { checkPartner, partnerChecks } from './partner/partner-checks.js';
export type { Send } from './partner/server.js';
export { checkReceiver, receiverChecks } from './receiver/receiver-checks.js';
