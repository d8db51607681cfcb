import { holdEnd } from '../../appointments/index.js';
import { type HoldNotPossible, holdSeatIn, policyInForce, type SeatRefused } from '../../clinics/index.js';
import {
  authorize,
  type NotAllowed,
  type NotFound,
  type Relation,
  standingRelations,
} from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { minutesAfter } from '../../shared/clock.js';
import type { KeyReused } from '../../shared/idempotency.js';
import { type BundleId, type ClinicSessionId, idFrom, type QuoteId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type CreateOrderError, createOrderIn, onceFor } from '../../visits/index.js';
import { checkVisitAtSeat, seatToBind, type VisitMissesSeat } from '../bind-seat.js';
import { answerOf, type BundleAnswer } from '../bundle-answer.js';
import { createBundle } from '../bundle-event.js';
import type { BundleMoveRefused } from '../bundle-table.js';
import type { BundleDeps } from '../deps.js';
import type { StaleBundle } from '../ports.js';
import { saveBundle } from '../save-bundle.js';

export type CreateBundle = {
  readonly quoteId: QuoteId;
  readonly clinicSessionId: ClinicSessionId;
  /** The version of the service scope that the family has agreed to (N9). */
  readonly consentedScopeVersion: number;
  readonly idempotencyKey: string;
};

export type CreateBundleRefused =
  | NotFound
  | NotAllowed
  | KeyReused
  | CreateOrderError
  | HoldNotPossible
  | SeatRefused
  | VisitMissesSeat
  | BundleMoveRefused
  | StaleBundle;

/**
 * VB1: books a quote together with a seat for the same patient in one transaction, or neither. The order is to be paid while
 * the seat is surely held. The seat comes last, so that nobody waits at the session's row for the order. The same key books
 * once. It takes a seat, so it runs with the platform's rows; who may is decided here.
 */
export const makeCreateBundle =
  (deps: BundleDeps) =>
  (actor: Person, command: CreateBundle): Promise<Result<BundleAnswer, CreateBundleRefused>> => {
    const now = deps.clock.now();
    const once = onceFor(actor, 'bundle.create', command.idempotencyKey, command);
    return deps.platformUnitOfWork.run<BundleAnswer, CreateBundleRefused>(async (stores) => {
      const claimed = await stores.idempotency.claim(once, now);
      if (!claimed.ok) return claimed;
      if (claimed.value) {
        const earlier = await stores.bundles.find(idFrom<BundleId>(String(claimed.value.answer)));
        return earlier ? ok(answerOf(earlier)) : err({ type: 'NotFound' });
      }
      const quote = await stores.quotes.find(command.quoteId);
      if (quote?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      const isOwn = quote.accountId === actor.accountId;
      const relations = new Set<Relation>([
        ...standingRelations(actor, quote.cityCode),
        ...(isOwn ? (['booker'] as const) : []),
      ]);
      const by = authorize('bundle.create', actor, relations);
      if (!by.ok) return by;
      const { quoteId, consentedScopeVersion, clinicSessionId: sessionId } = command;
      const session = await stores.sessions.find(sessionId);
      if (!session) return err({ type: 'NotFound' });
      const policy = await policyInForce(stores, session.tenantId, now);
      const heldUntil = holdEnd(now, policy.appointments, true);
      const payBy = minutesAfter(heldUntil, -deps.bundlePolicy.payBeforeHoldEndsMinutes);

      const order = await createOrderIn(deps, stores, actor, { quoteId, consentedScopeVersion, payBy }, now);
      if (!order.ok) return order;
      const { id: orderId, tenantId, bookedBy, patientId } = order.value;
      const wish = { actor, sessionId, patientId, bookedBy, heldUntil };
      const held = await holdSeatIn(deps, stores, wish, now);
      if (!held.ok) return held;
      const seat = seatToBind(held.value, session);
      const fits = checkVisitAtSeat(order.value, seat, session);
      if (!fits.ok) return fits;
      const id = idFrom<BundleId>(deps.ids.next());
      const created = createBundle(
        { id, tenantId, bookedBy, patientId, orderId, seat },
        { now, by: by.value },
      );
      if (!created.ok) return created;
      const saved = await saveBundle(stores, undefined, created.value, 'bundle.create');
      if (!saved.ok) return saved;
      await stores.idempotency.record(once, id);
      return ok(answerOf(created.value.bundle));
    });
  };
