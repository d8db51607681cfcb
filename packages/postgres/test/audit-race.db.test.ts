import { streams, verifyAudit } from '@banzhen/domain/audit';
import type { OpenDatabase } from '@banzhen/postgres';
import { postgresAuditChains, postgresAuditTrail } from '@banzhen/postgres';
import { databaseFailure, rowsOf, run, sql } from '@banzhen/postgres/testing';
import { sha256Hex } from '@banzhen/vault';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';

const WRITERS = 8;
const EACH = 100;
const object = { kind: 'order', id: '01900000-0000-7000-8000-000000000001' };

describe('many writers of one audit stream', () => {
  let database: OpenDatabase;
  beforeEach(async () => {
    database = await openOwnDatabase(WRITERS);
  });
  afterEach(() => database.close());

  /** Every writer appends in transactions of its own; answers how many were refused by a constraint. */
  const race = async (): Promise<number> => {
    let refused = 0;
    const append = (no: number) =>
      database.db.transaction((tx) =>
        postgresAuditTrail(tx).append({
          at: new Date(),
          actor: { as: 'D' },
          operation: 'order.cancel',
          object,
          outcome: 'done',
          facts: { no },
        }),
      );
    const writer = async () => {
      for (let no = 1; no <= EACH; no += 1)
        await append(no).catch((failure: unknown) => {
          if (databaseFailure(failure)?.code !== '23505') throw failure;
          refused += 1;
        });
    };
    await Promise.all(Array.from({ length: WRITERS }, writer));
    return refused;
  };
  const verdict = () => {
    const chains = postgresAuditChains(database.db);
    const rows = (stream: number) => chains.rows(stream);
    return verifyAudit({
      rows,
      digest: sha256Hex,
      lines: undefined,
      booked: undefined,
      isSigned: () => false,
    });
  };
  const takeLockAway = async () => {
    const [row] = await rowsOf<{ source: string }>(
      database.db,
      sql.raw("SELECT pg_get_functiondef('audit_append'::regproc) AS source"),
    );
    const source = row?.source ?? '';
    const unlocked = source.replace(/PERFORM pg_advisory_xact_lock\([^;]*;/, '');
    expect(unlocked).not.toBe(source);
    await run(database.db, sql.raw(unlocked));
  };

  it('chain all their entries, one after the other', async () => {
    expect(await race()).toBe(0);
    expect(await verdict()).toEqual({ rows: WRITERS * EACH, checkpoints: 0, faults: [] });
    const heads = await postgresAuditChains(database.db).heads();
    expect(heads).toHaveLength(1);
    expect(streams).toContain(heads[0]?.stream);
    expect(heads[0]?.seq).toBe(WRITERS * EACH);
  });

  it('are refused by the constraints, and still fork nothing, when nobody waits (control)', async () => {
    await takeLockAway();
    const refused = await race();
    expect(refused).toBeGreaterThan(0);
    expect(await verdict()).toEqual({ rows: WRITERS * EACH - refused, checkpoints: 0, faults: [] });
  });

  it('fork the stream when nothing guards it (control)', async () => {
    await takeLockAway();
    await run(
      database.db,
      sql.raw(
        'ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_pkey, DROP CONSTRAINT audit_entry_no_fork',
      ),
    );
    expect(await race()).toBe(0);
    expect((await verdict()).faults).toMatchObject([{ what: 'forked' }]);
  });
});
