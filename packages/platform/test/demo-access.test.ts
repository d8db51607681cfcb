import { rm } from 'node:fs/promises';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import { parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { must } from '@banzhen/domain/testing';
import { openPlatform, readConfig } from '@banzhen/platform';
import { openDatabase } from '@banzhen/postgres';
import { run, sql } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';
import { aDemoCity } from './prepared-city.js';

const quiet = { info: () => undefined, error: () => undefined };
const dispatcher = idFrom<AccountId>('01900003-0000-7000-8000-000000000001');
const origin = { network: '203.0.113.0/24', device: 'API' };
const given = { phone: must(parsePhoneNumber('14000000001')), password: 'banzhen-demo-2026' };

const lastOfStaff = '01900003-0000-7000-8000-000000000007';

/** Changes the database of the folder behind the product's back. */
const change = async (dataDir: string, ...statements: readonly string[]): Promise<void> => {
  const database = await openDatabase({ kind: 'embedded', dataDir });
  for (const statement of statements) await run(database.db, sql.raw(statement));
  await database.close();
};

/** An authenticator that was lost, and an account of which nobody is told any more. */
const lived = [
  `DELETE FROM account_totp WHERE account_id = '${lastOfStaff}'`,
  `UPDATE account SET erased_at = now(), display_name_sealed = NULL, phone_sealed = NULL, phone_index = NULL WHERE id = '${lastOfStaff}'`,
];

it('what the demo signs in with opens nothing in production, where a database was once a demo (6.3.2)', async () => {
  const DATA_DIR = await aDemoCity();
  await change(DATA_DIR, ...lived);
  const open = (NODE_ENV: string) => openPlatform(readConfig({ DATA_DIR, NODE_ENV }), quiet);
  try {
    const sandbox = await open('test');
    const signedIn = await sandbox.demo?.signInAs(dispatcher, origin);
    const token = signedIn?.token ?? '';
    expect(await sandbox.identity.identify(token)).toMatchObject({ staffRoles: ['dispatcher'] });
    expect(must(await sandbox.accounts.signInStaff(origin, given)).needs).toBe('totp');
    await sandbox.close();

    const production = await open('production');
    expect(production.demo).toBeUndefined();
    expect(await production.identity.identify(token)).toBeUndefined();
    expect(await production.accounts.signInStaff(origin, given)).toMatchObject({
      error: { type: 'SignInFailed' },
    });
    await production.close();
  } finally {
    await rm(DATA_DIR, { recursive: true, force: true });
  }
}, 240_000);

it('a demo that people have lived in starts again, and is left as they have made it', async () => {
  const DATA_DIR = await aDemoCity();
  await change(
    DATA_DIR,
    ...lived,
    `UPDATE account SET phone_index = decode(repeat('ab', 32), 'hex') WHERE id = '${dispatcher}'`,
  );
  try {
    const again = await openPlatform(readConfig({ DATA_DIR, NODE_ENV: 'test' }), quiet);
    const refused = await again.accounts.signInStaff(origin, given);
    await again.close();
    expect(refused).toMatchObject({ error: { type: 'SignInFailed' } });
  } finally {
    await rm(DATA_DIR, { recursive: true, force: true });
  }
}, 240_000);
