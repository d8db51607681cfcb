import type { AppointmentAnswer, AppointmentRequest } from '@banzhen/domain/clinics';
import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import { type AppointmentId, type ClinicSessionId, idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { Platform } from '@banzhen/platform';
import type { z } from 'zod';
import { invalidInput } from '../guards/transport-refusals.js';
import { bookParameters, holdParameters, patches, proposedAppointment } from './appointment-bodies.js';
import { unfit, uuidIn } from './asked.js';
import type { Act, Change } from './interaction.js';

type Clinics = Platform['clinics'];

const read = <Schema extends z.ZodType>(schema: Schema, body: unknown): Result<z.output<Schema>, Refusal> => {
  const parsed = schema.safeParse(body);
  return parsed.success ? ok(parsed.data) : err(invalidInput(parsed.error));
};

/** H1, for a patient who has been at a hospital of the key. */
const holding = ({ slot, participant }: z.output<typeof proposedAppointment>): Change => ({
  operation: 'appointment.hold',
  run: ({ clinics }, actor, { idempotencyKey }) =>
    clinics.holdSeat(actor, {
      sessionId: idFrom<ClinicSessionId>(slot[0].reference),
      patientId: idFrom<PatientId>(participant[0].actor.reference),
      idempotencyKey,
    }),
});

const changing = (
  operation: OperationId,
  id: string,
  run: (
    clinics: Clinics,
    actor: PartnerActor,
    request: AppointmentRequest,
  ) => Promise<Result<AppointmentAnswer, Refusal>>,
): Change => ({
  operation,
  run: ({ clinics }, actor, asked) =>
    run(clinics, actor, { ...asked, appointmentId: idFrom<AppointmentId>(id) }),
});

/** What each status that a patch sets is here. */
const patching: Readonly<
  Record<
    keyof typeof patches,
    {
      readonly operation: OperationId;
      readonly changeOf: (body: unknown, id: string) => Result<Change, Refusal>;
    }
  >
> = {
  cancelled: {
    operation: 'appointment.cancel',
    changeOf(body, id) {
      const patch = read(patches.cancelled, body);
      if (!patch.ok) return patch;
      const reason = patch.value[1]?.value.text;
      return ok(
        changing('appointment.cancel', id, (clinics, actor, request) =>
          clinics.cancelAppointment(actor, reason === undefined ? request : { ...request, reason }),
        ),
      );
    },
  },
  booked: {
    operation: 'appointment.answer',
    changeOf(body, id) {
      const patch = read(patches.booked, body);
      if (!patch.ok) return patch;
      const clinicRecord = patch.value[1].value.value;
      return ok(
        changing('appointment.answer', id, (clinics, actor, request) =>
          clinics.answerForClinic(actor, { ...request, answer: 'booked', clinicRecord }),
        ),
      );
    },
  },
  'checked-in': {
    operation: 'appointment.take-number',
    changeOf(body, id) {
      const patch = read(patches['checked-in'], body);
      if (!patch.ok) return patch;
      return ok(
        changing('appointment.take-number', id, (clinics, actor, request) =>
          clinics.takeNumber(actor, request),
        ),
      );
    },
  },
  fulfilled: {
    operation: 'appointment.complete',
    changeOf(body, id) {
      const patch = read(patches.fulfilled, body);
      if (!patch.ok) return patch;
      return ok(
        changing('appointment.complete', id, (clinics, actor, request) =>
          clinics.completeAppointment(actor, request),
        ),
      );
    },
  },
  noshow: {
    operation: 'appointment.mark-no-show',
    changeOf(body, id) {
      const patch = read(patches.noshow, body);
      if (!patch.ok) return patch;
      return ok(
        changing('appointment.mark-no-show', id, (clinics, actor, request) =>
          clinics.markNoShow(actor, request),
        ),
      );
    },
  },
};

/** The status that a patch sets, wherever in it that stands. */
const statusIn = (body: unknown): unknown =>
  Array.isArray(body)
    ? Reflect.get(Object(body.find((one) => Object(one).path === '/status')), 'value')
    : undefined;

const patchable = Object.keys(patching).join(', ');

const isPatched = (status: unknown): status is keyof typeof patching =>
  typeof status === 'string' && Object.hasOwn(patching, status);

/** What is done to appointments, by the pattern of Argonaut Scheduling. */
export const appointmentActs: readonly Act[] = [
  {
    kind: 'act',
    code: 'create',
    method: 'POST',
    path: '/Appointment',
    operations: ['appointment.hold'],
    makes: true,
    documentation:
      'A proposed appointment: one slot, one patient. Holds a seat until the extension held-until',
    changeOf(body) {
      const proposed = read(proposedAppointment, body);
      return proposed.ok ? ok(holding(proposed.value)) : proposed;
    },
  },
  {
    kind: 'act',
    code: 'hold',
    method: 'POST',
    path: '/Appointment/$hold',
    operations: ['appointment.hold'],
    makes: true,
    documentation: 'As create, with the appointment in appt-resource',
    changeOf(body) {
      const hold = read(holdParameters, body);
      return hold.ok ? ok(holding(hold.value.parameter[0].resource)) : hold;
    },
  },
  {
    kind: 'act',
    code: 'book',
    method: 'POST',
    path: '/Appointment/$book',
    operations: ['appointment.submit'],
    makes: false,
    documentation: 'The seat that this partner holds, in appt-id, is wanted; the clinic is asked',
    changeOf(body) {
      const book = read(bookParameters, body);
      if (!book.ok) return book;
      return ok(
        changing('appointment.submit', book.value.parameter[0].valueUri, (clinics, actor, request) =>
          clinics.submitAppointment(actor, request),
        ),
      );
    },
  },
  {
    kind: 'act',
    code: 'patch',
    method: 'PATCH',
    path: '/Appointment/:id',
    operations: Object.values(patching).map(({ operation }) => operation),
    makes: false,
    documentation: `JSON Patch that replaces /status by ${patchable}; with /cancelationReason, or the record of the clinic in /identifier/-`,
    changeOf(body, given) {
      const id = uuidIn(given ?? '');
      if (id === undefined) return err({ type: 'NotFound' });
      const status = statusIn(body);
      return isPatched(status)
        ? patching[status].changeOf(body, id)
        : err(unfit('status', `a JSON Patch that replaces /status by one of ${patchable}`));
    },
  },
];
