import type { Cover, Order, OrderCommon, Shift } from '@banzhen/domain/orders';
import { dutyOf, visitRange } from '@banzhen/domain/orders';
import type { EscortId, OfferId } from '@banzhen/domain/shared/ids';
import { keptMembershipIn, keptMembershipJson } from '../membership/kept-membership-json.js';
import type { orders } from '../schema/index.js';
import { optional, present } from '../sql-values.js';

export type OrderRow = typeof orders.$inferSelect;

/** A shift as `json_agg` of its row shows it. */
export type ShiftJson = {
  readonly no: number;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly cover: Cover['kind'];
  readonly escort_id: EscortId | null;
  readonly offer_id: OfferId | null;
  readonly seq: number | null;
  readonly expires_at: string | null;
  readonly accepted_at: string | null;
  readonly alarmed_at: string | null;
  readonly begun_at: string | null;
};

/** What a shift's row repeats of its order, for the work of escorts. */
type DutyJson = {
  readonly is_duty: boolean;
  readonly duty_starts_at: string | null;
  readonly duty_ends_at: string | null;
  readonly finished_at: string | null;
};

/** The fields of which each state has some. */
type StateFields = Partial<
  Pick<Order & { status: 'PENDING_PAYMENT' }, 'payBy'> &
    Pick<Order & { status: 'PAID' }, 'paidAt' | 'searchSince'> &
    Pick<Order & { status: 'EN_ROUTE' }, 'departedAt'> &
    Pick<Order & { status: 'ARRIVED' }, 'arrivedAt' | 'arrivalProof'> &
    Pick<Order & { status: 'SERVING' }, 'startedAt' | 'currentShiftNo'> &
    Pick<Order & { status: 'ENDED' }, 'endedAt' | 'overdue'> &
    Pick<Order & { status: 'FINISHED' }, 'finishedAt'> &
    Pick<Order & { status: 'CANCELLED' }, 'cancelledAt' | 'cause'> &
    Pick<Order & { status: 'NO_SHOW' }, 'noShowAt'>
>;

const stateColumns = (state: StateFields) => ({
  payBy: state.payBy ?? null,
  paidAt: state.paidAt ?? null,
  searchSince: state.searchSince ?? null,
  departedAt: state.departedAt ?? null,
  arrivedAt: state.arrivedAt ?? null,
  arrivalProof: state.arrivalProof ?? null,
  startedAt: state.startedAt ?? null,
  currentShiftNo: state.currentShiftNo ?? null,
  endedAt: state.endedAt ?? null,
  overdue: state.overdue ?? null,
  finishedAt: state.finishedAt ?? null,
  cancelledAt: state.cancelledAt ?? null,
  cancellationCause: state.cause ?? null,
  noShowAt: state.noShowAt ?? null,
});

export const toOrderRow = (order: Order): OrderRow => ({
  id: order.id,
  orderNo: order.orderNo,
  tenantId: order.tenantId,
  cityCode: order.cityCode,
  bookedBy: order.bookedBy,
  onAccount: order.onAccount ?? false,
  patientId: order.patientId,
  hospitalId: order.hospitalId,
  serviceCode: order.service.code,
  serviceKind: order.service.kind,
  serviceSkills: [...order.service.skills],
  wishedEscortId: order.wishes.escortId ?? null,
  wishedGender: order.wishes.escortGender ?? null,
  namedShifts: [...order.namedShifts],
  quoteId: order.charge.quoteId,
  chargeLines: order.charge.lines,
  membership: keptMembershipJson(order.membership),
  totalFen: order.charge.totalFen,
  policyVersion: order.policyVersion,
  ...order.money,
  review: order.review,
  settlement: order.settlement,
  dispute: order.dispute,
  familyReschedules: order.familyReschedules,
  assignmentSeq: order.assignmentSeq,
  excludedEscorts: [...order.excludedEscorts],
  visitCode: order.visitCode.code,
  visitCodeWrongTries: order.visitCode.wrongTries,
  visitCodeSeq: order.visitCode.seq ?? null,
  visitCodeNext: order.visitCode.next ?? null,
  refundCeilingBp: order.refundCeiling,
  failedOffers: order.failedOffers,
  status: order.status,
  ...visitRange(order),
  ...stateColumns(order),
  createdAt: order.createdAt,
  version: order.version,
});

const dutyJson = (order: Order, shift: Shift): DutyJson => {
  const duty = dutyOf(order, shift);
  const served = shift.begunAt ? duty : undefined;
  return {
    is_duty: duty !== undefined,
    duty_starts_at: served?.startsAt.toISOString() ?? null,
    duty_ends_at: served?.endsAt.toISOString() ?? null,
    finished_at: order.status === 'FINISHED' ? order.finishedAt.toISOString() : null,
  };
};

/** A shift as the statements of `postgres-orders` take it apart. */
export const toShiftJson = (order: Order, shift: Shift): ShiftJson & DutyJson => {
  const { no, during, cover, alarmedAt, begunAt } = shift;
  return {
    no,
    starts_at: during.startsAt.toISOString(),
    ends_at: during.endsAt.toISOString(),
    cover: cover.kind,
    escort_id: cover.kind === 'open' ? null : cover.escortId,
    offer_id: cover.kind === 'offered' ? cover.offerId : null,
    seq: cover.kind === 'open' ? null : cover.seq,
    expires_at: cover.kind === 'offered' ? cover.expiresAt.toISOString() : null,
    accepted_at: cover.kind === 'accepted' ? cover.acceptedAt.toISOString() : null,
    alarmed_at: alarmedAt?.toISOString() ?? null,
    begun_at: begunAt?.toISOString() ?? null,
    ...dutyJson(order, shift),
  };
};

