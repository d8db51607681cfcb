import { type HoldExpired, holdEnd, keepsSeat, submitAppointment } from '../../appointments/index.js';
import {
  type HoldNotPossible,
  holdSeatIn,
  policyInForce,
  type SeatRefused,
  saveAppointment,
} from '../../clinics/index.js';
import type { TooFarAhead, TooSoon } from '../../orders/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { KeyReused } from '../../shared/idempotency.js';
import { type BundleId, type ClinicSessionId, idFrom } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { carryVisit, onceFor } from '../../visits/index.js';
import { seatToBind, type VisitMissesSeat } from '../bind-seat.js';
import type { BoundSeat, Bundle } from '../bundle.js';
import { answerOf, type BundleAnswer } from '../bundle-answer.js';
import { type ChoiceOver, moveBundle, permitBundle } from '../bundle-event.js';
import type { BundleDeps } from '../deps.js';
import { type BundleRequest, type OpenedBundle, openBundle } from '../open-bundle.js';
import type { StaleBundle } from '../ports.js';
import { type ReleaseError, releaseHalves } from '../release.js';
import { saveBundle } from '../save-bundle.js';
import type { BundleStores } from '../stores.js';
import type { KeepBundle } from './keep-bundle.js';

export type ChooseBundle = BundleRequest & {
  readonly choice: 'move' | 'refund';
  /** Whose seat is wanted where the clinic offers none of its own; otherwise it is not asked for. */
  readonly clinicSessionId?: ClinicSessionId;
  readonly idempotencyKey: string;
};

/** The clinic offers no other time: the family names a session that has seats. */
export type SeatNeeded = { readonly type: 'SeatNeeded' };

export type ChooseBundleRefused =
  | NotFound
  | NotAllowed
  | KeyReused
  | StaleBundle
  | ReleaseError
  | ChoiceOver
  | SeatNeeded
  | HoldNotPossible
  | SeatRefused
  | HoldExpired
  | VisitMissesSeat
  | TooSoon
  | TooFarAhead;

type Wanted = Pick<ChooseBundle, 'clinicSessionId'> & { readonly actor: Person };
type Found = Result<{ readonly seat: BoundSeat; readonly hospitalId: string }, ChooseBundleRefused>;

/** The seat to go on with: the one that the clinic gave, or a new one, for which the clinic is asked at once. */
const seatFor = async (
  deps: BundleDeps,
  stores: BundleStores,
  { bundle, halves, act }: OpenedBundle,
  { actor, clinicSessionId }: Wanted,
): Promise<Found> => {
  const { appointment } = halves;
  const isOffered = keepsSeat(appointment);
  const sessionId = isOffered ? appointment.sitting.sessionId : clinicSessionId;
  if (sessionId === undefined) return err({ type: 'SeatNeeded' });
  const session = await stores.sessions.find(sessionId);
  if (!session) return err({ type: 'NotFound' });
  const { hospitalId } = session;
  if (isOffered) return ok({ seat: seatToBind(appointment, session), hospitalId });
  const policy = await policyInForce(stores, session.tenantId, act.now);
  const heldUntil = holdEnd(act.now, policy.appointments, false);
  const { patientId, bookedBy } = bundle;
  const wanted = { actor, sessionId, patientId, bookedBy, heldUntil };
  const held = await holdSeatIn(deps, stores, wanted, act.now);
  if (!held.ok) return held;
  const submitted = submitAppointment(held.value, { now: act.now, by: { as: 'SYS' } });
  if (!submitted.ok) return submitted;
  const saved = await saveAppointment(deps, stores, held.value, submitted.value, 'bundle.choose');
  return saved.ok ? ok({ seat: seatToBind(held.value, session), hospitalId }) : saved;
};

/** Moves order and bundle to a seat; the order keeps its distance to the time at which the patient is called. */
const moveTo = async (
  deps: BundleDeps,
  stores: BundleStores,
  opened: OpenedBundle,
  wanted: Wanted,
): Promise<Result<Bundle, ChooseBundleRefused>> => {
  const { bundle, halves, act } = opened;
  const found = await seatFor(deps, stores, opened, wanted);
  if (!found.ok) return found;
  const { seat, hospitalId } = found.value;
  const moved = moveBundle(bundle, seat, act);
  if (!moved.ok) return moved;
  if (hospitalId !== halves.order.hospitalId) return err({ type: 'VisitMissesSeat', seatAt: seat.startsAt });
  const saved = await saveBundle(stores, bundle, moved.value, 'bundle.choose');
  if (!saved.ok) return saved;
  const bySystem = { now: act.now, by: { as: 'SYS' } } as const;
  const change = { stores, order: halves.order, act: bySystem, operation: 'bundle.choose' } as const;
  const byMs = seat.startsAt.getTime() - bundle.seat.startsAt.getTime();
  const carried = await carryVisit(deps, change, byMs);
  return carried.ok ? ok(moved.value.bundle) : carried;
};

/**
 * O24, the family's word: the visit moves free to the time that the clinic gives, or to another session of the same hospital;
 * or everything goes back. One transaction; the same key chooses once. It takes seats, so it runs with the platform's rows;
 * who may is decided here.
 */
export const makeChooseBundle =
  (deps: BundleDeps, keepBundle: KeepBundle) =>
  async (actor: Person, command: ChooseBundle): Promise<Result<BundleAnswer, ChooseBundleRefused>> => {
    const now = deps.clock.now();
    const { idempotencyKey, ...request } = command;
    const once = onceFor(actor, 'bundle.choose', idempotencyKey, request);
    const chosen = await deps.platformUnitOfWork.run<BundleId, ChooseBundleRefused>(async (stores) => {
      const claimed = await stores.idempotency.claim(once, now);
      if (!claimed.ok) return claimed;
      if (claimed.value) return ok(idFrom<BundleId>(String(claimed.value.answer)));
      const opened = await openBundle(stores, actor, 'bundle.choose', request, now);
      if (!opened.ok) return opened;
      const { bundle, halves, act } = opened.value;
      const permitted = permitBundle(bundle, command.choice === 'move' ? 'move' : 'release', act);
      if (!permitted.ok) return permitted;
      const done =
        command.choice === 'move'
          ? await moveTo(deps, stores, opened.value, { ...request, actor })
          : await releaseHalves(deps, stores, bundle, halves, {
              fault: 'clinic',
              act,
              operation: 'bundle.choose',
              closed: [],
            });
      if (!done.ok) return done;
      await stores.idempotency.record(once, bundle.id);
      return ok(bundle.id);
    });
    if (!chosen.ok) return chosen;
    await keepBundle(chosen.value);
    return deps.unitOfWork.run<BundleAnswer, NotFound>(async ({ bundles }) => {
      const bundle = await bundles.find(chosen.value);
      return bundle ? ok(answerOf(bundle)) : err({ type: 'NotFound' });
    });
  };
