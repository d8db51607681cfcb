import { DAY_MS } from '../shared/clock.js';
import { birthDateOf, birthYearOf, isCalendarDay, parseIdNumber } from '../shared/id-number.js';
import { done, err, type Result } from '../shared/result.js';
import {
  type Certification,
  type CertificationStatus,
  type DocumentKind,
  documentKinds,
  type ProfessionalClass,
} from './certification.js';
import {
  certificationPolicy,
  dayInChina,
  endOfDay,
  submissionsCountFrom,
  yearsAfter,
} from './certification-policy.js';
import { type CodeOfConductOutdated, codeOfConduct } from './code-of-conduct.js';

/** What an escort says of one paper. */
export type PaperSaid = {
  readonly kind: DocumentKind;
  readonly number?: string;
  readonly validUntil?: string;
};

/** The name on the papers is none that an identity card has. */
export type RealNameUnfit = { readonly type: 'RealNameUnfit' };

/** Nobody has worked since before they might, or since a year that is still to come. */
export type PractisingSinceUnfit = {
  readonly type: 'PractisingSinceUnfit';
  readonly earliest: number;
  readonly latest: number;
};

/** What an escort says with the papers (K2). */
export type SubmissionSaid = {
  readonly cityCode: string;
  readonly class: ProfessionalClass;
  readonly realName: string;
  /** A year. */
  readonly practisingSince?: number;
  readonly codeOfConduct: number;
  readonly papers: readonly PaperSaid[];
};

/** These papers are not there, or more than once. */
export type DocumentsIncomplete = {
  readonly type: 'DocumentsIncomplete';
  readonly missing: readonly DocumentKind[];
};
/** What is said of a paper cannot be so. */
export type DocumentUnfit = {
  readonly type: 'DocumentUnfit';
  readonly document: DocumentKind;
  readonly problem: 'number' | 'valid-until' | 'expired' | 'too-far' | 'age';
};
/** One is under review already; until it is decided nothing of it changes. */
export type CertificationUnderReview = {
  readonly type: 'CertificationUnderReview';
  readonly certificationId: string;
};
/** What is approved counts until `until`; renewing begins thirty days before. */
export type CertificationInForce = { readonly type: 'CertificationInForce'; readonly until: string };
/** A suspended or revoked escort does not come back by a submission, and a revoked identity not by another account. */
export type CertificationBarred = { readonly type: 'CertificationBarred' };
export type TooManySubmissions = { readonly type: 'TooManySubmissions'; readonly again: string };
/** No city of ours. */
export type CityUnknown = { readonly type: 'CityUnknown'; readonly cityCode: string };

export type SubmissionUnfit =
  | DocumentsIncomplete
  | DocumentUnfit
  | RealNameUnfit
  | PractisingSinceUnfit
  | CodeOfConductOutdated;
export type SubmissionBarred =
  | CertificationUnderReview
  | CertificationInForce
  | CertificationBarred
  | TooManySubmissions;

type Need = { readonly number: boolean; readonly validUntil: boolean };

/** What each paper has to say: both sides of an identity card are one paper, whose term stands on the back. */
const needs: Readonly<Record<DocumentKind, Need>> = {
  'identity-front': { number: true, validUntil: false },
  'identity-back': { number: false, validUntil: false },
  professional: { number: true, validUntil: false },
  health: { number: false, validUntil: true },
};

/** A certificate's number: letters, digits and what stands between them. */
const CERTIFICATE_NUMBER = /^[\p{L}\p{N}][\p{L}\p{N}\-/. ()（）]{2,59}$/u;

const isNumberFit = (kind: DocumentKind, number: string): boolean =>
  kind === 'identity-front' ? parseIdNumber(number).ok : CERTIFICATE_NUMBER.test(number);

