import { ok } from '@banzhen/domain/shared/result';
import type { VisitStoresFixture } from '@banzhen/domain/testing';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { rowsOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';

const WRITERS = 8;
const MESSAGES = 60;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

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

  /** Every third transaction stays open for a moment, so that commits overtake each other. */
  const linger = (number: number) => (number % 3 === 0 ? pause(5) : Promise.resolve());
  const writers = (write: (writer: number, number: number) => Promise<unknown>) =>
    Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let number = 0; number < MESSAGES; number += 1) await write(writer, number);
      }),
    );

  it('lose nothing and publish nothing twice', async () => {
    const published: string[] = [];
    let isWriting = true;
    const relay = async () => {
      for (;;) {
        const wasWriting = isWriting;
        const now = new Date();
        const batch = await stores.relay.claim(20, now, new Date(now.getTime() + 60_000));
        published.push(...batch.map(({ aggregateId, payload }) => `${aggregateId}/${payload.number}`));
        await stores.relay.markPublished(
          batch.map(({ id }) => id),
          now,
        );
        if (batch.length === 0 && !wasWriting) return;
        if (batch.length === 0) await pause(1);
      }
    };
    const relays = [relay(), relay()];
    await writers((writer, number) =>
      stores.unitOfWork.run(async (tx) => {
        await tx.outbox.append([
          { topic: 'test', aggregateId: `writer-${writer}`, type: 'Written', payload: { number } },
        ]);
        await linger(number);
        return ok(undefined);
      }),
    );
    isWriting = false;
    await Promise.all(relays);
    expect(published).toHaveLength(WRITERS * MESSAGES);
    expect(new Set(published).size).toBe(WRITERS * MESSAGES);
  });

  it('control: a cursor over positions loses messages', async () => {
    let isWriting = true;
    let cursor = 0;
    let seen = 0;
    const relay = async () => {
      for (;;) {
        const wasWriting = isWriting;
        const batch = await rowsOf<{ position: number }>(
          database.db,
          sql`SELECT position FROM numbered_outbox WHERE position > ${cursor}::bigint ORDER BY position LIMIT 20`,
        );
        seen += batch.length;
        cursor = Number(batch.at(-1)?.position ?? cursor);
        if (batch.length === 0 && !wasWriting) return;
        if (batch.length === 0) await pause(1);
      }
    };
    const relaying = relay();
    await writers((writer, number) =>
      database.db.transaction(async (tx) => {
        await run(tx, sql`INSERT INTO numbered_outbox (writer, number) VALUES (${writer}, ${number})`);
        await linger(number);
      }),
    );
    isWriting = false;
    await relaying;
    expect(seen).toBeLessThan(WRITERS * MESSAGES);
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
