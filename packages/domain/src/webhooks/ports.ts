import type { PartnerId, WebhookDeliveryId, WebhookEndpointId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type {
  DeliveryState,
  NextOfDelivery,
  SendOutcome,
  WebhookAttempt,
  WebhookDelivery,
} from './delivery.js';
import type { DisabledCause, UrlFault, WebhookEndpoint, WebhookSecret } from './endpoint.js';

/** A delivery that one worker has for itself until its lease ends; `attempts` counts the one that begins. */
export type ClaimedDelivery = {
  readonly delivery: WebhookDelivery;
  readonly endpoint: Pick<WebhookEndpoint, 'id' | 'tenantId' | 'url'>;
};

export interface WebhookEndpointStore {
  /** From now on it is told of what happens; nothing of before. */
  insert(endpoint: WebhookEndpoint): Promise<void>;
  find(id: WebhookEndpointId): Promise<WebhookEndpoint | undefined>;
  /** As `find`; whoever else asks for it like this waits until this transaction ends. */
  lock(id: WebhookEndpointId): Promise<WebhookEndpoint | undefined>;
  /** The newest first, those that are removed left out. */
  ofPartner(id: PartnerId): Promise<readonly WebhookEndpoint[]>;
  /** Writes what a command has changed: state, why it is disabled, since when it fails; false where the version is another by now. */
  update(endpoint: WebhookEndpoint, expectedVersion: number): Promise<boolean>;
  /** Forgets since when it failed. */
  noteSuccess(id: WebhookEndpointId): Promise<void>;
  /** Answers since when it has only failed: `at`, where it had not. */
  noteFailure(id: WebhookEndpointId, at: Date): Promise<Date>;
  /** Disables one that is active; true once. */
  disable(id: WebhookEndpointId, why: DisabledCause, at: Date): Promise<boolean>;
}

/** Secrets of those that are written to, by whatever `Id` they go. */
export interface SigningSecretStore<Id> {
  /** The new one; those before it end at `othersEndAt`, unless they do sooner. Sealed while it is kept (5.14). */
  add(id: Id, secret: WebhookSecret, othersEndAt?: Date): Promise<void>;
  /** Ends all but the newest at once. */
  endOthers(id: Id, at: Date): Promise<void>;
  /** All that sign at `now`, the newest first. */
  signing(id: Id, now: Date): Promise<readonly WebhookSecret[]>;
}

export type WebhookSecretStore = SigningSecretStore<WebhookEndpointId>;

export type DeliveriesQuery = {
  readonly endpointId: WebhookEndpointId;
  readonly state?: DeliveryState | undefined;
  /** Those before this one: they were made earlier. */
  readonly before?: { readonly createdAt: Date; readonly id: WebhookDeliveryId } | undefined;
  readonly limit: number;
};

export interface WebhookDeliveryStore {
  insert(delivery: WebhookDelivery): Promise<void>;
  find(id: WebhookDeliveryId): Promise<WebhookDelivery | undefined>;
  /** The newest first. */
  list(query: DeliveriesQuery): Promise<readonly WebhookDelivery[]>;
  /** The attempts of each, by number. */
  attempts(
    ids: readonly WebhookDeliveryId[],
  ): Promise<ReadonlyMap<WebhookDeliveryId, readonly WebhookAttempt[]>>;
  /**
   * Keeps what came of the attempt that `claimed` began, and what becomes of the delivery. False where another worker has
   * begun one since, or it is pending no more: then nothing is kept.
   */
  settle(claimed: WebhookDelivery, attempt: WebhookAttempt, next: NextOfDelivery): Promise<boolean>;
  /** A new round from `at`; false where it is pending already. */
  replay(id: WebhookDeliveryId, at: Date): Promise<boolean>;
  /** A new round of each that failed at `since` or later; answers how many. */
  replayFailed(id: WebhookEndpointId, since: Date, at: Date): Promise<number>;
}

/** How events become deliveries and deliveries come to workers: each call a transaction of its own. */
export interface WebhookQueue {
  /** Active endpoints for which there may be something that was not handed to them yet, `limit` at most. `now` judges keys. */
  behind(now: Date, limit: number): Promise<readonly WebhookEndpointId[]>;
  /**
   * Makes deliveries, due at `dueAt`, of the next `limit` events of an endpoint in the order of the feed, of each one: what
   * the partner's live keys may read at `now` and the endpoint wants. Answers how many; nothing while another worker does it.
   */
  fanOut(
    id: WebhookEndpointId,
    given: { readonly now: Date; readonly dueAt: Date; readonly limit: number },
  ): Promise<number>;
  /**
   * Hands out up to `limit` pending deliveries of active endpoints that are due, those due longest first, and leases them until
   * `until`: never more than `perEndpoint` of one endpoint at once, whoever has them (JB10).
   */
  claim(given: {
    readonly now: Date;
    readonly until: Date;
    readonly limit: number;
    readonly perEndpoint: number;
  }): Promise<readonly ClaimedDelivery[]>;
}

/** What is sent: the body as it is, with the headers that prove whose it is. */
export type WebhookRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** The way out (JB9): to public addresses alone, each looked at when it is connected to; no redirect is followed. */
export interface WebhookSender {
  /** The address in one spelling, or what is wrong with it; names are not looked up. */
  judge(url: string): Result<string, UrlFault>;
  /** One attempt of at most `timeoutMs`. Throws nothing: what went wrong is an outcome. */
  send(request: WebhookRequest, timeoutMs: number): Promise<SendOutcome>;
}

/** Standard Webhooks, `v1`: HMAC-SHA256 of id, time and body. */
export interface WebhookSigner {
  /** The headers of one attempt, signed with each secret. `at` is the time of the receivers, never one that a demo moves. */
  sign(
    event: { readonly id: string; readonly at: Date; readonly body: string },
    secrets: readonly string[],
  ): Readonly<Record<string, string>>;
  /** A new secret. */
  secret(): string;
}
