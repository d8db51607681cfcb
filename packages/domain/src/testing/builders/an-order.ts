import {
  begin,
  type Cover,
  type Order,
  type OrderCommon,
  type OrderIn,
  type OrderStatus,
  type Shift,
  visitRange,
} from '../../orders/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { type EscortId, idFrom, type OfferId, type OrderId } from '../../shared/ids.js';
import { hundredPercent, zeroFen } from '../../shared/money.js';
import type { TimeRange } from '../../shared/time-range.js';
import { scriptedIds } from '../scripted-ids.js';
import { aQuote } from './a-quote.js';
import { anEscort } from './people.js';

const ids = scriptedIds(0xb2);

/** The outline of an order, from which the builder works out the rest. */
export type OrderSketch = {
  readonly createdAt?: Date;
  /** Planned times, in place of whole `shifts`. */
  readonly during?: TimeRange | readonly TimeRange[];
  /** Who is offered or has accepted the shifts. */
  readonly escortId?: EscortId;
};

/** What a test may say about an order; the rest follows from the status. */
export type OrderOverrides<S extends OrderStatus> = Partial<Omit<OrderIn<S>, 'status'>> & OrderSketch;

const coverOf = (status: OrderStatus, escortId: EscortId, createdAt: Date): Cover => {
  if (status === 'PENDING_PAYMENT' || status === 'PAID' || status === 'CANCELLED') return { kind: 'open' };
  if (status !== 'ASSIGNED')
    return { kind: 'accepted', escortId, seq: 1, acceptedAt: minutesAfter(createdAt, 10) };
  const offerId = idFrom<OfferId>(ids.next());
  return { kind: 'offered', escortId, offerId, seq: 1, expiresAt: minutesAfter(createdAt, 20) };
};

const commonFields = (status: OrderStatus, overrides: OrderSketch): OrderCommon => {
  const quote = aQuote();
  const createdAt = overrides.createdAt ?? minutesAfter(quote.createdAt, 1);
  const { during = quote.shifts, escortId = anEscort().id } = overrides;
  const ranges: readonly TimeRange[] = 'startsAt' in during ? [during] : during;
  const isPaid = status !== 'PENDING_PAYMENT' && status !== 'CANCELLED';
  const isFinished = status === 'FINISHED';
  return {
    id: idFrom<OrderId>(ids.next()),
    orderNo: `BZ300107${ids.code(10)}`,
    tenantId: quote.tenantId,
    cityCode: quote.cityCode,
    bookedBy: quote.accountId,
    patientId: quote.patientId,
    hospitalId: quote.hospitalId,
    service: quote.service,
    shifts: ranges.map((range, index) => ({
      no: index + 1,
      during: range,
      cover: coverOf(status, escortId, createdAt),
    })),
    wishes: {},
    namedShifts: [],
    charge: { quoteId: quote.id, lines: quote.lines, totalFen: quote.totalFen },
    policyVersion: 1,
    money: {
      capturedFen: isPaid ? quote.totalFen : zeroFen,
      refundRequestedFen: zeroFen,
      refundedFen: zeroFen,
      waivedFen: zeroFen,
      earnedFen: isFinished ? quote.totalFen : zeroFen,
    },
    review: isFinished ? 'open' : 'closed',
    settlement: isFinished || status === 'NO_SHOW' ? 'accrued' : 'none',
    dispute: 'none',
    familyReschedules: 0,
    assignmentSeq: isPaid && status !== 'PAID' ? 1 : 0,
    excludedEscorts: [],
    visitCode: { code: ids.code(6), wrongTries: 0 },
    refundCeiling: hundredPercent,
    failedOffers: 0,
    createdAt,
    version: 1,
  };
};

const allBegun = (shifts: readonly Shift[]): readonly Shift[] =>
  shifts.map((shift) => ({ ...shift, begunAt: shift.during.startsAt }));

type Instants = {
  readonly paidAt: Date;
  readonly arrivedAt: Date;
  readonly startedAt: Date;
  readonly endedAt: Date;
};

/** Each state's own fields, at the instants of an ordinary visit. */
const states: { readonly [S in OrderStatus]: (common: OrderCommon, at: Instants) => OrderIn<S> } = {
  PENDING_PAYMENT: (common) => ({
    ...common,
    status: 'PENDING_PAYMENT',
    payBy: minutesAfter(common.createdAt, 15),
  }),
  PAID: (common, { paidAt }) => ({ ...common, status: 'PAID', paidAt, searchSince: paidAt }),
  ASSIGNED: (common, { paidAt }) => ({ ...common, status: 'ASSIGNED', paidAt, searchSince: paidAt }),
  ACCEPTED: (common, { paidAt }) => ({ ...common, status: 'ACCEPTED', paidAt }),
  EN_ROUTE: (common, { paidAt, startedAt }) => ({
    ...common,
    status: 'EN_ROUTE',
    paidAt,
    departedAt: minutesAfter(startedAt, -60),
  }),
  ARRIVED: (common, { paidAt, arrivedAt }) => ({
    ...common,
    status: 'ARRIVED',
    paidAt,
    arrivedAt,
    arrivalProof: 'location',
  }),
  SERVING: (common, { paidAt, arrivedAt, startedAt }) => ({
    ...common,
    shifts: begin(common.shifts, 1, startedAt),
    status: 'SERVING',
    paidAt,
    arrivedAt,
    startedAt,
    currentShiftNo: 1,
  }),
  ENDED: (common, { paidAt, startedAt, endedAt }) => ({
    ...common,
    shifts: allBegun(common.shifts),
    status: 'ENDED',
    paidAt,
    startedAt,
    endedAt,
    overdue: false,
  }),
  FINISHED: (common, { paidAt, startedAt, endedAt }) => ({
    ...common,
    shifts: allBegun(common.shifts),
    status: 'FINISHED',
    paidAt,
    startedAt,
    endedAt,
    finishedAt: minutesAfter(endedAt, 60),
  }),
  CANCELLED: (common) => ({
    ...common,
    status: 'CANCELLED',
    cancelledAt: minutesAfter(common.createdAt, 15),
    cause: 'payment-expired',
  }),
  NO_SHOW: (common, { paidAt, arrivedAt, startedAt }) => ({
    ...common,
    status: 'NO_SHOW',
    paidAt,
    arrivedAt,
    noShowAt: minutesAfter(startedAt, 30),
  }),
};

const instantsOf = (common: OrderCommon): Instants => {
  const { startsAt, endsAt } = visitRange(common);
  return {
    paidAt: minutesAfter(common.createdAt, 5),
    arrivedAt: minutesAfter(startsAt, -10),
    startedAt: startsAt,
    endedAt: endsAt,
  };
};

/** An order in any state, for a status that is not known when the test is written. */
export const anyOrder = (status: OrderStatus, sketch: OrderSketch = {}): Order => {
  const common = commonFields(status, sketch);
  return states[status](common, instantsOf(common));
};

/**
 * An order of `aFamily` for `aPatient` on Wednesday morning, with fields that fit its state: `anOrder('ACCEPTED')` is
 * paid for and has an escort who accepted. Each has an id, a number and a visit code of its own.
 */
export const anOrder = <S extends OrderStatus>(
  status: S,
  { during, escortId, ...fields }: OrderOverrides<S> = {},
): OrderIn<S> => {
  const common = commonFields(status, {
    ...(fields.createdAt ? { createdAt: fields.createdAt } : {}),
    ...(during ? { during } : {}),
    ...(escortId ? { escortId } : {}),
  });
  return { ...states[status](common, instantsOf(common)), ...fields };
};
