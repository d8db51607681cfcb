import { z } from 'zod';
import { type Answer, count, instant, list, version } from './answer.js';

const hours = z.object({ fromMinute: count, toMinute: count });

/** The numbers by which seats are booked. */
export const clinicPolicy = z.object({
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
export type ClinicPolicyDto = Answer<typeof clinicPolicy>;

/** The numbers that can be published, by their place, with their bounds, both included. */
export const clinicPolicies = z.object({
  fields: list(z.object({ at: z.string(), least: count, most: count })),
  /** The highest first. */
  versions: list(
    z.object({
      policy: clinicPolicy,
      inForceFrom: instant,
      /** Whether what is booked now keeps it. */
      isInForce: z.boolean(),
      /** The first version has none. */
      reason: z.string().exactOptional(),
    }),
  ),
});
export type ClinicPoliciesDto = Answer<typeof clinicPolicies>;

/** The first thing that publishing would refuse, if there is one, and what is different from the version in force by then. */
export const clinicPolicyPreview = z.object({
  replaces: version,
  changes: list(z.object({ at: z.string(), before: count, after: z.int() })),
  wrong: z
    .object({
      at: z.string(),
      why: z.enum(['not-whole', 'out-of-range', 'out-of-order']),
      least: z.int(),
      most: z.int(),
    })
    .exactOptional(),
});
export type ClinicPolicyPreviewDto = Answer<typeof clinicPolicyPreview>;

export const clinicPolicyPublished = z.object({ version, inForceFrom: instant });
