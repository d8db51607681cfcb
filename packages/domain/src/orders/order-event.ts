import type { ActorRef } from '../shared/actor.js';
import type { EscortId, OfferId, OrderId, PaymentId } from '../shared/ids.js';
import type { Act } from './act.js';
import type { Fault } from './fault.js';
import type { Order, OrderCommon, OrderStatus } from './order.js';
import type { TransitionRow } from './transition-row.js';

/** What happened, in the past tense, with ids only: no name, phone or diagnosis. */
export type OrderEventType =
  | 'OrderCreated'
  | 'OrderPaid'
  | 'ShiftOffered'
  | 'ShiftAccepted'
  | 'OfferDeclined'
  | 'OfferExpired'
  | 'OfferWithdrawn'
  | 'EscortReleased'
  | 'EscortChanged'
  | 'OrderRescheduled'
  | 'ClinicChanged'
  | 'EscortAlarmed'
  | 'ShiftUncovered'
  | 'VisitUnresolved'
  | 'EscortDeparted'
  | 'EscortArrived'
  | 'CheckInUnverified'
  | 'VisitCodeRefused'
  | 'ServiceStarted'
  | 'ServiceLogged'
  | 'ServiceExtended'
  | 'ShiftHandedOver'
  | 'ServiceEnded'
  | 'ServiceEndedEarly'
  | 'BalancePaid'
  | 'BalanceOverdue'
  | 'OrderFinished'
  | 'OrderCancelled'
  | 'PatientNoShowMarked'
  | 'ReviewSubmitted'
  | 'ReviewExpired'
  | 'RefundRequested'
  | 'RefundSucceeded';

/**
 * What a partner is told of an order that it has booked: its state, its times, who comes, and what is owed. Not how an escort was
 * searched for, what was noted on the visit, or what was said after it.
 */
export const eventTypesForPartners = [
  ...(['OrderCreated', 'OrderPaid', 'ShiftAccepted', 'EscortReleased', 'EscortChanged'] as const),
  ...(['OrderRescheduled', 'EscortDeparted', 'EscortArrived', 'ServiceStarted', 'ServiceExtended'] as const),
  ...(['ShiftHandedOver', 'ServiceEnded', 'ServiceEndedEarly', 'BalancePaid', 'BalanceOverdue'] as const),
  ...(['OrderFinished', 'OrderCancelled', 'PatientNoShowMarked', 'RefundSucceeded'] as const),
] satisfies readonly OrderEventType[];

export type EventTypeForPartners = (typeof eventTypesForPartners)[number];

export type OrderEventRefs = {
  readonly escortId?: EscortId;
  readonly offerId?: OfferId;
  readonly shiftNo?: number;
  readonly paymentId?: PaymentId;
  readonly amountFen?: number;
  readonly distanceMetres?: number;
  /** Reasons why not that a dispatcher overruled with an offer (O4). */
  readonly overruled?: readonly string[];
  /** Whose doing a cancellation is, as its quote said (O19, O20). */
  readonly fault?: Fault;
  /** When the visit was to begin before it was moved, and since; ISO 8601, as refs are kept (O10). */
  readonly movedFrom?: string;
  readonly movedTo?: string;
  /** The privilege of the family's membership of which one use was taken (O10, C24). */
  readonly privilege?: 'can_cancel_late';
  /** Until when the family chooses between a free move and its money, ISO 8601 (O24). */
  readonly chooseBy?: string;
};

/** One line of an order's timeline, and one message to the outside. `row` names the transition that allowed it. */
export type OrderEvent = {
  readonly type: OrderEventType;
  readonly orderId: OrderId;
  readonly row: string;
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  readonly version: number;
  readonly at: Date;
  readonly by: ActorRef;
  readonly reason?: string;
  readonly refs: OrderEventRefs;
};

/** The next state of an order and what is to be told about it. */
export type Outcome<Next extends Order = Order> = {
  readonly order: Next;
  readonly events: readonly OrderEvent[];
};

type Told = { readonly type: OrderEventType; readonly refs?: OrderEventRefs };

const eventOf = (row: string, from: OrderStatus | null, next: Order, act: Act, told: Told): OrderEvent => ({
  type: told.type,
  orderId: next.id,
  row,
  from,
  to: next.status,
  version: next.version,
  at: act.now,
  by: act.by,
  ...(act.reason === undefined ? {} : { reason: act.reason }),
  refs: told.refs ?? {},
});

/** The birth of an order (O1). */
export const born = <Next extends Order>(order: Next, act: Act): Outcome<Next> => ({
  order,
  events: [eventOf('O1', null, order, act, { type: 'OrderCreated' })],
});

/** `next` as the successor of `before`: one version on, with one event that names its transition row. */
export const moved = <Next extends Order>(
  before: Order,
  row: TransitionRow,
  next: Next,
  act: Act,
  told: Told,
): Outcome<Next> => {
  const order = { ...next, version: before.version + 1 };
  return { order, events: [eventOf(row.id, before.status, order, act, told)] };
};

/** A change of an orthogonal axis (payment, refund, review, settlement) or of marks on shifts: the status stays. */
export const changed = (
  before: Order,
  axis: Partial<Pick<OrderCommon, 'money' | 'review' | 'settlement' | 'visitCode' | 'shifts'>>,
  row: string,
  act: Act,
  told: Told,
): Outcome => {
  const order: Order = { ...before, ...axis, version: before.version + 1 };
  return { order, events: [eventOf(row, before.status, order, act, told)] };
};
