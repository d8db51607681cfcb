import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  checkMembershipPolicy,
  defaultMembershipPolicy,
  type MembershipPolicy,
  privilege,
} from '@banzhen/domain/membership';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { migrate, type OpenDatabase, openDatabase, publishMembershipPolicy } from '@banzhen/postgres';
import {
  createTestDatabase,
  membershipStoresFixture,
  rowsOf,
  run,
  sql,
  type TestDatabase,
} from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverUrl } from './support.js';

const own = new URL('../migrations/', import.meta.url);
const account = (no: number) => idFrom<AccountId>(`01900000-0000-7000-8000-${String(no).padStart(12, '0')}`);
const [five, endless, eight, over] = [account(1), account(2), account(3), account(4)];
const inAYear = new Date(Date.now() + 365 * 86_400_000);

describe('discounts of the release before', () => {
  let server: TestDatabase;
  let database: OpenDatabase;
  let folder: string;

  beforeAll(async () => {
    server = await createTestDatabase(serverUrl());
    database = await openDatabase({ kind: 'postgres', url: server.url });
    folder = mkdtempSync(join(tmpdir(), 'banzhen-membership-'));
    for (const file of readdirSync(own).filter((name) => name < '0018'))
      cpSync(new URL(file, own), join(folder, file));
    await migrate(database.db, pathToFileURL(`${folder}/`));
    await publishMembershipPolicy(database.db, defaultMembershipPolicy, new Date('2026-01-01T00:00:00Z'));
    for (const id of [five, endless, eight, over])
      await run(database.db, sql`INSERT INTO account (id, tenant_id) VALUES (${id}, ${account(9)}::uuid)`);
    const old = [
      [five, 500, inAYear.toISOString()],
      [endless, 800, null],
      [eight, 800, inAYear.toISOString()],
      [over, 1_000, '2020-01-01T00:00:00Z'],
    ] as const;
    for (const [id, discount, until] of old)
      await run(
        database.db,
        sql`INSERT INTO membership VALUES (${id}, ${discount}::integer, ${until}::timestamptz)`,
      );
    await migrate(database.db);
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
    rmSync(folder, { recursive: true });
  });

  const read = async (accountId: AccountId) => {
    const found = await membershipStoresFixture(database).unitOfWork.run(async (stores) => {
      const member = await stores.members.find(accountId);
      if (!member || !('period' in member)) return ok(undefined);
      const policy = await stores.membershipPolicies.version(member.period.policyVersion);
      const discount = privilege({ member, policy }, 'discount_bp', new Date());
      return ok({
        discount,
        endsAt: member.period.during.endsAt,
        history: await stores.members.history(accountId),
      });
    });
    return found.ok ? found.value : undefined;
  };

  it('are the same as memberships, and as long', async () => {
    const rate = (given: number) => ok({ kind: 'rate', rate: given });
    expect(await read(five)).toMatchObject({ discount: rate(500), endsAt: inAYear });
    expect(await read(eight)).toMatchObject({ discount: rate(800), endsAt: inAYear });
    expect(await read(endless)).toMatchObject({
      discount: rate(800),
      history: [{ command: 'give', version: 1 }],
    });
    expect((await read(endless))?.endsAt.getUTCFullYear()).toBe(2999);
    expect(await read(over)).toBeUndefined();
  });

  it('are of a version that is right, and never in force', async () => {
    const bodies = await rowsOf<{ body: MembershipPolicy }>(
      database.db,
      sql`SELECT body FROM membership_policy WHERE version > 1`,
    );
    expect(bodies.map(({ body }) => checkMembershipPolicy(body))).toEqual([ok(undefined)]);
    const current = await membershipStoresFixture(database).unitOfWork.run(async ({ membershipPolicies }) =>
      ok((await membershipPolicies.current(new Date('2100-01-01T00:00:00Z'))).version),
    );
    expect(current).toEqual(ok(1));
  });
});
