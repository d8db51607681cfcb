import { DAY_MS } from '../shared/clock.js';

/** The numbers of certification. */
export const certificationPolicy = {
  /** Within which a review should have ended. */
  reviewDays: 2,
  /** Before the first paper runs out, so that there is time to renew. */
  expiringDays: 30,
  /** Submissions of one account within `submissionDays`. */
  mostSubmissions: 5,
  submissionDays: 30,
  shortestReason: 4,
  /** In whole years: whoever is younger may not work alone, and whoever is older is not sent on ten-hour shifts. */
  youngest: 18,
  oldest: 65,
  /** A paper for longer than this is a slip of the keyboard: health certificates are for a year, the others for twenty at most. */
  longestYears: { 'identity-front': 21, 'identity-back': 21, professional: 21, health: 2 },
  /** So many visits missed within `noShowDays` suspend an escort, whoever looks (K7). */
  noShowsThatSuspend: 2,
  noShowDays: 30,
  /** For how long a first administrator's word for a revocation waits for a second one. */
  proposalDays: 7,
  longestSuspensionDays: 366,
  mostListed: 200,
  mostStanding: 50,
  mostOfAccount: 20,
} as const;

/** By when a submission should have been decided. */
export const reviewDueAt = (submittedAt: Date): Date =>
  new Date(submittedAt.getTime() + certificationPolicy.reviewDays * DAY_MS);

/** From when on submissions count for the limit. */
export const submissionsCountFrom = (now: Date): Date =>
  new Date(now.getTime() - certificationPolicy.submissionDays * DAY_MS);

/** From when on missed visits count for a suspension: none that was judged with an earlier one, which ended at `liftedAt`. */
export const noShowsCountFrom = (now: Date, liftedAt?: Date): Date => {
  const from = new Date(now.getTime() - certificationPolicy.noShowDays * DAY_MS);
  return liftedAt && liftedAt > from ? liftedAt : from;
};

/** China has one time and no summer time. */
const CHINA_OFFSET_MS = 8 * 60 * 60 * 1_000;

/** The day of an instant in China. */
export const dayInChina = (at: Date): string =>
  new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10);

export const yearsAfter = (at: Date, years: number): Date => {
  const later = new Date(at);
  later.setUTCFullYear(at.getUTCFullYear() + years);
  return later;
};

/** The instant at which a paper counts no more: the end of its last day in China. */
export const endOfDay = (day: string): Date =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS - CHINA_OFFSET_MS);
