import type {
  AccountId,
  EscortId,
  HospitalId,
  OfferId,
  OrderId,
  PatientId,
  QuoteId,
  TenantId,
} from '../shared/ids.js';
import type { KeptMembership } from '../shared/kept-membership.js';
import { addMoney, type BasisPoints, type Money, subtractMoney, zeroFen } from '../shared/money.js';
import type { TimeRange } from '../shared/time-range.js';

export const orderStatuses = [
  'PENDING_PAYMENT',
  'PAID',
  'ASSIGNED',
  'ACCEPTED',
  'EN_ROUTE',
  'ARRIVED',
  'SERVING',
  'ENDED',
  'FINISHED',
  'CANCELLED',
  'NO_SHOW',
] as const;

/** The main axis of state machine 6.1. Display states are derived from it (`display.ts`). */
export type OrderStatus = (typeof orderStatuses)[number];

/** Who looks after a shift. `seq` numbers the order's assignments, so that an old one can never be mistaken for a new. */
export type Cover =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'offered';
      readonly escortId: EscortId;
      readonly offerId: OfferId;
      readonly seq: number;
      readonly expiresAt: Date;
    }
  | {
      readonly kind: 'accepted';
      readonly escortId: EscortId;
      readonly seq: number;
      readonly acceptedAt: Date;
    };

/** One unbroken stretch of one escort's work. A visit has one; multi-day and 24 h care have several (B14). */
export type Shift = {
  readonly no: number;
  readonly during: TimeRange;
  readonly cover: Cover;
  /** Up to which alarm about its escort the dispatchers have been called (O22, O23); a new cover is alarmed anew. */
  readonly alarmedAt?: Date;
  /** When its escort really took over: the start of the service, or the hand-over. A shift never served has none. */
  readonly begunAt?: Date;
};

export type PriceLineKind =
  | 'service'
  | 'extra-hours'
  | 'night'
  | 'holiday'
  | 'distance'
  | 'member-discount'
  | 'coupon'
  | 'overtime'
  | 'early-end';

/** One line of the bill; discounts are negative. `quantity` × `unitFen` explains it where that makes sense. */
export type PriceLine = {
  readonly kind: PriceLineKind;
  readonly quantity: number;
  readonly unitFen: Money;
  readonly amountFen: Money;
};

/** What the family owes, frozen from the quote; overtime and early ends add lines. */
export type Charge = {
  readonly quoteId: QuoteId;
  readonly lines: readonly PriceLine[];
  readonly totalFen: Money;
};

/** The money axes as amounts (6.1); their names are derived in `display.ts`. */
export type OrderMoney = {
  readonly capturedFen: Money;
  /** Everything that is going back or has gone back; never more than captured. */
  readonly refundRequestedFen: Money;
  readonly refundedFen: Money;
  /** Part of the balance that a dispatcher let go (O17). */
  readonly waivedFen: Money;
  /** What escorts, commission and tax have got of it so far; the order holds the rest of what is not going back. */
  readonly earnedFen: Money;
};

/**
 * Read out by the patient to prove that escort and patient met (O12, O13). Wrong tries are counted for one assignment;
 * `visitCodeOf` says what holds for the present one.
 */
export type VisitCode = {
  readonly code: string;
  readonly wrongTries: number;
  /** The assignment whose escort tried; none before the first wrong try. */
  readonly seq?: number;
  /** The code of the next assignment, which whoever guessed at this one has never heard. */
  readonly next?: string;
};

export type ReviewAxis = 'closed' | 'open' | 'submitted' | 'hidden' | 'expired';
export type SettlementAxis = 'none' | 'accrued' | 'held' | 'due' | 'settled' | 'clawed';
export type DisputeAxis = 'none' | 'open' | 'in_review' | 'resolved' | 'final';

export type Wishes = { readonly escortId?: EscortId; readonly escortGender?: 'female' | 'male' };

