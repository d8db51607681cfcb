import { z } from 'zod';
import { systems } from './resource.js';

const reference = (type: string) =>
  z.strictObject({
    reference: z
      .string()
      .regex(new RegExp(`^${type}/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$`, 'i'))
      .transform((text) => text.slice(type.length + 1).toLowerCase()),
    type: z.literal(type).optional(),
  });

/** An appointment that does not exist yet: a slot and a patient, and nothing that would be left out without a word. */
export const proposedAppointment = z.strictObject({
  resourceType: z.literal('Appointment'),
  status: z.literal('proposed'),
  slot: z.tuple([reference('Slot')]),
  participant: z.tuple([
    z.strictObject({
      actor: reference('Patient'),
      status: z.enum(['accepted', 'needs-action', 'tentative']),
    }),
  ]),
});

const parameters = <Parameter extends z.ZodType>(parameter: Parameter) =>
  z.strictObject({ resourceType: z.literal('Parameters'), parameter: z.tuple([parameter]) });

/** `$hold` of Argonaut. */
export const holdParameters = parameters(
  z.strictObject({ name: z.literal('appt-resource'), resource: proposedAppointment }),
);

/** `$book` of Argonaut. */
export const bookParameters = parameters(
  z.strictObject({
    name: z.literal('appt-id'),
    valueUri: z
      .string()
      .regex(/^(?:Appointment\/)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i)
      .transform((text) => text.slice(text.lastIndexOf('/') + 1).toLowerCase()),
  }),
);

const status = (value: string) =>
  z.strictObject({ op: z.literal('replace'), path: z.literal('/status'), value: z.literal(value) });
const reason = z.strictObject({
  op: z.literal('add'),
  path: z.literal('/cancelationReason'),
  value: z.strictObject({ text: z.string().trim().min(1).max(500) }),
});
const clinicRecord = z.strictObject({
  op: z.literal('add'),
  path: z.literal('/identifier/-'),
  value: z.strictObject({
    system: z.literal(systems.clinicRecord),
    value: z.string().trim().min(1).max(100),
  }),
});

/** The JSON Patches that an appointment takes: its status, with what has to be said about that. */
export const patches = {
  cancelled: z.union([z.tuple([status('cancelled')]), z.tuple([status('cancelled'), reason])]),
  booked: z.tuple([status('booked'), clinicRecord]),
  'checked-in': z.tuple([status('checked-in')]),
  fulfilled: z.tuple([status('fulfilled')]),
  noshow: z.tuple([status('noshow')]),
} as const;
