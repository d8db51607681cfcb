import { z } from 'zod';
import { type Answer, count, fen, id, instant, list, title, version } from './answer.js';
import { orderStatus, priceLine } from './booking-answers.js';

export const shift = z.object({
  no: z.int().positive(),
  startsAt: instant,
  endsAt: instant,
  cover: z.enum(['open', 'offered', 'accepted']),
  escortId: id.exactOptional(),
  escortName: z.string().exactOptional(),
  offerId: id.exactOptional(),
  offerExpiresAt: instant.exactOptional(),
  /** By when it must have its escort; only while nobody has accepted it and somebody is looked for. */
  coverBy: instant.exactOptional(),
  /** What the reader may do about this very shift; only in the detail of an order. */
  allowed: list(z.string()).exactOptional(),
});
export type ShiftDto = Answer<typeof shift>;

/** One row of the dispatchers' board. */
export const boardRow = z.object({
  orderId: id,
  orderNo: z.string(),
  status: orderStatus,
  version,
  patientName: z.string(),
  hospitalName: z.string(),
  /** The IANA zone in which this visit's times are to be shown. */
  zone: z.string(),
  serviceCode: z.string(),
  serviceTitle: title,
  startsAt: instant,
  endsAt: instant,
  shifts: list(shift),
  totalFen: fen,
  createdAt: instant,
  /** The instant by which the present state should be left, and what happens then; none when nothing presses. */
  sla: z.object({ kind: z.string(), dueAt: instant }).exactOptional(),
  /** When the order is cancelled by itself because nobody was found; only while somebody is looked for. */
  giveUpAt: instant.exactOptional(),
  /** Whether escorts may take an open shift from the grab hall, or from when on. */
  hall: z.object({ isOpen: z.boolean(), opensAt: instant }).exactOptional(),
  /** True while a human must look: the search is exhausted, an alarm is due, or a balance is overdue. */
  needsDispatcher: z.boolean(),
});
export type BoardRowDto = Answer<typeof boardRow>;

export const board = z.object({
  rows: list(boardRow),
  nextCursor: id.exactOptional(),
  serverNow: instant,
});
export type BoardDto = Answer<typeof board>;

export const timelineEntry = z.object({
  type: z.string(),
  /** Transition row, e.g. `O4`. */
  row: z.string(),
  from: orderStatus.nullable(),
  to: orderStatus,
  at: instant,
  /** The capacity: U family, E escort, D dispatcher, SYS system, PSP payment provider. */
  as: z.string(),
  byName: z.string().exactOptional(),
  reason: z.string().exactOptional(),
  escortName: z.string().exactOptional(),
  shiftNo: z.int().exactOptional(),
  amountFen: fen.exactOptional(),
  /** Reasons why not that the dispatcher overruled. */
  overruled: list(z.string()).exactOptional(),
  /** Whose doing a cancellation was. */
  fault: z.string().exactOptional(),
  /** When a visit that was moved was to begin before, and since. */
  movedFrom: instant.exactOptional(),
  movedTo: instant.exactOptional(),
});
export type TimelineEntryDto = Answer<typeof timelineEntry>;

export const serviceLogEntry = z.object({
  step: z.string(),
  note: z.string(),
  at: instant,
  escortName: z.string(),
  shiftNo: z.int(),
});
export type ServiceLogEntryDto = Answer<typeof serviceLogEntry>;

/** One attempt to pay, with what went back of it. */
export const paymentRecord = z.object({
  paymentId: id,
  channel: z.string(),
  amountFen: fen,
  status: z.string(),
  /** `taken` moved the order on; `late` and `duplicate` went back in full (O2x). */
  use: z.string().exactOptional(),
  refunds: list(z.object({ refundId: id, amountFen: fen, status: z.string(), reason: z.string() })),
});
export type PaymentRecordDto = Answer<typeof paymentRecord>;

const axes = z.object({
  payment: z.string(),
  refund: z.string(),
  review: z.string(),
  settlement: z.string(),
  dispute: z.string(),
});

const money = z.object({
  capturedFen: fen,
  refundRequestedFen: fen,
  refundedFen: fen,
  waivedFen: fen,
  /** Captured and not going back. */
  keptFen: fen,
  /** Positive: still owed by the family. */
  balanceFen: fen,
});

const ledgerLine = z.object({
  kind: z.string(),
  account: z.string(),
  /** Of the person or order that the account belongs to. */
  name: z.string().exactOptional(),
  amountFen: fen,
  at: instant,
});

/** One order with everything that any reader may see of it; dispatchers and finance see all of that. */
export const orderDetail = boardRow.extend({
  /** The clock that its deadlines are measured by. */
  serverNow: instant,
  cityCode: z.string(),
  bookedBy: id,
  bookedByName: z.string(),
  hospitalId: id,
  patientId: id,
  display: z.object({ table: z.string(), family: z.string().exactOptional() }),
  axes,
  lines: list(priceLine),
  money,
  payments: list(paymentRecord),
  timeline: list(timelineEntry),
  serviceLog: list(serviceLogEntry),
  ledger: list(ledgerLine),
  /** Only while an escort waits for the patient: when a no-show may be marked, and how often to call before. */
  patientWait: z
    .object({ until: instant, contactAttempts: count, contactAttemptsNeeded: count })
    .exactOptional(),
  /** Commands that this caller may try now. */
  allowed: list(z.string()),
  /** Only for the family: what the patient reads out to the escort. */
  visitCode: z.string().exactOptional(),
  review: z.object({ stars: z.int(), text: z.string(), at: instant }).exactOptional(),
});
export type OrderDetailDto = Answer<typeof orderDetail>;

/** The order as its dispatchers and finance see it: the code is between the patient and the escort. */
export const deskOrder = orderDetail.omit({ visitCode: true });
export type DeskOrderDto = Answer<typeof deskOrder>;

/** The order as the family sees it: neither the books nor who of the staff did what and why. */
export const familyOrder = orderDetail
  .omit({ ledger: true })
  .extend({ timeline: list(timelineEntry.omit({ byName: true, reason: true, overruled: true })) });
export type FamilyOrderDto = Answer<typeof familyOrder>;

/** The order as its escort sees it: no money, no names but the patient's. */
export const escortOrder = orderDetail
  .omit({
    ledger: true,
    payments: true,
    money: true,
    lines: true,
    totalFen: true,
    visitCode: true,
    bookedByName: true,
  })
  .extend({
    timeline: list(
      timelineEntry.omit({ byName: true, reason: true, overruled: true, escortName: true, amountFen: true }),
    ),
  });
export type EscortOrderDto = Answer<typeof escortOrder>;
