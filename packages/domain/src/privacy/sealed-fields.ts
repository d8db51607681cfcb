/**
 * How much harm a value does in the wrong hands, after GB/T 39725: 1 public, 2 orders, 3 names, phones and addresses,
 * 4 identity numbers, illness and what was done about it, 5 bank cards and pictures of identity cards.
 */
export type PrivacyLevel = 1 | 2 | 3 | 4 | 5;

/** Whose data it is: destroying this person's key makes everything of theirs unreadable. */
export type KeySubjectKind = 'account' | 'patient';

export type KeySubject = { readonly kind: KeySubjectKind; readonly id: string };

export type SealedFieldRule = {
  readonly subject: KeySubjectKind;
  readonly level: PrivacyLevel;
  /** Found by equality, through a keyed index. */
  readonly isIndexed?: true;
};

/**
 * Every field that is sealed before it reaches the database, named `table.field`. What somebody wrote about a visit
 * belongs to the patient: it may be an illness.
 */
export const sealedFields = {
  'account.display_name': { subject: 'account', level: 3 },
  'account.phone': { subject: 'account', level: 3, isIndexed: true },
  'account_totp.secret': { subject: 'account', level: 5 },
  'sanction.reason': { subject: 'account', level: 4 },
  'sanction.lift_reason': { subject: 'account', level: 4 },
  'sanction.appeal': { subject: 'account', level: 4 },
  'sanction.answer': { subject: 'account', level: 4 },
  'patient.display_name': { subject: 'patient', level: 3 },
  'patient.real_name': { subject: 'patient', level: 3 },
  'patient.id_number': { subject: 'patient', level: 4, isIndexed: true },
  'patient.birth_date': { subject: 'patient', level: 3 },
  'patient.sex': { subject: 'patient', level: 3 },
  'patient.conditions': { subject: 'patient', level: 4 },
  'patient.department': { subject: 'patient', level: 4 },
  'patient.ward': { subject: 'patient', level: 4 },
  'patient.bed': { subject: 'patient', level: 4 },
  'patient.home': { subject: 'patient', level: 3 },
  'patient.phone': { subject: 'patient', level: 3 },
  'patient_reveal.reason': { subject: 'patient', level: 4 },
  'proxy_invitation.phone': { subject: 'patient', level: 3 },
  'service_log.note': { subject: 'patient', level: 4 },
  'order_event.reason': { subject: 'patient', level: 4 },
  'appointment_event.reason': { subject: 'patient', level: 4 },
  'offer.reason': { subject: 'patient', level: 4 },
  /** Found by the number of the identity card in it. */
  'certification.material': { subject: 'account', level: 4, isIndexed: true },
  'certification.review': { subject: 'account', level: 4 },
  'certification_reveal.reason': { subject: 'account', level: 4 },
  'certification_measure.words': { subject: 'account', level: 4 },
  'stored_file_part.content': { subject: 'account', level: 5 },
  'clinic_system_secret.text': { subject: 'account', level: 5 },
  'webhook_secret.text': { subject: 'account', level: 5 },
  'conversation_message.text': { subject: 'patient', level: 4 },
  'conversation_reveal.reason': { subject: 'patient', level: 4 },
  'conversation_finding.note': { subject: 'patient', level: 4 },
  'review.text': { subject: 'account', level: 4 },
} as const satisfies Readonly<Record<string, SealedFieldRule>>;

export type SealedField = keyof typeof sealedFields;

/** The fields that are found by equality. */
export type IndexedField = {
  [Field in SealedField]: (typeof sealedFields)[Field] extends { readonly isIndexed: true } ? Field : never;
}[SealedField];
