import { z } from 'zod';
import { previewOf, publicationOf } from './policy-inputs.js';

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

export const previewClinicPolicyInput = previewOf(policy);
export const publishClinicPolicyInput = publicationOf(policy);
