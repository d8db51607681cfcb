import type { AuditReader } from '../audit/index.js';
import type { Message } from '../messaging/index.js';
import { endOfKey } from '../partners/index.js';
import { idFrom, type WebhookDeliveryId } from '../shared/ids.js';
import { ok } from '../shared/result.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import {
  aboutOf,
  type ClaimedDelivery,
  type FeedTopic,
  type WebhookDeliveryStore,
  type WebhookEndpoint,
  type WebhookEndpointStore,
  type WebhookEvent,
  type WebhookQueue,
  type WebhookSecretStore,
  type WebhookStores,
} from '../webhooks/index.js';
import type { WebhookStoresFixture } from './contracts/webhook-fixture.js';
import { inMemoryAuditStores, inMemoryAuditTrail } from './in-memory-audit.js';
import { type InMemoryDatabase, inMemoryDatabase } from './in-memory-database.js';
import { inMemoryIdempotency } from './in-memory-idempotency.js';
import { inMemoryOutbox } from './in-memory-messages.js';
import { inMemoryPartnerStores, partnerStoresOver } from './in-memory-partners.js';
import { inMemoryPruner } from './in-memory-pruner.js';
import type { Tables } from './in-memory-tables.js';
import type { DeliveryRow } from './in-memory-webhook-tables.js';

type Dated = { readonly createdAt: Date; readonly id: string };

const newestFirst = (left: Dated, right: Dated): number =>
  right.createdAt.getTime() - left.createdAt.getTime() || (left.id < right.id ? 1 : -1);

const endpointStore = ({ webhooks: { endpoints }, messages }: Tables): WebhookEndpointStore => {
  const change = (endpoint: WebhookEndpoint): void => {
    const row = endpoints.get(endpoint.id);
    if (row) endpoints.put(endpoint.id, { ...row, endpoint });
  };
  const find = async (id: WebhookEndpoint['id']) => endpoints.get(id)?.endpoint;
  return {
    async insert(endpoint) {
      endpoints.insert(endpoint.id, { endpoint, place: messages.size });
    },
    find,
    lock: find,
    ofPartner: async (id) =>
      endpoints
        .where(({ endpoint }) => endpoint.partnerId === id && endpoint.state !== 'removed')
        .map(({ endpoint }) => endpoint)
        .toSorted(newestFirst),
    async update(endpoint, expectedVersion) {
      if (endpoints.get(endpoint.id)?.endpoint.version !== expectedVersion) return false;
      change(endpoint);
      return true;
    },
    async noteSuccess(id) {
      const { failingSince: _, ...endpoint } = endpoints.get(id)?.endpoint ?? {};
      if ('id' in endpoint) change(endpoint as WebhookEndpoint);
    },
    async noteFailure(id, at) {
      const row = endpoints.get(id);
      const failingSince = row?.endpoint.failingSince ?? at;
      if (row) change({ ...row.endpoint, failingSince });
      return failingSince;
    },
    async disable(id, why, at) {
      const { failingSince: _, ...endpoint } = endpoints.get(id)?.endpoint ?? { state: 'removed' as const };
      if (!('id' in endpoint) || endpoint.state !== 'active') return false;
      change({ ...endpoint, state: 'disabled', disabled: { why, at }, version: endpoint.version + 1 });
      return true;
    },
  };
};

const secretStore = ({ webhooks: { secrets } }: Tables): WebhookSecretStore => {
  const newest = (endpointId: WebhookEndpoint['id']) =>
    secrets
      .where((one) => one.endpointId === endpointId)
      .toSorted((left, right) => right.createdAt.getTime() - left.createdAt.getTime());
  const keyOf = (endpointId: string, createdAt: Date) => `${endpointId} ${createdAt.toISOString()}`;
  const endAt = (rows: ReturnType<typeof newest>, at: Date) => {
    for (const row of rows)
      if (row.endsAt === undefined || row.endsAt > at)
        secrets.put(keyOf(row.endpointId, row.createdAt), { ...row, endsAt: at });
  };
  return {
    async add(endpointId, secret, othersEndAt) {
      if (othersEndAt) endAt(newest(endpointId), othersEndAt);
      secrets.insert(keyOf(endpointId, secret.createdAt), { ...secret, endpointId });
    },
    async endOthers(endpointId, at) {
      endAt(newest(endpointId).slice(1), at);
    },
    signing: async (endpointId, now) =>
      newest(endpointId)
        .filter(({ endsAt }) => endsAt === undefined || endsAt > now)
        .map(({ endpointId: _, ...secret }) => secret),
  };
};

