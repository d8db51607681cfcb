import { appointmentStatuses, differenceKinds, reconciliationLimits } from '@banzhen/domain/appointments';
import { z } from '@hono/zod-openapi';

export const id = z.uuid();
export const instant = z.iso.datetime().openapi({ description: 'An instant, UTC' });
const day = z.iso.date();
const LARGEST_PAGE = 100;
const USUAL_PAGE = 50;

export const problem = z
  .object({
    type: z.string().openapi({ example: 'urn:banzhen:problem:not-found', description: 'Stable: go by this' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'What to do next, in English' }),
    detailZh: z.string().openapi({ description: '接下来怎么做' }),
    instance: z.string().openapi({ description: 'The request, as in X-Request-Id' }),
    facts: z.record(z.string(), z.unknown()),
  })
  .openapi('Problem');

export const clinic = z.object({ clinicId: id, name: z.string(), cityCode: z.string() }).openapi('Clinic');
export const department = z.object({ departmentId: id, name: z.string() }).openapi('Department');
export const doctor = z
  .object({ doctorId: id, departmentId: id, name: z.string(), title: z.string(), introduction: z.string() })
  .openapi('Doctor');

export const session = z
  .object({
    sessionId: id,
    clinicId: id,
    departmentId: id,
    doctorId: id,
    status: z.enum(['PUBLISHED', 'RELEASED', 'SUSPENDED', 'CLOSED']),
    visitOn: day,
    startsAt: instant,
    endsAt: instant,
    capacity: z.int().min(0),
    remaining: z.int().min(0),
    version: z.int().positive(),
  })
  .openapi('Session');

export const changedSession = z
  .object({ sessionId: id, status: session.shape.status, version: z.int().positive() })
  .openapi('ChangedSession');

export const offer = z
  .object({
    sessionId: id,
    departmentId: id,
    doctorId: id,
    visitOn: day,
    startsAt: instant,
    endsAt: instant,
    offer: z.enum(['open', 'full', 'not-open']),
    remaining: z.int().min(0).optional(),
    opensAt: instant.optional(),
    because: z.enum(['SessionNotOpen', 'BookingClosed', 'TooFarAhead', 'OutsideBookingHours']).optional(),
  })
  .openapi('Offer');

const appointmentStatus = z.enum(appointmentStatuses);
const seat = z.object({ ticket: z.int().positive(), seatNo: z.int().positive().optional() }).openapi('Seat');

export const changedAppointment = z
  .object({
    appointmentId: id,
    sessionId: id,
    status: appointmentStatus,
    seat,
    version: z.int().positive(),
    heldUntil: instant.optional(),
  })
  .openapi('ChangedAppointment');

export const appointment = z
  .object({
    appointmentId: id,
    clinicId: id,
    sessionId: id,
    departmentId: id,
    doctorId: id,
    patientId: id,
    status: appointmentStatus,
    seat,
    visitOn: day,
    startsAt: instant,
    endsAt: instant,
    sequence: z.int().min(0).openapi({ description: 'How often it was moved' }),
    heldUntil: instant.optional(),
    clinicRecord: z.string().optional(),
    version: z.int().positive(),
  })
  .openapi('Appointment');

export const event = z
  .object({
    eventId: id,
    type: z.string().openapi({ description: 'Such as AppointmentBooked; new types may come' }),
    about: z.string().openapi({
      description: '`appointment`, `session`, or `escort-order` of this partner; new words may come',
      example: 'appointment',
    }),
    subjectId: id,
    clinicId: id,
    version: z.int().positive().openapi({ description: 'Of the thing after it, as in its ETag' }),
    href: z
      .string()
      .optional()
      .openapi({ description: 'Where it is read as it is now, as far as this key may' }),
    dueFen: z
      .int()
      .positive()
      .optional()
      .openapi({ description: 'Of an escort order: what is still to be put on account after it, in fen' }),
    at: instant,
  })
  .openapi('Event');

export const draft = z
  .object({
    sessionId: id,
    clinicId: id,
    departmentId: id,
    doctorId: id,
    visitOn: day,
    startsAt: instant,
    endsAt: instant,
    capacity: z.int().min(0),
    releaseAt: instant
      .optional()
      .openapi({ description: 'When its seats go on sale; with its publication where there is none' }),
    version: z.int().positive(),
  })
  .openapi('Draft');

const privilegeValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('flag'), isOn: z.boolean() }),
  z.object({ kind: z.literal('number'), number: z.int() }),
  z.object({ kind: z.literal('rate'), rate: z.int().min(0).openapi({ description: 'Basis points' }) }),
  z.object({ kind: z.literal('quota'), most: z.int().min(0), everyDays: z.int().min(0) }),
]);

export const benefits = z
  .object({
    patientId: id,
    appointmentId: id.openapi({ description: 'The newest of the patient here; it keeps the membership' }),
    level: z
      .object({ level: z.int().positive(), name: z.object({ zh: z.string(), en: z.string() }) })
      .optional(),
    discountBasisPoints: z.int().min(0).max(10_000),
    privileges: z.array(z.object({ code: z.string(), value: privilegeValue })),
  })
  .openapi('Benefits');

const seen = z
  .strictObject({
    appointmentId: id.toLowerCase().optional(),
    clinicRecord: z.string().trim().min(1).max(100).optional().openapi({ description: 'Your own reference' }),
    patientId: id.toLowerCase().optional(),
    doctorId: id.toLowerCase().optional(),
    status: appointmentStatus,
    startsAt: instant,
  })
  .openapi('SeenAppointment');

/** As we have it, with the times of any zone. */
const listedAppointment = seen
  .extend({ startsAt: z.iso.datetime({ offset: true }) })
  .refine(
    ({ appointmentId, clinicRecord }) => appointmentId !== undefined || clinicRecord !== undefined,
    'appointmentId or clinicRecord is needed',
  )
  .openapi('ListedAppointment', { anyOf: [{ required: ['appointmentId'] }, { required: ['clinicRecord'] }] });

export const clinicList = z
  .strictObject({
    clinicId: id.toLowerCase(),
    from: day,
    until: day.openapi({ description: 'Included' }),
    appointments: z.array(listedAppointment).max(reconciliationLimits.rows),
  })
  .openapi('ClinicList');

export const reconciliation = z
  .object({
    compared: z.int().min(0).openapi({ description: 'Appointments here on these days, in every state' }),
    differences: z.array(
      z.object({
        kind: z.enum(differenceKinds).openapi({ description: '`here` is this platform, `there` your list' }),
        here: seen.optional(),
        there: seen.optional(),
      }),
    ),
  })
  .openapi('Reconciliation');

export const patientParams = z.object({ patientId: id.toLowerCase() });
export const clinicParams = z.object({ clinicId: id.toLowerCase() });
export const sessionParams = z.object({ sessionId: id.toLowerCase() });
export const appointmentParams = z.object({ appointmentId: id.toLowerCase() });

export const days = z.strictObject({
  from: day,
  until: day.openapi({ description: 'Included' }),
});
export const offersQuery = days.extend({
  departmentId: id.toLowerCase().optional(),
  doctorId: id.toLowerCase().optional(),
});
export const feedQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(USUAL_PAGE),
});
export const pageQuery = days.extend(feedQuery.shape);
export const noQuery = z.strictObject({});
export const noParams = z.object({});

/** A list that is told whole. */
export const all = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });
/** A part of a list, and where the next one goes on if there is more. */
export const page = <Item extends z.ZodType>(item: Item) =>
  all(item).extend({ nextCursor: z.string().optional() });

const reason = z.string().trim().min(1).max(500);
export const reasoned = z.strictObject({ reason }).openapi('Reasoned');
export const mayBeReasoned = z.strictObject({ reason: reason.optional() }).openapi('MayBeReasoned');
export const nothing = z.strictObject({}).openapi('Nothing');
export const wantedSeat = z
  .strictObject({ sessionId: id.toLowerCase(), patientId: id.toLowerCase() })
  .openapi('WantedSeat');
export const clinicRecord = z
  .strictObject({ clinicRecord: z.string().trim().min(1).max(100) })
  .openapi('ClinicRecord');
export const otherSession = z
  .strictObject({ toSessionId: id.toLowerCase(), reason: reason.optional() })
  .openapi('OtherSession');