const coverOf = (row: ShiftJson): Cover => {
  if (row.cover === 'open') return { kind: 'open' };
  const held = { escortId: present(row.escort_id, 'escort_id'), seq: present(row.seq, 'seq') };
  if (row.cover === 'accepted')
    return { kind: 'accepted', ...held, acceptedAt: new Date(present(row.accepted_at, 'accepted_at')) };
  const expiresAt = new Date(present(row.expires_at, 'expires_at'));
  return { kind: 'offered', ...held, offerId: present(row.offer_id, 'offer_id'), expiresAt };
};

const shiftOf = (row: ShiftJson): Shift => ({
  no: row.no,
  during: { startsAt: new Date(row.starts_at), endsAt: new Date(row.ends_at) },
  cover: coverOf(row),
  ...(row.alarmed_at ? { alarmedAt: new Date(row.alarmed_at) } : {}),
  ...(row.begun_at ? { begunAt: new Date(row.begun_at) } : {}),
});

const commonOf = (row: OrderRow, shifts: readonly ShiftJson[]): OrderCommon => ({
  id: row.id,
  orderNo: row.orderNo,
  tenantId: row.tenantId,
  cityCode: row.cityCode,
  bookedBy: row.bookedBy,
  ...(row.onAccount ? { onAccount: true } : {}),
  patientId: row.patientId,
  hospitalId: row.hospitalId,
  service: { code: row.serviceCode, kind: row.serviceKind, skills: row.serviceSkills },
  shifts: shifts.map(shiftOf),
  wishes: { ...optional('escortId', row.wishedEscortId), ...optional('escortGender', row.wishedGender) },
  namedShifts: row.namedShifts,
  charge: { quoteId: row.quoteId, lines: row.chargeLines, totalFen: row.totalFen },
  ...keptMembershipIn(row.membership),
  policyVersion: row.policyVersion,
  money: {
    capturedFen: row.capturedFen,
    refundRequestedFen: row.refundRequestedFen,
    refundedFen: row.refundedFen,
    waivedFen: row.waivedFen,
    earnedFen: row.earnedFen,
  },
  review: row.review,
  settlement: row.settlement,
  dispute: row.dispute,
  familyReschedules: row.familyReschedules,
  assignmentSeq: row.assignmentSeq,
  excludedEscorts: row.excludedEscorts,
  visitCode: {
    code: row.visitCode,
    wrongTries: row.visitCodeWrongTries,
    ...optional('seq', row.visitCodeSeq),
    ...optional('next', row.visitCodeNext),
  },
  refundCeiling: row.refundCeilingBp,
  failedOffers: row.failedOffers,
  createdAt: row.createdAt,
  version: row.version,
});

/** The order that a row and its shifts stand for; throws when the row lacks a field of its state. */
export const fromOrderRow = (row: OrderRow, shifts: readonly ShiftJson[]): Order => {
  const common = commonOf(row, shifts);
  const date = (column: keyof OrderRow): Date => present(row[column], column) as Date;
  const searched = optional('searchSince', row.searchSince);
  switch (row.status) {
    case 'PENDING_PAYMENT':
      return { ...common, status: row.status, payBy: date('payBy') };
    case 'PAID':
    case 'ASSIGNED':
      return { ...common, status: row.status, paidAt: date('paidAt'), searchSince: date('searchSince') };
    case 'ACCEPTED':
      return { ...common, ...searched, status: row.status, paidAt: date('paidAt') };
    case 'EN_ROUTE':
      return {
        ...common,
        ...searched,
        status: row.status,
        paidAt: date('paidAt'),
        departedAt: date('departedAt'),
      };
    case 'ARRIVED': {
      const arrivalProof = present(row.arrivalProof, 'arrival_proof');
      return {
        ...common,
        ...searched,
        status: row.status,
        paidAt: date('paidAt'),
        arrivedAt: date('arrivedAt'),
        arrivalProof,
      };
    }
    case 'SERVING': {
      const served = { paidAt: date('paidAt'), arrivedAt: date('arrivedAt'), startedAt: date('startedAt') };
      const currentShiftNo = present(row.currentShiftNo, 'current_shift_no');
      return { ...common, ...searched, status: row.status, ...served, currentShiftNo };
    }
    case 'ENDED': {
      const served = { paidAt: date('paidAt'), startedAt: date('startedAt'), endedAt: date('endedAt') };
      return { ...common, status: row.status, ...served, overdue: present(row.overdue, 'overdue') };
    }
    case 'FINISHED': {
      const served = { paidAt: date('paidAt'), startedAt: date('startedAt'), endedAt: date('endedAt') };
      return { ...common, status: row.status, ...served, finishedAt: date('finishedAt') };
    }
    case 'CANCELLED': {
      const cause = present(row.cancellationCause, 'cancellation_cause');
      const paid = optional('paidAt', row.paidAt);
      return { ...common, status: row.status, ...paid, cancelledAt: date('cancelledAt'), cause };
    }
    case 'NO_SHOW': {
      const waited = { paidAt: date('paidAt'), arrivedAt: date('arrivedAt'), noShowAt: date('noShowAt') };
      return { ...common, status: row.status, ...waited };
    }
  }
};
