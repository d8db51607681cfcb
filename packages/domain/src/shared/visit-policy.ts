import type { BasisPoints, Money } from './money.js';

/** From how many hours before the visit on a share of the money goes back (O20). */
export type RefundTier = { readonly hoursBefore: number; readonly refund: BasisPoints };

/** How long an offer lives when the visit is less than `withinHours` away (O4). */
export type OfferLifetime = { readonly withinHours: number; readonly minutes: number };

/**
 * The numbers by which escort orders are quoted, served and settled, versioned: an order keeps the version that it was quoted with
 * (state machines, "Decided" 1). The first comes with a release; tenants publish theirs (ADR 0045). Money in fen, rates in basis
 * points, durations in the unit that the name says; bounds stand in `visitPolicyNumbers`.
 */
export type VisitPolicy = {
  readonly version: number;
  readonly booking: {
    readonly scopeConsentVersion: number;
    readonly quoteValidMinutes: number;
    readonly noticeMinutes: number;
    readonly horizonDays: number;
    /** No shift is booked for less. */
    readonly shortestShiftMinutes: number;
    readonly payWithinMinutes: number;
    readonly unpaidOrdersPerAccount: number;
    readonly visitCodeTries: number;
  };
  readonly pricing: {
    readonly extraHourFen: Money;
    readonly night: {
      readonly fromMinuteOfDay: number;
      readonly toMinuteOfDay: number;
      readonly surcharge: BasisPoints;
    };
    readonly holidaySurcharge: BasisPoints;
    readonly freeDistanceMetres: number;
    readonly perKilometreFen: Money;
    readonly largestDistanceFen: Money;
  };
  readonly time: {
    /** Travel plus buffer that a visit occupies before and after itself; part of the blocked range. */
    readonly beforeVisitMinutes: number;
    readonly afterVisitMinutes: number;
    readonly departEarliestMinutesBefore: number;
    readonly departLatestMinutesAfter: number;
    readonly checkInMinutesAround: number;
    readonly checkInMetres: number;
    readonly checkInAccuracyMetres: number;
    readonly overtimeGraceMinutes: number;
    readonly overtimeStepMinutes: number;
    readonly longestOvertimeMinutes: number;
    /** A visit priced by the unit is served at least so long before its escort may end it (O15). */
    readonly shortestServiceMinutes: number;
    /** From when before the end of a shift it may be handed over (O14). */
    readonly handOverMinutesBefore: number;
    /** After the planned end an order of which nobody said what became is closed by the system (O21, O22). */
    readonly unresolvedAfterMinutes: number;
    readonly confirmWithinMinutes: number;
    readonly payBalanceWithinMinutes: number;
    readonly reviewWithinDays: number;
  };
  readonly offers: {
    readonly lifetimes: readonly OfferLifetime[];
    readonly longestMinutes: number;
    readonly triesBeforeQueue: number;
    readonly hallOpensAfterMinutes: number;
    readonly assignWithinMinutes: number;
  };
  readonly duty: {
    readonly minutesPerDay: number;
    readonly minutesPerWeek: number;
    readonly restMinutesAfterNight: number;
  };
  readonly changes: {
    readonly reschedulesByFamily: number;
    readonly cutOffMinutes: number;
    readonly freeReleaseMinutesBefore: number;
    readonly compensateOldEscortWithinMinutes: number;
    readonly oldEscortCompensationFen: Money;
  };
  readonly cancellation: {
    readonly quoteValidMinutes: number;
    readonly tiers: readonly RefundTier[];
    readonly onTheWayRefund: BasisPoints;
    /** What the escort gets of a kept fee when not yet on the way; the rest is the platform's. */
    readonly escortShareOfFee: BasisPoints;
    readonly travelCompensationFen: Money;
    readonly hourCompensationFen: Money;
  };
  readonly noShow: {
    readonly waitMinutes: number;
    readonly contactAttempts: number;
    readonly patientRefund: BasisPoints;
    readonly escortAlarmMinutes: readonly number[];
    readonly escortLateMinutes: number;
    readonly familyCompensationFen: Money;
  };
  readonly unmatched: {
    readonly minutesBefore: number;
    readonly sameDayMinutesBefore: number;
  };
  readonly settlement: {
    readonly commission: BasisPoints;
    readonly tax: BasisPoints;
    readonly dueAfterDays: number;
  };
};
