import type {
  CancellationQuoteStore,
  ReviewStore,
  ServiceLog,
  Timeline,
  VisitPolicies,
} from '../orders/index.js';
import type { TenantId } from '../shared/ids.js';
import { policyAt, policyOfVersion } from '../shared/publishing.js';
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

export const inMemoryPolicies = ({ policies }: Tables): VisitPolicies => {
  const published = async (tenantId: TenantId) =>
    policies
      .where((row) => row.tenantId === undefined || row.tenantId === tenantId)
      .map((row) => row.published)
      .toSorted((left, right) => right.policy.version - left.policy.version);
  return {
    published,
    current: async (tenantId, at) => policyAt(await published(tenantId), at),
    of: async ({ tenantId, policyVersion }) => policyOfVersion(await published(tenantId), policyVersion),
    async publish(tenantId, version) {
      const key = `${tenantId}/${version.policy.version}`;
      if (policies.has(key)) return false;
      policies.insert(key, { tenantId, published: version });
      return true;
    },
  };
};
