import { z } from 'zod';
import { instantIn, reason } from './primitives.js';

/** What each number must be is said by the refusals. */
const whole = z.int();
const hours = z.strictObject({ fromMinute: whole, toMinute: whole });

/** Minutes, days, metres and counts, as the names say; hours are minutes of the clinic's day; `Bp` are basis points. */
const policy = z.strictObject({
  appointments: z.strictObject({
    hold: z.strictObject({ minutes: whole, withPaymentMinutes: whole }),
    confirmWithinMinutes: whole,
    changes: z.strictObject({
      reschedulesByFamily: whole,
      rescheduleCutOffMinutes: whole,
      cancelCutOffMinutes: whole,
      lateCancelCutOffMinutes: whole,
    }),
    departmentsPerDay: whole,
    onSite: z.strictObject({ metres: whole, accuracyMetres: whole }),
    noShow: z.strictObject({
      graceMinutes: whole,
      lockAfter: whole,
      withinMonths: whole,
      lockDays: whole,
    }),
    returnPath: z.strictObject({
      randomBeyondMinutes: whole,
      shortestMinutes: whole,
      longestMinutes: whole,
      hours,
    }),
  }),
  bookingTimes: z.strictObject({ closesMinutesBefore: whole, horizonDays: whole, hours }),
  waitlist: z.strictObject({
    liveEntries: whole,
    offer: z.strictObject({ minutes: whole, soonMinutes: whole, minutesWhenSoon: whole, hours }),
    pauseAfter: whole,
    outOfTurnBp: whole,
  }),
});

const MOST_VERSIONS = 999_999;

export const previewClinicPolicyInput = z.strictObject({
  policy,
  /** Without it from now on. */
  inForceFrom: instantIn.optional(),
});
export const publishClinicPolicyInput = previewClinicPolicyInput.extend({
  reason,
  /** The highest version that the caller has seen. The audit, which takes no long numbers, is told of the next one. */
  latest: z
    .int()
    .positive()
    .max(MOST_VERSIONS - 1),
});
