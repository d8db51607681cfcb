import { z } from 'zod';
import { type Answer, list, version } from './answer.js';
import { publishedPolicies } from './policy-answers.js';
import { previewOf, publicationOf } from './policy-inputs.js';

/** What each number must be is said by the refusals. */
const whole = z.int();
/** Nothing is published with as many; the refusals say how many. */
const MOST_ROWS = 50;
const rows = <Row extends z.ZodType>(row: Row) => list(row).refine((given) => given.length <= MOST_ROWS);

/**
 * The numbers by which escort orders are quoted, served and settled. Minutes, days, metres and counts, as the names say; `Fen` is
 * money in fen; shares, surcharges and refunds are basis points.
 */
const numbers = {
  booking: z.strictObject({
    scopeConsentVersion: whole,
    quoteValidMinutes: whole,
    noticeMinutes: whole,
    horizonDays: whole,
    shortestShiftMinutes: whole,
    payWithinMinutes: whole,
    unpaidOrdersPerAccount: whole,
    visitCodeTries: whole,
  }),
  pricing: z.strictObject({
    extraHourFen: whole,
    night: z.strictObject({ fromMinuteOfDay: whole, toMinuteOfDay: whole, surcharge: whole }),
    holidaySurcharge: whole,
    freeDistanceMetres: whole,
    perKilometreFen: whole,
    largestDistanceFen: whole,
  }),
  time: z.strictObject({
    beforeVisitMinutes: whole,
    afterVisitMinutes: whole,
    departEarliestMinutesBefore: whole,
    departLatestMinutesAfter: whole,
    checkInMinutesAround: whole,
    checkInMetres: whole,
    checkInAccuracyMetres: whole,
    overtimeGraceMinutes: whole,
    overtimeStepMinutes: whole,
    longestOvertimeMinutes: whole,
    shortestServiceMinutes: whole,
    handOverMinutesBefore: whole,
    unresolvedAfterMinutes: whole,
    confirmWithinMinutes: whole,
    payBalanceWithinMinutes: whole,
    reviewWithinDays: whole,
  }),
  offers: z.strictObject({
    lifetimes: rows(z.strictObject({ withinHours: whole, minutes: whole })),
    longestMinutes: whole,
    triesBeforeQueue: whole,
    hallOpensAfterMinutes: whole,
    assignWithinMinutes: whole,
  }),
  duty: z.strictObject({ minutesPerDay: whole, minutesPerWeek: whole, restMinutesAfterNight: whole }),
  changes: z.strictObject({
    reschedulesByFamily: whole,
    cutOffMinutes: whole,
    freeReleaseMinutesBefore: whole,
    compensateOldEscortWithinMinutes: whole,
    oldEscortCompensationFen: whole,
  }),
  cancellation: z.strictObject({
    quoteValidMinutes: whole,
    tiers: rows(z.strictObject({ hoursBefore: whole, refund: whole })),
    onTheWayRefund: whole,
    escortShareOfFee: whole,
    travelCompensationFen: whole,
    hourCompensationFen: whole,
  }),
  noShow: z.strictObject({
    waitMinutes: whole,
    contactAttempts: whole,
    patientRefund: whole,
    escortAlarmMinutes: rows(whole),
    escortLateMinutes: whole,
    familyCompensationFen: whole,
  }),
  unmatched: z.strictObject({ minutesBefore: whole, sameDayMinutesBefore: whole }),
  settlement: z.strictObject({ commission: whole, tax: whole, dueAfterDays: whole }),
};

export const visitPolicies = publishedPolicies(z.object({ version, ...numbers }));
export type VisitPoliciesDto = Answer<typeof visitPolicies>;

export const previewVisitPolicyInput = previewOf(z.strictObject(numbers));
export const publishVisitPolicyInput = publicationOf(z.strictObject(numbers));
