import { z } from 'zod';
import { id, idempotencyKey, personName, text } from './primitives.js';

const documentKind = z.enum(['identity-front', 'identity-back', 'professional', 'health']);

/** A file of at most 10 MB in base64; over HTTP by tRPC the body limits it further, and larger ones go to the plain face. */
const content = z.string().min(1).max(14_000_000);

/** Credentials of an escort, all papers at once. */
export const submitCertificationInput = z.strictObject({
  cityCode: z.string().min(1).max(20),
  class: z.enum(['escort', 'care-worker', 'nurse']),
  realName: personName,
  /** The year since which they have done such work. */
  practisingSince: z.int().optional(),
  /** The version of the code of conduct that was read and accepted. */
  codeOfConduct: z.int().positive(),
  documents: z
    .array(
      z.strictObject({
        kind: documentKind,
        number: text(60).optional(),
        /** Its last day, `YYYY-MM-DD`. */
        validUntil: z.iso.date().optional(),
        content,
      }),
    )
    .max(8),
  idempotencyKey: idempotencyKey.optional(),
});

export const certificationRef = z.strictObject({ certificationId: id });

export const revealDocumentInput = certificationRef.extend({ document: documentKind, reason: text(500) });

/** What is to come anew, with a remark for each paper. */
export const requestInfoInput = certificationRef.extend({
  remarks: z.partialRecord(documentKind, text(300)),
});

export const rejectCertificationInput = certificationRef.extend({ reason: text(500) });

export const approveCertificationInput = certificationRef.extend({
  registryCheck: text(200),
  backgroundCheck: text(200),
});

/** Whom a measure may be about, a page at a time. */
export const standingCertificationsInput = z.strictObject({
  standing: z.enum(['in-force', 'suspended', 'revoked']),
  /** The last one of the page before. */
  after: id.optional(),
});

/** Off work; one of `until` and `condition` at least. */
export const suspendCertificationInput = certificationRef.extend({
  reason: text(500),
  /** Its last day, `YYYY-MM-DD`. */
  until: z.iso.date().optional(),
  condition: text(300).optional(),
});

/** At work again, with which training was done. */
export const liftSuspensionInput = certificationRef.extend({ training: text(500) });

/** For ever; by two administrators, each with this. */
export const revokeCertificationInput = certificationRef.extend({
  cause: z.enum(['false-papers', 'harm']),
  reason: text(500),
});
