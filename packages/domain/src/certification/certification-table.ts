import { DAY_MS } from '../shared/clock.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Certification, CertificationStatus, Checks, Decision, DocumentKind } from './certification.js';
import { certificationPolicy, endOfDay } from './certification-policy.js';
import { isSaid, next, type Officer } from './deciding.js';

export type ReviewAct = 'request_info' | 'reject' | 'approve';
type Act = ReviewAct | 'warn_expiry' | 'expire' | 'suspend' | 'lift' | 'revoke' | 'close';

/** Rows of machine 6.7 that change a submission: from which states each act leads on (K3–K9). */
export const certificationTable: Readonly<Record<Act, readonly CertificationStatus[]>> = {
  request_info: ['SUBMITTED'],
  reject: ['SUBMITTED'],
  approve: ['SUBMITTED'],
  warn_expiry: ['APPROVED'],
  expire: ['APPROVED', 'EXPIRING'],
  suspend: ['APPROVED', 'EXPIRING'],
  lift: ['SUSPENDED'],
  revoke: ['SUBMITTED', 'NEEDS_INFO', 'REJECTED', 'APPROVED', 'EXPIRING', 'EXPIRED', 'SUSPENDED'],
  close: ['SUBMITTED', 'NEEDS_INFO', 'REJECTED', 'APPROVED', 'EXPIRING', 'EXPIRED', 'SUSPENDED'],
};

/** It is not under review any more: somebody was quicker. */
export type NotUnderReview = { readonly type: 'NotUnderReview'; readonly status: CertificationStatus };
/** Nobody reviews what they have submitted themselves. */
export type OwnCertification = { readonly type: 'OwnCertification' };
/** A nurse needs two officers, and this one has agreed already. */
export type SecondOfficerNeeded = { readonly type: 'SecondOfficerNeeded' };
/** These have run out since they were submitted. */
export type DocumentsExpired = {
  readonly type: 'DocumentsExpired';
  readonly documents: readonly DocumentKind[];
};
/** A review says why, or where it looked, in four characters at least. */
export type ReviewWordsNeeded = { readonly type: 'ReviewWordsNeeded' };

export type ReviewRefused =
  | NotUnderReview
  | OwnCertification
  | SecondOfficerNeeded
  | DocumentsExpired
  | ReviewWordsNeeded;

const reviewable = (
  certification: Certification,
  act: ReviewAct,
  { by }: Officer,
): Result<Certification, NotUnderReview | OwnCertification> => {
  const { status, accountId } = certification;
  if (!certificationTable[act].includes(status)) return err({ type: 'NotUnderReview', status });
  return accountId === by ? err({ type: 'OwnCertification' }) : ok(certification);
};

/** K3: what is to come anew, and why, for each paper. */
export const requestInfo = (
  certification: Certification,
  remarks: NonNullable<Decision['remarks']>,
  officer: Officer,
): Result<Certification, ReviewRefused> => {
  const fit = reviewable(certification, 'request_info', officer);
  if (!fit.ok) return fit;
  const said = Object.values(remarks);
  if (said.length === 0 || !said.every(isSaid)) return err({ type: 'ReviewWordsNeeded' });
  const decision = { by: officer.by, at: officer.now, remarks };
  return ok(next(certification, 'NEEDS_INFO', { decision }));
};

/** K5: not approved, and why; another submission may follow. */
export const reject = (
  certification: Certification,
  reason: string,
  officer: Officer,
): Result<Certification, ReviewRefused> => {
  const fit = reviewable(certification, 'reject', officer);
  if (!fit.ok) return fit;
  if (!isSaid(reason)) return err({ type: 'ReviewWordsNeeded' });
  return ok(
    next(certification, 'REJECTED', { decision: { by: officer.by, at: officer.now, reason: reason.trim() } }),
  );
};

/** The instant at which the first paper counts no more. Every submission has a health certificate, which has a last day. */
export const endOfPapers = ({ documents }: Pick<Certification, 'documents'>): Date => {
  const ends = documents.flatMap(({ validUntil }) => (validUntil ? [endOfDay(validUntil).getTime()] : []));
  if (ends.length === 0) throw new Error('a submission without a paper that runs out');
  return new Date(Math.min(...ends));
};

/**
 * K4: approved, with where the officer looked. Every paper has to be in force; a nurse is approved when a second, different officer
 * agrees, and stays under review until then.
 */
export const approve = (
  certification: Certification,
  checks: Checks,
  officer: Officer,
): Result<Certification, ReviewRefused> => {
  const fit = reviewable(certification, 'approve', officer);
  if (!fit.ok) return fit;
  const { by, now: at } = officer;
  if (!isSaid(checks.registryCheck) || !isSaid(checks.backgroundCheck))
    return err({ type: 'ReviewWordsNeeded' });
  const expired = certification.documents.filter(
    ({ validUntil }) => validUntil && endOfDay(validUntil) <= at,
  );
  if (expired.length > 0)
    return err({ type: 'DocumentsExpired', documents: expired.map(({ kind }) => kind) });
  const { firstApproval } = certification;
  if (certification.class === 'nurse') {
    if (!firstApproval) return ok(next(certification, 'SUBMITTED', { firstApproval: { ...checks, by, at } }));
    if (firstApproval.by === by) return err({ type: 'SecondOfficerNeeded' });
  }
  const validUntil = endOfPapers(certification);
  return ok(next(certification, 'APPROVED', { decision: { by, at, checks }, validUntil }));
};

/** K6: what time makes of an approved submission at `now`; itself while nothing is due. */
export const age = (certification: Certification, now: Date): Certification => {
  const { status, validUntil } = certification;
  if (!validUntil) return certification;
  if (certificationTable.expire.includes(status) && validUntil <= now) return next(certification, 'EXPIRED');
  const warnsAt = new Date(validUntil.getTime() - certificationPolicy.expiringDays * DAY_MS);
  const isWarned = certificationTable.warn_expiry.includes(status) && warnsAt <= now;
  return isWarned ? next(certification, 'EXPIRING') : certification;
};

/** A later submission takes its place. */
export const close = (certification: Certification): Certification =>
  certificationTable.close.includes(certification.status) ? next(certification, 'CLOSED') : certification;
