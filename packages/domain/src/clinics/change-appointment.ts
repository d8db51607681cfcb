import {
  type Appointment,
  type AppointmentOutcome,
  type AppointmentPolicy,
  returnPathOf,
  type StaleAppointment,
} from '../appointments/index.js';
import {
  authorize,
  type NotAllowed,
  type NotFound,
  type OperationId,
  type Relation,
} from '../policy/index.js';
import type { Act } from '../shared/act.js';
import type { Actor } from '../shared/actor.js';
import type { AppointmentId } from '../shared/ids.js';
import { done, err, ok, type Result } from '../shared/result.js';
import { isSeen, type SeenVersion } from '../shared/seen-version.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import { type NotOnce, onceAnswered } from '../visits/index.js';
import { type AppointmentAnswer, answerOf } from './appointment-answer.js';
import type { ClinicDeps } from './deps.js';
import { policyInForce, policyOf } from './policies.js';
import { relationsToSeat } from './relations-to-seat.js';
import { settleOffer } from './settle-offer.js';
import type { ClinicStores } from './stores.js';
import { tellAppointments } from './tell-appointments.js';

/** One command about one appointment. */
export type AppointmentRequest = {
  readonly appointmentId: AppointmentId;
  /** The version that the caller saw; a newer one refuses the command (BK5). */
  readonly expectedVersion?: SeenVersion;
  readonly reason?: string;
  /** Made and kept by the client before it sends; a repeated request is answered like the first. */
  readonly idempotencyKey?: string;
};

export type ChangeAppointmentError = NotFound | NotAllowed | StaleAppointment | NotOnce;

/** Everything that a decision about an appointment may look at. */
export type AppointmentDecision = {
  readonly appointment: Appointment;
  /** Of the version that the appointment was made with. */
  readonly policy: AppointmentPolicy;
  readonly act: Act;
  readonly stores: ClinicStores;
};

/** How an actor stands to an appointment. */
export const relationsToAppointment = (
  actor: Actor,
  { sitting, patientId, bookedBy }: Appointment,
  stores: Pick<ClinicStores, 'seekers' | 'catalogue'>,
  now: Date,
): Promise<ReadonlySet<Relation>> => {
  const { tenantId, hospitalId } = sitting;
  return relationsToSeat(actor, { tenantId, hospitalId, patientId, bookedBy }, stores, now);
};

/** Loads the appointment and says in which capacity the actor acts on it. */
const openAppointment = async (
  stores: ClinicStores,
  actor: Actor,
  operation: OperationId,
  { appointmentId, reason }: AppointmentRequest,
  now: Date,
): Promise<Result<Pick<AppointmentDecision, 'appointment' | 'act'>, NotFound | NotAllowed>> => {
  const appointment = await stores.appointments.find(appointmentId);
  if (!appointment) return err({ type: 'NotFound' });
  const relations = await relationsToAppointment(actor, appointment, stores, now);
  const by = authorize(operation, actor, relations);
  if (!by.ok) return by;
  const given = reason?.trim();
  return ok({ appointment, act: { now, by: by.value, ...(given ? { reason: given } : {}) } });
};

/** A seat that was given up goes to whoever waits for it, else its way back on sale, told by nobody when (6.8). */
const giveUp = async (
  stores: Pick<ClinicStores, 'returns' | 'waitlist' | 'clinicPolicies'>,
  { freed, appointment }: AppointmentOutcome,
  before: Appointment,
  now: Date,
  { calendar, random }: Pick<ClinicDeps, 'calendar' | 'random'>,
): Promise<void> => {
  if (!freed || appointment.status === 'PROVIDER_CANCELLED') return;
  const { returns, waitlist } = stores;
  const { during, zone, tenantId } = before.sitting;
  const policy = await policyInForce(stores, tenantId, now);
  const someoneWaits = await waitlist.someoneWaits(freed.sessionId, now);
  const path = returnPathOf(
    { freedAt: now, visitStartsAt: during.startsAt, zone, someoneWaits, random: random() },
    policy.appointments,
    calendar,
  );
  await (path.to === 'sale' ? returns.plan(freed, path.at) : returns.plan(freed, path.elseAt, now));
};

/** Makes `outcome` the stored state, in this transaction: by compare-and-set, with its seat, its offer, history, outbox and audit. */
export const saveAppointment = async (
  deps: Pick<ClinicDeps, 'calendar' | 'random'>,
  stores: ClinicStores,
  before: Appointment,
  outcome: AppointmentOutcome,
  operation: OperationId,
): Promise<Result<void, StaleAppointment>> => {
  const updated = await stores.appointments.update(outcome.appointment, before.version);
  if (!updated.ok) return updated;
  const settled = await settleOffer(stores, before, outcome);
  if (!settled.ok) return settled;
  const at = outcome.events[0]?.at;
  if (at) await giveUp(stores, outcome, before, at, deps);
  await tellAppointments(stores, operation, [outcome]);
  return done;
};

/**
 * The order of every command (6.0.1): load, check actor, know repeated requests, check version and state, decide, save by
 * compare-and-set, in one transaction of `unitOfWork`, which is whoever asks unless a seat is taken.
 */
export const changeAppointment = <E>(
  deps: ClinicDeps,
  actor: Actor,
  operation: OperationId,
  request: AppointmentRequest,
  decide: (
    decision: AppointmentDecision,
  ) => Promise<Result<AppointmentOutcome, E>> | Result<AppointmentOutcome, E>,
  unitOfWork: UnitOfWork<ClinicStores> = deps.unitOfWork,
): Promise<Result<AppointmentAnswer, E | ChangeAppointmentError>> =>
  unitOfWork.run<AppointmentAnswer, E | ChangeAppointmentError>(async (stores) => {
    const now = deps.clock.now();
    const opened = await openAppointment(stores, actor, operation, request, now);
    if (!opened.ok) return opened;
    const { appointment } = opened.value;
    const asked = { actor, operation, request, now };
    return onceAnswered<AppointmentAnswer, E | ChangeAppointmentError>(stores, asked, async () => {
      const { expectedVersion } = request;
      if (!isSeen(expectedVersion, appointment.version))
        return err({ type: 'StaleVersion', currentVersion: appointment.version });
      const policy = await policyOf(stores, appointment);
      const outcome = await decide({ ...opened.value, policy, stores });
      if (!outcome.ok) return outcome;
      const saved = await saveAppointment(deps, stores, appointment, outcome.value, operation);
      return saved.ok ? ok(answerOf(outcome.value.appointment)) : saved;
    });
  });
