import type { NumberField, NumberUnit, PlaceIn, PolicyNumbers } from '../shared/policy-numbers.js';
import type { Draft } from '../shared/publishing.js';
import type { ClinicPolicy } from './clinic-policy.js';

type ClinicDraft = Draft<ClinicPolicy>;

const DAY = 24 * 60;
/** Nothing is judged by something that lies further away than two weeks. */
const MOST_AHEAD = 14 * DAY;

/** How far back no-shows may ever count: no policy looks further (H11). */
export const furthestNoShows = { withinMonths: 24, lockDays: 365 } as const;
/** The store keeps to a fifth, whatever is published (L2). */
const MOST_OUT_OF_TURN_BP = 2_000;

const field = (
  at: PlaceIn<ClinicDraft>,
  least: number,
  most: number,
  unit: NumberUnit = 'plain',
): NumberField<PlaceIn<ClinicDraft>> => ({ at, least, most, unit });
const ofDay = (at: PlaceIn<ClinicDraft>) => field(at, 0, DAY, 'minute-of-day');

/** Every number by which seats are booked, with its bounds; hours begin before they end, a privilege makes a cut-off later. */
export const clinicPolicyNumbers: PolicyNumbers<ClinicDraft> = {
  fields: [
    field('appointments.hold.minutes', 1, 60),
    field('appointments.hold.withPaymentMinutes', 5, 120),
    field('appointments.confirmWithinMinutes', 1, DAY),
    field('appointments.changes.reschedulesByFamily', 0, 20),
    field('appointments.changes.rescheduleCutOffMinutes', 0, MOST_AHEAD),
    field('appointments.changes.cancelCutOffMinutes', 0, MOST_AHEAD),
    field('appointments.changes.lateCancelCutOffMinutes', 0, MOST_AHEAD),
    field('appointments.departmentsPerDay', 1, 10),
    field('appointments.onSite.metres', 10, 5_000),
    field('appointments.onSite.accuracyMetres', 5, 1_000),
    field('appointments.noShow.graceMinutes', 0, 240),
    field('appointments.noShow.lockAfter', 1, 20),
    field('appointments.noShow.withinMonths', 1, furthestNoShows.withinMonths),
    field('appointments.noShow.lockDays', 1, furthestNoShows.lockDays),
    field('appointments.returnPath.randomBeyondMinutes', 0, MOST_AHEAD),
    field('appointments.returnPath.shortestMinutes', 0, DAY),
    field('appointments.returnPath.longestMinutes', 0, DAY),
    ofDay('appointments.returnPath.hours.fromMinute'),
    ofDay('appointments.returnPath.hours.toMinute'),
    field('bookingTimes.closesMinutesBefore', 0, MOST_AHEAD),
    field('bookingTimes.horizonDays', 1, 365),
    ofDay('bookingTimes.hours.fromMinute'),
    ofDay('bookingTimes.hours.toMinute'),
    field('waitlist.liveEntries', 1, 50),
    field('waitlist.offer.minutes', 1, DAY),
    field('waitlist.offer.soonMinutes', 0, MOST_AHEAD),
    field('waitlist.offer.minutesWhenSoon', 1, DAY),
    ofDay('waitlist.offer.hours.fromMinute'),
    ofDay('waitlist.offer.hours.toMinute'),
    field('waitlist.pauseAfter', 1, 20),
    field('waitlist.outOfTurnBp', 0, MOST_OUT_OF_TURN_BP, 'basis-points'),
  ],
  lists: [],
  boundsWithin: ({ appointments, bookingTimes, waitlist }) => ({
    'appointments.changes.lateCancelCutOffMinutes': { most: appointments.changes.cancelCutOffMinutes },
    'appointments.returnPath.longestMinutes': { least: appointments.returnPath.shortestMinutes },
    'appointments.returnPath.hours.toMinute': { least: appointments.returnPath.hours.fromMinute + 1 },
    'bookingTimes.hours.toMinute': { least: bookingTimes.hours.fromMinute + 1 },
    'waitlist.offer.hours.toMinute': { least: waitlist.offer.hours.fromMinute + 1 },
  }),
};
