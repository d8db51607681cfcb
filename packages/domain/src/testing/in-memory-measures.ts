import {
  type Certification,
  type CertificationRegister,
  certificationPolicy,
  certificationTable,
  type IdentityRegister,
  identityOf,
  knownIdentityOf,
  liftedAt,
  type Measure,
  type MeasureStore,
  type MissedVisits,
  noShowsCountFrom,
} from '../certification/index.js';
import { currentShift } from '../orders/index.js';
import type { IdNumber } from '../shared/id-number.js';
import type { AccountId } from '../shared/ids.js';
import type { Tables } from './in-memory-tables.js';

const barredKey = (tenantId: string, idNumber: IdNumber): string => `${tenantId}/${idNumber}`;

const measuresOf = ({ measures }: Tables, accountId: AccountId): readonly Measure[] =>
  measures.where((one) => one.accountId === accountId).toReversed();

export const inMemoryMeasureStore = (tables: Tables): MeasureStore => ({
  append: async (measure) => tables.measures.insert(measure.id, measure),
  ofAccount: async (accountId) => measuresOf(tables, accountId),
});

export const inMemoryIdentityRegister = ({ barredIdentities, certifications }: Tables): IdentityRegister => ({
  async bar(certification) {
    const { tenantId, id } = certification;
    barredIdentities.put(barredKey(tenantId, knownIdentityOf(certification)), id);
  },
  isBarred: async (tenantId, idNumber) => barredIdentities.has(barredKey(tenantId, idNumber)),
  async elsewhere(certification) {
    const { tenantId, accountId } = certification;
    const idNumber = identityOf(certification);
    return certifications
      .where(
        (one) =>
          idNumber !== undefined &&
          one.tenantId === tenantId &&
          one.accountId !== accountId &&
          ['APPROVED', 'EXPIRING', 'SUSPENDED'].includes(one.status) &&
          identityOf(one) === idNumber,
      )
      .map(({ id }) => id);
  },
});

const missedBy = (order: Parameters<typeof currentShift>[0]) => {
  const { cover } = currentShift(order);
  return cover.kind === 'accepted' ? cover.escortId : undefined;
};

const missedSince = ({ escorts, orders }: Tables, accountId: AccountId, since: Date): number =>
  orders.where(
    (order) =>
      order.status === 'CANCELLED' &&
      order.cause === 'escort-no-show' &&
      order.cancelledAt > since &&
      escorts.where((one) => one.accountId === accountId && one.id === missedBy(order)).length > 0,
  ).length;

export const inMemoryMissedVisits = (tables: Tables): MissedVisits => ({
  countSince: async (accountId, since) => missedSince(tables, accountId, since),
});

/** Whether the rule of missed visits may suspend somebody (K7). */
export const hasMissedTooMany = (tables: Tables, { status, accountId }: Certification, now: Date): boolean =>
  certificationTable.suspend.includes(status) &&
  missedSince(tables, accountId, noShowsCountFrom(now, liftedAt(measuresOf(tables, accountId)))) >=
    certificationPolicy.noShowsThatSuspend;

export const inMemoryCertificationRegister = ({ certifications }: Tables): CertificationRegister => ({
  standing: async ({ tenantId, statuses, after, most }) =>
    certifications
      .where(
        ({ id, status, ...one }) =>
          one.tenantId === tenantId && statuses.includes(status) && (after === undefined || id < after),
      )
      .toSorted((left, right) => (left.id < right.id ? 1 : -1))
      .slice(0, most),
});
