import type {
  OrderDetailDto,
  OrderStatusDto,
  PaymentRecordDto,
  ShiftDto,
  TimelineEntryDto,
} from '@banzhen/contracts';
import {
  commandsOf,
  countedAttempts,
  familyStateOf,
  keptFen,
  type OrderEventType,
  openBalanceFen,
  paymentAxisOf,
  refundAxisOf,
  shiftCommandsOf,
  stateSlaOf,
  tableStateOf,
  visitCodeOf,
} from '@banzhen/domain/orders';
import type { Payment, Refund } from '@banzhen/domain/payments';
import type { Capacity } from '@banzhen/domain/shared/actor';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import type { OrderSummary, ReviewRow, ServiceLogRow, TimelineRow } from '@banzhen/postgres/queries';
import { boardRow } from './board-row.js';

export type DetailParts = {
  readonly summary: OrderSummary;
  readonly policy: VisitPolicy;
  readonly now: Date;
  /** In which capacity the reader looks: decides what is shown and which commands are offered. */
  readonly as: Capacity;
  /** False for an escort who is only offered the visit: as in the hall, no name before it is theirs. */
  readonly seesPatient: boolean;
  readonly timeline: readonly TimelineRow[];
  readonly serviceLog: readonly ServiceLogRow[];
  readonly review: ReviewRow | undefined;
  readonly payments: readonly Payment[];
  readonly refunds: readonly Refund[];
  readonly ledger: readonly {
    readonly kind: string;
    readonly account: string;
    readonly amountFen: number;
    readonly at: Date;
  }[];
  /** Of whom or what the accounts are, by account. */
  readonly accountNames: ReadonlyMap<string, string>;
};

const isStaff = (as: Capacity): boolean => as === 'D' || as === 'F';
const isFamily = (as: Capacity): boolean => as === 'U';

/** What was offered to whom, and came to nothing or not yet. */
const ofOffers: readonly string[] = [
  'ShiftOffered',
  'OfferDeclined',
  'OfferExpired',
  'OfferWithdrawn',
] satisfies readonly OrderEventType[];

/** Families are told who comes: no escort before they have accepted, and never who declined. */
const escortOf = ({ type, escortName }: TimelineRow, as: Capacity): Pick<TimelineEntryDto, 'escortName'> => {
  const isTold = isStaff(as) || (as !== 'E' && !ofOffers.includes(type));
  return escortName && isTold ? { escortName } : {};
};

/** A shift as families see it: without whom it is offered to. */
const withoutOffer = (shift: ShiftDto): ShiftDto => {
  if (shift.cover !== 'offered') return shift;
  const { escortId: _, escortName: __, offerId: ___, offerExpiresAt: ____, ...rest } = shift;
  return { ...rest, cover: 'open' };
};

/** Who did it and why is for staff: a reason may be somebody's illness. */
const entry = (row: TimelineRow, as: Capacity): TimelineEntryDto => ({
  type: row.type,
  row: row.row,
  from: row.from as OrderStatusDto | null,
  to: row.to as OrderStatusDto,
  at: row.at.toISOString(),
  as: row.as,
  ...(isStaff(as) && row.byName ? { byName: row.byName } : {}),
  ...(isStaff(as) && row.reason ? { reason: row.reason } : {}),
  ...escortOf(row, as),
  ...(row.refs.shiftNo === undefined ? {} : { shiftNo: row.refs.shiftNo }),
  ...(as !== 'E' && row.refs.amountFen !== undefined ? { amountFen: row.refs.amountFen } : {}),
  ...(isStaff(as) && row.refs.overruled ? { overruled: row.refs.overruled } : {}),
  ...(isStaff(as) && row.refs.fault ? { fault: row.refs.fault } : {}),
  ...(row.refs.movedFrom && row.refs.movedTo
    ? { movedFrom: row.refs.movedFrom, movedTo: row.refs.movedTo }
    : {}),
});