/** The service as it was when ordered. */
export type OrderedService = {
  readonly code: string;
  readonly kind: 'visit' | 'care';
  /** Skills that an escort needs for it. */
  readonly skills: readonly string[];
};

export type OrderCommon = {
  readonly id: OrderId;
  readonly orderNo: string;
  readonly tenantId: TenantId;
  readonly cityCode: string;
  readonly bookedBy: AccountId;
  /** Booked by a partner, which owes what it costs instead of paying at a cashier. */
  readonly onAccount?: true;
  readonly patientId: PatientId;
  readonly hospitalId: HospitalId;
  readonly service: OrderedService;
  readonly shifts: readonly Shift[];
  readonly wishes: Wishes;
  /** The shifts for which the escort of `wishes` is held and asked first: those they could take when it was booked (O1). */
  readonly namedShifts: readonly number[];
  readonly charge: Charge;
  /** What its quote was priced with, for its whole life: privileges are asked of this one (M4, C24). */
  readonly membership?: KeptMembership;
  readonly policyVersion: number;
  readonly money: OrderMoney;
  readonly review: ReviewAxis;
  readonly settlement: SettlementAxis;
  readonly dispute: DisputeAxis;
  readonly familyReschedules: number;
  readonly assignmentSeq: number;
  readonly excludedEscorts: readonly EscortId[];
  readonly visitCode: VisitCode;
  /** The refund ceiling 退款上限: the most that goes back of what is paid when the family itself wishes to cancel. */
  readonly refundCeiling: BasisPoints;
  /** Offers declined or expired so far; after some of them the order waits for a dispatcher (O7). */
  readonly failedOffers: number;
  readonly createdAt: Date;
  readonly version: number;
};

export type ArrivalProof = 'location' | 'visit-code' | 'dispatcher';

export type CancellationCause =
  | 'payment-expired'
  | 'family'
  | 'dispatcher'
  | 'unmatched'
  | 'escort-no-show'
  | 'clinic-changed'
  | 'forced';

/** Since when an escort is searched for. Once every shift is accepted it stays: the hall opened by it, if at all. */
type Searched = { readonly searchSince?: Date };

type StateFields = {
  PENDING_PAYMENT: { readonly payBy: Date };
  PAID: { readonly paidAt: Date; readonly searchSince: Date };
  ASSIGNED: { readonly paidAt: Date; readonly searchSince: Date };
  ACCEPTED: Searched & { readonly paidAt: Date };
  EN_ROUTE: Searched & { readonly paidAt: Date; readonly departedAt: Date };
  ARRIVED: Searched & {
    readonly paidAt: Date;
    readonly arrivedAt: Date;
    readonly arrivalProof: ArrivalProof;
  };
  SERVING: Searched & {
    readonly paidAt: Date;
    readonly arrivedAt: Date;
    readonly startedAt: Date;
    readonly currentShiftNo: number;
  };
  ENDED: {
    readonly paidAt: Date;
    readonly startedAt: Date;
    readonly endedAt: Date;
    readonly overdue: boolean;
  };
  FINISHED: {
    readonly paidAt: Date;
    readonly startedAt: Date;
    readonly endedAt: Date;
    readonly finishedAt: Date;
  };
  CANCELLED: { readonly paidAt?: Date; readonly cancelledAt: Date; readonly cause: CancellationCause };
  NO_SHOW: { readonly paidAt: Date; readonly arrivedAt: Date; readonly noShowAt: Date };
};

export type OrderIn<S extends OrderStatus> = OrderCommon & { readonly status: S } & StateFields[S];
export type Order = { [S in OrderStatus]: OrderIn<S> }[OrderStatus];