/** Han characters and the dot of other peoples' names, or Latin letters as a passport has them. */
const REAL_NAME =
  /^(?:\p{Script=Han}[\p{Script=Han}·]{1,29}|[\p{Script=Latin}][\p{Script=Latin} '’.-]{1,59})$/u;

/** Whole years on `day`, both as `YYYY-MM-DD`. */
const yearsOn = (day: string, birth: string): number =>
  Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);

const isOfAge = (number: string, now: Date): boolean => {
  const idNumber = parseIdNumber(number);
  const years = idNumber.ok ? yearsOn(dayInChina(now), birthDateOf(idNumber.value)) : -1;
  return certificationPolicy.youngest <= years && years <= certificationPolicy.oldest;
};

const problemOf = (
  { kind, number, validUntil }: PaperSaid,
  now: Date,
): DocumentUnfit['problem'] | undefined => {
  const need = needs[kind];
  if (number === undefined ? need.number : !isNumberFit(kind, number)) return 'number';
  if (kind === 'identity-front' && number !== undefined && !isOfAge(number, now)) return 'age';
  if (validUntil === undefined) return need.validUntil ? 'valid-until' : undefined;
  if (!isCalendarDay(validUntil)) return 'valid-until';
  if (endOfDay(validUntil) <= now) return 'expired';
  return endOfDay(validUntil) > yearsAfter(now, certificationPolicy.longestYears[kind])
    ? 'too-far'
    : undefined;
};

const checkPractice = (
  { papers, practisingSince }: SubmissionSaid,
  now: Date,
): Result<void, PractisingSinceUnfit> => {
  const idNumber = parseIdNumber(papers.find(({ kind }) => kind === 'identity-front')?.number ?? '');
  if (practisingSince === undefined || !idNumber.ok) return done;
  const earliest = birthYearOf(idNumber.value) + certificationPolicy.youngest;
  const latest = Number(dayInChina(now).slice(0, 4));
  return Number.isSafeInteger(practisingSince) && earliest <= practisingSince && practisingSince <= latest
    ? done
    : err({ type: 'PractisingSinceUnfit', earliest, latest });
};

/**
 * Whether all papers are there, each with what it has to say, none of them run out or for longer than such papers are given, of
 * somebody of working age, and the code of conduct accepted (K2).
 */
export const checkSubmission = (said: SubmissionSaid, now: Date): Result<void, SubmissionUnfit> => {
  const missing = documentKinds.filter((kind) => said.papers.filter((one) => one.kind === kind).length !== 1);
  if (missing.length > 0) return err({ type: 'DocumentsIncomplete', missing });
  if (!REAL_NAME.test(said.realName.trim())) return err({ type: 'RealNameUnfit' });
  for (const paper of said.papers) {
    const problem = problemOf(paper, now);
    if (problem) return err({ type: 'DocumentUnfit', document: paper.kind, problem });
  }
  const practice = checkPractice(said, now);
  if (!practice.ok) return practice;
  return said.codeOfConduct === codeOfConduct.version
    ? done
    : err({ type: 'CodeOfConductOutdated', version: codeOfConduct.version });
};

/** From which another submission may follow: a renewal begins while the old one still counts. */
const followed: readonly CertificationStatus[] = ['NEEDS_INFO', 'REJECTED', 'EXPIRING', 'EXPIRED', 'CLOSED'];

/** After which nothing follows by a submission. */
const barring: readonly CertificationStatus[] = ['SUSPENDED', 'REVOKED'];

/** The instant from which one more is within the limit. */
const againAt = (counting: readonly Certification[]): Date => {
  const oldest = counting[certificationPolicy.mostSubmissions - 1]?.submittedAt ?? new Date(0);
  return new Date(oldest.getTime() + certificationPolicy.submissionDays * DAY_MS);
};

/**
 * Whether somebody may submit now (K2): `earlier` are their submissions, the newest first. One is live at a time, an approved one is
 * renewed in its last thirty days, and five within thirty days are the most.
 */
export const maySubmit = (
  earlier: readonly Certification[],
  isBarred: boolean,
  now: Date,
): Result<void, SubmissionBarred> => {
  if (isBarred || earlier.some(({ status }) => barring.includes(status)))
    return err({ type: 'CertificationBarred' });
  const live = earlier.find(({ status }) => !followed.includes(status));
  if (live?.status === 'SUBMITTED')
    return err({ type: 'CertificationUnderReview', certificationId: live.id });
  if (live?.validUntil) return err({ type: 'CertificationInForce', until: live.validUntil.toISOString() });
  const from = submissionsCountFrom(now);
  const counting = earlier.filter(({ submittedAt }) => submittedAt > from);
  return counting.length < certificationPolicy.mostSubmissions
    ? done
    : err({ type: 'TooManySubmissions', again: againAt(counting).toISOString() });
};
