import { err, ok, type Result } from '../shared/result.js';
import type { ClinicPolicy } from './clinic-policy.js';

/** What is published as the next version: the numbers without their own. */
export type ClinicPolicyDraft = Omit<ClinicPolicy, 'version'>;

const DAY = 24 * 60;
/** Nothing is judged by something that lies further away than two weeks. */
const MOST_AHEAD = 14 * DAY;

type Field = {
  /** The place of the number in a policy. */
  readonly at: string;
  readonly least: number;
  readonly most: number;
  readonly of: (policy: ClinicPolicyDraft) => number;
};

const field = (at: string, least: number, most: number, of: Field['of']): Field => ({ at, least, most, of });

/** How far back no-shows may ever count: no policy looks further (H11). */
export const furthestNoShows = { withinMonths: 24, lockDays: 365 } as const;
/** The store keeps to a fifth, whatever is published (L2). */
const MOST_OUT_OF_TURN_BP = 2_000;

/** Every number of a clinic policy with its bounds, both included; what a screen asks for, in this order. */
export const clinicPolicyFields: readonly Field[] = [
  field('appointments.hold.minutes', 1, 60, ({ appointments }) => appointments.hold.minutes),
  field(
    'appointments.hold.withPaymentMinutes',
    5,
    120,
    ({ appointments }) => appointments.hold.withPaymentMinutes,
  ),
  field('appointments.confirmWithinMinutes', 1, DAY, ({ appointments }) => appointments.confirmWithinMinutes),
  field(
    'appointments.changes.reschedulesByFamily',
    0,
    20,
    ({ appointments }) => appointments.changes.reschedulesByFamily,
  ),
  field(
    'appointments.changes.rescheduleCutOffMinutes',
    0,
    MOST_AHEAD,
    ({ appointments }) => appointments.changes.rescheduleCutOffMinutes,
  ),
  field(
    'appointments.changes.cancelCutOffMinutes',
    0,
    MOST_AHEAD,
    ({ appointments }) => appointments.changes.cancelCutOffMinutes,
  ),
  field(
    'appointments.changes.lateCancelCutOffMinutes',
    0,
    MOST_AHEAD,
    ({ appointments }) => appointments.changes.lateCancelCutOffMinutes,
  ),
  field('appointments.departmentsPerDay', 1, 10, ({ appointments }) => appointments.departmentsPerDay),
  field('appointments.onSite.metres', 10, 5_000, ({ appointments }) => appointments.onSite.metres),
  field(
    'appointments.onSite.accuracyMetres',
    5,
    1_000,
    ({ appointments }) => appointments.onSite.accuracyMetres,
  ),
  field('appointments.noShow.graceMinutes', 0, 240, ({ appointments }) => appointments.noShow.graceMinutes),
  field('appointments.noShow.lockAfter', 1, 20, ({ appointments }) => appointments.noShow.lockAfter),
  field(
    'appointments.noShow.withinMonths',
    1,
    furthestNoShows.withinMonths,
    ({ appointments }) => appointments.noShow.withinMonths,
  ),
  field(
    'appointments.noShow.lockDays',
    1,
    furthestNoShows.lockDays,
    ({ appointments }) => appointments.noShow.lockDays,
  ),
  field(
    'appointments.returnPath.randomBeyondMinutes',
    0,
    MOST_AHEAD,
    ({ appointments }) => appointments.returnPath.randomBeyondMinutes,
  ),
  field(
    'appointments.returnPath.shortestMinutes',
    0,
    DAY,
    ({ appointments }) => appointments.returnPath.shortestMinutes,
  ),
  field(
    'appointments.returnPath.longestMinutes',
    0,
    DAY,
    ({ appointments }) => appointments.returnPath.longestMinutes,
  ),
  field(
    'appointments.returnPath.hours.fromMinute',
    0,
    DAY,
    ({ appointments }) => appointments.returnPath.hours.fromMinute,
  ),
  field(
    'appointments.returnPath.hours.toMinute',
    0,
    DAY,
    ({ appointments }) => appointments.returnPath.hours.toMinute,
  ),
  field(
    'bookingTimes.closesMinutesBefore',
    0,
    MOST_AHEAD,
    ({ bookingTimes }) => bookingTimes.closesMinutesBefore,
  ),
  field('bookingTimes.horizonDays', 1, 365, ({ bookingTimes }) => bookingTimes.horizonDays),
  field('bookingTimes.hours.fromMinute', 0, DAY, ({ bookingTimes }) => bookingTimes.hours.fromMinute),
  field('bookingTimes.hours.toMinute', 0, DAY, ({ bookingTimes }) => bookingTimes.hours.toMinute),
  field('waitlist.liveEntries', 1, 50, ({ waitlist }) => waitlist.liveEntries),
  field('waitlist.offer.minutes', 1, DAY, ({ waitlist }) => waitlist.offer.minutes),
  field('waitlist.offer.soonMinutes', 0, MOST_AHEAD, ({ waitlist }) => waitlist.offer.soonMinutes),
  field('waitlist.offer.minutesWhenSoon', 1, DAY, ({ waitlist }) => waitlist.offer.minutesWhenSoon),
  field('waitlist.offer.hours.fromMinute', 0, DAY, ({ waitlist }) => waitlist.offer.hours.fromMinute),
  field('waitlist.offer.hours.toMinute', 0, DAY, ({ waitlist }) => waitlist.offer.hours.toMinute),
  field('waitlist.pauseAfter', 1, 20, ({ waitlist }) => waitlist.pauseAfter),
  field('waitlist.outOfTurnBp', 0, MOST_OUT_OF_TURN_BP, ({ waitlist }) => waitlist.outOfTurnBp),
];