/** The fields that every state has, without those of the present one. */
export const commonOf = (order: Order): OrderCommon => ({
  id: order.id,
  orderNo: order.orderNo,
  tenantId: order.tenantId,
  cityCode: order.cityCode,
  bookedBy: order.bookedBy,
  ...(order.onAccount ? { onAccount: order.onAccount } : {}),
  patientId: order.patientId,
  hospitalId: order.hospitalId,
  service: order.service,
  shifts: order.shifts,
  wishes: order.wishes,
  namedShifts: order.namedShifts,
  charge: order.charge,
  ...(order.membership ? { membership: order.membership } : {}),
  policyVersion: order.policyVersion,
  money: order.money,
  review: order.review,
  settlement: order.settlement,
  dispute: order.dispute,
  familyReschedules: order.familyReschedules,
  assignmentSeq: order.assignmentSeq,
  excludedEscorts: order.excludedEscorts,
  visitCode: order.visitCode,
  refundCeiling: order.refundCeiling,
  failedOffers: order.failedOffers,
  createdAt: order.createdAt,
  version: order.version,
});

/** What a state with an escort keeps of its search. */
export const searchOf = (order: Order): Searched =>
  'searchSince' in order && order.searchSince ? { searchSince: order.searchSince } : {};

const terminals: readonly OrderStatus[] = ['FINISHED', 'CANCELLED', 'NO_SHOW'];
export const isTerminal = (status: OrderStatus): boolean => terminals.includes(status);

/** From the first shift's start to the last shift's end. */
export const visitRange = (order: Pick<OrderCommon, 'shifts'>): TimeRange => {
  const [first] = order.shifts;
  const last = order.shifts.at(-1);
  if (!first || !last) throw new Error('an order has at least one shift');
  return { startsAt: first.during.startsAt, endsAt: last.during.endsAt };
};

/** Every escort who holds or is offered a shift, each once. */
export const escortsOf = (order: Pick<OrderCommon, 'shifts'>): readonly EscortId[] => [
  ...new Set(order.shifts.flatMap(({ cover }) => (cover.kind === 'open' ? [] : [cover.escortId]))),
];

/** The shift that is being served, or else the first one. */
export const currentShift = (order: Order): Shift => {
  const no = order.status === 'SERVING' ? order.currentShiftNo : 1;
  const shift = order.shifts.find((one) => one.no === no);
  if (!shift) throw new Error(`order ${order.id} has no shift ${no}`);
  return shift;
};

/** The shifts with number `no` begun at `at`, by its escort. */
export const begin = (shifts: readonly Shift[], no: number, at: Date): readonly Shift[] =>
  shifts.map((shift) => (shift.no === no ? { ...shift, begunAt: at } : shift));

/** Nobody can accept a shift of an order that has ended: its offers end with it (F5). */
export const withoutOffers = (shifts: readonly Shift[]): readonly Shift[] =>
  shifts.map((shift) => (shift.cover.kind === 'offered' ? { ...shift, cover: { kind: 'open' } } : shift));

/** Captured money that is not going back: what the family has really paid so far, in fen. */
export const keptFen = ({ money }: Pick<OrderCommon, 'money'>): Money =>
  subtractMoney(money.capturedFen, money.refundRequestedFen);

/** What the order still holds: paid, not going back, and not yet distributed to escorts, commission and tax. */
export const heldFen = (order: Pick<OrderCommon, 'money'>): Money =>
  subtractMoney(keptFen(order), order.money.earnedFen);

/** Positive: the family still owes it. Negative: it is to go back. */
export const balanceFen = (order: Pick<OrderCommon, 'money' | 'charge'>): Money =>
  subtractMoney(order.charge.totalFen, addMoney(keptFen(order), order.money.waivedFen));

/**
 * Whether the family still owes a part of the price before the visit, because it moved to a dearer time (O10). Until then
 * nobody sets out, and nobody is to blame for not coming.
 */
export const owesDifference = (order: Order): boolean =>
  (order.status === 'PAID' || order.status === 'ASSIGNED' || order.status === 'ACCEPTED') &&
  balanceFen(order) > 0;

/** `balanceFen` while it can still be paid or given back; nothing is owed once an order has ended. */
export const openBalanceFen = (order: Order): Money =>
  isTerminal(order.status) ? zeroFen : balanceFen(order);
