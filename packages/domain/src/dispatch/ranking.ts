import { metresBetween } from '../shared/place.js';
import type { Candidate } from './candidate.js';
import type { WhyNot } from './eligibility.js';
import type { Need } from './need.js';

const termCodes = ['continuity', 'rating', 'distance', 'fairness', 'named'] as const;
export type TermCode = (typeof termCodes)[number];

/** One term of a score: `points` = `value` (0–100) × `weight`, all whole numbers, so that the sum can be checked by hand. */
export type Term = {
  readonly code: TermCode;
  readonly value: number;
  readonly weight: number;
  readonly points: number;
};

export type RankedCandidate = {
  readonly candidate: Candidate;
  readonly whyNot: readonly WhyNot[];
  /** Zero for the ineligible. */
  readonly score: number;
  readonly terms: readonly Term[];
};

/** How much each term counts. The family's wish outweighs everything else together. */
export const rankingWeights: Readonly<Record<TermCode, number>> = {
  continuity: 30,
  rating: 25,
  distance: 20,
  fairness: 20,
  named: 100,
};

/** What few reviews are pulled to: as if this many more had given this mean. */
const priorRating = { hundredths: 450, count: 10 };
const FULL_CONTINUITY_VISITS = 4;
const FARTHEST_METRES = 30_000;
const FULL_WORKLOAD_SHIFTS = 30;
/** Of a distance that nobody knows. */
const NEUTRAL = 50;

const percent = (share: number): number => Math.floor(Math.min(1, Math.max(0, share)) * 100);

const ratingValue = ({ hundredths, count }: Candidate['profile']['rating']): number => {
  const points = hundredths * count + priorRating.hundredths * priorRating.count;
  return percent((points / (count + priorRating.count) - 100) / 400);
};

const distanceValue = ({ base }: Candidate['profile'], { hospitalPlace }: Need): number =>
  base && hospitalPlace ? percent(1 - metresBetween(base, hospitalPlace) / FARTHEST_METRES) : NEUTRAL;

const termsOf = ({ profile, workload }: Candidate, need: Need): readonly Term[] => {
  const values: Record<TermCode, number> = {
    continuity: percent(workload.visitsWithPatient / FULL_CONTINUITY_VISITS),
    rating: ratingValue(profile.rating),
    distance: distanceValue(profile, need),
    fairness: percent(1 - workload.recentShifts / FULL_WORKLOAD_SHIFTS),
    named: need.wishes.escortId === profile.id ? 100 : 0,
  };
  return termCodes.map((code) => {
    const weight = rankingWeights[code];
    return { code, value: values[code], weight, points: values[code] * weight };
  });
};

const compare = (left: RankedCandidate, right: RankedCandidate): number => {
  const byEligibility = Math.min(1, left.whyNot.length) - Math.min(1, right.whyNot.length);
  if (byEligibility !== 0) return byEligibility;
  if (left.score !== right.score) return right.score - left.score;
  return left.candidate.profile.id < right.candidate.profile.id ? -1 : 1;
};

/**
 * Eligible candidates first, best score first, then by id: the same inputs give the same ranking (N8). The ineligible have
 * no terms, so that a score is always the sum of its terms' points.
 */
export const rankCandidates = (
  candidates: readonly { readonly candidate: Candidate; readonly whyNot: readonly WhyNot[] }[],
  need: Need,
): readonly RankedCandidate[] =>
  candidates
    .map(({ candidate, whyNot }) => {
      const terms = whyNot.length === 0 ? termsOf(candidate, need) : [];
      return { candidate, whyNot, terms, score: terms.reduce((sum, { points }) => sum + points, 0) };
    })
    .sort(compare);