/**
 * What is wrong with a policy that somebody wants to publish; `at` names the number. Between `least` and `most` it would do;
 * `out-of-order` says that it contradicts another one.
 */
export type WrongClinicPolicy = {
  readonly type: 'WrongClinicPolicy';
  readonly at: string;
  readonly why: 'not-whole' | 'out-of-range' | 'out-of-order';
  readonly least: number;
  readonly most: number;
};

/** The bounds that other numbers of the same policy set: hours begin before they end, the privilege makes a cut-off later. */
const boundsWithin = ({
  appointments,
  bookingTimes,
  waitlist,
}: ClinicPolicyDraft): Readonly<Record<string, Partial<Pick<Field, 'least' | 'most'>>>> => ({
  'appointments.changes.lateCancelCutOffMinutes': { most: appointments.changes.cancelCutOffMinutes },
  'appointments.returnPath.longestMinutes': { least: appointments.returnPath.shortestMinutes },
  'appointments.returnPath.hours.toMinute': { least: appointments.returnPath.hours.fromMinute + 1 },
  'bookingTimes.hours.toMinute': { least: bookingTimes.hours.fromMinute + 1 },
  'waitlist.offer.hours.toMinute': { least: waitlist.offer.hours.fromMinute + 1 },
});

/** Refuses numbers out of their bounds and those that contradict one another, the first of them ("Decided" 1). */
export const checkClinicPolicy = <Draft extends ClinicPolicyDraft>(
  draft: Draft,
): Result<Draft, WrongClinicPolicy> => {
  const within = boundsWithin(draft);
  for (const { at, least, most, of } of clinicPolicyFields) {
    const number = of(draft);
    const wrong = { type: 'WrongClinicPolicy', at, least, most } as const;
    if (!Number.isSafeInteger(number)) return err({ ...wrong, why: 'not-whole' });
    if (number < least || number > most) return err({ ...wrong, why: 'out-of-range' });
    const bounds = { ...wrong, ...within[at] };
    if (number < bounds.least || number > bounds.most) return err({ ...bounds, why: 'out-of-order' });
  }
  return ok(draft);
};

/** A number that one version has and another has not. */
export type ClinicPolicyChange = { readonly at: string; readonly before: number; readonly after: number };

/** What a policy changes of another, in the order of the fields. */
export const clinicPolicyChanges = (
  before: ClinicPolicyDraft,
  after: ClinicPolicyDraft,
): readonly ClinicPolicyChange[] =>
  clinicPolicyFields
    .map(({ at, of }) => ({ at, before: of(before), after: of(after) }))
    .filter((one) => one.before !== one.after);
