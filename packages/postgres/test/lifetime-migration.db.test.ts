import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import { migrate, type OpenDatabase, openDatabase } from '@banzhen/postgres';
import { createTestDatabase, rowsOf, run, sql, type TestDatabase } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverUrl } from './support.js';

const own = new URL('../migrations/', import.meta.url);
const earlier = ['0001-people-and-places', '0002-orders', '0003-money', '0004-messages'];
const id = (no: number) => `01900000-0000-7000-8000-${String(no).padStart(12, '0')}`;

/** The policy as it was published before shifts had a shortest length, and services and lifetimes an end. */
const oldPolicy = () => {
  const { shortestShiftMinutes: _, ...booking } = defaultVisitPolicy.booking;
  const {
    shortestServiceMinutes: _1,
    handOverMinutesBefore: _2,
    unresolvedAfterMinutes: _3,
    ...time
  } = defaultVisitPolicy.time;
  return { ...defaultVisitPolicy, booking, time };
};

describe('orders of the release before', () => {
  let server: TestDatabase;
  let database: OpenDatabase;
  let folder: string;

  const order = (no: number, status: string, money: string, rest: Record<string, string>) => `
    INSERT INTO escort_order (id, order_no, tenant_id, city_code, booked_by, patient_id, hospital_id, service_code,
      service_kind, service_skills, quote_id, charge_lines, total_fen, policy_version, captured_fen, refund_requested_fen,
      refunded_fen, waived_fen, review, settlement, dispute, family_reschedules, assignment_seq, excluded_escorts,
      visit_code, visit_code_wrong_tries, failed_offers, starts_at, ends_at, created_at, version, status,
      ${Object.keys(rest).join(', ')})
    VALUES ('${id(no)}', 'no-${no}', '${id(1)}', 'x', '${id(1)}', '${id(1)}', '${id(1)}', 'care', 'care', '{}', '${id(1)}',
      '[]', 100, 1, ${money}, 0, 'closed', 'none', 'none', 0, 2, '{}', '004217', 1, 0, '2030-01-09T00:00Z',
      '2030-01-10T00:00Z', '2030-01-01T00:00Z', 1, '${status}', ${Object.values(rest).join(', ')});
    INSERT INTO order_shift (order_id, no, starts_at, ends_at, cover, patient_id, is_duty)
    SELECT '${id(no)}', no, '2030-01-08T12:00Z'::timestamptz + no * interval '12 hours',
      '2030-01-09T00:00Z'::timestamptz + no * interval '12 hours', 'open', '${id(1)}', true FROM generate_series(1, 2) no`;

  beforeAll(async () => {
    server = await createTestDatabase(serverUrl());
    database = await openDatabase({ kind: 'postgres', url: server.url });
    folder = mkdtempSync(join(tmpdir(), 'banzhen-lifetime-'));
    for (const file of earlier) cpSync(new URL(`${file}.sql`, own), join(folder, `${file}.sql`));
    await migrate(database.db, pathToFileURL(`${folder}/`));
    const started = { paid_at: "'2030-01-01T00:10Z'", started_at: "'2030-01-09T00:05Z'" };
    const endedEarly = { ...started, ended_at: "'2030-01-09T06:00Z'" };
    await database.db.transaction(async (tx) => {
      await run(tx, sql.raw('SET LOCAL session_replication_role = replica'));
      await run(
        tx,
        sql`INSERT INTO visit_policy VALUES (1, '2020-01-01T00:00Z', ${JSON.stringify(oldPolicy())}::jsonb)`,
      );
      const named = { wished_escort_id: `'${id(1)}'` };
      const waiting = { pay_by: "'2030-01-01T00:15Z'" };
      const finished = { ...endedEarly, finished_at: "'2030-01-09T07:00Z'" };
      const serving = { ...started, arrived_at: "'2030-01-09T00:00Z'", current_shift_no: '2' };
      await run(tx, sql.raw(order(11, 'PENDING_PAYMENT', '0, 0, 0', waiting)));
      await run(tx, sql.raw(order(12, 'FINISHED', '100, 30, 30', { ...finished, ...named })));
      await run(tx, sql.raw(order(13, 'SERVING', '100, 0, 0', serving)));
      await run(
        tx,
        sql.raw(order(15, 'ACCEPTED', '100, 0, 0', { paid_at: "'2030-01-01T00:10Z'", ...named })),
      );
      await run(tx, sql.raw(order(14, 'ENDED', '100, 0, 0', { ...endedEarly, overdue: 'false' })));
    });
    await migrate(database.db);
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
    rmSync(folder, { recursive: true });
  });

  it('remember a whole refund ceiling, and what was distributed of those that have ended', async () => {
    const rows = await rowsOf<{ status: string; earned: number; ceiling: number }>(
      database.db,
      sql`SELECT status, earned_fen::integer AS earned, refund_ceiling_bp AS ceiling FROM escort_order ORDER BY id`,
    );
    expect(rows.map(({ status, earned, ceiling }) => [status, earned, ceiling])).toEqual([
      ['PENDING_PAYMENT', 0, 10_000],
      ['FINISHED', 70, 10_000],
      ['SERVING', 0, 10_000],
      ['ENDED', 0, 10_000],
      ['ACCEPTED', 0, 10_000],
    ]);
  });

  it('remember which shifts were begun, as far as the service came', async () => {
    const rows = await rowsOf<{ begun: readonly (string | null)[] }>(
      database.db,
      sql`SELECT json_agg(to_char(begun_at AT TIME ZONE 'UTC', 'HH24:MI') ORDER BY no) AS begun
        FROM order_shift GROUP BY order_id ORDER BY order_id`,
    );
    expect(rows.map(({ begun }) => begun)).toEqual([
      [null, null],
      ['00:05', null],
      ['00:05', '12:00'],
      ['00:05', null],
      [null, null],
    ]);
  });

  it('ask a named escort for every shift, where somebody may still be asked', async () => {
    const rows = await rowsOf<{ id: string; named: readonly number[] }>(
      database.db,
      sql`SELECT id, named_shifts AS named FROM escort_order WHERE cardinality(named_shifts) > 0`,
    );
    expect(rows).toEqual([{ id: id(15), named: [1, 2] }]);
  });

  it('wait for their end where nothing else ends them', async () => {
    const timers = await rowsOf<{ id: string; kind: string; due: string }>(
      database.db,
      sql`SELECT order_id AS id, kind, to_char(due_at AT TIME ZONE 'UTC', 'DD HH24:MI') AS due
        FROM order_timer ORDER BY due_at`,
    );
    expect(timers.map((timer) => [timer.id, timer.kind, timer.due])).toEqual([
      [id(15), 'unresolved-alarm', '10 00:00'],
      [id(15), 'unresolved', '11 00:00'],
    ]);
  });

  it('keep their policy, which has the numbers that came later', async () => {
    const [row] = await rowsOf<{ body: unknown }>(database.db, sql`SELECT body FROM visit_policy_version`);
    expect(row?.body).toEqual(defaultVisitPolicy);
  });
});
