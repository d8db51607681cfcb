import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/clock.js';
import type { WebhookDeliveryId, WebhookEndpointId } from '../shared/ids.js';
import type { WebhookEvent } from './webhook-event.js';

export const deliveryStates = ['pending', 'delivered', 'failed'] as const;

/** Still to be told; told; or given up, and kept to be told again on demand. */
export type DeliveryState = (typeof deliveryStates)[number];

/** What moves a delivery on. */
export type DeliveryCause = 'accepted' | 'turned-away' | 'gone' | 'exhausted' | 'replayed';

/** Every move that there is (JB8); nothing else changes a delivery. */
export const deliveryMoves: readonly {
  readonly from: DeliveryState;
  readonly on: DeliveryCause;
  readonly to: DeliveryState;
}[] = [
  { from: 'pending', on: 'accepted', to: 'delivered' },
  { from: 'pending', on: 'turned-away', to: 'pending' },
  { from: 'pending', on: 'gone', to: 'failed' },
  { from: 'pending', on: 'exhausted', to: 'failed' },
  { from: 'delivered', on: 'replayed', to: 'pending' },
  { from: 'failed', on: 'replayed', to: 'pending' },
];

/** Where a delivery goes; undefined where the table has no such move. */
export const deliveryAfter = (from: DeliveryState, on: DeliveryCause): DeliveryState | undefined =>
  deliveryMoves.find((move) => move.from === from && move.on === on)?.to;

/** One event on its way to one endpoint. */
export type WebhookDelivery = {
  readonly id: WebhookDeliveryId;
  readonly endpointId: WebhookEndpointId;
  readonly event: WebhookEvent;
  readonly state: DeliveryState;
  /** Begun so far; one whose process died counts. */
  readonly attempts: number;
  /** How many of them were begun before it was replayed the last time. */
  readonly roundFrom: number;
  /** When it is to be tried next; of one that is not pending, when it was to be tried last. */
  readonly dueAt: Date;
  readonly createdAt: Date;
  /** Since when it is delivered or failed. */
  readonly finishedAt?: Date;
};

/** Why nothing was answered: no public address, no connection or none that is safe, no answer in time. */
export const sendFailures = ['address-refused', 'connection', 'timeout'] as const;
export type SendFailure = (typeof sendFailures)[number];

/** What came of one attempt. */
export type SendOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly kind: 'failed'; readonly why: SendFailure };

/** An attempt as it is kept: no header and nothing of the body of the answer. */
export type WebhookAttempt = {
  /** 1 for the first of the delivery. */
  readonly no: number;
  readonly at: Date;
  readonly tookMs: number;
  readonly outcome: SendOutcome;
};

/** Milliseconds from each attempt to the one after it: those of Standard Webhooks, about 76 hours (5.9). */
export const retryAfterMs: readonly number[] = [
  5_000,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** Attempts of one round: the first at once. */
export const ATTEMPTS_OF_ROUND = retryAfterMs.length + 1;

/** By at most how much of itself a pause is longer, so that those who failed together do not come back together. */
export const JITTER = 0.1;
const LONGEST_WAIT_MS = DAY_MS;
const GONE = 410;

export const isAccepted = (outcome: SendOutcome): boolean =>
  outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;

/** Whether the receiver says that there will never be anything again. */
export const isGone = (outcome: SendOutcome): boolean =>
  outcome.kind === 'answered' && outcome.status === GONE;

/** What becomes of a delivery after an attempt. */
export type NextOfDelivery = { readonly state: DeliveryState; readonly dueAt: Date };

const causeOf = (outcome: SendOutcome, tries: number): DeliveryCause => {
  if (isAccepted(outcome)) return 'accepted';
  if (isGone(outcome)) return 'gone';
  return tries >= ATTEMPTS_OF_ROUND ? 'exhausted' : 'turned-away';
};

/** The pause after the attempt `tries` of its round: of the schedule, or as the receiver asks where that is longer, a day at most. */
const pauseMs = (tries: number, outcome: SendOutcome, random: () => number): number => {
  const planned = (retryAfterMs[tries - 1] ?? 0) * (1 + JITTER * random());
  const asked = outcome.kind === 'answered' ? (outcome.retryAfterSeconds ?? 0) * 1_000 : 0;
  return Math.max(Math.round(planned), Math.min(asked, LONGEST_WAIT_MS));
};

/** After an attempt of a pending delivery: done, tried again by the schedule, or given up (JB8). `random` answers 0 to 1. */
export const afterAttempt = (
  { state, attempts, roundFrom, dueAt }: Pick<WebhookDelivery, 'state' | 'attempts' | 'roundFrom' | 'dueAt'>,
  outcome: SendOutcome,
  now: Date,
  random: () => number,
): NextOfDelivery => {
  const tries = attempts - roundFrom;
  const next = deliveryAfter(state, causeOf(outcome, tries));
  if (next === undefined) throw new Error('only what is pending is tried');
  if (next !== 'pending') return { state: next, dueAt };
  return { state: next, dueAt: new Date(now.getTime() + pauseMs(tries, outcome, random)) };
};
