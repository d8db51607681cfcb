import { beforeEach } from 'vitest';
import type { Partner, PartnerKey } from '../../partners/index.js';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type PartnerId,
  type PartnerKeyId,
  type TenantId,
  type WebhookEndpointId,
} from '../../shared/ids.js';
import { ok } from '../../shared/result.js';
import type {
  ClaimedDelivery,
  SendOutcome,
  WebhookAttempt,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookStores,
} from '../../webhooks/index.js';
import { freshId } from './fresh.js';
import { inOne } from './opened-once.js';
import { type OpenWebhookStores, openedWebhooks } from './webhook-fixture.js';

export const madeAt = new Date('2030-01-07T02:00:00Z');
export const later = (minutes: number): Date => new Date(madeAt.getTime() + minutes * 60_000);
export const turnedAway: SendOutcome = { kind: 'answered', status: 503, retryAfterSeconds: 9 };
export const accepted: SendOutcome = { kind: 'answered', status: 204 };

/** A partner with a key for one hospital and an endpoint for it, anew for each case, with what cases do to them. */
export const webhookWorld = (open: OpenWebhookStores) => {
  const opened = openedWebhooks(open);
  let partner: Partner;
  let hospitalId: HospitalId;
  let endpoint: WebhookEndpoint;

  const within = <T>(work: (stores: WebhookStores) => Promise<T>) => inOne(opened().unitOfWork, work);
  const aKey = (given: Partial<PartnerKey> = {}): PartnerKey => ({
    id: idFrom<PartnerKeyId>(freshId()),
    partnerId: partner.id,
    hash: (freshId() + freshId()).replaceAll('-', ''),
    scope: { hospitalIds: [hospitalId], operations: ['partner-event.list'] },
    networks: [],
    dailyQuota: 1,
    createdAt: madeAt,
    createdBy: partner.accountId,
    expiresAt: later(60),
    ...given,
  });
  const addKey = (key: PartnerKey) =>
    opened().partnerUnitOfWork.run(async ({ partnerKeys }) => ok(await partnerKeys.insert(key)));
  const anEndpoint = (given: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
    id: idFrom<WebhookEndpointId>(freshId()),
    tenantId: partner.tenantId,
    partnerId: partner.id,
    accountId: partner.accountId,
    url: 'https://clinic.example/hooks',
    hospitalIds: [hospitalId],
    eventTypes: [],
    state: 'active',
    createdAt: madeAt,
    createdBy: partner.accountId,
    version: 1,
    ...given,
  });
  const put = async (one: WebhookEndpoint): Promise<WebhookEndpoint> => {
    await within(({ endpoints }) => endpoints.insert(one));
    return one;
  };
  type Told = {
    readonly type?: string;
    readonly topic?: string;
    readonly at?: HospitalId;
    readonly tenantId?: TenantId;
    /** What the message of an order says beside. */
    readonly ofOrder?: { readonly bookedBy: AccountId; readonly dueFen?: number };
  };
  const tell = (given: Told = {}) => {
    const { type = 'AppointmentBooked', topic = 'appointment', at = hospitalId, ofOrder } = given;
    const tenantId = given.tenantId ?? partner.tenantId;
    const payload = { tenantId, hospitalId: at, version: 3, row: 'H4', ...ofOrder };
    const aggregateId = freshId();
    return opened()
      .append([{ topic, type, aggregateId, payload }])
      .then(() => aggregateId);
  };
  const fanOut = (id = endpoint.id, limit = 100, now = madeAt) =>
    opened().queue.fanOut(id, { now, dueAt: madeAt, limit });
  const listed = (id = endpoint.id) =>
    within(({ deliveries }) => deliveries.list({ endpointId: id, limit: 100 }));
  const mine = (claimed: readonly ClaimedDelivery[]) =>
    claimed.filter((one) => one.endpoint.id === endpoint.id);
  const claim = async (minutes: number, perEndpoint = 100, limit = 10_000) =>
    mine(await opened().queue.claim({ now: later(minutes), until: later(minutes + 1), limit, perEndpoint }));
  const settle = (delivery: WebhookDelivery, outcome: SendOutcome, state: WebhookDelivery['state']) => {
    const attempt: WebhookAttempt = { no: delivery.attempts, at: madeAt, tookMs: 12, outcome };
    return within(({ deliveries }) => deliveries.settle(delivery, attempt, { state, dueAt: later(5) }));
  };
  const oneClaimed = async (minutes = 0): Promise<WebhookDelivery> => {
    const [claimed] = await claim(minutes, 100);
    if (!claimed) throw new Error('nothing was due');
    return claimed.delivery;
  };

  beforeEach(async () => {
    partner = {
      id: idFrom<PartnerId>(freshId()),
      tenantId: idFrom<TenantId>(freshId()),
      accountId: idFrom<AccountId>(freshId()),
      kind: 'clinic',
      name: '晨光门诊',
      createdAt: madeAt,
    };
    hospitalId = idFrom<HospitalId>(freshId());
    await opened().partnerUnitOfWork.run(({ partners }) => partners.insert(partner));
    await addKey(aKey());
    endpoint = await put(anEndpoint());
  });

  return {
    opened,
    partner: () => partner,
    hospitalId: () => hospitalId,
    endpoint: () => endpoint,
    within,
    aKey,
    addKey,
    anEndpoint,
    put,
    tell,
    fanOut,
    listed,
    claim,
    settle,
    oneClaimed,
  };
};
