export { homeTenant } from './accounts/open-accounts.js';
export { type AccountsAdmin, openAccountsAdmin } from './accounts-admin.js';
export { askingAs, askingAsPlatform } from './asking.js';
export { fileCheckpointSink } from './audit/file-checkpoint-sink.js';
export { type AuditCheck, type AuditFault, type AuditVerdict, openAuditCheck } from './audit-check.js';
export { type ErrandWork, startErrands } from './background/errands.js';
export { startWebhooks, type WebhookWork } from './background/webhooks.js';
export { type CatalogueAdmin, CityUnknown, DataDirInUse, openCatalogue } from './catalogue-admin.js';
export { httpClinicSystems } from './clinic-systems/http-clinic-systems.js';
export * from './clinic-systems/sandbox-clinic-system.js';
export type { SystemCall } from './clinic-systems/system-wire.js';
export { ConfigError, type PlatformConfig, readConfig } from './config.js';
export {
  type ConsentsAdmin,
  openConsentsAdmin,
} from './consents-admin.js';
export type { DemoSignIn } from './demo/demo-sign-in.js';
export type { Identity } from './identity.js';
export { makeLog } from './json-log.js';
export {
  createKeys,
  type KeyStatus,
  type KeysAdmin,
  openKeysAdmin,
  type RotationStep,
} from './keys-admin.js';
export type { LimitStanding } from './limits/limits.js';
export { callerAddress, callerNetwork } from './limits/network.js';
export { type Log, type LogEvent, wordOf } from './log.js';
export type { OpenOptions } from './open-adapters.js';
export { openPlatform, type Platform } from './open-platform.js';
export type { BookedOrder, Statement } from './reads/partner-order-reads.js';
export type { HospitalResources, PartnerSlot } from './reads/partner-slot-reads.js';
export type { CopyPage, PersonalCopies, PersonCopy } from './reads/personal-copies.js';
export type { Reads } from './reads/reads.js';
export type { PartnerSandbox } from './sandbox/partner-sandbox.js';
export { startFailure } from './start-failure.js';
export { isTransientFailure } from './transient-failure.js';
export { guardedPost } from './webhooks/guarded-post.js';
export { standardSigner } from './webhooks/standard-signer.js';
export { type Resolve, webhookSender } from './webhooks/webhook-sender.js';