/** What an escort who waits for the patient, and whoever calls for them, must know before a no-show (O21). */
const patientWait = ({
  summary: { order },
  policy,
  serviceLog,
}: DetailParts): Pick<OrderDetailDto, 'patientWait'> => {
  if (order.status !== 'ARRIVED') return {};
  const until = stateSlaOf(order, policy)?.dueAt;
  if (!until) return {};
  return {
    patientWait: {
      until: until.toISOString(),
      contactAttempts: countedAttempts(
        order,
        serviceLog.filter(({ step }) => step === 'contact-attempt').map(({ at }) => at),
      ),
      contactAttemptsNeeded: policy.noShow.contactAttempts,
    },
  };
};

const paymentRecord = (
  { id, channel, amountFen, status, use }: Payment,
  refunds: readonly Refund[],
): PaymentRecordDto => ({
  paymentId: id,
  channel,
  amountFen,
  status,
  ...(use ? { use } : {}),
  refunds: refunds
    .filter(({ paymentId }) => paymentId === id)
    .map((refund) => ({
      refundId: refund.id,
      amountFen: refund.amountFen,
      status: refund.status,
      reason: refund.reason,
    })),
});

const ledgerLine = (
  line: DetailParts['ledger'][number],
  names: DetailParts['accountNames'],
): OrderDetailDto['ledger'][number] => {
  const name = names.get(line.account);
  return { ...line, at: line.at.toISOString(), ...(name === undefined ? {} : { name }) };
};

/** Everything about one order that this reader may see: escorts see no money, only the family sees the visit code. */
export const orderDetail = (parts: DetailParts): OrderDetailDto => {
  const { summary, as } = parts;
  const { order } = summary;
  const row = boardRow(summary, parts.policy, parts.now);
  const seesMoney = as !== 'E';
  const family = familyStateOf(order.status);
  const { capturedFen, refundRequestedFen, refundedFen, waivedFen } = order.money;
  return {
    ...row,
    shifts: row.shifts.map((dto, index) => {
      const shift = order.shifts[index];
      const shown = isFamily(as) ? withoutOffer(dto) : dto;
      return shift ? { ...shown, allowed: shiftCommandsOf(order, shift, as) } : shown;
    }),
    serverNow: parts.now.toISOString(),
    ...(seesMoney ? {} : { totalFen: 0 }),
    cityCode: order.cityCode,
    bookedBy: order.bookedBy,
    ...(parts.seesPatient ? {} : { patientName: '' }),
    bookedByName: as === 'E' ? '' : summary.bookedByName,
    hospitalId: order.hospitalId,
    patientId: order.patientId,
    display: { table: tableStateOf(order.status), ...(family ? { family } : {}) },
    axes: {
      payment: paymentAxisOf(order),
      refund: refundAxisOf(order.money),
      review: order.review,
      settlement: order.settlement,
      dispute: order.dispute,
    },
    lines: seesMoney ? order.charge.lines : [],
    money: seesMoney
      ? {
          capturedFen,
          refundRequestedFen,
          refundedFen,
          waivedFen,
          keptFen: keptFen(order),
          balanceFen: openBalanceFen(order),
        }
      : { capturedFen: 0, refundRequestedFen: 0, refundedFen: 0, waivedFen: 0, keptFen: 0, balanceFen: 0 },
    payments: seesMoney ? parts.payments.map((payment) => paymentRecord(payment, parts.refunds)) : [],
    timeline: parts.timeline.map((row) => entry(row, as)),
    // What was noted about the patient is not for somebody who only thinks about coming.
    serviceLog: parts.seesPatient
      ? parts.serviceLog.map((row) => ({ ...row, at: row.at.toISOString() }))
      : [],
    ledger: isStaff(as) ? parts.ledger.map((line) => ledgerLine(line, parts.accountNames)) : [],
    ...(as === 'U' ? {} : patientWait(parts)),
    allowed: commandsOf(order, as),
    ...(as === 'U' ? { visitCode: visitCodeOf(order).code } : {}),
    ...(parts.review ? { review: { ...parts.review, at: parts.review.at.toISOString() } } : {}),
  };
};
