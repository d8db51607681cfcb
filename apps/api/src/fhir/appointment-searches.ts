import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import { type AppointmentId, type DoctorId, idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { Platform } from '@banzhen/platform';
import { type Asked, cursorsAsked, referenceIn, type SearchParam, tokensIn, unfit, uuidIn } from './asked.js';
import type { FoundPage, Interaction } from './interaction.js';
import { startDates } from './start-dates.js';
import { fhirAppointmentStatuses, statusesTold } from './status-map.js';
import { appointmentOf } from './tell-resources.js';

const params: Readonly<Record<string, SearchParam>> = {
  _id: { type: 'token', documentation: 'The id' },
  actor: { type: 'reference', documentation: 'Patient/<id>, Practitioner/<id> or Location/<id>' },
  patient: { type: 'reference', documentation: 'Patient/<id>' },
  practitioner: { type: 'reference', documentation: 'Practitioner/<id>' },
  location: { type: 'reference', documentation: 'Location/<id>, a hospital of the key' },
  date: {
    type: 'date',
    documentation: "When it starts, with eq, ge, gt, le or lt; dates are those of the clinic's calendar",
  },
  status: { type: 'token', documentation: fhirAppointmentStatuses.join(', ') },
};

const kinds = { patient: 'Patient', practitioner: 'Practitioner', location: 'Location' } as const;
type Participants = { readonly [Name in keyof typeof kinds]: string | undefined };

/** Who takes part, by the parameter of their kind or by `actor`; `nobody` where the two name different ones. */
const participants = (asked: Asked): Result<Participants | 'nobody', Refusal> => {
  const actor = asked.values.get('actor')?.[0];
  const names = Object.keys(kinds) as (keyof typeof kinds)[];
  const acting = names.find((name) => actor?.startsWith(`${kinds[name]}/`));
  if (actor !== undefined && acting === undefined)
    return err(unfit('actor', 'Patient/<id>, Practitioner/<id> or Location/<id>'));
  const found: Record<string, string | undefined> = {};
  for (const name of names) {
    const own = referenceIn(asked, name, kinds[name]);
    if (!own.ok) return own;
    const as = name === acting ? referenceIn(asked, 'actor', kinds[name]) : own;
    if (!as.ok) return as;
    if (own.value !== undefined && own.value !== as.value) return ok('nobody');
    found[name] = as.value;
  }
  return ok(found as Participants);
};

const searchAppointments = async (
  { partnerReads }: Platform,
  actor: PartnerActor,
  asked: Asked,
): Promise<Result<FoundPage, Refusal>> => {
  const who = participants(asked);
  if (!who.ok) return who;
  const given = asked.values.get('_id')?.[0];
  const sought = given === undefined ? undefined : uuidIn(given);
  if (who.value === 'nobody' || (given !== undefined && sought === undefined)) return ok({ resources: [] });
  const { patient, practitioner, location } = who.value;
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
    hospitalIds: actor.hospitalIds.filter((one) => location === undefined || one === location),
    id: sought === undefined ? undefined : idFrom<AppointmentId>(sought),
    patientId: patient === undefined ? undefined : idFrom<PatientId>(patient),
    doctorId: practitioner === undefined ? undefined : idFrom<DoctorId>(practitioner),
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
