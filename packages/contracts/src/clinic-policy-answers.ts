import { z } from 'zod';
import { type Answer, count, version } from './answer.js';
import { publishedPolicies } from './policy-answers.js';

const hours = z.object({ fromMinute: count, toMinute: count });

/** The numbers by which seats are booked. */
const clinicPolicy = z.object({
  version,
  appointments: z.object({
    hold: z.object({ minutes: count, withPaymentMinutes: count }),
    confirmWithinMinutes: count,
    changes: z.object({
      reschedulesByFamily: count,
      rescheduleCutOffMinutes: count,
      cancelCutOffMinutes: count,
      lateCancelCutOffMinutes: count,
    }),
    departmentsPerDay: count,
    onSite: z.object({ metres: count, accuracyMetres: count }),
    noShow: z.object({ graceMinutes: count, lockAfter: count, withinMonths: count, lockDays: count }),
    returnPath: z.object({
      randomBeyondMinutes: count,
      shortestMinutes: count,
      longestMinutes: count,
      hours,
    }),
  }),
  bookingTimes: z.object({ closesMinutesBefore: count, horizonDays: count, hours }),
  waitlist: z.object({
    liveEntries: count,
    offer: z.object({ minutes: count, soonMinutes: count, minutesWhenSoon: count, hours }),
    pauseAfter: count,
    outOfTurnBp: count,
  }),
});

export const clinicPolicies = publishedPolicies(clinicPolicy);
export type ClinicPoliciesDto = Answer<typeof clinicPolicies>;
