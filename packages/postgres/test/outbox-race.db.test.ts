import { setTimeout as pause } from 'node:timers/promises';
import { ok } from '@banzhen/domain/shared/result';
import type { VisitStoresFixture } from '@banzhen/domain/testing';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { rowsOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besideWriters, lingerOf, MESSAGES } from './eight-writers.js';
import { openOwnDatabase } from './support.js';

describe('relays beside eight writers', () => {
  let database: OpenDatabase;
  let stores: VisitStoresFixture;
  beforeAll(async () => {
    database = await openOwnDatabase(16);
    stores = visitStoresFixture(database);
    await run(
      database.db,
      sql.raw(
        'CREATE TABLE numbered_outbox (position bigserial PRIMARY KEY, writer integer, number integer)',
      ),
    );
  });
  afterAll(() => database.close());

  it('lose nothing and publish nothing twice', async () => {
    const published: string[] = [];
    const relay = async () => {
      const now = new Date();
      const batch = await stores.relay.claim(20, now, new Date(now.getTime() + 60_000));
      published.push(...batch.map(({ aggregateId, payload }) => `${aggregateId}/${payload.number}`));
      await stores.relay.markPublished(
        batch.map(({ id }) => id),
        now,
      );
      return batch.length;
    };
    const write = (writer: number, number: number) =>
      stores.unitOfWork.run(async (tx) => {
        await tx.outbox.append([
          { topic: 'test', aggregateId: `writer-${writer}`, type: 'Written', payload: { number } },
        ]);
        await pause(lingerOf(number));
        return ok(undefined);
      });
    await besideWriters(database.db, write, relay, relay);
    expect(published).toHaveLength(MESSAGES);
    expect(new Set(published).size).toBe(MESSAGES);
  });

  it('control: a cursor over positions loses messages', async () => {
    let cursor = 0;
    let seen = 0;
    const relay = async () => {
      const batch = await rowsOf<{ position: number }>(
        database.db,
        sql`SELECT position FROM numbered_outbox WHERE position > ${cursor}::bigint ORDER BY position LIMIT 20`,
      );
      seen += batch.length;
      cursor = Number(batch.at(-1)?.position ?? cursor);
      return batch.length;
    };
    const write = (writer: number, number: number) =>
      database.db.transaction(async (tx) => {
        await run(tx, sql`INSERT INTO numbered_outbox (writer, number) VALUES (${writer}, ${number})`);
        await pause(lingerOf(number));
      });
    await besideWriters(database.db, write, relay);
    expect(seen).toBeLessThan(MESSAGES);
  });

  it('skip what another relay holds and take it when that relay is dead', async () => {
    const aggregateId = uuidv7();
    await stores.unitOfWork.run(async (tx) => {
      await tx.outbox.append([{ topic: 'test', aggregateId, type: 'Written', payload: {} }]);
      return ok(undefined);
    });
    const now = new Date();
    const later = new Date(now.getTime() + 30_000);
    expect(await stores.relay.claim(10, now, later)).toHaveLength(1);
    expect(await stores.relay.claim(10, now, later)).toEqual([]);
    expect(await stores.relay.claim(10, later, new Date(later.getTime() + 30_000))).toHaveLength(1);
  });
});
