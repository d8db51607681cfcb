import type { Expendable } from '@banzhen/domain/retention';
import { type OpenDatabase, postgresPruner } from '@banzhen/postgres';
import { databaseFailure, rowsOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from './open-embedded.js';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const ROWS = 2_000;
const tomorrow = new Date(Date.now() + 86_400_000);

const acknowledged = (rows: number) =>
  sql`INSERT INTO outbox (id, topic, aggregate_id, type, payload, published_at, acknowledged_at)
    SELECT gen_random_uuid(), 'test', 'a', 'Happened', '{}', now(), now() - (no || ' s')::interval
    FROM generate_series(1, ${rows}::integer) no`;

const countIn = async ({ db }: OpenDatabase, table: string): Promise<number> => {
  const [row] = await rowsOf<{ rows: number }>(
    db,
    sql`SELECT count(*)::integer AS rows FROM ${sql.raw(table)}`,
  );
  return row?.rows ?? 0;
};

describe('pruning beside others', () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openOwnDatabase(12);
  });
  afterAll(() => database.close());
  const prune = (kind: Expendable, limit: number) =>
    postgresPruner(database.db, { vacuumed: undefined }).prune(kind, tomorrow, limit);

  /** Deletes in batches until there is nothing left; answers the size of each batch. */
  const worker = async (): Promise<readonly number[]> => {
    const batches: number[] = [];
    for (let gone = await prune('outbox', 100); gone > 0; gone = await prune('outbox', 100))
      batches.push(gone);
    return batches;
  };

  it('eight workers delete each row once, in small batches, and leave what is not acknowledged', async () => {
    await run(database.db, acknowledged(ROWS));
    await run(
      database.db,
      sql`INSERT INTO outbox (id, topic, aggregate_id, type, payload, published_at, dead_at)
        VALUES (gen_random_uuid(), 'test', 'waiting', 'Happened', '{}', NULL, NULL),
          (gen_random_uuid(), 'test', 'published', 'Happened', '{}', now() - interval '1 year', NULL),
          (gen_random_uuid(), 'test', 'buried', 'Happened', '{}', now() - interval '1 year', now() - interval '1 year')`,
    );
    const batches = (await Promise.all(Array.from({ length: 8 }, worker))).flat();
    expect(batches.reduce((sum, size) => sum + size, 0)).toBe(ROWS);
    expect(Math.max(...batches)).toBeLessThanOrEqual(100);
    expect(await countIn(database, 'outbox')).toBe(3);
  });

  it('passes over a row that somebody holds, without waiting for them', async () => {
    await run(database.db, acknowledged(3));
    await database.db.transaction(async (tx) => {
      await run(
        tx,
        sql`SELECT id FROM outbox WHERE acknowledged_at IS NOT NULL ORDER BY acknowledged_at LIMIT 1 FOR UPDATE`,
      );
      expect(await prune('outbox', 10)).toBe(2);
    });
    expect(await prune('outbox', 10)).toBe(1);
  });

  it('control: a plain delete waits for whoever holds a row, until its time is up', async () => {
    await run(database.db, acknowledged(3));
    const failure = await database.db.transaction(async (tx) => {
      await run(
        tx,
        sql`SELECT id FROM outbox WHERE acknowledged_at IS NOT NULL ORDER BY acknowledged_at LIMIT 1 FOR UPDATE`,
      );
      return run(database.db, sql`DELETE FROM outbox WHERE acknowledged_at IS NOT NULL`).catch(
        databaseFailure,
      );
    });
    expect(failure).toMatchObject({ code: '55P03' });
  });

  it('deletes freed time that is over, and nothing that is still held or yet to come', async () => {
    const stores = visitStoresFixture(database);
    const town = await aTown(stores);
    const [patient, escort] = [await town.addPatient(), await town.addEscort()];
    const { id } = await town.addOrder(town.anOrder('ACCEPTED', patient.id, escort.id));
    for (const [table, person, personId] of [
      ['escort_block', 'escort_id', escort.id],
      ['patient_block', 'patient_id', patient.id],
    ] as const) {
      await run(
        database.db,
        sql`INSERT INTO ${sql.raw(table)} (${sql.raw(person)}, order_id, shift_no, during, active)
          SELECT ${personId}::uuid, ${id}::uuid, no, tstzrange(day, day + interval '1 hour'), is_active
          FROM (VALUES (1, now() - interval '40 days', true), (2, now() - interval '40 days', false),
            (3, now() + interval '40 days', false)) given(no, day, is_active)`,
      );
    }
    expect(await prune('escort-block', 100)).toBe(1);
    expect(await prune('patient-block', 100)).toBe(1);
    const left = await rowsOf<{ shift_no: number }>(
      database.db,
      sql`SELECT shift_no FROM escort_block WHERE order_id = ${id} ORDER BY shift_no`,
    );
    expect(left.map(({ shift_no }) => shift_no)).toEqual([1, 3]);
  });
});

it('gives the room of deleted rows to new ones in the embedded engine, which has no autovacuum', async () => {
  const database = await openEmbedded();
  const pages = async (): Promise<number> => {
    const [row] = await rowsOf<{ bytes: number }>(
      database.db,
      sql`SELECT pg_relation_size('outbox') AS bytes`,
    );
    return Number(row?.bytes);
  };
  const fillAndPrune = async (vacuums: boolean) => {
    await run(database.db, acknowledged(ROWS));
    await postgresPruner(database.db, { vacuumed: vacuums ? database.db : undefined }).prune(
      'outbox',
      tomorrow,
      ROWS,
    );
    return pages();
  };
  const once = await fillAndPrune(false);
  expect(await fillAndPrune(false)).toBeGreaterThan(once);
  expect(await fillAndPrune(true)).toBeLessThan(once);
  await database.close();
});
