import type { BundleStores } from '@banzhen/domain/bundles';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import {
  type AccountId,
  type BundleId,
  idFrom,
  type OrderId,
  type QuoteId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { aCity, anOrder, aQuote } from '@banzhen/domain/testing';
import { aClinic } from '@banzhen/domain/testing/contracts';
import { type Asker, nobody, type OpenDatabase, platformAsker, uuidv7 } from '@banzhen/postgres';
import { bundleStoresFixture, rowsOf, run, sql } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';

/** What row-level security promises about visit bundles by itself, whatever the application asks (A25, AZ1). */
export const bundleRowSecurityCases = (opened: () => OpenDatabase): void => {
  const aStoredBundle = async () => {
    const fixture = bundleStoresFixture(opened());
    await fixture.seeds.publishPolicy(defaultVisitPolicy, new Date('2020-01-01T00:00:00Z'));
    await fixture.seeds.addCity(aCity());
    const clinic = await aClinic(fixture);
    const { tenantId, accountId: bookedBy, hospitalId, patientId } = clinic;
    const wish = clinic.aWish();
    await clinic.take(await clinic.addSession('RELEASED', 1), [wish]);
    const sketch = anOrder('PENDING_PAYMENT', { tenantId, bookedBy, hospitalId, patientId });
    const quoteId = idFrom<QuoteId>(uuidv7());
    const orderId = idFrom<OrderId>(uuidv7());
    const order = { ...sketch, id: orderId, orderNo: orderId, charge: { ...sketch.charge, quoteId } };
    const id = idFrom<BundleId>(uuidv7());
    const startsAt = new Date('2030-01-09T00:00:00Z');
    const store = async ({ quotes, orders, bundles }: BundleStores) => {
      await quotes.insert(
        aQuote({
          id: quoteId,
          tenantId,
          accountId: bookedBy,
          patientId,
          hospitalId,
          cityCode: order.cityCode,
        }),
      );
      await orders.insert(order);
      const seat = { appointmentId: wish.appointmentId, sequence: 0, startsAt };
      const whose = { id, tenantId, bookedBy, patientId, orderId, seat };
      await bundles.insert({ ...whose, createdAt: startsAt, version: 1, status: 'HELD' });
      return ok(undefined);
    };
    await fixture.unitOfWork.run(store);
    return { id, clinic };
  };
  const asking = (
    tenantId: TenantId,
    accountId: AccountId,
    power: 'person' | 'tenant' = 'person',
  ): Asker => ({ power, tenantId, accountId });
  const someAccount = () => idFrom<AccountId>(uuidv7());

  it('shows a bundle to its family and to staff of the tenant, and to nobody else', async () => {
    const { id, clinic } = await aStoredBundle();
    const { tenantId, accountId } = clinic;
    const elsewhere = idFrom<TenantId>(uuidv7());
    const see = async (asker: Asker) =>
      (
        await rowsOf(
          opened().for(() => asker),
          sql`SELECT FROM visit_bundle WHERE id = ${id}::uuid`,
        )
      ).length === 1;
    expect(await see(asking(tenantId, accountId))).toBe(true);
    expect(await see(asking(tenantId, someAccount(), 'tenant'))).toBe(true);
    expect(await see(platformAsker)).toBe(true);
    expect(await see(asking(tenantId, someAccount()))).toBe(false);
    expect(await see(asking(elsewhere, someAccount(), 'tenant'))).toBe(false);
    expect(await see(asking(elsewhere, accountId))).toBe(false);
    expect(await see(nobody)).toBe(false);
  });

  it('lets nobody who asks for themselves write a bundle, and not even the platform forget one', async () => {
    const { clinic } = await aStoredBundle();
    const own = opened().for(() => asking(clinic.tenantId, clinic.accountId));
    await expect(run(own, sql`UPDATE visit_bundle SET seen_order = 9`)).rejects.toMatchObject({
      code: '42501',
    });
    const platform = opened().for(() => platformAsker);
    for (const database of [own, platform])
      await expect(run(database, sql`DELETE FROM visit_bundle`)).rejects.toMatchObject({ code: '42501' });
  });
};
