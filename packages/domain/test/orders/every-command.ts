import {
  type Act,
  acceptOffer,
  type Cover,
  cancelForClinic,
  cancelOrder,
  cancelUnpaid,
  cancelUnserved,
  changeEscort,
  checkIn,
  confirmOrder,
  depart,
  endOffer,
  endService,
  endServiceEarly,
  extendService,
  giveUpUnmatched,
  grabShift,
  handOverShift,
  isUnderWay,
  logService,
  markOverdue,
  markPatientNoShow,
  type Order,
  type OrderCommand,
  type OrderStatus,
  type Outcome,
  offerShift,
  releaseEscort,
  rescheduleOrder,
  settlePayment,
  startService,
} from '@banzhen/domain/orders';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { idFrom, type OfferId } from '@banzhen/domain/shared/ids';
import { addMoney, fen } from '@banzhen/domain/shared/money';
import type { Result } from '@banzhen/domain/shared/result';
import { anEscort, anotherEscort } from '@banzhen/domain/testing';
import { afterStart, covered, dayAndNight, open, orderIn } from './acts.js';

type Run = (order: Order, act: Act) => Result<Outcome, { readonly type: string }>;

const offerId = idFrom<OfferId>('01900000-00ff-7000-8000-000000000001');
const hour = 60;
const offered = {
  kind: 'offered',
  escortId: anEscort().id,
  offerId,
  seq: 1,
  expiresAt: afterStart(-24 * hour),
} as const;
const accepted = {
  kind: 'accepted',
  escortId: anEscort().id,
  seq: 1,
  acceptedAt: afterStart(-30 * hour),
} as const;
const terms = { shiftNo: 2, escortId: anotherEscort().id, offerId, expiresAt: afterStart(-20 * hour) };

const dueOf = ({ charge, money }: Order) => fen(charge.totalFen - money.capturedFen);
const settle: Run = (order, act) => settlePayment(order, { amountFen: dueOf(order) }, act);
const move: Run = (order, act) => {
  const shifts = order.shifts.map(({ during }) => ({
    startsAt: new Date(during.startsAt.getTime() + DAY_MS),
    endsAt: new Date(during.endsAt.getTime() + DAY_MS),
  }));
  return rescheduleOrder(
    order,
    { shifts, charge: order.charge, escortsAreFree: true, namedShifts: [] },
    policy,
    act,
  );
};

/** Every command that can be given now: the rule that carries it out, and an instant at which nothing but the status speaks against it. */
export const everyCommand: Partial<Record<OrderCommand, { readonly at: Date; readonly run: Run }>> = {
  settle_payment: { at: afterStart(-40 * hour), run: settle },
  expire_payment: {
    at: afterStart(-40 * hour),
    run: (order, act) => cancelUnpaid(order, 'expire_payment', act),
  },
  cancel_unpaid: {
    at: afterStart(-40 * hour),
    run: (order, act) => cancelUnpaid(order, 'cancel_unpaid', act),
  },
  offer: { at: afterStart(-30 * hour), run: (order, act) => offerShift(order, terms, act) },
  grab: {
    at: afterStart(-30 * hour),
    run: (order, act) => grabShift(order, { shiftNo: 2, escortId: anotherEscort().id }, policy, act),
  },
  accept: { at: afterStart(-25 * hour), run: (order, act) => acceptOffer(order, offerId, act) },
  decline: { at: afterStart(-25 * hour), run: (order, act) => endOffer(order, offerId, 'decline', act) },
  expire_offer: {
    at: afterStart(-24 * hour),
    run: (order, act) => endOffer(order, offerId, 'expire_offer', act),
  },
  withdraw: { at: afterStart(-25 * hour), run: (order, act) => endOffer(order, offerId, 'withdraw', act) },
  release: {
    at: afterStart(-25 * hour),
    run: (order, act) => releaseEscort(order, { escortId: anEscort().id }, policy, act),
  },
  change_escort: {
    at: afterStart(-25 * hour),
    run: (order, act) => changeEscort(order, { ...terms, shiftNo: isUnderWay(order) ? 2 : 1 }, policy, act),
  },
  reschedule: { at: afterStart(-25 * hour), run: move },
  depart: { at: afterStart(-60), run: (order, act) => depart(order, policy, act) },
  check_in: {
    at: afterStart(-10),
    run: (order, act) =>
      checkIn(order, { kind: 'location', distanceMetres: 20, accuracyMetres: 10 }, policy, act),
  },
  start: { at: afterStart(0), run: (order, act) => startService(order, 'visit-code', act) },
  log: { at: afterStart(10), run: logService },
  extend: { at: afterStart(10), run: (order, act) => extendService(order, 30, policy, act) },
  hand_over: { at: afterStart(720), run: (order, act) => handOverShift(order, policy, act) },
  end: {
    at: afterStart(1440),
    run: (order, act) =>
      endService(
        order,
        (['consultation', 'returned', 'condition'] as const).map((step) => ({ step, at: act.now })),
        policy,
        act,
      ),
  },
  end_early: { at: afterStart(60), run: (order, act) => endServiceEarly(order, policy, act) },
  confirm: {
    at: afterStart(5 * 1440),
    run: (order, act) => confirmOrder(order, { waiveBalance: false }, policy, act),
  },
  pay_balance: { at: afterStart(60), run: settle },
  mark_overdue: { at: afterStart(10 * 1440), run: (order, act) => markOverdue(order, policy, act) },
  cancel: { at: afterStart(-30), run: cancelOrder },
  mark_patient_no_show: {
    at: afterStart(60),
    run: (order, act) => markPatientNoShow(order, [afterStart(5), afterStart(20)], policy, act),
  },
  mark_escort_no_show: {
    at: afterStart(16),
    run: (order, act) => cancelUnserved(order, 'escort-no-show', act),
  },
  clinic_changed: { at: afterStart(-30), run: (order, act) => cancelForClinic(order, 'clinic', act) },
  give_up_unmatched: {
    at: afterStart(-12 * hour),
    run: giveUpUnmatched,
  },
};

