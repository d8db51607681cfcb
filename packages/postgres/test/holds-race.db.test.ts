import { HOUR_MS, MINUTE_MS } from '@banzhen/domain/shared/clock';
import type { EscortId, OrderId, PatientId } from '@banzhen/domain/shared/ids';
import type { TimeRange } from '@banzhen/domain/shared/time-range';
import type { VisitStoresFixture } from '@banzhen/domain/testing';
import type { OpenDatabase } from '@banzhen/postgres';
import { rowsOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const REQUESTS = 200;
const CONNECTIONS = 16;
const day = Date.UTC(2031, 0, 6);
const now = new Date(day - 24 * HOUR_MS);

/** Visits of one to three hours that begin within half a day, so that most of them clash. */
const aTime = (index: number): TimeRange => {
  const startsAt = new Date(day + ((index * 37) % 720) * MINUTE_MS);
  return { startsAt, endsAt: new Date(startsAt.getTime() + (1 + (index % 3)) * HOUR_MS) };
};

const rangeText = ({ startsAt, endsAt }: TimeRange) => `[${startsAt.toISOString()},${endsAt.toISOString()})`;

describe('two hundred orders that want one escort at once', () => {
  let database: OpenDatabase;
  let stores: VisitStoresFixture;
  let town: Awaited<ReturnType<typeof aTown>>;
  beforeAll(async () => {
    database = await openOwnDatabase(CONNECTIONS);
    stores = visitStoresFixture(database);
    town = await aTown(stores);
    await run(
      database.db,
      sql.raw(
        'CREATE TABLE unguarded_block (escort_id uuid NOT NULL, order_id uuid, during tstzrange NOT NULL)',
      ),
    );
    // A cold pool lets requests come one by one, which hides every race.
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`)),
    );
  });
  afterAll(() => database.close());

  const ordersOf = async (
    patientOf: () => Promise<PatientId>,
    escortId: EscortId,
  ): Promise<readonly OrderId[]> => {
    const orders: OrderId[] = [];
    for (let index = 0; index < REQUESTS; index += 1)
      orders.push((await town.addOrder(town.anOrder('PAID', await patientOf(), escortId))).id);
    return orders;
  };
  const overlapsIn = async (table: string, person: string): Promise<number> => {
    const [row] = await rowsOf<{ overlaps: number }>(
      database.db,
      sql.raw(`SELECT count(*)::integer AS overlaps FROM ${table} a JOIN ${table} b
        ON a.${person} = b.${person} AND a.during && b.during AND a.ctid < b.ctid
        ${table === 'unguarded_block' ? '' : 'AND a.active AND b.active'}`),
    );
    return row?.overlaps ?? -1;
  };

  it('never gives the same time twice', async () => {
    const { id: escortId } = await town.addEscort();
    const patients = await Promise.all(Array.from({ length: REQUESTS }, town.addPatient));
    const orders = await ordersOf(async () => patients.pop()?.id ?? (await town.addPatient()).id, escortId);
    const results = await Promise.all(
      orders.map((orderId, index) => {
        const during = aTime(index);
        const holds = { escorts: [{ escortId, shiftNo: 1, during }], patient: [{ shiftNo: 1, during }] };
        return stores.unitOfWork.run((tx) => tx.holds.keep(orderId, holds, now));
      }),
    );
    const granted = results.filter(({ ok }) => ok).length;
    const active = await rowsOf(
      database.db,
      sql`SELECT FROM escort_block WHERE active AND escort_id = ${escortId}`,
    );
    expect(active).toHaveLength(granted);
    expect(granted).toBeGreaterThan(0);
    expect(granted).toBeLessThan(REQUESTS);
    expect(await overlapsIn('escort_block', 'escort_id')).toBe(0);
    expect(await overlapsIn('patient_block', 'patient_id')).toBe(0);
    for (const result of results)
      if (!result.ok) expect(result.error).toEqual({ type: 'EscortTaken', escortId });
  });

  it('never gives one patient two visits at a time, whoever comes along', async () => {
    const { id: patientId } = await town.addPatient();
    const { id: escortId } = await town.addEscort();
    const orders = await ordersOf(async () => patientId, escortId);
    const results = await Promise.all(
      orders.map((orderId, index) => {
        const holds = { escorts: [], patient: [{ shiftNo: 1, during: aTime(index) }] };
        return stores.unitOfWork.run((tx) => tx.holds.keep(orderId, holds, now));
      }),
    );
    expect(results.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    expect(await overlapsIn('patient_block', 'patient_id')).toBe(0);
  });

  it('control: looking first and inserting then gives the same time twice', async () => {
    const { id: escortId } = await town.addEscort();
    await Promise.all(
      Array.from({ length: REQUESTS }, (_, index) =>
        database.db.transaction(async (tx) => {
          const during = rangeText(aTime(index));
          const taken = await rowsOf(
            tx,
            sql`SELECT 1 FROM unguarded_block WHERE escort_id = ${escortId} AND during && ${during}::tstzrange`,
          );
          if (taken.length > 0) return;
          await run(
            tx,
            sql`INSERT INTO unguarded_block (escort_id, during) VALUES (${escortId}, ${during}::tstzrange)`,
          );
        }),
      ),
    );
    expect(await overlapsIn('unguarded_block', 'escort_id')).toBeGreaterThan(0);
  });
});
