import type { Brand } from '@banzhen/domain/shared/brand';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type PartnerId,
  type TenantId,
  type WebhookDeliveryId,
  type WebhookEndpointId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { fixedClock, inMemoryWebhookStores } from '@banzhen/domain/testing';
import { makeDeliver, type SendOutcome, type WebhookEndpoint } from '@banzhen/domain/webhooks';
import { beforeEach, describe, expect, it } from 'vitest';

const MINUTE_MS = 60_000;
const idOf = <Id extends Brand<string, string>>(no: number): Id =>
  idFrom<Id>(`01900000-0000-7000-8000-${String(no).padStart(12, '0')}`);

describe('an attempt to tell', () => {
  const start = new Date('2030-01-07T02:00:00Z');
  let answers: SendOutcome[];
  let scene: ReturnType<typeof open>;

  const open = () => {
    const stores = inMemoryWebhookStores();
    const clock = fixedClock(start);
    const sent: { readonly body: string; readonly signedWith: string }[] = [];
    const deliver = makeDeliver({
      unitOfWork: stores.unitOfWork,
      clock,
      machineClock: fixedClock(start),
      random: () => 0,
      signer: { sign: (_, secrets) => ({ secrets: secrets.join(' ') }), secret: () => 'whsec_x' },
      sender: {
        judge: ok,
        send: async ({ body, headers }) => {
          sent.push({ body, signedWith: headers.secrets ?? '' });
          return answers.shift() ?? { kind: 'answered', status: 204 };
        },
      },
    });
    return { stores, clock, sent, deliver, audit: stores.audit };
  };

  const endpoint: WebhookEndpoint = {
    id: idOf<WebhookEndpointId>(1),
    tenantId: idOf<TenantId>(2),
    partnerId: idOf<PartnerId>(3),
    accountId: idOf<AccountId>(4),
    url: 'https://clinic.example/',
    hospitalIds: [idOf<HospitalId>(5)],
    eventTypes: [],
    state: 'active',
    createdAt: start,
    createdBy: idOf<AccountId>(4),
    version: 1,
  };

  beforeEach(async () => {
    answers = [];
    scene = open();
    await scene.stores.unitOfWork.run(async ({ endpoints, webhookSecrets, deliveries }) => {
      await endpoints.insert(endpoint);
      await webhookSecrets.add(endpoint.id, {
        text: 'old',
        createdAt: new Date(start.getTime() - MINUTE_MS),
      });
      await webhookSecrets.add(
        endpoint.id,
        { text: 'new', createdAt: start },
        new Date(start.getTime() + MINUTE_MS),
      );
      const event = {
        id: '01900000-0000-7000-8000-000000000007',
        type: 'T',
        about: 'session',
        subjectId: '01900000-0000-7000-8000-000000000008',
        version: 1,
        at: start,
      } as const;
      await deliveries.insert({
        ...{ id: idOf<WebhookDeliveryId>(6), endpointId: endpoint.id, event, state: 'pending', attempts: 0 },
        ...{ roundFrom: 0, dueAt: start, createdAt: start },
      });
      return ok(undefined);
    });
  });

  const claim = async () => {
    const now = scene.clock.now();
    const until = new Date(now.getTime() + MINUTE_MS);
    const [claimed] = await scene.stores.queue.claim({ now, until, limit: 1, perEndpoint: 1 });
    if (!claimed) throw new Error('nothing is due');
    return claimed;
  };
  const found = async () => {
    const read = await scene.stores.unitOfWork.run(async ({ deliveries, endpoints }) =>
      ok({
        delivery: await deliveries.find(idOf<WebhookDeliveryId>(6)),
        endpoint: await endpoints.find(endpoint.id),
      }),
    );
    if (!read.ok) throw new Error('it is there');
    return read.value;
  };

  it('is signed with both secrets, kept, and forgets that the endpoint failed', async () => {
    answers.push({ kind: 'answered', status: 500 });
    expect(await scene.deliver(await claim())).toMatchObject({ kind: 'settled', attempt: { no: 1 } });
    expect((await found()).endpoint?.failingSince).toEqual(start);
    scene.clock.advance(5_000 / MINUTE_MS);
    expect(await scene.deliver(await claim())).toMatchObject({ kind: 'settled', attempt: { no: 2 } });
    const { delivery, endpoint: after } = await found();
    expect([delivery?.state, after]).toEqual(['delivered', endpoint]);
    expect(scene.sent.map(({ signedWith }) => signedWith)).toEqual(['new old', 'new old']);
    expect(new Set(scene.sent.map(({ body }) => body)).size).toBe(1);
  });

  it('that says 410 disables the endpoint at once, with an entry in the audit', async () => {
    answers.push({ kind: 'answered', status: 410 });
    expect(await scene.deliver(await claim())).toMatchObject({ kind: 'settled', disabled: 'gone' });
    const { delivery, endpoint: after } = await found();
    expect([delivery?.state, after?.state, after?.disabled?.why]).toEqual(['failed', 'disabled', 'gone']);
    const [entry] = await scene.audit.page({ tenantId: endpoint.tenantId, objectId: endpoint.id }, 10);
    expect(entry).toMatchObject({
      operation: 'webhook-endpoint.disable',
      actor: { as: 'SYS' },
      facts: { why: 'gone' },
    });
  });

  it('of a worker that was taken for dead keeps nothing', async () => {
    const slow = await claim();
    scene.clock.advance(2);
    await scene.deliver(await claim());
    answers.push({ kind: 'answered', status: 410 });
    expect(await scene.deliver(slow)).toEqual({ kind: 'superseded' });
    const { delivery, endpoint: after } = await found();
    expect([delivery?.state, after?.state]).toEqual(['delivered', 'active']);
  });
});
