import { setTimeout as pause } from 'node:timers/promises';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type PartnerId,
  type TenantId,
  type WebhookEndpointId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { type OpenDatabase, postgresWebhookQueue, uuidv7 } from '@banzhen/postgres';
import {
  feedsReached,
  rowsOf,
  run,
  sql,
  visitStoresFixture,
  webhookStoresFixture,
} from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besideWriters, lingerOf, MESSAGES } from './eight-writers.js';
import { openOwnDatabase } from './support.js';

describe('webhooks beside eight writers', () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openOwnDatabase(16);
  });
  afterAll(() => database.close());

  const now = new Date();
  const aPartner = async () => {
    const [tenantId, hospitalId] = [idFrom<TenantId>(uuidv7()), idFrom<HospitalId>(uuidv7())];
    const [partnerId, accountId] = [idFrom<PartnerId>(uuidv7()), idFrom<AccountId>(uuidv7())];
    const id = idFrom<WebhookEndpointId>(uuidv7());
    const stores = webhookStoresFixture(database);
    await stores.partnerUnitOfWork.run(({ partners }) =>
      partners.insert({ id: partnerId, tenantId, accountId, kind: 'clinic', name: 'P', createdAt: now }),
    );
    await run(
      database.db,
      sql`INSERT INTO partner_key (id, partner_id, hash, hospital_ids, operations, networks, daily_quota, created_at,
          made_by_account, expires_at)
        VALUES (${uuidv7()}, ${partnerId}, sha256(${id}::text::bytea), ARRAY[${hospitalId}::uuid], '{partner-event.list}', '{}', 1,
          now(), ${accountId}, now() + interval '1 day')`,
    );
    await stores.unitOfWork.run(async ({ endpoints }) =>
      ok(
        await endpoints.insert({
          ...{ id, tenantId, partnerId, accountId, url: 'https://clinic.example/', eventTypes: [] },
          ...{ hospitalIds: [hospitalId], state: 'active', createdAt: now, createdBy: accountId, version: 1 },
        }),
      ),
    );
    return { id, tenantId, hospitalId };
  };
  const writer = ({ tenantId, hospitalId }: Awaited<ReturnType<typeof aPartner>>) => {
    const { unitOfWork } = visitStoresFixture(database);
    return (_: number, number: number) =>
      unitOfWork.run(async ({ outbox }) => {
        const payload = { tenantId, hospitalId, version: 1 };
        await outbox.append([{ topic: 'appointment', aggregateId: uuidv7(), type: 'Told', payload }]);
        await pause(lingerOf(number));
        return ok(undefined);
      });
  };

  it('hands each event to an endpoint once, whoever fans out, and misses none', async () => {
    const partner = await aPartner();
    const queue = postgresWebhookQueue(database.db);
    const fanOut = async () => {
      let made = 0;
      for (const id of await queue.behind(now, 100))
        made += await queue.fanOut(id, { now, dueAt: now, limit: 7 });
      return made;
    };
    let made = 0;
    const counted = async () => {
      const some = await fanOut();
      made += some;
      return some;
    };
    await besideWriters(database.db, writer(partner), counted, counted, counted);
    const told = await rowsOf<{ event_id: string }>(
      database.db,
      sql`SELECT event_id FROM webhook_delivery WHERE endpoint_id = ${partner.id}`,
    );
    const happened = await rowsOf<{ id: string }>(
      database.db,
      sql`SELECT id FROM outbox WHERE payload ->> 'tenantId' = ${partner.tenantId}`,
    );
    expect(made).toBe(MESSAGES);
    expect(told.map((row) => row.event_id).toSorted()).toEqual(happened.map((row) => row.id).toSorted());
  });

  it('control: fanning out what has a higher id than the last misses what commits late', async () => {
    const partner = await aPartner();
    let last = '00000000-0000-0000-0000-000000000000';
    let made = 0;
    const naive = async () => {
      const page = await rowsOf<{ id: string }>(
        database.db,
        sql`SELECT id FROM outbox WHERE payload ->> 'tenantId' = ${partner.tenantId} AND id > ${last}::uuid ORDER BY id LIMIT 7`,
      );
      made += page.length;
      last = page.at(-1)?.id ?? last;
      return page.length;
    };
    await besideWriters(database.db, writer(partner), naive);
    expect(made).toBeLessThan(MESSAGES);
  });

  it('never leases more of an endpoint than its places to all workers together', async () => {
    const partner = await aPartner();
    const write = writer(partner);
    for (let no = 1; no <= 60; no += 1) await write(0, 1);
    const queue = postgresWebhookQueue(database.db);
    await feedsReached(database.db);
    expect(await queue.fanOut(partner.id, { now, dueAt: now, limit: 100 })).toBe(60);
    const until = new Date(now.getTime() + 60_000);
    const claims = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const got: string[] = [];
        for (let round = 0; round < 5; round += 1)
          for (const { delivery } of await queue.claim({ now, until, limit: 9, perEndpoint: 4 }))
            if (delivery.endpointId === partner.id) got.push(delivery.id);
        return got;
      }),
    );
    expect(claims.flat()).toHaveLength(4);
    expect(new Set(claims.flat()).size).toBe(4);
  });
});
