import { z } from 'zod';
import { id, reason, text } from './primitives.js';

const isDate = (given: string): boolean =>
  new Date(`${given}T00:00:00Z`).toJSON()?.startsWith(given) ?? false;

/** A date on a clinic's calendar, `YYYY-MM-DD`, of this century. */
export const clinicDate = z
  .string()
  .regex(/^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)
  .refine(isDate, 'there is no such date');
const date = clinicDate;

/** What is read on screens: at least one sign that can be seen. */
const label = (most: number) => text(most).refine((given) => given !== '', 'there is nothing to read');

const level = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/);

/** One clinic session of a day in minutes of the clinic's clocks, `[fromMinute, toMinute)`. */
const sessionPlan = z.strictObject({
  fromMinute: z.int().min(0).max(1439),
  toMinute: z.int().min(1).max(1440),
  roomId: id,
  seats: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('session'), capacity: z.int().min(1).max(1000) }),
    z.strictObject({
      by: z.literal('time'),
      everyMinutes: z.int().min(1).max(480),
      seatsEach: z.int().min(1).max(50),
    }),
  ]),
  release: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('at-publication') }),
    z.strictObject({
      kind: z.literal('days-before'),
      days: z.int().min(0).max(90),
      minuteOfDay: z.int().min(0).max(1439),
      early: z
        .array(z.strictObject({ level, minutesBefore: z.int().min(1).max(10_080) }))
        .max(10)
        .default([]),
    }),
  ]),
});

export const hospitalInput = z.strictObject({ hospitalId: id });
/** Dates `[from, until)` of a hospital. */
export const hospitalDatesInput = hospitalInput.extend({ from: date, until: date });

const name = label(60);
export const addDepartmentInput = hospitalInput.extend({ name });
export const changeDepartmentInput = z.strictObject({ departmentId: id, name });
export const addRoomInput = hospitalInput.extend({ name });
export const changeRoomInput = z.strictObject({ roomId: id, name });
export const addDoctorInput = z.strictObject({
  departmentId: id,
  name,
  title: text(40).default(''),
  introduction: text(2000).default(''),
});
export const changeDoctorInput = addDoctorInput.extend({ doctorId: id });

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const week = z.array(sessionPlan.extend({ weekday })).max(70);
const templateRef = z.strictObject({ templateId: id, expectedVersion: z.int().positive() });

export const addTemplateInput = z.strictObject({
  departmentId: id,
  doctorId: id,
  effectiveFrom: date,
  effectiveUntil: date.optional(),
  week,
});
export const changeTemplateInput = templateRef.extend({
  effectiveFrom: date,
  effectiveUntil: date.optional(),
  week,
});
export const endTemplateInput = templateRef.extend({ effectiveUntil: date });

export const addExceptionInput = z.strictObject({
  templateId: id,
  exception: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('leave'), date }),
    z.strictObject({ kind: z.literal('extra'), date, plan: sessionPlan }),
    z.strictObject({ kind: z.literal('cancelled'), date, fromMinute: z.int().min(0).max(1439) }),
    z.strictObject({
      kind: z.literal('changed'),
      date,
      fromMinute: z.int().min(0).max(1439),
      plan: sessionPlan,
    }),
  ]),
});
export const exceptionInput = z.strictObject({ templateId: id, exceptionId: id });

export const setHolidayInput = z.strictObject({
  rule: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('off'), date }),
    z.strictObject({ kind: z.literal('as-weekday'), date, weekday }),
    /** The date is again what the calendar says. */
    z.strictObject({ kind: z.literal('as-calendar'), date }),
  ]),
});

/** A clinic session and, if the caller wants to be sure, the version that they saw. */
export const clinicSessionInput = z.strictObject({
  clinicSessionId: id,
  expectedVersion: z.int().positive().optional(),
  reason: reason.optional(),
});
export const previewStopInput = z.strictObject({ clinicSessionId: id });
export const changeCapacityInput = clinicSessionInput.extend({ capacity: z.int().min(1).max(1000) });
export const draftSessionInput = z.strictObject({ departmentId: id, doctorId: id, date, plan: sessionPlan });
