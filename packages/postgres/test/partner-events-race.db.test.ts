import { setTimeout as pause } from 'node:timers/promises';
import { type AccountId, type HospitalId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { VisitStoresFixture } from '@banzhen/domain/testing';
import { type Asker, type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { partnerEvents } from '@banzhen/postgres/queries';
import { feedsReached, rowsOf, run, sql, testSealer, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besideWriters, lingerOf, MESSAGES } from './eight-writers.js';
import { openOwnDatabase } from './support.js';

describe('the feed of a partner beside eight writers', () => {
  let database: OpenDatabase;
  let stores: VisitStoresFixture;
  beforeAll(async () => {
    database = await openOwnDatabase(16);
    stores = visitStoresFixture(database);
    await run(
      database.db,
      sql.raw('CREATE TABLE numbered_event (position bigserial PRIMARY KEY, hospital uuid NOT NULL)'),
    );
  });
  afterAll(() => database.close());

  const anAccount = () => idFrom<AccountId>(uuidv7());
  const aPlace = () => ({
    tenantId: idFrom<TenantId>(uuidv7()),
    hospitalId: idFrom<HospitalId>(uuidv7()),
  });
  const feedOf = ({ tenantId, hospitalId }: ReturnType<typeof aPlace>, accountId = anAccount()) => {
    const asker: Asker = { power: 'partner', tenantId, accountId, hospitalIds: [hospitalId] };
    return { db: database.for(() => asker), sealer: testSealer };
  };
  type Told = { readonly topic?: string; readonly bookedBy?: AccountId; readonly lingerMs?: number };
  const tell = (
    place: ReturnType<typeof aPlace>,
    number: number,
    { lingerMs = 0, bookedBy, ...given }: Told = {},
  ) =>
    stores.unitOfWork.run(async (tx) => {
      const payload = { ...place, version: number + 1, ...(bookedBy ? { bookedBy } : {}) };
      const { topic = bookedBy ? 'order' : 'appointment' } = given;
      await tx.outbox.append([{ topic, aggregateId: uuidv7(), type: 'Told', payload }]);
      await pause(lingerMs);
      return ok(undefined);
    });
  it('tells everything once, in an order in which nothing is put in later', async () => {
    const [place, bookedBy, another] = [aPlace(), anAccount(), anAccount()];
    const feed = feedOf(place, bookedBy);
    const seen: string[] = [];
    let after: Parameters<typeof partnerEvents>[1]['after'];
    const follow = async () => {
      const { events, next } = await partnerEvents(feed, { after, limit: 7 });
      seen.push(...events.map((event) => event.place.id));
      after = next;
      return events.length;
    };
    // Every other is of an order, and beside it something happens to an order of another partner.
    const write = async (_: number, number: number) => {
      const isOrder = number % 2 === 0;
      if (isOrder) await tell(place, number, { bookedBy: another });
      await tell(place, number, { lingerMs: lingerOf(number), ...(isOrder ? { bookedBy } : {}) });
    };
    await besideWriters(database.db, write, follow);
    expect(seen).toHaveLength(MESSAGES);
    expect(new Set(seen).size).toBe(MESSAGES);
    const again = await partnerEvents(feed, { limit: 1_000 });
    expect(again.events.map((event) => event.place.id)).toEqual(seen);
  });

  it('control: a cursor over a sequence misses what commits late', async () => {
    const { hospitalId } = aPlace();
    let cursor = 0;
    let seen = 0;
    const follow = async () => {
      const page = await rowsOf<{ position: number }>(
        database.db,
        sql`SELECT position FROM numbered_event WHERE position > ${cursor}::bigint ORDER BY position LIMIT 7`,
      );
      seen += page.length;
      cursor = Number(page.at(-1)?.position ?? cursor);
      return page.length;
    };
    const write = (_: number, number: number) =>
      database.db.transaction(async (tx) => {
        await run(tx, sql`INSERT INTO numbered_event (hospital) VALUES (${hospitalId})`);
        await pause(lingerOf(number));
      });
    await besideWriters(database.db, write, follow);
    expect(seen).toBeLessThan(MESSAGES);
  });

  it('waits for a transaction that began before, and tells nothing of other places or topics', async () => {
    const [place, other] = [aPlace(), aPlace()];
    const feed = feedOf(place);
    let commit: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let hasWritten: () => void = () => undefined;
    const written = new Promise<void>((resolve) => {
      hasWritten = resolve;
    });
    const slow = stores.unitOfWork.run(async (tx) => {
      const payload = { ...place, version: 1 };
      await tx.outbox.append([{ topic: 'appointment', aggregateId: uuidv7(), type: 'Slow', payload }]);
      hasWritten();
      await gate;
      return ok(undefined);
    });
    await written;
    await tell(place, 1);
    await tell(other, 1);
    await tell({ ...place, tenantId: other.tenantId }, 1);
    await tell(place, 1, { topic: 'order' });
    const before = await partnerEvents(feed, { limit: 10 });
    expect(before.events).toEqual([]);
    commit();
    await slow;
    await feedsReached(database.db);
    const after = await partnerEvents(feed, { after: before.next, limit: 10 });
    expect(after.events.map(({ type }) => type)).toEqual(['Slow', 'Told']);
    expect((await partnerEvents(feed, { after: after.next, limit: 10 })).events).toEqual([]);
    const asStaff = database.for(() => ({
      power: 'tenant',
      tenantId: place.tenantId,
      accountId: idFrom<AccountId>(uuidv7()),
    }));
    expect((await partnerEvents({ db: asStaff, sealer: testSealer }, { limit: 10 })).events).toEqual([]);
  });
});
