import { keptFen, type Order, payableFen, visitRange } from '@banzhen/domain/orders';
import {
  type CancellationQuoteId,
  type HospitalId,
  idFrom,
  type OrderId,
  type PatientId,
  type QuoteId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { TimeRange } from '@banzhen/domain/shared/time-range';
import type { BookedOrder } from '@banzhen/platform';
import type { z } from '@hono/zod-openapi';
import { cursorsOf } from './cursor.js';
import * as escort from './escort-schemas.js';
import * as schemas from './schemas.js';
import type { Question, Read, Write } from './serve.js';

const told = ({ startsAt, endsAt }: TimeRange) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

const moments = [
  ...(['departedAt', 'arrivedAt', 'startedAt', 'endedAt'] as const),
  ...(['finishedAt', 'cancelledAt', 'noShowAt'] as const),
] as const;

/** When what happened that the order's state keeps. */
const momentsOf = (order: Order): Partial<Record<(typeof moments)[number], string>> =>
  Object.fromEntries(
    moments.flatMap((moment) => {
      const at: unknown = Reflect.get(order, moment);
      return at instanceof Date ? [[moment, at.toISOString()]] : [];
    }),
  );

const orderAnswer = ({ order, escortNames }: BookedOrder): z.input<typeof escort.escortOrder> => ({
  orderId: order.id,
  orderNo: order.orderNo,
  clinicId: order.hospitalId,
  patientId: order.patientId,
  serviceCode: order.service.code,
  status: order.status,
  ...told(visitRange(order)),
  shifts: order.shifts.map(({ no, during }) => {
    const escortName = escortNames.get(no);
    return { no, ...told(during), ...(escortName === undefined ? {} : { escortName }) };
  }),
  lines: [...order.charge.lines],
  totalFen: order.charge.totalFen,
  paidFen: keptFen(order),
  dueFen: payableFen(order),
  ...momentsOf(order),
  version: order.version,
});

export const quoteEscort: Question<typeof escort.wantedVisit, typeof escort.escortQuote> = {
  operation: 'quote.request',
  path: '/escort-quotes',
  callName: 'escort-quotes.create',
  summary:
    'What an escort costs for a patient who has been at a hospital of this key (E6): valid until `validUntil`, books once; without a fee for where the patient lives',
  body: escort.wantedVisit,
  answer: escort.escortQuote,
  async ask({ visits }, actor, { clinicId, patientId, serviceCode, startsAt, endsAt, escortGender }) {
    const quoted = await visits.requestQuote(actor, {
      hospitalId: idFrom<HospitalId>(clinicId),
      patientId: idFrom<PatientId>(patientId),
      serviceCode,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      wishes: escortGender ? { escortGender } : {},
    });
    if (!quoted.ok) return quoted;
    const { id, shifts, lines, totalFen, unitPriceFen, reference, validUntil, scopeConsentVersion } =
      quoted.value;
    return ok({
      quoteId: id,
      clinicId,
      patientId,
      shifts: shifts.map(told),
      lines: [...lines],
      totalFen,
      unitPriceFen,
      ...(reference ? { reference: { ...reference } } : {}),
      validUntil: validUntil.toISOString(),
      scopeConsentVersion,
    });
  },
};

export const orderEscort: Write<
  typeof schemas.noParams,
  typeof escort.wantedOrder,
  typeof escort.changedOrder
> = {
  operation: 'order.create',
  path: '/escort-orders',
  summary: 'Books a quote and puts its price on account, within the credit limit (O1, O2)',
  body: escort.wantedOrder,
  answer: escort.changedOrder,
  makes: ({ orderId }) => `/v1/escort-orders/${orderId}`,
  write: ({ visits }, actor, { body, idempotencyKey }) =>
    visits.orderOnAccount(actor, {
      quoteId: idFrom<QuoteId>(body.quoteId),
      consentedScopeVersion: body.consentedScopeVersion,
      idempotencyKey,
    }),
};

const ordersAnswer = schemas.page(escort.escortOrder);
export const listEscortOrders: Read<typeof schemas.noParams, typeof escort.ordersQuery, typeof ordersAnswer> =
  {
    operation: 'order.list-of-hospital',
    path: '/escort-orders',
    summary: 'Escort orders that this partner has booked at hospitals of this key, by id',
    query: escort.ordersQuery,
    answer: ordersAnswer,
    async read({ partnerReads }, actor, { query: { clinicId, cursor, limit } }) {
      const cursors = cursorsOf('escort-orders', clinicId);
      const after = cursors.read(cursor, 1);
      if (!after.ok) return after;
      const [id] = after.value ?? [];
      const found = await partnerReads.escortOrders(actor, {
        hospitalIds: clinicId === undefined ? actor.hospitalIds : [idFrom<HospitalId>(clinicId)],
        after: id === undefined ? undefined : idFrom<OrderId>(id),
        limit: limit + 1,
      });
      return found.ok
        ? ok(cursors.page(found.value.map(orderAnswer), limit, ({ orderId }) => [orderId]))
        : found;
    },
  };

export const readEscortOrder: Read<
  typeof escort.orderParams,
  typeof schemas.noQuery,
  typeof escort.escortOrder
> = {
  operation: 'order.read',
  path: '/escort-orders/{orderId}',
  summary:
    'One escort order that this partner has booked: its state, its times, who comes, and what it costs',
  params: escort.orderParams,
  answer: escort.escortOrder,
  async read({ partnerReads }, actor, { params }) {
    const found = await partnerReads.escortOrder(actor, idFrom<OrderId>(params.orderId));
    return found.ok ? ok(orderAnswer(found.value)) : found;
  },
};

export const payEscortOrder: Write<
  typeof escort.orderParams,
  typeof schemas.nothing,
  typeof escort.changedOrder
> = {
  operation: 'order.pay-on-account',
  path: '/escort-orders/{orderId}/pay',
  summary: 'Puts on account what is still due after overtime or a longer visit (O18)',
  params: escort.orderParams,
  body: schemas.nothing,
  answer: escort.changedOrder,
  write: ({ visits }, actor, { params, body: _, ...asked }) =>
    visits.payOnAccount(actor, { ...asked, orderId: idFrom<OrderId>(params.orderId) }),
};

export const quoteEscortCancellation: Question<
  typeof schemas.nothing,
  typeof escort.cancellationQuote,
  typeof escort.orderParams
> = {
  operation: 'order.quote-cancellation',
  path: '/escort-orders/{orderId}/cancellation-quotes',
  callName: 'escort-orders.cancellation-quotes',
  summary:
    'The exact split of a cancellation before it is made (N4): valid 5 minutes, while it stays the answer',
  params: escort.orderParams,
  body: schemas.nothing,
  answer: escort.cancellationQuote,
  async ask({ visits }, actor, _, { orderId }) {
    const quoted = await visits.quoteCancellation(actor, { orderId: idFrom<OrderId>(orderId) });
    if (!quoted.ok) return quoted;
    const { id, rule, split, expiresAt } = quoted.value;
    const { refundFen, escortFen, platformFen } = split;
    return ok({
      ...{ cancellationQuoteId: id, orderId, rule, refundFen, escortFen, platformFen },
      expiresAt: expiresAt.toISOString(),
    });
  },
};

export const cancelEscortOrder: Write<
  typeof escort.orderParams,
  typeof escort.acceptedCancellation,
  typeof escort.changedOrder
> = {
  operation: 'order.cancel',
  path: '/escort-orders/{orderId}/cancel',
  summary: 'Cancels with exactly the split that was quoted; what goes back is owed no more (O19, O20)',
  params: escort.orderParams,
  body: escort.acceptedCancellation,
  answer: escort.changedOrder,
  write: ({ visits }, actor, { params, body: { cancellationQuoteId, reason }, ...asked }) =>
    visits.cancelOnAccount(actor, {
      ...asked,
      orderId: idFrom<OrderId>(params.orderId),
      cancellationQuoteId: idFrom<CancellationQuoteId>(cancellationQuoteId),
      ...(reason === undefined ? {} : { reason }),
    }),
};
