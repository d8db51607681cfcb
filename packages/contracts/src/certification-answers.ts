import { z } from 'zod';
import { type Answer, id, instant, list, title, version } from './answer.js';

const documentKind = z.enum(['identity-front', 'identity-back', 'professional', 'health']);
const professionalClass = z.enum(['escort', 'care-worker', 'nurse']);
const certificationStatus = z.enum([
  'SUBMITTED',
  'NEEDS_INFO',
  'REJECTED',
  'APPROVED',
  'EXPIRING',
  'EXPIRED',
  'SUSPENDED',
  'REVOKED',
  'CLOSED',
]);

const revocationCause = z.enum(['false-papers', 'harm']);

/** What was done about an escort's qualification. */
const measure = z.object({
  kind: z.enum(['suspended', 'lifted', 'revocation-proposed', 'revoked']),
  at: instant,
  reason: z.string(),
  /** Until when a suspension is meant; it ends when an officer lifts it. */
  until: instant.exactOptional(),
  condition: z.string().exactOptional(),
  cause: revocationCause.exactOptional(),
  /** Two visits missed within thirty days, and nobody's decision. */
  isByRule: z.boolean(),
});

/** Taken, and under review 审核中. */
export const submittedCertification = z.object({
  certificationId: id,
  status: z.literal('SUBMITTED'),
  statusText: title,
  submittedAt: instant,
  /** By when it should have been decided. */
  reviewDueAt: instant,
  /** Nothing looks at a living face: officers compare the pictures. */
  faceCheck: z.literal('by-officer'),
});

/** Where one's own credentials stand; `DRAFT` where none were submitted. */
export const ownCertification = z.object({
  status: z.enum(['DRAFT', ...certificationStatus.options]),
  statusText: title,
  certificationId: id.exactOptional(),
  submittedAt: instant.exactOptional(),
  reviewDueAt: instant.exactOptional(),
  decidedAt: instant.exactOptional(),
  reason: z.string().exactOptional(),
  remarks: z.partialRecord(documentKind, z.string()).exactOptional(),
  validUntil: instant.exactOptional(),
  /** Suspended or revoked: a submission is no way back. */
  isBarred: z.boolean(),
  /** The measure that says so. */
  measure: measure.exactOptional(),
  codeOfConduct: z.object({ version, zh: list(z.string()), en: list(z.string()) }),
});

const row = z.object({
  certificationId: id,
  cityCode: z.string(),
  class: professionalClass,
  status: certificationStatus,
  maskedName: z.string(),
  submittedAt: instant,
  reviewDueAt: instant,
  isLate: z.boolean(),
  /** One officer has agreed already. */
  needsSecond: z.boolean(),
});

/** What waits for a review, the longest wait first. */
export const certificationQueue = z.object({ waiting: list(row) });
export type CertificationQueueDto = Answer<typeof certificationQueue>;
export type CertificationRowDto = CertificationQueueDto['waiting'][number];

/** Escorts who stand one way, the newest submission first, fifty at a time. */
export const standingCertifications = z.object({
  certifications: list(row),
  /** There is another page after this one. */
  nextAfter: id.exactOptional(),
});

/** A submission without its papers, numbers masked. */
export const certificationSeen = row.extend({
  /** A year, by their own word. */
  practisingSince: z.int().exactOptional(),
  documents: list(
    z.object({
      kind: documentKind,
      maskedNumber: z.string().exactOptional(),
      validUntil: z.iso.date().exactOptional(),
    }),
  ),
  reason: z.string().exactOptional(),
  remarks: z.partialRecord(documentKind, z.string()).exactOptional(),
  validUntil: instant.exactOptional(),
  /** The newest first. */
  measures: list(measure),
  /** The first administrator's word for a revocation, while a second one's is waited for. */
  proposal: z
    .object({ cause: revocationCause, reason: z.string(), at: instant, isOwn: z.boolean() })
    .exactOptional(),
  /** The same identity in other accounts, approved or suspended. */
  elsewhere: list(id),
});
export type CertificationDto = Answer<typeof certificationSeen>;

/** A submission in the copy of whose it is, numbers whole. */
export const certificationCopy = z.object({
  certificationId: id,
  cityCode: z.string(),
  class: professionalClass,
  status: certificationStatus,
  realName: z.string(),
  practisingSince: z.int().exactOptional(),
  submittedAt: instant,
  decidedAt: instant.exactOptional(),
  reason: z.string().exactOptional(),
  remarks: z.partialRecord(documentKind, z.string()).exactOptional(),
  validUntil: instant.exactOptional(),
  codeOfConduct: version,
  documents: list(
    z.object({
      kind: documentKind,
      number: z.string().exactOptional(),
      validUntil: z.iso.date().exactOptional(),
    }),
  ),
  /** What was done about it, the newest first. */
  measures: list(measure),
});
export type CertificationCopyDto = Answer<typeof certificationCopy>;

/** A paper, as it was sent in. */
export const revealedDocument = z.object({
  mediaType: z.enum(['image/jpeg', 'application/pdf']),
  /** In base64. */
  content: z.string(),
  number: z.string().exactOptional(),
  realName: z.string().exactOptional(),
});
export type RevealedDocumentDto = Answer<typeof revealedDocument>;

export const reviewedCertification = z.object({
  certificationId: id,
  status: certificationStatus,
  needsSecond: z.boolean(),
});
