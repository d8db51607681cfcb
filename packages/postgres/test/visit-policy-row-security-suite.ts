import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import {
  type AccountId,
  idFrom,
  type OrderId,
  type QuoteId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { VisitStores } from '@banzhen/domain/visits';
import { type Asker, nobody, type OpenDatabase, platformAsker, uuidv7 } from '@banzhen/postgres';
import { rowsOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { beforeEach, expect, it } from 'vitest';
import { aTown } from './town.js';

/** What the database promises about published versions of the visit policy by itself, whatever the application asks (A25, AZ1). */
export const visitPolicyRowSecurityCases = (opened: () => OpenDatabase): void => {
  let town: Awaited<ReturnType<typeof aTown>>;
  beforeEach(async () => {
    town = await aTown(visitStoresFixture(opened()));
  });
  const person = (power: 'person' | 'tenant', tenantId = town.tenantId): Asker => ({
    power,
    tenantId,
    accountId: idFrom<AccountId>(uuidv7()),
  });
  const aPartner = (): Asker => ({
    power: 'partner',
    tenantId: town.tenantId,
    accountId: idFrom<AccountId>(uuidv7()),
    hospitalIds: [],
  });
  const storesFor = <T>(asker: Asker, work: (stores: VisitStores) => Promise<T>) =>
    visitStoresFixture({ ...opened(), db: opened().for(() => asker) }).unitOfWork.run(async (stores) =>
      ok(await work(stores)),
    );
  const publish = (asker: Asker, version: number, tenantId = town.tenantId) =>
    storesFor(asker, ({ policies }) =>
      policies.publish(tenantId, {
        ...{ policy: { ...defaultVisitPolicy, version }, inForceFrom: new Date(), reason: 'x' },
      }),
    );

  it('lets staff of the tenant alone add versions, which nobody changes', async () => {
    const staff = person('tenant');
    expect(await publish(staff, 2)).toEqual(ok(true));
    const elsewhere = idFrom<TenantId>(uuidv7());
    for (const asker of [person('person'), aPartner(), person('tenant', elsewhere), nobody])
      await expect(publish(asker, 3)).rejects.toMatchObject({ code: '42501' });
    const everybody = idFrom<TenantId>('00000000-0000-0000-0000-000000000000');
    await expect(publish(staff, 1, everybody)).rejects.toMatchObject({ code: '42501' });
    for (const asker of [staff, platformAsker])
      await expect(
        run(
          opened().for(() => asker),
          sql`UPDATE visit_policy_version SET reason = 'y'`,
        ),
      ).rejects.toMatchObject({ code: '42501' });
    const seenBy = async (asker: Asker) =>
      (
        await rowsOf(
          opened().for(() => asker),
          sql`SELECT FROM visit_policy_version WHERE tenant_id = ${town.tenantId}::uuid`,
        )
      ).length;
    const askers = [staff, platformAsker, person('tenant', elsewhere), person('person'), aPartner(), nobody];
    expect(await Promise.all(askers.map(seenBy))).toEqual([1, 1, 0, 0, 0, 0]);
  });

  it('tells everybody of a tenant by which numbers they book', async () => {
    await publish(person('tenant'), 2);
    for (const asker of [person('person'), aPartner()])
      expect(
        await storesFor(asker, ({ policies }) => policies.current(town.tenantId, new Date())),
      ).toMatchObject(ok({ version: 2 }));
  });

  it('takes no quote and no order of a version that was never published to their tenant', async () => {
    const elsewhere = await aTown(visitStoresFixture(opened()));
    await publish(person('tenant', elsewhere.tenantId), 2, elsewhere.tenantId);
    const escort = await town.addEscort();
    const patient = await town.addPatient();
    const order = town.anOrder('PAID', patient.id, escort.id);
    const quote = town.quoteOf(order);
    const never = { code: '23503' };
    const insertQuote = (policyVersion: number, id = idFrom<QuoteId>(uuidv7())) =>
      storesFor(platformAsker, ({ quotes }) => quotes.insert({ ...quote, id, policyVersion }));
    // Seen red without the triggers of the two tables.
    await expect(insertQuote(2)).rejects.toMatchObject(never);
    await insertQuote(1, quote.id);
    const insertOrder = (policyVersion: number) =>
      storesFor(platformAsker, ({ orders }) => orders.insert({ ...order, policyVersion }));
    await expect(insertOrder(2)).rejects.toMatchObject(never);
    await publish(person('tenant'), 2);
    await insertOrder(2);
    const kept = await storesFor(platformAsker, async ({ orders, policies }) => {
      const found = await orders.find(idFrom<OrderId>(order.id));
      return found && policies.of(found);
    });
    expect(kept).toMatchObject(ok({ version: 2 }));
  });
};
