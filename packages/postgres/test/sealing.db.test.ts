import type { KeySubject } from '@banzhen/domain/privacy';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { postgresFieldSealer, rotateDataKeys, whileNobodyWraps } from '@banzhen/postgres/sealing';
import { rowsOf, run, sql } from '@banzhen/postgres/testing';
import { memoryVault } from '@banzhen/vault/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealingSuite } from './sealing-suite.js';
import { openOwnDatabase } from './support.js';

sealingSuite('PostgreSQL', openOwnDatabase);

const phone = '+8613800138000';

describe('keys of which many make use at once', () => {
  const vault = memoryVault();
  const sealer = postgresFieldSealer(vault);
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openOwnDatabase();
  });
  afterAll(() => database.close());

  const anAccount = async (): Promise<KeySubject & { readonly kind: 'account' }> => {
    const id = uuidv7();
    await run(database.db, sql`INSERT INTO account (id, tenant_id) VALUES (${id}, ${id})`);
    return { kind: 'account', id };
  };
  type Db = OpenDatabase['db'];
  type Seal = (db: Db, subject: KeySubject) => Promise<Uint8Array>;
  const sealed: Seal = (db, subject) => sealer.seal(db, 'account.phone', subject, subject.id, phone);

  /** Writes a sealed value in a transaction that commits only when told to. */
  const write = async (subject: KeySubject, seal: Seal) => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let hasSealed: () => void = () => undefined;
    const isSealed = new Promise<void>((resolve) => {
      hasSealed = resolve;
    });
    const committed = database.db.transaction(async (tx) => {
      const hex = Buffer.from(await seal(tx, subject)).toString('hex');
      await run(
        tx,
        sql`UPDATE account SET phone_sealed = decode(${hex}, 'hex'), phone_index = decode(${hex}, 'hex')
            WHERE id = ${subject.id}`,
      );
      hasSealed();
      await held;
    });
    await isSealed;
    return async () => {
      letGo();
      await committed;
    };
  };
  const readBack = async (subject: KeySubject): Promise<string | undefined> => {
    const [row] = await rowsOf<{ sealed: Uint8Array }>(
      database.db,
      sql`SELECT phone_sealed AS sealed FROM account WHERE id = ${subject.id}`,
    );
    return row && postgresFieldSealer(vault).open(database.db, 'account.phone', subject.id, row.sealed);
  };

  it('are made once for each person, however many want one', async () => {
    const subject = await anAccount();
    const values = await Promise.all(
      Array.from({ length: 8 }, () => database.db.transaction((tx) => sealed(tx, subject))),
    );
    expect(new Set(values.map((value) => vault.kidOf(value))).size).toBe(1);
  });

  /** Rotates while a value is sealed and not yet committed; answers what is read in the end. */
  const rotatedMeanwhile = async (seal: Seal): Promise<string | undefined> => {
    const subject = await anAccount();
    await sealed(database.db, subject);
    const commit = await write(subject, seal);
    const rotation = rotateDataKeys({ db: database.db, sealer }, vault, { graceMs: 0 });
    await Promise.race([rotation, waitingFor(database.db, 'FOR UPDATE')]);
    await commit();
    await rotation;
    return readBack(subject);
  };

  it('are not retired under a value that is being written', async () => {
    expect(await rotatedMeanwhile(sealed)).toBe(phone);
  });

  it('control: a key that was looked up without holding it is deleted under its value', async () => {
    const careless: Seal = (_tx, subject) => sealed(database.db, subject);
    await expect(rotatedMeanwhile(careless)).rejects.toThrow(/is not in the database/);
  });

  it('are all wrapped by the newest key-encryption key once it was added', async () => {
    const subject = await anAccount();
    const commit = await write(subject, sealed);
    const added = whileNobodyWraps(database.db, async () => vault.addKek());
    await waitingFor(database.db, 'pg_advisory_xact_lock');
    expect(await vault.kekIds()).toHaveLength(1);
    await commit();
    await added;
    expect(await vault.kekIds()).toHaveLength(2);
    expect(await readBack(subject)).toBe(phone);
  });
});

/** Resolves when a statement like this waits for a lock. */
const waitingFor = async (db: OpenDatabase['db'], text: string): Promise<void> => {
  for (;;) {
    const rows = await rowsOf(
      db,
      sql`SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE ${`%${text}%`}`,
    );
    if (rows.length > 0) return;
  }
};
