import { type Appointment, holdAppointment } from '../appointments/index.js';
import type { Person } from '../shared/actor.js';
import {
  type AccountId,
  type AppointmentId,
  type ClinicSessionId,
  idFrom,
  type PatientId,
} from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import { bookingTerms, keptBy, noMember } from './booking-terms.js';
import type { ClinicDeps } from './deps.js';
import { type HoldNotPossible, judgeHold } from './judge-hold.js';
import { noShowsSince } from './no-shows-since.js';
import { policyInForce } from './policies.js';
import { sittingOf } from './sitting-of.js';
import type { ClinicStores } from './stores.js';
import { tellAppointments } from './tell-appointments.js';
import { type SeatRefused, seatRefusal } from './use-cases/hold-seats.js';

/** A seat that somebody wants for a patient until an instant. */
export type SeatHeldFor = {
  readonly actor: Person;
  readonly sessionId: ClinicSessionId;
  readonly patientId: PatientId;
  /** Whose the appointment is, and whose membership counts. */
  readonly bookedBy: AccountId;
  readonly heldUntil: Date;
};

/**
 * H1 for one wish within a transaction that may do more, with the platform's rows: the same judgement and the same desk as for
 * a batch. Take it last: from here on others wait for the session.
 */
export const holdSeatIn = async (
  { ids, calendar }: Pick<ClinicDeps, 'ids' | 'calendar'>,
  stores: ClinicStores,
  { actor, sessionId, patientId, bookedBy, heldUntil }: SeatHeldFor,
  now: Date,
): Promise<Result<Appointment, HoldNotPossible | SeatRefused>> => {
  const session = await stores.sessions.find(sessionId);
  const hospital = session && (await stores.catalogue.hospital(session.hospitalId));
  if (!session || !hospital) return err({ type: 'NotFound' });
  const seeker = (await stores.seekers.find([patientId], noShowsSince(now))).get(patientId);
  const terms = (await bookingTerms(stores, [bookedBy], now)).get(bookedBy) ?? noMember;
  const policy = await policyInForce(stores, session.tenantId, now);
  const asked = { actor, seeker, session, cityCode: hospital.cityCode, now, ...terms };
  const may = judgeHold(asked, policy, calendar);
  if (!may.ok) return may;
  const { by, personId } = may.value;
  const id = idFrom<AppointmentId>(ids.next());
  const { membership: _, ...order } = terms;
  const who = { patientId, personId, bookedBy, ...keptBy(by, terms) };
  const { departmentsPerDay } = policy.appointments;
  const [given] = await stores.seats.take({
    sessionId,
    requests: [{ appointmentId: id, ...who, heldUntil, ...order }],
    now,
    departmentsPerDay,
  });
  if (given === undefined) throw new Error('every wish is answered');
  if (given.kind !== 'seat') return err(seatRefusal(by.as, given, departmentsPerDay));
  const wanted = { id, sitting: sittingOf(session), ...who, policyVersion: policy.version };
  const held = holdAppointment(wanted, given.seat, heldUntil, { now, by });
  if (!held.ok) throw new Error(`the policy table lets ${by.as} hold a seat, the machine does not`);
  await tellAppointments(stores, 'appointment.hold', [held.value]);
  return ok(held.value.appointment);
};
