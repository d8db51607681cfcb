import { hundredPercent } from './money.js';
import type { NumberField, NumberUnit, PlaceIn, PolicyNumbers } from './policy-numbers.js';
import type { Draft } from './publishing.js';
import type { VisitPolicy } from './visit-policy.js';

type VisitDraft = Draft<VisitPolicy>;

const DAY = 24 * 60;
const WEEK = 7 * DAY;
/** ¥1 and ¥100,000, as for the price of a service (B57). */
const LEAST_PRICE = 100;
const MOST_PRICE = 10_000_000;
/** So many rows of a list are enough for every rule that people can still read. */
const MOST_ROWS = 6;

const field = (
  at: PlaceIn<VisitDraft>,
  least: number,
  most: number,
  unit: NumberUnit = 'plain',
): NumberField<PlaceIn<VisitDraft>> => ({ at, least, most, unit });
const amount = (at: PlaceIn<VisitDraft>) => field(at, 0, MOST_PRICE, 'fen');
const share = (at: PlaceIn<VisitDraft>) => field(at, 0, hundredPercent, 'basis-points');
/** On top of a price, which may double it twice. */
const surcharge = (at: PlaceIn<VisitDraft>) => field(at, 0, 3 * hundredPercent, 'basis-points');

const fields: readonly NumberField<PlaceIn<VisitDraft>>[] = [
  field('booking.scopeConsentVersion', 1, 9_999),
  field('booking.quoteValidMinutes', 1, DAY),
  field('booking.noticeMinutes', 0, WEEK),
  field('booking.horizonDays', 1, 365),
  field('booking.shortestShiftMinutes', 15, DAY),
  field('booking.payWithinMinutes', 5, DAY),
  field('booking.unpaidOrdersPerAccount', 1, 50),
  field('booking.visitCodeTries', 1, 10),
  field('pricing.extraHourFen', LEAST_PRICE, MOST_PRICE, 'fen'),
  field('pricing.night.fromMinuteOfDay', 0, DAY - 1, 'minute-of-day'),
  field('pricing.night.toMinuteOfDay', 0, DAY - 1, 'minute-of-day'),
  surcharge('pricing.night.surcharge'),
  surcharge('pricing.holidaySurcharge'),
  field('pricing.freeDistanceMetres', 0, 200_000),
  amount('pricing.perKilometreFen'),
  amount('pricing.largestDistanceFen'),
  field('time.beforeVisitMinutes', 0, 240),
  field('time.afterVisitMinutes', 0, 240),
  field('time.departEarliestMinutesBefore', 15, DAY),
  field('time.departLatestMinutesAfter', 0, 240),
  field('time.checkInMinutesAround', 5, 240),
  field('time.checkInMetres', 20, 5_000),
  field('time.checkInAccuracyMetres', 5, 1_000),
  field('time.overtimeGraceMinutes', 0, 120),
  field('time.overtimeStepMinutes', 5, 120),
  field('time.longestOvertimeMinutes', 5, DAY),
  field('time.shortestServiceMinutes', 0, DAY),
  field('time.handOverMinutesBefore', 0, 240),
  field('time.unresolvedAfterMinutes', 60, WEEK),
  field('time.confirmWithinMinutes', 60, WEEK),
  field('time.payBalanceWithinMinutes', 60, 4 * WEEK),
  field('time.reviewWithinDays', 1, 90),
  field('offers.lifetimes.*.withinHours', 1, 720),
  field('offers.lifetimes.*.minutes', 1, DAY),
  field('offers.longestMinutes', 1, DAY),
  field('offers.triesBeforeQueue', 0, 50),
  field('offers.hallOpensAfterMinutes', 0, DAY),
  field('offers.assignWithinMinutes', 5, DAY),
  field('duty.minutesPerDay', 60, 16 * 60),
  field('duty.minutesPerWeek', 60, 84 * 60),
  field('duty.restMinutesAfterNight', 0, DAY),
  field('changes.reschedulesByFamily', 0, 20),
  field('changes.cutOffMinutes', 0, 2 * WEEK),
  field('changes.freeReleaseMinutesBefore', 0, 2 * WEEK),
  field('changes.compensateOldEscortWithinMinutes', 0, 2 * WEEK),
  amount('changes.oldEscortCompensationFen'),
  field('cancellation.quoteValidMinutes', 1, 60),
  field('cancellation.tiers.*.hoursBefore', 0, 720),
  share('cancellation.tiers.*.refund'),
  share('cancellation.onTheWayRefund'),
  share('cancellation.escortShareOfFee'),
  amount('cancellation.travelCompensationFen'),
  amount('cancellation.hourCompensationFen'),
  field('noShow.waitMinutes', 5, 240),
  field('noShow.contactAttempts', 1, 10),
  share('noShow.patientRefund'),
  field('noShow.escortAlarmMinutes.*', -DAY, 240),
  field('noShow.escortLateMinutes', 0, 240),
  amount('noShow.familyCompensationFen'),
  field('unmatched.minutesBefore', 0, WEEK),
  field('unmatched.sameDayMinutesBefore', 0, DAY),
  share('settlement.commission'),
  share('settlement.tax'),
  field('settlement.dueAfterDays', 0, 90),
];

