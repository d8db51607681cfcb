import {
  type AppointmentMoveRefused,
  type AppointmentOutcome,
  type AppointmentPolicy,
  cancelAppointment,
  type HoldExpired,
  type PastCutOff,
  submitAppointment,
} from '../../appointments/index.js';
import type { OperationId } from '../../policy/index.js';
import type { Act } from '../../shared/act.js';
import type { Person } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import {
  acceptOffer,
  declineOffer,
  type WaitlistEntry,
  type WaitlistMoveRefused,
} from '../../waitlist/index.js';
import { saveAppointment } from '../change-appointment.js';
import {
  type ChangeEntryError,
  type EntryAnswer,
  type EntryRequest,
  entryAnswer,
  openEntry,
} from '../change-entry.js';
import type { ClinicDeps } from '../deps.js';
import { policyOf } from '../policies.js';
import type { ClinicStores } from '../stores.js';

export type AnswerOfferRefused =
  | ChangeEntryError
  | WaitlistMoveRefused
  | AppointmentMoveRefused
  | HoldExpired
  | PastCutOff;

/** The held seat that the entry was offered. */
export const offeredAppointment = async (
  { appointments }: Pick<ClinicStores, 'appointments'>,
  entry: WaitlistEntry,
) => {
  const found = entry.status === 'OFFERED' ? await appointments.find(entry.appointmentId) : undefined;
  if (!found) throw new Error(`entry ${entry.id} is offered a seat that is not there`);
  return found;
};

/** Ends the hold by `decide`; the entry follows it, as it does whoever ends the hold. */
const answer =
  (
    deps: ClinicDeps,
    operation: OperationId,
    permits: typeof acceptOffer,
    decide: (
      appointment: Awaited<ReturnType<typeof offeredAppointment>>,
      act: Act,
      policy: AppointmentPolicy,
    ) => Result<AppointmentOutcome, AppointmentMoveRefused | HoldExpired | PastCutOff>,
  ) =>
  (actor: Person, request: EntryRequest): Promise<Result<EntryAnswer, AnswerOfferRefused>> =>
    deps.unitOfWork.run<EntryAnswer, AnswerOfferRefused>(async (stores) => {
      const opened = await openEntry(stores, actor, operation, request, deps.clock.now());
      if (!opened.ok) return opened;
      const { entry, act } = opened.value;
      const permitted = permits(entry, act);
      if (!permitted.ok) return permitted;
      const appointment = await offeredAppointment(stores, entry);
      const outcome = decide(appointment, act, await policyOf(stores, appointment));
      if (!outcome.ok) return outcome;
      const saved = await saveAppointment(deps, stores, appointment, outcome.value, operation);
      if (!saved.ok) return saved;
      const after = await stores.waitlist.find(entry.id);
      return after ? ok(entryAnswer(after)) : err({ type: 'NotFound' });
    });

/** L3: the family wants the seat that it is offered, and the clinic is asked (H3). */
export const makeAcceptOffer = (deps: ClinicDeps) =>
  answer(deps, 'waitlist.accept', acceptOffer, submitAppointment);

/** L4: the family does not want it; the seat goes to the next in line. */
export const makeDeclineOffer = (deps: ClinicDeps) =>
  answer(deps, 'waitlist.decline', declineOffer, (appointment, act, policy) =>
    cancelAppointment(appointment, false, policy, act),
  );