const deliveryStore = ({ webhooks: { deliveries, attempts } }: Tables): WebhookDeliveryStore => {
  const restart = (row: DeliveryRow, at: Date): void => {
    const { finishedAt: _, ...delivery } = row.delivery;
    deliveries.put(delivery.id, {
      delivery: { ...delivery, state: 'pending', roundFrom: delivery.attempts, dueAt: at },
    });
  };
  return {
    async insert(delivery) {
      deliveries.insert(delivery.id, { delivery });
    },
    find: async (id) => deliveries.get(id)?.delivery,
    list: async ({ endpointId, state, before, limit }) =>
      deliveries
        .where(({ delivery }) => delivery.endpointId === endpointId && (!state || delivery.state === state))
        .map(({ delivery }) => delivery)
        .filter((one) => !before || (one.id !== before.id && newestFirst(before, one) < 0))
        .toSorted(newestFirst)
        .slice(0, limit),
    attempts: async (ids) =>
      new Map(
        ids.map((id) => [
          id,
          attempts
            .where((one) => one.deliveryId === id)
            .toSorted((left, right) => left.no - right.no)
            .map(({ deliveryId: _, ...attempt }) => attempt),
        ]),
      ),
    async settle(claimed, attempt, next) {
      const row = deliveries.get(claimed.id);
      const isMine =
        row?.delivery.state === 'pending' && row.leaseUntil && row.delivery.attempts === claimed.attempts;
      if (!isMine) return false;
      const finishedAt = new Date(attempt.at.getTime() + attempt.tookMs);
      const finished = next.state === 'pending' ? {} : { finishedAt };
      deliveries.put(claimed.id, { delivery: { ...row.delivery, ...next, ...finished } });
      attempts.insert(`${claimed.id} ${attempt.no}`, { ...attempt, deliveryId: claimed.id });
      return true;
    },
    async replay(id, at) {
      const row = deliveries.get(id);
      if (!row || row.delivery.state === 'pending') return false;
      restart(row, at);
      return true;
    },
    async replayFailed(endpointId, since, at) {
      const failed = deliveries.where(
        ({ delivery: { state, finishedAt, ...rest } }) =>
          rest.endpointId === endpointId &&
          state === 'failed' &&
          finishedAt !== undefined &&
          finishedAt >= since,
      );
      for (const row of failed) restart(row, at);
      return failed.length;
    },
  };
};

type FeedMessage = Message & { readonly topic: FeedTopic };

const eventOf = ({ id, topic, type, aggregateId, payload }: FeedMessage, at: Date): WebhookEvent => ({
  id,
  type,
  about: aboutOf[topic],
  subjectId: aggregateId,
  hospitalId: idFrom(String(payload.hospitalId)),
  version: Number(payload.version),
  ...(payload.dueFen === undefined ? {} : { dueFen: Number(payload.dueFen) }),
  at,
});

const wants = (
  tables: Tables,
  { tenantId, partnerId, accountId, hospitalIds, eventTypes }: WebhookEndpoint,
  now: Date,
) => {
  const readable = tables.partnerKeys
    .where((key) => key.partnerId === partnerId && key.scope.operations.includes('partner-event.list'))
    .filter((key) => endOfKey(key, now) === undefined)
    .flatMap((key) => key.scope.hospitalIds)
    .filter((id) => hospitalIds.includes(id));
  const isWanted = (message: Message): message is FeedMessage => {
    const { topic, type, payload } = message;
    return (
      topic in aboutOf &&
      (topic !== 'order' || payload.bookedBy === accountId) &&
      payload.tenantId === tenantId &&
      (readable as readonly unknown[]).includes(payload.hospitalId) &&
      (eventTypes.length === 0 || eventTypes.includes(type))
    );
  };
  return readable.length > 0 ? isWanted : undefined;
};

