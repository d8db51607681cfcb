import { isTerminal } from '../orders/index.js';
import type { Quote } from '../pricing/index.js';
import type { Expendable, Pruner } from '../retention/index.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { Tables } from './in-memory-tables.js';

type Prune = (tables: Tables, before: Date, limit: number) => number;

const isBefore = (instant: Date | undefined, before: Date): boolean =>
  instant !== undefined && instant < before;

const mayComeAgain = ({ messages }: Tables, messageId: string): boolean => {
  const row = messages.get(messageId);
  return row !== undefined && !row.acknowledgedAt;
};

const isBooked = ({ orders }: Tables, { id, usedFor }: Quote): boolean =>
  usedFor !== undefined || orders.where(({ charge }) => charge.quoteId === id).length > 0;

/** Freed time leaves no row behind here. */
const nothing: Prune = () => 0;

const prunes: Readonly<Record<Expendable, Prune>> = {
  outbox: ({ messages }, before, limit) =>
    messages.deleteWhere(({ acknowledgedAt }) => isBefore(acknowledgedAt, before), limit),
  inbox: (tables, before, limit) =>
    tables.consumed.deleteWhere(
      ({ at, messageId }) => isBefore(at, before) && !mayComeAgain(tables, messageId),
      limit,
    ),
  idempotency: ({ claims }, before, limit) => claims.deleteWhere(({ at }) => isBefore(at, before), limit),
  timer: ({ timers }, before, limit) => timers.deleteWhere(({ doneAt }) => isBefore(doneAt, before), limit),
  'escort-block': nothing,
  'patient-block': nothing,
  quote: (tables, before, limit) =>
    tables.quotes.deleteWhere(
      (quote) => isBefore(quote.validUntil, before) && !isBooked(tables, quote),
      limit,
    ),
  'cancellation-quote': ({ cancellationQuotes }, before, limit) =>
    cancellationQuotes.deleteWhere(({ expiresAt }) => isBefore(expiresAt, before), limit),
  challenge: ({ signIns }, before, limit) =>
    signIns.challenges.deleteWhere(({ expiresAt }) => isBefore(expiresAt, before), limit),
  ticket: ({ signIns }, before, limit) =>
    signIns.tickets.deleteWhere(({ expiresAt }) => isBefore(expiresAt, before), limit),
  'sign-in-quota': ({ signIns }, before, limit) =>
    signIns.quotas.deleteWhere(({ startsAt }) => isBefore(startsAt, before), limit),
  session: ({ signIns }, before, limit) =>
    signIns.sessions.deleteWhere(({ endsAt }) => isBefore(endsAt, before), limit),
  invitation: ({ invitations }, before, limit) =>
    invitations.deleteWhere(({ expiresAt }) => isBefore(expiresAt, before), limit),
  'partner-key-use': ({ keyUses }, before, limit) =>
    keyUses.deleteWhere(({ day }) => new Date(day) < before, limit),
  'webhook-delivery': ({ webhooks: { deliveries, endpoints } }, before, limit) =>
    deliveries.deleteWhere(({ delivery: { state, finishedAt, dueAt, endpointId } }) => {
      const isUseless = state !== 'pending' || endpoints.get(endpointId)?.endpoint.state === 'removed';
      return isUseless && isBefore(finishedAt ?? dueAt, before);
    }, limit),
  'conversation-message': ({ orders, talk: { messages, reported } }, before, limit) =>
    messages.deleteWhere(({ at, orderId, seq }) => {
      const order = orders.get(orderId);
      const isDisputed = order?.dispute === 'open' || order?.dispute === 'in_review';
      const isReported = reported.get(`${orderId}/${seq}`)?.status === 'open';
      const isOver = order !== undefined && isTerminal(order.status) && !isDisputed;
      return isBefore(at, before) && isOver && !isReported;
    }, limit),
};

export const inMemoryPruner = (database: InMemoryDatabase): Pruner => ({
  prune: (kind, before, limit) => database.write((tables) => prunes[kind](tables, before, limit)),
});
