import type { AccountId, CancellationQuoteId, EscortId, OrderId, TenantId } from '../shared/ids.js';
import type { PublishedPolicies } from '../shared/publishing.js';
import type { Result } from '../shared/result.js';
import type { TimeRange } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { CancellationQuote } from './cancellation.js';
import type { Holds } from './holds.js';
import type { Order } from './order.js';
import type { OrderEvent } from './order-event.js';
import type { Review } from './review.js';
import type { ServiceLogEntry } from './service-log.js';
import type { OrderTimer } from './timers.js';

export type StaleVersion = { readonly type: 'StaleVersion'; readonly currentVersion?: number };
/** Someone else's visit occupies this escort's time, travel and buffer included. */
export type EscortTaken = { readonly type: 'EscortTaken'; readonly escortId: EscortId };
/** The patient has another visit at that time. */
export type PatientTaken = { readonly type: 'PatientTaken' };
export type AlreadyReviewed = { readonly type: 'AlreadyReviewed' };

export interface OrderRepository {
  find(id: OrderId): Promise<Order | undefined>;
  insert(order: Order): Promise<void>;
  /** Succeeds only if the stored version is `expectedVersion`; `order.version` is higher (6.0.1). */
  update(order: Order, expectedVersion: number): Promise<Result<void, StaleVersion>>;
  /**
   * How many orders of this account wait for their payment, and how many visits for a balance that is overdue (O18). Other
   * bookings of the account wait until this transaction ends, so that a limit on the count holds.
   */
  countUnpaid(bookedBy: AccountId): Promise<{ readonly pending: number; readonly overdue: number }>;
}

/** Occupied time of escorts and patients; overlap is impossible by exclusion constraint (6.0.4, E1, E2). */
export interface HoldStore {
  /**
   * Makes the order hold exactly `holds`: frees its other holds first, and expired tentative holds of the same people,
   * then takes what is missing. Fails with `EscortTaken` or `PatientTaken` when another order's live hold overlaps. Time of an escort
   * whose qualification is not in force by now is not there to take for good either, but for a shift that has begun: whoever ends a
   * qualification and whoever keeps a firm hold see one another. A tentative hold is no work yet.
   */
  keep(orderId: OrderId, holds: Holds, now: Date): Promise<Result<void, EscortTaken | PatientTaken>>;
  /** Live holds of an escort by other orders that overlap `during`. */
  ofEscort(
    escortId: EscortId,
    during: TimeRange,
    except: OrderId | undefined,
    now: Date,
  ): Promise<readonly TimeRange[]>;
}

export type ArmedTimer = OrderTimer & {
  readonly id: string;
  readonly orderId: OrderId;
  /** The order's version when it was armed (6.0.3). */
  readonly armedVersion: number;
};

/** Timers as due rows. */
export interface TimerStore {
  /** Replaces the unfinished timers of an order with these. */
  arm(orderId: OrderId, timers: readonly OrderTimer[], armedVersion: number): Promise<void>;
  /** Marks a timer as done; false when it was done already, so that two workers never fire it twice (JB6). */
  finish(timerId: string): Promise<boolean>;
}

/** Unfinished timers that are due, earliest first; a read outside any transaction. */
export interface DueTimers {
  due(now: Date, limit: number): Promise<readonly ArmedTimer[]>;
  /** Puts a timer that failed off until `retryAt`, and counts the attempt. */
  postpone(timerId: string, retryAt: Date, error: string): Promise<void>;
}

/** An escort on an order that they may not serve any more, and when the first shift of theirs begins. */
export type Stranded = { readonly orderId: OrderId; readonly escortId: EscortId; readonly startsAt: Date };

/** Orders that were accepted by escorts who are suspended, revoked or expired by now (O8). */
export interface StrandedOrders {
  /**
   * A page of those with a shift of such an escort that has neither begun nor is over at `now`, the next to begin first, after the one
   * that `after` names; a read outside any transaction. Whatever is released is not among them again.
   */
  due(asked: {
    readonly now: Date;
    readonly after?: Stranded;
    readonly most: number;
  }): Promise<readonly Stranded[]>;
}

/** The append-only history of orders. */
export interface Timeline {
  append(events: readonly OrderEvent[]): Promise<void>;
  of(orderId: OrderId): Promise<readonly OrderEvent[]>;
}

export interface CancellationQuoteStore {
  insert(quote: CancellationQuote): Promise<void>;
  find(id: CancellationQuoteId): Promise<CancellationQuote | undefined>;
}

export interface ServiceLog {
  append(entry: ServiceLogEntry): Promise<void>;
  of(orderId: OrderId): Promise<readonly ServiceLogEntry[]>;
}

export interface ReviewStore {
  /** One review per order (V1). */
  insert(review: Review): Promise<Result<void, AlreadyReviewed>>;
  of(orderId: OrderId): Promise<Review | undefined>;
}

/** Published versions of the visit policies of tenants. */
export interface VisitPolicies extends PublishedPolicies<VisitPolicy> {
  /** The newest version of a tenant in force at `at`. */
  current(tenantId: TenantId, at: Date): Promise<VisitPolicy>;
  /** The version that an order or a quote keeps; throws for one that was never published to its tenant. */
  of(kept: { readonly tenantId: TenantId; readonly policyVersion: number }): Promise<VisitPolicy>;
}
