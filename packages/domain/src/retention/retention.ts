import { DAY_MS } from '../shared/clock.js';

/** Kinds of rows whose use ends. The order, its timeline, the service log, money and the ledger are none of them. */
export const expendableKinds = [
  'outbox',
  'inbox',
  'idempotency',
  'timer',
  'escort-block',
  'patient-block',
  'quote',
  'cancellation-quote',
  'challenge',
  'ticket',
  'sign-in-quota',
  'session',
  'invitation',
  'partner-key-use',
  'webhook-delivery',
  'conversation-message',
] as const;
export type Expendable = (typeof expendableKinds)[number];

/** For how many days rows of each kind are kept after their use has ended. */
export type Retention = Readonly<Record<Expendable, number>>;

/**
 * Days that no operator may go below: a client may repeat a request with its key for a week (IN3), and a queue that was
 * restored may bring back messages of the last week (JB2). Administrators see how partners have used their keys for thirty days. What a
 * receiver was not told is kept for longer than it is tried (JB8). What was said about an order is there for half a year at least, for
 * whoever complains of it.
 */
export const shortestRetention: Retention = {
  outbox: 1,
  inbox: 7,
  idempotency: 7,
  timer: 1,
  'escort-block': 1,
  'patient-block': 1,
  quote: 1,
  'cancellation-quote': 1,
  challenge: 1,
  ticket: 1,
  'sign-in-quota': 2,
  session: 1,
  invitation: 1,
  'partner-key-use': 31,
  'webhook-delivery': 4,
  'conversation-message': 180,
};

export const defaultRetention: Retention = {
  outbox: 14,
  inbox: 30,
  idempotency: 30,
  timer: 30,
  'escort-block': 30,
  'patient-block': 30,
  quote: 90,
  'cancellation-quote': 90,
  challenge: 30,
  ticket: 30,
  'sign-in-quota': 30,
  session: 180,
  invitation: 7,
  'partner-key-use': 400,
  'webhook-delivery': 30,
  'conversation-message': 1_095,
};

/** Rows of this kind whose use ended before the answered instant may go; never sooner than the shortest retention. */
export const expendableBefore = (kind: Expendable, retention: Retention, now: Date): Date =>
  new Date(now.getTime() - Math.max(retention[kind], shortestRetention[kind]) * DAY_MS);
