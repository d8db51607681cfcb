import { chargeOnAccountPosting, receivableOf } from '@banzhen/domain/ledger';
import type { Order } from '@banzhen/domain/orders';
import { makePartners, type PartnerStores, type Partners } from '@banzhen/domain/partners';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom, type PartnerId, type PaymentId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { ok } from '@banzhen/domain/shared/result';
import { fixedClock, fixedOffsetCalendar, must, type VisitStoresFixture } from '@banzhen/domain/testing';
import { type OpenDatabase, uuidv7, uuidv7Ids } from '@banzhen/postgres';
import { partnerStoresFixture, rowOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const CONNECTIONS = 12;
const AT_ONCE = 24;
const PRICE = fen(199_00);
const origin = { network: 'unknown', device: '' };
const clock = fixedClock();
const now = clock.now();

describe('payments of a partner that are booked at once', () => {
  let database: OpenDatabase;
  let stores: VisitStoresFixture;
  let order: Order;
  let finance: Person;
  beforeAll(async () => {
    database = await openOwnDatabase(CONNECTIONS);
    stores = visitStoresFixture(database);
    const town = await aTown(stores);
    const { tenantId, accountId } = town;
    finance = { kind: 'person', accountId, tenantId, staffRoles: ['admin'], steppedUpAt: now };
    const [patient, escort] = [await town.addPatient(), await town.addEscort()];
    order = await town.addOrder(town.anOrder('PENDING_PAYMENT', patient.id, escort.id));
    // A cold pool lets requests come one by one, which hides every race.
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`)),
    );
  });
  afterAll(() => database.close());

  const partnersWith = (change: (all: PartnerStores) => PartnerStores = (all) => all): Partners => {
    const { unitOfWork, reader } = partnerStoresFixture(database);
    return makePartners({
      unitOfWork: { run: (work) => unitOfWork.run((all) => work(change(all))) },
      reader,
      ...{ clock, visitClock: clock, calendar: fixedOffsetCalendar({ offsetMinutes: 480 }) },
      ids: uuidv7Ids(),
      secrets: { keySecret: () => '', tokenHash: () => '' },
      signatures: { publicKeyOf: () => undefined, isSignedBy: () => false },
      addresses: { rangeOf: () => undefined, isIn: () => false },
      mode: 'live',
    });
  };
  const aPartner = async (partners: Partners) => {
    const registered = await partners.registerPartner(finance, origin, { name: uuidv7(), kind: 'clinic' });
    const { partnerId } = must(registered);
    const found = await partnerStoresFixture(database).unitOfWork.run(async (all) =>
      ok(await all.partners.find(partnerId)),
    );
    const accountId = found.ok ? found.value?.accountId : undefined;
    if (!accountId) throw new Error('the partner is there');
    return { partnerId, accountId };
  };
  const pay = (partners: Partners, partnerId: PartnerId, bankReference = uuidv7()) =>
    partners.recordSettlement(finance, origin, {
      ...{ partnerId, amountFen: PRICE, receivedOn: '2030-01-07', bankReference },
      idempotencyKey: uuidv7(),
    });
  const charge = (accountId: AccountId) =>
    stores.unitOfWork.run(({ ledger }) => {
      const paid = { id: idFrom<PaymentId>(uuidv7()), accountId, amountFen: PRICE };
      return ledger.charge(chargeOnAccountPosting(order.id, paid), now);
    });
  const booked = (accountId: AccountId) =>
    rowOf<{ owed: number; entries: number; all: number }>(
      database.db,
      sql`SELECT (SELECT sum(balance_fen) FROM ledger_account WHERE name = ${receivableOf(accountId)})::integer AS owed,
        (SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry WHERE account = ${receivableOf(accountId)})::integer AS entries,
        (SELECT sum(balance_fen) FROM ledger_account)::integer AS all`,
    );
  const times = <T>(work: (index: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, index) => work(index)));

  it('are all counted, beside orders and reversals on the same account', async () => {
    const partners = partnersWith();
    const { partnerId, accountId } = await aPartner(partners);
    const paid = (await times(() => pay(partners, partnerId))).map(must);
    expect((await booked(accountId)).owed).toBe(-AT_ONCE * PRICE);
    // What was paid in advance is enough for as many orders, and no limit is set.
    const [orders] = await Promise.all([
      times(() => charge(accountId)),
      times(async (index) =>
        index % 2 === 0
          ? pay(partners, partnerId)
          : partners.reverseSettlement(finance, origin, {
              ...{ partnerId, settlementId: paid[index]?.settlementId ?? idFrom(uuidv7()) },
              ...{ cause: 'returned', idempotencyKey: uuidv7() },
            }),
      ),
    ]);
    const taken = orders.filter((charged) => charged.ok).length;
    // However they come, half of the credit is never taken back.
    expect(taken).toBeGreaterThanOrEqual(AT_ONCE / 2);
    const owed = (taken - AT_ONCE) * PRICE;
    expect(await booked(accountId)).toEqual({ owed, entries: owed, all: 0 });
  });

  it('are one where they are the same transfer, and reversed once', async () => {
    const partners = partnersWith();
    const { partnerId, accountId } = await aPartner(partners);
    const [first, ...others] = (await times(() => pay(partners, partnerId, 'SAME'))).filter(
      (done) => done.ok,
    );
    expect(others).toEqual([]);
    if (!first?.ok) throw new Error('one is booked');
    expect(await booked(accountId)).toMatchObject({ owed: -PRICE, entries: -PRICE });
    const { settlementId } = first.value;
    const reversed = await times(() =>
      partners.reverseSettlement(finance, origin, {
        ...{ partnerId, settlementId, cause: 'wrong-partner', idempotencyKey: uuidv7() },
      }),
    );
    expect(reversed.filter((done) => done.ok)).toHaveLength(1);
    expect(await booked(accountId)).toMatchObject({ owed: 0, entries: 0 });
  });

  it('control: whoever looks whether a payment is reversed, and reverses it then, gives the money back twice', async () => {
    const partners = partnersWith((all) => ({
      ...all,
      settlements: {
        ...all.settlements,
        async reverse({ settlementId }) {
          const settlement = await all.settlements.find(settlementId);
          // As long as a busy machine may well take between the two.
          await new Promise((resolve) => setTimeout(resolve, 50));
          return settlement?.reversal === undefined;
        },
      },
    }));
    const { partnerId, accountId } = await aPartner(partners);
    const { settlementId } = must(await pay(partners, partnerId));
    await times(() =>
      partners.reverseSettlement(finance, origin, {
        ...{ partnerId, settlementId, cause: 'wrong-amount', idempotencyKey: uuidv7() },
      }),
    );
    expect((await booked(accountId)).owed).toBeGreaterThan(0);
  });
});
