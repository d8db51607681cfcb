import { fen } from './money.js';
import type { VisitPolicy } from './visit-policy.js';

/** Version 1: the defaults of the state machines (O1–O25) and a price book for a first city. */
export const defaultVisitPolicy: VisitPolicy = {
  version: 1,
  booking: {
    scopeConsentVersion: 1,
    quoteValidMinutes: 15,
    noticeMinutes: 120,
    horizonDays: 30,
    payWithinMinutes: 15,
    unpaidOrdersPerAccount: 3,
    visitCodeTries: 5,
  },
  pricing: {
    extraHourFen: fen(60_00),
    night: { fromMinuteOfDay: 22 * 60, toMinuteOfDay: 6 * 60, surcharge: 3000 },
    holidaySurcharge: 5000,
    freeDistanceMetres: 5000,
    perKilometreFen: fen(3_00),
    largestDistanceFen: fen(90_00),
  },
  time: {
    beforeVisitMinutes: 45,
    afterVisitMinutes: 30,
    departEarliestMinutesBefore: 180,
    departLatestMinutesAfter: 15,
    checkInMinutesAround: 60,
    checkInMetres: 300,
    checkInAccuracyMetres: 100,
    overtimeGraceMinutes: 15,
    overtimeStepMinutes: 30,
    longestOvertimeMinutes: 240,
    confirmWithinMinutes: 24 * 60,
    payBalanceWithinMinutes: 72 * 60,
    reviewWithinDays: 15,
  },
  offers: {
    lifetimes: [
      { withinHours: 3, minutes: 2 },
      { withinHours: 24, minutes: 5 },
    ],
    longestMinutes: 15,
    triesBeforeQueue: 3,
    hallOpensAfterMinutes: 10,
    assignWithinMinutes: 60,
  },
  duty: { minutesPerDay: 12 * 60, minutesPerWeek: 60 * 60, restMinutesAfterNight: 10 * 60 },
  changes: {
    reschedulesByFamily: 2,
    cutOffMinutes: 4 * 60,
    freeReleaseMinutesBefore: 24 * 60,
    compensateOldEscortWithinMinutes: 24 * 60,
    oldEscortCompensationFen: fen(50_00),
  },
  cancellation: {
    quoteValidMinutes: 5,
    tiers: [
      { hoursBefore: 24, refund: 10_000 },
      { hoursBefore: 4, refund: 9000 },
      { hoursBefore: 0, refund: 7000 },
    ],
    onTheWayRefund: 5000,
    escortShareOfFee: 7000,
    travelCompensationFen: fen(30_00),
    hourCompensationFen: fen(60_00),
  },
  noShow: {
    waitMinutes: 30,
    contactAttempts: 2,
    patientRefund: 3000,
    escortAlarmMinutes: [-30, 0, 15],
    escortLateMinutes: 15,
    familyCompensationFen: fen(50_00),
  },
  unmatched: { minutesBefore: 12 * 60, sameDayMinutesBefore: 2 * 60 },
  settlement: { commission: 2000, tax: 100, dueAfterDays: 7 },
};
