import {
  buyPlan,
  defaultMembershipPolicy,
  type MembershipStores,
  newMember,
} from '@banzhen/domain/membership';
import { earnPoints, spendPoints } from '@banzhen/domain/points';
import { type AccountId, idFrom, type PaymentId, type TenantId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import {
  type Asker,
  type Database,
  nobody,
  type OpenDatabase,
  platformAsker,
  postgresMembershipUnitOfWork,
  uuidv7,
} from '@banzhen/postgres';
import { membershipStoresFixture, rowsOf, run, sql, testSealer } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';

const owned = [
  'member',
  'member_event',
  'privilege_use',
  'points_account',
  'points_entry',
  'points_lot',
  'points_draw',
] as const;
const kept = ['member_event', 'points_entry', 'points_lot', 'points_draw', 'membership_policy'] as const;
const now = new Date('2030-01-07T02:00:00Z');
const act = { now, by: { as: 'SYS' } } as const;
const expiresAt = new Date('2031-01-07T02:00:00Z');

type Owner = { readonly tenantId: TenantId; readonly accountId: AccountId };
type Work = (stores: MembershipStores) => Promise<Result<unknown, unknown>>;

const earning =
  ({ tenantId, accountId }: Owner): Work =>
  async ({ points }) => {
    const book = await points.lock(tenantId, accountId);
    const earned = earnPoints(book, { bizId: uuidv7(), points: 10, expiresAt }, act);
    return earned.ok ? points.append(earned.value) : earned;
  };

const spending =
  ({ tenantId, accountId }: Owner): Work =>
  async ({ points }) => {
    const book = await points.lock(tenantId, accountId);
    const spent = spendPoints(book, { bizId: uuidv7(), points: 1 }, act);
    return spent.ok ? points.append(spent.value) : spent;
  };

const joining =
  ({ tenantId, accountId }: Owner): Work =>
  async ({ members, privilegeQuotas }) => {
    const bought = buyPlan(
      newMember(tenantId, accountId),
      { planCode: 'gold-year', paymentId: idFrom<PaymentId>(uuidv7()) },
      defaultMembershipPolicy,
      { now, by: { as: 'PSP' } },
    );
    if (!bought.ok) return bought;
    await members.save(bought.value.member);
    await members.record(bought.value.event);
    return privilegeQuotas.take({
      tenantId,
      accountId,
      code: 'can_cancel_late',
      periodNo: 1,
      windowNo: 0,
      most: 2,
    });
  };

/** What row-level security promises about members and points, whatever the application asks (A25, C34). */
export const memberSecurityCases = (opened: () => OpenDatabase): void => {
  const seeing = (asker: Asker): Database => opened().for(() => asker);
  const within = (asker: Asker, work: Work) =>
    postgresMembershipUnitOfWork(seeing(asker), { news: opened().news, sealer: testSealer }).run(work);
  const asTenant = (owner: Owner): Asker => ({ power: 'tenant', ...owner });
  const asPerson = (owner: Owner): Asker => ({ power: 'person', ...owner });

  const anOwner = async (tenantId = idFrom<TenantId>(uuidv7())): Promise<Owner> => {
    const owner = { tenantId, accountId: idFrom<AccountId>(uuidv7()) };
    await membershipStoresFixture(opened()).addAccount(owner.accountId, tenantId);
    return owner;
  };
  const aMember = async (): Promise<Owner> => {
    const owner = await anOwner();
    const fixture = membershipStoresFixture(opened());
    await fixture.publishMembershipPolicy(defaultMembershipPolicy, new Date('1980-01-01T00:00:00Z'));
    for (const work of [joining, earning, spending])
      expect((await within(platformAsker, work(owner))).ok).toBe(true);
    return owner;
  };
  const tablesSeen = async (asker: Asker, { accountId }: Owner): Promise<readonly string[]> => {
    const db = seeing(asker);
    const seen = [];
    for (const table of owned) {
      const rows = await rowsOf(db, sql`SELECT FROM ${sql.raw(table)} WHERE account_id = ${accountId}::uuid`);
      if (rows.length > 0) seen.push(table);
    }
    return seen;
  };

  it('shows a membership and its points to whose they are and to staff of the tenant', async () => {
    const owner = await aMember();
    const neighbour = await anOwner(owner.tenantId);
    const stranger = await anOwner();
    for (const asker of [platformAsker, asPerson(owner), asTenant(neighbour)])
      expect(await tablesSeen(asker, owner)).toEqual([...owned]);
    const abroad = { tenantId: stranger.tenantId, accountId: owner.accountId };
    for (const asker of [asPerson(neighbour), asTenant(stranger), asPerson(abroad), nobody])
      expect(await tablesSeen(asker, owner)).toEqual([]);
  });

  it('lets staff of the tenant give a use of a privilege back, and nobody theirs to themselves', async () => {
    const owner = await aMember();
    const neighbour = await anOwner(owner.tenantId);
    const stranger = await anOwner();
    const use = { ...owner, code: 'can_cancel_late', periodNo: 1, windowNo: 0, most: 2 };
    const giveBack: Work = async ({ privilegeQuotas }) => ok(await privilegeQuotas.giveBack(use));
    const taken = () =>
      within(platformAsker, async ({ privilegeQuotas }) => ok(await privilegeQuotas.taken(use)));
    // The last use leaves no row, and rows are for staff to delete.
    for (const asker of [asPerson(owner), asPerson(neighbour), asTenant(stranger), nobody]) {
      await within(asker, giveBack);
      expect(await taken()).toEqual(ok(1));
    }
    await within(asTenant(neighbour), giveBack);
    expect(await taken()).toEqual(ok(0));
  });

  it('lets people move their own points and nobody else’s', async () => {
    const owner = await aMember();
    const neighbour = await anOwner(owner.tenantId);
    expect(await within(asPerson(owner), spending(owner))).toEqual(ok(undefined));
    await expect(within(asPerson(neighbour), spending(owner))).rejects.toThrow();
    await expect(within(asPerson(owner), earning(neighbour))).rejects.toThrow();
    await expect(within(asPerson(owner), joining(neighbour))).rejects.toThrow();
    // Nothing is asked back here: this one is refused by what may be written, not by what may be seen.
    const { tenantId, accountId } = neighbour;
    const forNeighbour = sql`INSERT INTO points_account (account_id, tenant_id) VALUES (${accountId}, ${tenantId})`;
    await expect(run(seeing(asPerson(owner)), forNeighbour)).rejects.toMatchObject({ code: '42501' });
    expect(await tablesSeen(platformAsker, neighbour)).toEqual([]);
  });

  it('lets nobody change what has happened, and people publish nothing', async () => {
    const owner = await aMember();
    for (const asker of [asPerson(owner), asTenant(owner), platformAsker])
      for (const table of kept)
        for (const statement of [`DELETE FROM ${table}`, `UPDATE ${table} SET ${changeOf(table)}`])
          await expect(run(seeing(asker), sql.raw(statement))).rejects.toMatchObject({ code: '42501' });
    const publish = sql.raw(`INSERT INTO membership_policy VALUES (9, now(), '{"version": 9}')`);
    await expect(run(seeing(asTenant(owner)), publish)).rejects.toMatchObject({ code: '42501' });
  });
};

const changeOf = (table: (typeof kept)[number]): string => {
  if (table === 'membership_policy') return "body = '{}'";
  return table === 'member_event' ? 'command = command' : 'points = points';
};
