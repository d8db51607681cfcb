import { z } from 'zod';
import { type Answer, count, id, instant, list, version } from './answer.js';

/** A date on the clinic's calendar. */
const date = z.iso.date();
const minute = z.int();

const seats = z.discriminatedUnion('by', [
  z.object({ by: z.literal('session'), capacity: count }),
  z.object({ by: z.literal('time'), everyMinutes: count, seatsEach: count }),
]);

/** In minutes of the clinic's clocks. */
const sessionPlan = z.object({
  fromMinute: minute,
  toMinute: minute,
  roomId: id,
  seats,
  release: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('at-publication') }),
    z.object({
      kind: z.literal('days-before'),
      days: count,
      minuteOfDay: minute,
      early: list(z.object({ level: z.string(), minutesBefore: count })),
    }),
  ]),
});
export type SessionPlanDto = Answer<typeof sessionPlan>;

/** Hospitals of the cities in which somebody plans clinics, those of one city together. */
export const plannedHospitals = list(z.object({ hospitalId: id, name: z.string(), cityCode: z.string() }));
export type PlannedHospitalDto = Answer<typeof plannedHospitals>[number];

export const clinicDirectory = z.object({
  departments: list(z.object({ departmentId: id, name: z.string() })),
  doctors: list(
    z.object({
      doctorId: id,
      departmentId: id,
      name: z.string(),
      title: z.string(),
      introduction: z.string(),
    }),
  ),
  rooms: list(z.object({ roomId: id, name: z.string() })),
});
export type ClinicDirectoryDto = Answer<typeof clinicDirectory>;

export const savedDepartment = z.object({ departmentId: id });
export const savedDoctor = z.object({ doctorId: id });
export const savedRoom = z.object({ roomId: id });
export const savedTemplate = z.object({ templateId: id, version });
export const savedException = z.object({ exceptionId: id });
export const savedHoliday = z.object({ isSaved: z.boolean() });

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);

const template = z.object({
  templateId: id,
  departmentId: id,
  doctorId: id,
  effectiveFrom: date,
  effectiveUntil: date.exactOptional(),
  week: list(sessionPlan.extend({ weekday })),
  version,
});
export type TemplateDto = Answer<typeof template>;

const exception = z.object({
  exceptionId: id,
  templateId: id,
  date,
  kind: z.enum(['leave', 'extra', 'cancelled', 'changed']),
  fromMinute: minute.exactOptional(),
  plan: sessionPlan.exactOptional(),
});
export type ExceptionDto = Answer<typeof exception>;

export const templates = z.object({
  /** Of the hospital's clocks. */
  zone: z.string(),
  templates: list(template),
  exceptions: list(exception),
  /** The tenant's own rules; statutory holidays are days off without one. */
  holidays: list(z.object({ date, kind: z.enum(['off', 'as-weekday']), weekday: weekday.exactOptional() })),
});
export type TemplatesDto = Answer<typeof templates>;

const planned = z.object({
  departmentId: id,
  doctorId: id,
  roomId: id,
  visitOn: date,
  startsAt: instant,
  endsAt: instant,
  seats,
  capacity: count,
  /** Absent: as soon as it is published. */
  releaseAt: instant.exactOptional(),
});
export type PlannedSessionDto = Answer<typeof planned>;

/** Every planned session is counted or listed once. */
export const schedulePreview = z.object({
  zone: z.string(),
  creates: list(planned),
  unchanged: count,
  conflicts: list(
    z.object({
      plan: planned,
      reason: z.enum(['same-doctor', 'same-room', 'existing-doctor', 'existing-room']),
      existing: id.exactOptional(),
    }),
  ),
  late: list(
    z.object({ plan: planned, why: z.enum(['SessionBegun', 'ReleaseInPast', 'ReleaseAfterStart']) }),
  ),
});
export type SchedulePreviewDto = Answer<typeof schedulePreview>;

export const publishedSchedule = z.object({ created: count, unchanged: count });

const status = z.enum(['DRAFT', 'PUBLISHED', 'RELEASED', 'SUSPENDED', 'CLOSED']);

/** `capacity` = `remaining` + `held` + `booked` + seats on their way back on sale. */
const clinicSession = planned.extend({
  clinicSessionId: id,
  status,
  version,
  remaining: count,
  held: count,
  booked: count,
});
export type ClinicSessionDto = Answer<typeof clinicSession>;

export const clinicSessions = z.object({ zone: z.string(), sessions: list(clinicSession) });
export type ClinicSessionsDto = Answer<typeof clinicSessions>;

/** A session with its release: when seats were to be on sale, when they were, and why late. */
const release = clinicSession.extend({
  dueAt: instant,
  releasedAt: instant.exactOptional(),
  /** Instants from which members of a level may book before. */
  early: list(z.object({ level: z.string(), at: instant })),
  punctuality: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['to-come', 'on-time']) }),
    z.object({ kind: z.literal('overdue'), minutes: count }),
    z.object({ kind: z.literal('late'), minutes: count, because: z.enum(['standstill', 'alone']) }),
  ]),
});
export type ReleaseDto = Answer<typeof release>;

export const releases = z.object({
  zone: z.string(),
  /** By the instants at which they are due. */
  releases: list(release),
  /** What is due next, whenever that is; at most 5. */
  next: list(release),
  serverNow: instant,
});
export type ReleasesDto = Answer<typeof releases>;

export const clinicSessionAnswer = z.object({ clinicSessionId: id, status, version });
/** With how many of its appointments were cancelled. */
export const stoppedClinic = clinicSessionAnswer.extend({ cancelled: count });
