import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import { type AppointmentId, type DoctorId, idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { Platform } from '@banzhen/platform';
import { type Asked, cursorsAsked, referenceIn, type SearchParam, tokensIn, unfit } from './asked.js';
import type { FoundPage, Interaction } from './interaction.js';
import { startDates } from './start-dates.js';
import { fhirAppointmentStatuses, statusesTold } from './status-map.js';
import { appointmentOf } from './tell-resources.js';

const params: Readonly<Record<string, SearchParam>> = {
  patient: { type: 'reference', documentation: 'Patient/<id>' },
  practitioner: { type: 'reference', documentation: 'Practitioner/<id>' },
  location: { type: 'reference', documentation: 'Location/<id>, a hospital of the key' },
  date: {
    type: 'date',
    documentation: "When it starts, with eq, ge, gt, le or lt; dates are those of the clinic's calendar",
  },
  status: { type: 'token', documentation: fhirAppointmentStatuses.join(', ') },
};

const searchAppointments = async (
  { partnerReads }: Platform,
  actor: PartnerActor,
  asked: Asked,
): Promise<Result<FoundPage, Refusal>> => {
  const patient = referenceIn(asked, 'patient', 'Patient');
  if (!patient.ok) return patient;
  const practitioner = referenceIn(asked, 'practitioner', 'Practitioner');
  if (!practitioner.ok) return practitioner;
  const location = referenceIn(asked, 'location', 'Location');
  if (!location.ok) return location;
  const words = tokensIn(asked, 'status', fhirAppointmentStatuses);
  if (!words.ok) return words;
  const dates = startDates(asked.values.get('date') ?? []);
  if (!dates.ok) return err(unfit('date', 'a date or an instant with eq, ge, gt, le or lt'));
  const cursors = cursorsAsked('Appointment', asked);
  const after = cursors.read(asked.cursor, 1);
  if (!after.ok) return after;
  const [id] = after.value ?? [];
  const { from, until, since, before } = dates.value;
  const found = await partnerReads.appointments(actor, {
    ...{ from, until, since, before },
    hospitalIds: actor.hospitalIds.filter((one) => location.value === undefined || one === location.value),
    patientId: patient.value === undefined ? undefined : idFrom<PatientId>(patient.value),
    doctorId: practitioner.value === undefined ? undefined : idFrom<DoctorId>(practitioner.value),
    statuses: words.value && statusesTold(words.value),
    after: id === undefined ? undefined : idFrom<AppointmentId>(id),
    limit: asked.count + 1,
  });
  if (!found.ok) return found;
  const { items, nextCursor } = cursors.page(found.value, asked.count, (one) => [one.id]);
  return ok({ resources: items.map(appointmentOf), nextCursor });
};

/** Appointments as they are looked for and read; that one was read is noted. */
export const appointmentSearches: readonly Interaction[] = [
  {
    kind: 'search',
    type: 'Appointment',
    operation: 'appointment.list-of-hospital',
    params,
    search: searchAppointments,
  },
  {
    kind: 'read',
    type: 'Appointment',
    operation: 'appointment.read',
    async read({ partnerReads }, actor, id) {
      const found = await partnerReads.appointment(actor, idFrom<AppointmentId>(id));
      return found.ok ? ok(appointmentOf(found.value)) : found;
    },
  },
];