type Bounds = ReturnType<PolicyNumbers<VisitDraft>['boundsWithin']>;

/** The nearer a visit, the less goes back; the last tier is for whatever time is left (O20). */
const boundsOfTiers = ({ tiers }: VisitDraft['cancellation']): Bounds =>
  Object.fromEntries(
    tiers.flatMap(({ refund }, index) => {
      const next = tiers[index + 1];
      return [
        [`cancellation.tiers.${index}.hoursBefore`, next ? { least: next.hoursBefore + 1 } : { most: 0 }],
        [`cancellation.tiers.${index + 1}.refund`, { most: refund }],
      ];
    }),
  );

/** The further a visit, the longer an offer may wait for its answer (O4). */
const boundsOfLifetimes = ({ lifetimes, longestMinutes }: VisitDraft['offers']): Bounds =>
  Object.fromEntries(
    lifetimes.flatMap((_lifetime, index) => {
      const before = lifetimes[index - 1];
      return [
        [`offers.lifetimes.${index}.withinHours`, before ? { least: before.withinHours + 1 } : {}],
        [
          `offers.lifetimes.${index}.minutes`,
          { most: longestMinutes, ...(before ? { least: before.minutes } : {}) },
        ],
      ];
    }),
  );

const boundsOfAlarms = (alarms: VisitDraft['noShow']['escortAlarmMinutes']): Bounds =>
  Object.fromEntries(
    alarms.flatMap((_alarm, index) => {
      const before = alarms[index - 1];
      return before === undefined ? [] : [[`noShow.escortAlarmMinutes.${index}`, { least: before + 1 }]];
    }),
  );

/** Every number by which escort orders are quoted, served and settled, with its bounds ("Decided" 1). */
export const visitPolicyNumbers: PolicyNumbers<VisitDraft> = {
  fields,
  lists: [
    { at: 'offers.lifetimes', least: 0, most: MOST_ROWS },
    { at: 'cancellation.tiers', least: 1, most: MOST_ROWS },
    { at: 'noShow.escortAlarmMinutes', least: 1, most: MOST_ROWS },
  ],
  boundsWithin: ({ time, offers, cancellation, noShow, unmatched, settlement, duty }) => ({
    ...boundsOfTiers(cancellation),
    ...boundsOfLifetimes(offers),
    ...boundsOfAlarms(noShow.escortAlarmMinutes),
    'time.longestOvertimeMinutes': { least: time.overtimeStepMinutes },
    'duty.minutesPerWeek': { least: duty.minutesPerDay },
    'unmatched.sameDayMinutesBefore': { most: unmatched.minutesBefore },
    'settlement.tax': { most: hundredPercent - settlement.commission },
  }),
};