const plain = (status: OrderStatus): Order => {
  const order = orderIn(status, { during: dayAndNight, createdAt: afterStart(-45 * hour) });
  if (order.status === 'ASSIGNED') return covered(order, offered, open);
  if (order.status === 'SERVING') return { ...order, currentShiftNo: 2 };
  const hasEscort =
    order.status !== 'PENDING_PAYMENT' && order.status !== 'PAID' && order.status !== 'CANCELLED';
  return hasEscort ? covered(order, accepted, { ...accepted, seq: 2 }) : order;
};

/** The same order with one more shift, which the first escort has accepted while the others are still searched for. */
const withAcceptedShift = (order: Order): Order => {
  const [first] = order.shifts;
  if (!first) throw new Error('an order has a shift');
  const cover = { kind: 'accepted', escortId: anEscort().id, seq: 9, acceptedAt: order.createdAt } as const;
  const during = {
    startsAt: first.during.endsAt,
    endsAt: new Date(first.during.endsAt.getTime() + 3_600_000),
  };
  return { ...order, shifts: [...order.shifts, { no: order.shifts.length + 1, during, cover }] };
};

/** How the second shift must be covered for a command that is about a shift after the present one. */
const laterCovers: { readonly [C in OrderCommand]?: Cover } = {
  offer: open,
  grab: open,
  accept: offered,
  decline: offered,
  expire_offer: offered,
  withdraw: offered,
  release: accepted,
  change_escort: accepted,
};

/** The same order with its first escort on, and the second shift as `cover` says. */
const besideService = (order: Order, cover: Cover): Order => {
  const next = { ...covered(order, accepted, cover), searchSince: afterStart(-40 * hour) };
  return next.status === 'SERVING' ? { ...next, currentShiftNo: 1 } : next;
};

/** An order of two shifts in `status`, such that nothing but the status can speak against `command`. */
export const orderFor = (status: OrderStatus, command: OrderCommand): Order => {
  const order = plain(status);
  const later = laterCovers[command];
  if (later && isUnderWay(order)) return besideService(order, later);
  if (command === 'depart' || command === 'check_in')
    return covered(order, accepted, status === 'ASSIGNED' ? offered : open);
  if (command === 'hand_over' && order.status === 'SERVING') return { ...order, currentShiftNo: 1 };
  if (command === 'pay_balance')
    return { ...order, charge: { ...order.charge, totalFen: addMoney(order.money.capturedFen, fen(30_00)) } };
  if (command === 'release' && (status === 'PAID' || status === 'ASSIGNED')) return withAcceptedShift(order);
  return order;
};
