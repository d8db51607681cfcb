import { newSession, type Session } from '@banzhen/domain/accounts';
import { type AccountId, idFrom, type SessionId, type TenantId } from '@banzhen/domain/shared/ids';
import { parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { ok } from '@banzhen/domain/shared/result';
import { must } from '@banzhen/domain/testing';
import { type OpenDatabase, openDatabase, postgresSessionReader, uuidv7 } from '@banzhen/postgres';
import { accountStoresFixture, rowsOf, sql } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';

const statements: string[] = [];
let owner: OpenDatabase & { readonly url: string };
let watched: OpenDatabase;
let session: Session;
const now = new Date();
const secret = '+8613800138000';

beforeAll(async () => {
  owner = await openOwnDatabase();
  watched = await openDatabase({
    kind: 'postgres',
    url: owner.url,
    onStatement: (_connection, text) => statements.push(text),
  });
  const accountId = idFrom<AccountId>(uuidv7());
  session = newSession(
    {
      id: idFrom<SessionId>(uuidv7()),
      accountId,
      tokenHash: 'ab'.repeat(32),
      kind: 'family',
      authLevel: 'code',
      device: 'API',
    },
    now,
  );
  await accountStoresFixture(owner).unitOfWork.run(async ({ accounts, sessions, credentials }) => {
    const account = {
      id: accountId,
      tenantId: idFrom<TenantId>(uuidv7()),
      displayName: '金丝雀陈家属',
      phone: must(parsePhoneNumber(secret)),
      createdAt: now,
    };
    await accounts.insert(account);
    await credentials.setTotp({ accountId, secret: 'CANARYTOTPSECRET', lastStep: 0 });
    await sessions.insert(session);
    return ok(undefined);
  });
});
afterAll(async () => {
  await watched.close();
  await owner.close();
});

describe('who sends a request', () => {
  it('is asked in one statement', async () => {
    const reader = postgresSessionReader(watched.db);
    statements.length = 0;
    expect((await reader.find(session.tokenHash))?.session).toEqual(session);
    expect(statements).toHaveLength(1);
  });

  it('stands in no table in the clear: no number, name, secret or token (AU7, PR2)', async () => {
    const tables = await rowsOf<{ name: string }>(
      owner.db,
      sql.raw("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'"),
    );
    const dump: string[] = [];
    for (const { name } of tables) {
      const rows = await rowsOf<{ row: string }>(owner.db, sql.raw(`SELECT t::text AS row FROM ${name} t`));
      dump.push(...rows.map(({ row }) => row));
    }
    const text = dump.join('\n');
    expect(text).toContain(session.id);
    expect(text).not.toMatch(/13800138000|金丝雀|CANARYTOTPSECRET/);
    const inHex = (plain: string) => Buffer.from(plain).toString('hex');
    expect(text).not.toContain(inHex('13800138000'));
    expect(text).not.toContain(inHex('金丝雀'));
  });
});
