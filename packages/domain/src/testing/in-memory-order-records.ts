import type {
  CancellationQuoteStore,
  PolicyStore,
  ReviewStore,
  ServiceLog,
  Timeline,
} from '../orders/index.js';
import { done, err } from '../shared/result.js';
import type { Tables } from './in-memory-tables.js';

export const inMemoryTimeline = ({ events, nextId }: Tables): Timeline => ({
  async append(added) {
    for (const event of added) events.insert(nextId(), event);
  },
  async of(orderId) {
    return events
      .where((event) => event.orderId === orderId)
      .toSorted((left, right) => left.version - right.version);
  },
});

export const inMemoryCancellationQuotes = ({ cancellationQuotes }: Tables): CancellationQuoteStore => ({
  async insert(quote) {
    cancellationQuotes.insert(quote.id, quote);
  },
  async find(id) {
    return cancellationQuotes.get(id);
  },
});

export const inMemoryServiceLog = ({ logEntries }: Tables): ServiceLog => ({
  async append(entry) {
    logEntries.insert(entry.id, entry);
  },
  async of(orderId) {
    return logEntries
      .where((entry) => entry.orderId === orderId)
      .toSorted((left, right) => left.at.getTime() - right.at.getTime());
  },
});

export const inMemoryReviews = ({ reviews }: Tables): ReviewStore => ({
  async insert(review) {
    if (reviews.has(review.orderId)) return err({ type: 'AlreadyReviewed' });
    reviews.insert(review.orderId, review);
    return done;
  },
  async of(orderId) {
    return reviews.get(orderId);
  },
});

export const inMemoryPolicies = ({ policies }: Tables): PolicyStore => ({
  async current(at) {
    const inForce = policies.where(({ inForceFrom }) => inForceFrom <= at);
    const newest = inForce.toSorted((left, right) => right.policy.version - left.policy.version).at(0);
    if (!newest) throw new Error(`no visit policy is in force at ${at.toISOString()}`);
    return newest.policy;
  },
  async version(version) {
    const found = policies.get(String(version));
    if (!found) throw new Error(`visit policy ${version} was never published`);
    return found.policy;
  },
});
