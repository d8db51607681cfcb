import { chargeOnAccountPosting } from '@banzhen/domain/ledger';
import { paymentOnAccount } from '@banzhen/domain/payments';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type PaymentId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { ok } from '@banzhen/domain/shared/result';
import { type Asker, type OpenDatabase, postgresUnitOfWork, uuidv7 } from '@banzhen/postgres';
import {
  escortsOfPartnerOrders,
  partnerAccountDays,
  partnerAccountLines,
  partnerEvents,
  partnerEventsOf,
} from '@banzhen/postgres/queries';
import {
  feedsReached,
  partnerStoresFixture,
  rowsOf,
  sql,
  testSealer,
  visitStoresFixture,
} from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';
import { bookedSeatIn } from './booked-seat.js';
import { aTown } from './town.js';

const PRICE = fen(199_00);
const at = new Date('2030-01-07T02:00:00Z');
const range = { from: new Date('2030-01-07T00:00:00Z'), until: new Date('2030-01-08T00:00:00Z') };

/** What row-level security promises about escort orders of partners by itself, whatever the application asks (A25, AZ8). */
export const partnerOrderSecurityCases = (opened: () => OpenDatabase): void => {
  const asking = (tenantId: TenantId, hospitalId: HospitalId, accountId: AccountId): Asker => ({
    ...{ power: 'partner', tenantId, accountId, hospitalIds: [hospitalId] },
  });
  const seenIn = (asker: Asker, table: string, column: string, id: string) =>
    rowsOf(
      opened().for(() => asker),
      sql`SELECT FROM ${sql.raw(table)} WHERE ${sql.raw(column)} = ${id}`,
    );
  type Row = readonly [table: string, column: string, id: string];
  const count = async (asker: Asker, row: Row) => (await seenIn(asker, ...row)).length;
  const storesFor = (asker: Asker) =>
    postgresUnitOfWork(
      opened().for(() => asker),
      { news: opened().news, sealer: testSealer },
    );
  const aPayment = (orderId: Parameters<typeof chargeOnAccountPosting>[0]) =>
    paymentOnAccount({ id: idFrom<PaymentId>(uuidv7()), orderId, amountFen: PRICE, createdAt: at });

  /** An order of the account of a town, on its account. */
  const anOrderOnAccount = async () => {
    const stores = visitStoresFixture(opened());
    const town = await aTown(stores);
    const [patient, escort] = [await town.addPatient(), await town.addEscort()];
    const order = await town.addOrder(town.anOrder('ACCEPTED', patient.id, escort.id));
    const { accountId } = town;
    await partnerStoresFixture(opened()).unitOfWork.run(async ({ creditLines }) =>
      ok(await creditLines.setLimit(accountId, PRICE)),
    );
    const payment = aPayment(order.id);
    await stores.unitOfWork.run(async ({ payments, ledger }) => {
      await payments.insert(payment);
      const posting = { id: payment.id, accountId, amountFen: PRICE };
      return ledger.charge(chargeOnAccountPosting(order.id, posting), at);
    });
    return { ...town, order, payment };
  };

  it('shows a partner the orders that it has booked itself at hospitals of its key, and no others', async () => {
    const { order, payment, tenantId, hospitalId, accountId } = await anOrderOnAccount();
    const rows: readonly Row[] = [
      ['escort_order', 'id', order.id],
      ['quote', 'id', order.charge.quoteId],
      ['payment', 'id', payment.id],
      ['ledger_posting', 'order_id', order.id],
    ];
    const own = asking(tenantId, hospitalId, accountId);
    for (const row of rows) expect([row[0], await count(own, row)]).toEqual([row[0], 1]);
    const others = [
      asking(tenantId, hospitalId, idFrom<AccountId>(uuidv7())),
      asking(tenantId, idFrom<HospitalId>(uuidv7()), accountId),
      asking(idFrom<TenantId>(uuidv7()), hospitalId, accountId),
    ];
    for (const blind of others)
      for (const row of rows) expect([row[0], await count(blind, row)]).toEqual([row[0], 0]);
    const named = (asker: Asker) =>
      escortsOfPartnerOrders({ db: opened().for(() => asker), sealer: testSealer }, [order.id]);
    expect(await named(own)).toMatchObject([{ orderId: order.id, shiftNo: 1 }]);
    for (const blind of others) expect(await named(blind)).toEqual([]);
    const [stranger = own] = others;
    const paying = storesFor(stranger).run(async ({ payments }) =>
      ok(await payments.insert(aPayment(order.id))),
    );
    await expect(paying).rejects.toMatchObject({ code: '42501' });
  });

  it('tells a partner what happens to its own orders at hospitals of its key, and staff what one partner is told', async () => {
    const { order, tenantId, hospitalId, accountId } = await anOrderOnAccount();
    const another = idFrom<AccountId>(uuidv7());
    const tell = (type: string, payload: object) => ({
      ...{ topic: 'order', aggregateId: order.id, type },
      payload: { tenantId, hospitalId, version: 2, ...payload },
    });
    await visitStoresFixture(opened()).unitOfWork.run(async ({ outbox }) =>
      ok(
        await outbox.append([
          tell('ServiceEnded', { bookedBy: accountId, dueFen: 49_00 }),
          tell('OrderPaid', { bookedBy: another }),
          tell('OrderFinished', { bookedBy: accountId, hospitalId: uuidv7() }),
          tell('OrderCancelled', { bookedBy: accountId, tenantId: uuidv7() }),
          tell('ServiceLogged', {}),
        ]),
      ),
    );
    await feedsReached(opened().db);
    const sealed = (asker: Asker) => ({ db: opened().for(() => asker), sealer: testSealer });
    const told = async (asker: Asker) =>
      (await partnerEvents(sealed(asker), { limit: 100 })).events.map(({ type, about, dueFen }) => [
        ...[type, about, dueFen],
      ]);
    const ended = ['ServiceEnded', 'escort-order', 49_00];
    expect(await told(asking(tenantId, hospitalId, accountId))).toEqual([ended]);
    expect(await told(asking(tenantId, hospitalId, another))).toEqual([
      ['OrderPaid', 'escort-order', undefined],
    ]);
    expect(await told(asking(tenantId, idFrom<HospitalId>(uuidv7()), accountId))).toEqual([]);
    expect(await told({ power: 'tenant', tenantId, accountId })).toEqual([]);
    const shown = async (power: 'tenant' | 'person') => {
      const page = { accountId, hospitalIds: [hospitalId], limit: 100 };
      const { events } = await partnerEventsOf(sealed({ power, tenantId, accountId: another }), page);
      return events.map(({ type, about, dueFen }) => [type, about, dueFen]);
    };
    expect(await shown('tenant')).toEqual([ended]);
    expect(await shown('person')).toEqual([]);
  });

  it('tells a partner the lines of its own account, whichever hospitals its key is for', async () => {
    const { order, payment, tenantId, hospitalId, accountId } = await anOrderOnAccount();
    const seen = async (asker: Asker) => {
      const sealed = { db: opened().for(() => asker), sealer: testSealer };
      const lines = await partnerAccountLines(sealed, { ...range, limit: 10 });
      return { lines, days: await partnerAccountDays(sealed, range, 'Asia/Shanghai') };
    };
    const own = {
      lines: [{ id: payment.id, kind: 'account-charge', orderId: order.id, at, amountFen: PRICE }],
      days: [{ day: '2030-01-07', chargedFen: PRICE, creditedFen: 0, settledFen: 0 }],
    };
    expect(await seen(asking(tenantId, hospitalId, accountId))).toEqual(own);
    expect(await seen(asking(tenantId, idFrom<HospitalId>(uuidv7()), accountId))).toEqual(own);
    const none = { lines: [], days: [] };
    expect(await seen(asking(tenantId, hospitalId, idFrom<AccountId>(uuidv7())))).toEqual(none);
    expect(await seen({ power: 'person', tenantId, accountId })).toEqual(none);
  });

  it('tells of a patient who has been at its hospitals whether their name was proven, and no row', async () => {
    const { clinic, wish } = await bookedSeatIn(opened());
    const { tenantId, hospitalId } = clinic;
    const { patientId } = wish;
    const known = async (asked: HospitalId, shown = asked, tenant = tenantId) => {
      const asker = asking(tenant, shown, idFrom<AccountId>(uuidv7()));
      const found = await storesFor(asker).run(async ({ patients }) =>
        ok(await patients.known({ tenantId: tenant, hospitalIds: [asked] }, patientId)),
      );
      return found.ok ? found.value : undefined;
    };
    expect(await known(hospitalId)).toEqual({ id: patientId, tenantId, isRealNamed: true, grants: [] });
    const elsewhere = idFrom<HospitalId>(uuidv7());
    expect(await known(elsewhere)).toBeUndefined();
    expect(await known(hospitalId, elsewhere)).toBeUndefined();
    expect(await known(hospitalId, hospitalId, idFrom<TenantId>(uuidv7()))).toBeUndefined();
    const asker = asking(tenantId, hospitalId, idFrom<AccountId>(uuidv7()));
    expect(await seenIn(asker, 'patient', 'id', patientId)).toEqual([]);
  });
};
