import { z } from 'zod';
import { id, instantIn, personName, personNameUpTo, text } from './primitives.js';

/** As people write it; what is wrong with it is said by the refusal `PatientDetailsWrong`. */
const line = text(200).optional();

const details = z.strictObject({
  realName: personNameUpTo(200).optional(),
  idNumber: line,
  birthDate: line,
  sex: line,
  phone: line,
  conditions: text(4_000).optional(),
  department: line,
  ward: line,
  bed: line,
});

const name = personName;

export const detailName = z.enum([
  'realName',
  'idNumber',
  'birthDate',
  'sex',
  'phone',
  'conditions',
  'department',
  'ward',
  'bed',
]);

/** A whole phone number. */
export const findPatientsInput = z.strictObject({ phone: z.string().max(30) });

export const patientRef = z.strictObject({ patientId: id });
export const createPatientInput = z.strictObject({ name, details: details.default({}) });
/** All details: what is not given is forgotten. */
export const changePatientInput = patientRef.extend({ name: name.optional(), details });
export const revealPatientInput = patientRef.extend({
  fields: z.array(detailName).min(1).max(9),
  /** At least four characters: why it has to be seen. */
  reason: text(500),
});

export const inviteProxyInput = patientRef.extend({
  /** What it must be is said by the refusal `NotAPhoneNumber`. */
  phone: z.string().max(30),
  scope: z.enum(['view', 'book']),
  until: instantIn,
});
export const withdrawInvitationInput = patientRef.extend({ invitationId: id });
export const revokeProxyInput = patientRef.extend({ accountId: id });
export const invitationRef = z.strictObject({ invitationId: id });

const consentKind = z.enum(['terms', 'privacy', 'health-data', 'service-scope']);
export const giveConsentInput = z.strictObject({ kind: consentKind, version: z.int().positive() });
export const withdrawConsentInput = z.strictObject({ kind: consentKind });

const words = (most: number) => text(most).refine((given) => given !== '', 'there is nothing to read');
const bothLanguages = (most: number) => z.strictObject({ zh: words(most), en: words(most) });

/** What an operator publishes for people to agree to: a list of texts with their versions. */
export const consentDocumentsFile = z
  .array(
    z.strictObject({
      kind: consentKind,
      version: z.int().positive(),
      title: bothLanguages(200),
      text: bothLanguages(100_000),
      inForceFrom: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
    }),
  )
  .min(1)
  .max(100);

/** Without a cursor the first page, which tells of everything but the later orders. */
export const exportInput = z.strictObject({ cursor: id.optional() });