/** What was committed is in the order of its commits here, so a place is a number of messages. */
const nextOf = (tables: Tables, id: WebhookEndpoint['id'], now: Date) => {
  const row = tables.webhooks.endpoints.get(id);
  const isWanted = row?.endpoint.state === 'active' ? wants(tables, row.endpoint, now) : undefined;
  if (!row || !isWanted) return [];
  const told = tables.messages.where(() => true).slice(row.place);
  return told.flatMap(({ message }, no) =>
    isWanted(message) ? [{ message, place: row.place + no + 1 }] : [],
  );
};

const queueOver = (database: InMemoryDatabase): WebhookQueue => ({
  async behind(now, limit) {
    const tables = database.committed();
    const active = tables.webhooks.endpoints.where(({ endpoint }) => endpoint.state === 'active');
    return active
      .map(({ endpoint }) => endpoint.id)
      .filter((id) => nextOf(tables, id, now).length > 0)
      .slice(0, limit);
  },
  fanOut: (endpointId, { now, dueAt, limit }) =>
    database.write((tables) => {
      const { endpoints, deliveries } = tables.webhooks;
      const found = nextOf(tables, endpointId, now).slice(0, limit);
      for (const { message, place } of found) {
        const id = idFrom<WebhookDeliveryId>(tables.nextId());
        const event = eventOf(message, dueAt);
        const counts = { attempts: 0, roundFrom: 0, dueAt, createdAt: dueAt };
        deliveries.insert(id, { delivery: { id, endpointId, event, state: 'pending', ...counts } });
        const row = endpoints.get(endpointId);
        if (row) endpoints.put(endpointId, { ...row, place });
      }
      return found.length;
    }),
  claim: ({ now, until, limit, perEndpoint }) =>
    database.write(({ webhooks: { endpoints, deliveries } }) => {
      const claimed: ClaimedDelivery[] = [];
      const isLeased = ({ leaseUntil }: DeliveryRow) => leaseUntil !== undefined && leaseUntil > now;
      const due = deliveries
        .where((row) => row.delivery.state === 'pending' && row.delivery.dueAt <= now && !isLeased(row))
        .toSorted((left, right) => left.delivery.dueAt.getTime() - right.delivery.dueAt.getTime());
      for (const { delivery: found } of due) {
        const endpoint = endpoints.get(found.endpointId)?.endpoint;
        const leased = deliveries.where(
          (row) => row.delivery.endpointId === found.endpointId && isLeased(row),
        ).length;
        if (claimed.length === limit || endpoint?.state !== 'active' || leased >= perEndpoint) continue;
        const delivery = { ...found, attempts: found.attempts + 1 };
        deliveries.put(delivery.id, { delivery, leaseUntil: until });
        claimed.push({
          delivery,
          endpoint: { id: endpoint.id, tenantId: endpoint.tenantId, url: endpoint.url },
        });
      }
      return claimed;
    }),
});

export const webhookStoresOver = (tables: Tables): WebhookStores => {
  const { partners, partnerKeys } = partnerStoresOver(tables);
  return {
    endpoints: endpointStore(tables),
    webhookSecrets: secretStore(tables),
    deliveries: deliveryStore(tables),
    partners,
    partnerKeys,
    idempotency: inMemoryIdempotency(tables),
    audit: inMemoryAuditTrail(tables),
  };
};

/** The in-memory adapters of webhooks, as the contract suite wants them. */
export const inMemoryWebhookStores = (
  database = inMemoryDatabase(),
): WebhookStoresFixture & { readonly audit: AuditReader } => {
  const unitOfWork: UnitOfWork<WebhookStores> = {
    run: (work) => database.transaction((tables) => work(webhookStoresOver(tables))),
  };
  return {
    unitOfWork,
    partnerUnitOfWork: inMemoryPartnerStores(database).unitOfWork,
    queue: queueOver(database),
    pruner: inMemoryPruner(database),
    audit: inMemoryAuditStores(database).reader,
    async append(messages) {
      await database.transaction(async (tables) => ok(await inMemoryOutbox(tables).append(messages)));
    },
    close: async () => undefined,
  };
};
