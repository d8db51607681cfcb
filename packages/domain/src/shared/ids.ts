import type { Brand } from './brand.js';

export type TenantId = Brand<string, 'TenantId'>;
export type AccountId = Brand<string, 'AccountId'>;
export type PatientId = Brand<string, 'PatientId'>;
export type EscortId = Brand<string, 'EscortId'>;
export type HospitalId = Brand<string, 'HospitalId'>;
export type QuoteId = Brand<string, 'QuoteId'>;
export type CancellationQuoteId = Brand<string, 'CancellationQuoteId'>;
export type OrderId = Brand<string, 'OrderId'>;
export type OfferId = Brand<string, 'OfferId'>;
export type PaymentId = Brand<string, 'PaymentId'>;
export type RefundId = Brand<string, 'RefundId'>;
export type SessionId = Brand<string, 'SessionId'>;
export type ChallengeId = Brand<string, 'ChallengeId'>;
export type StaffGrantId = Brand<string, 'StaffGrantId'>;
export type SanctionId = Brand<string, 'SanctionId'>;
export type InvitationId = Brand<string, 'InvitationId'>;
export type ConsentId = Brand<string, 'ConsentId'>;
export type RevealId = Brand<string, 'RevealId'>;
export type DepartmentId = Brand<string, 'DepartmentId'>;
export type DoctorId = Brand<string, 'DoctorId'>;
export type RoomId = Brand<string, 'RoomId'>;
export type TemplateId = Brand<string, 'TemplateId'>;
export type ExceptionId = Brand<string, 'ExceptionId'>;
export type ClinicSessionId = Brand<string, 'ClinicSessionId'>;
export type AppointmentId = Brand<string, 'AppointmentId'>;
export type WaitlistEntryId = Brand<string, 'WaitlistEntryId'>;
export type BundleId = Brand<string, 'BundleId'>;
export type CalendarLinkId = Brand<string, 'CalendarLinkId'>;
export type StoredFileId = Brand<string, 'StoredFileId'>;
export type CertificationId = Brand<string, 'CertificationId'>;
export type MeasureId = Brand<string, 'MeasureId'>;
export type PartnerId = Brand<string, 'PartnerId'>;
export type PartnerKeyId = Brand<string, 'PartnerKeyId'>;
export type SettlementId = Brand<string, 'SettlementId'>;
export type SettlementReversalId = Brand<string, 'SettlementReversalId'>;
export type ClinicSystemId = Brand<string, 'ClinicSystemId'>;
export type WebhookEndpointId = Brand<string, 'WebhookEndpointId'>;
export type WebhookDeliveryId = Brand<string, 'WebhookDeliveryId'>;
export type ConversationMessageId = Brand<string, 'ConversationMessageId'>;
export type ConversationRevealId = Brand<string, 'ConversationRevealId'>;
export type ReportFindingId = Brand<string, 'ReportFindingId'>;
/** One for each real person: all patients with the same ID number share it, so that limits hold for people (H1). */
export type PersonId = Brand<string, 'PersonId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export type NotAnId = { readonly type: 'NotAnId'; readonly given: string };

/** Brands a lower-case UUID; throws on anything else, because transports have checked the form before. */
export const idFrom = <Id extends Brand<string, string>>(text: string): Id => {
  if (!UUID.test(text)) throw new TypeError(`not a UUID: ${text.slice(0, 40)}`);
  return text as Id;
};

/** Makes ids; production gives UUIDv7, tests a scripted sequence. */
export interface IdSource {
  next(): string;
  /** A random number of `digits` decimal digits, for codes that a person reads out (O13). */
  code(digits: number): string;
}
