import { capturePosting, earningsPosting, receivableOf, settlementPosting } from '@banzhen/domain/ledger';
import type { Order } from '@banzhen/domain/orders';
import type { Partner } from '@banzhen/domain/partners';
import {
  type AccountId,
  idFrom,
  type PartnerId,
  type PaymentId,
  type SettlementId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { fen, zeroFen } from '@banzhen/domain/shared/money';
import { ok } from '@banzhen/domain/shared/result';
import { aDispatcher, type VisitStoresFixture } from '@banzhen/domain/testing';
import { type Asker, type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { partnerStoresFixture, rowsOf, sql, testSealer, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const monday = new Date('2030-01-07T02:00:00Z');
const tuesday = new Date('2030-01-08T02:00:00Z');

describe('the postings that finance reads', () => {
  let database: OpenDatabase;
  let sealed: SealedDatabase;
  let fixture: VisitStoresFixture;
  let town: Awaited<ReturnType<typeof aTown>>;
  beforeAll(async () => {
    database = await openOwnDatabase();
    sealed = { db: database.db, sealer: testSealer };
    fixture = visitStoresFixture(database);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    town = await aTown(fixture);
  });

  const addOrder = async (place = town) => {
    const escort = await place.addEscort();
    const order = await place.addOrder(place.anOrder('ACCEPTED', (await place.addPatient()).id, escort.id));
    return { order, escort };
  };
  const capture = ({ id }: Order, at: Date) =>
    fixture.unitOfWork.run(async ({ ledger }) => {
      const paid = { paymentId: idFrom<PaymentId>(uuidv7()), channel: 'wechat', amountFen: fen(100) };
      await ledger.post(capturePosting(id, paid), at);
      return ok(undefined);
    });
  const everything = {
    ...{ account: undefined, orderNo: undefined, from: undefined, until: undefined },
    ...{ limit: 10, before: undefined },
  };
  const find = (filter: Partial<queries.PostingFilter> = {}) =>
    queries.ledgerPostings(sealed, { tenantId: town.tenantId, ...everything, ...filter });

  it('come newest first with their entries and their order, page by page', async () => {
    const { order } = await addOrder();
    for (const at of [monday, tuesday, tuesday]) await capture(order, at);
    const [newest, second, ...rest] = await find({ limit: 2 });
    expect(rest).toEqual([]);
    expect(newest).toMatchObject({
      kind: 'capture',
      at: tuesday,
      about: { kind: 'order', orderId: order.id, orderNo: order.orderNo },
      entries: [
        { account: 'psp_clearing:wechat', amountFen: 100 },
        { account: `order_hold:${order.id}`, amountFen: -100 },
      ],
    });
    const older = await find({ limit: 2, before: second?.id });
    expect(older.map(({ at }) => at)).toEqual([monday]);
  });

  it('are those of one account, one order, or some days', async () => {
    const { order, escort } = await addOrder();
    const other = await addOrder();
    await capture(order, monday);
    await capture(other.order, tuesday);
    await fixture.unitOfWork.run(async ({ ledger }) => {
      const earned = {
        shares: [{ escortId: escort.id, amountFen: fen(60) }],
        commissionFen: fen(40),
        taxFen: zeroFen,
      };
      await ledger.post(earningsPosting(order.id, earned), tuesday);
      return ok(undefined);
    });
    const kinds = async (filter: Partial<queries.PostingFilter>) =>
      (await find(filter)).map(({ kind }) => kind);
    expect(await kinds({ account: `escort_pending:${escort.id}` })).toEqual(['earnings']);
    expect(await kinds({ orderNo: order.orderNo })).toEqual(['earnings', 'capture']);
    expect(await kinds({ orderNo: 'BZ0' })).toEqual([]);
    expect(await kinds({ from: monday, until: tuesday })).toEqual(['capture']);
    expect(await kinds({ from: tuesday })).toEqual(['earnings', 'capture']);
  });

  it('are of payments of partners, too, which are about no order, and of its own tenant alone', async () => {
    const { order } = await addOrder();
    await capture(order, monday);
    const partner: Partner = {
      ...{ id: idFrom<PartnerId>(uuidv7()), tenantId: town.tenantId, accountId: idFrom<AccountId>(uuidv7()) },
      ...{ kind: 'insurer', name: '平安', createdAt: monday },
    };
    const { id: partnerId, accountId, tenantId } = partner;
    const settlementId = idFrom<SettlementId>(uuidv7());
    const amountFen = fen(500);
    await partnerStoresFixture(database).unitOfWork.run(async ({ partners, settlements, ledger }) => {
      await partners.insert(partner);
      const paid = { amountFen, receivedOn: '2030-01-07', bankReference: 'ICBC-1' };
      const recorded = { recordedAt: tuesday, recordedBy: accountId };
      await settlements.insert({ id: settlementId, tenantId, partnerId, ...paid, ...recorded });
      return ok(await ledger.post(settlementPosting({ settlementId, accountId, amountFen }), tuesday));
    });
    const about = { kind: 'settlement', settlementId, partnerId, bankReference: 'ICBC-1' };
    expect(await find({ account: receivableOf(accountId) })).toMatchObject([
      {
        kind: 'account-settlement',
        about,
        entries: [{ account: 'bank', amountFen }, { amountFen: -amountFen }],
      },
    ]);
    expect((await find()).map(({ kind }) => kind)).toEqual(['account-settlement', 'capture']);
    expect((await find({ orderNo: order.orderNo })).map(({ kind }) => kind)).toEqual(['capture']);
    const seenBy = async (asker: Asker) => {
      const own = { db: database.for(() => asker), sealer: testSealer };
      return (await queries.ledgerPostings(own, { ...everything, tenantId })).map(({ kind }) => kind);
    };
    const staff = { power: 'tenant', tenantId, accountId: town.accountId } as const;
    expect(await seenBy(staff)).toEqual(['account-settlement', 'capture']);
    const others: readonly Asker[] = [
      { ...staff, tenantId: idFrom<TenantId>(uuidv7()) },
      { ...staff, power: 'person', accountId },
      { power: 'partner', tenantId, accountId, hospitalIds: [town.hospitalId] },
    ];
    for (const other of others) {
      expect(await seenBy(other)).toEqual([]);
      for (const table of ['partner_settlement', 'ledger_posting'])
        expect(
          await rowsOf(
            database.for(() => other),
            sql`SELECT FROM ${sql.raw(table)}`,
          ),
        ).toEqual([]);
    }
  });

  it('and the names beside them are those of one tenant only', async () => {
    const { order, escort } = await addOrder();
    const elsewhere = await aTown(fixture);
    const foreign = await addOrder(elsewhere);
    await capture(order, monday);
    await capture(foreign.order, monday);
    expect((await find()).map(({ about }) => about)).toEqual([
      { kind: 'order', orderId: order.id, orderNo: order.orderNo },
    ]);
    const accounts = [
      `escort_pending:${escort.id}`,
      `family_credit:${town.accountId}`,
      `order_hold:${order.id}`,
      `escort_pending:${foreign.escort.id}`,
      `family_credit:${elsewhere.accountId}`,
      `order_hold:${foreign.order.id}`,
      'psp_clearing:wechat',
      'suspense',
    ];
    const names = (tenantId: TenantId) => queries.ledgerAccountNames(sealed, tenantId, accounts);
    expect([...(await names(town.tenantId))]).toEqual([
      [`escort_pending:${escort.id}`, '测试'],
      [`family_credit:${town.accountId}`, '测试'],
      [`order_hold:${order.id}`, order.orderNo],
    ]);
    expect((await names(elsewhere.tenantId)).size).toBe(3);
  });

  it('a board can be narrowed to order numbers from one to another', async () => {
    const numbers = ['BZ2601010000000001', 'BZ2601010000000002', 'BZ2601020000000001'];
    for (const orderNo of numbers) {
      const escort = await town.addEscort();
      const order = town.anOrder('PAID', (await town.addPatient()).id, escort.id);
      await town.addOrder({ ...order, orderNo: `${orderNo}-${town.cityCode}` });
    }
    const within = async (first: string, last: string) =>
      (
        await queries.orderBoard(sealed, {
          actor: { ...aDispatcher(), tenantId: town.tenantId },
          now: new Date(),
          statuses: undefined,
          orderNos: { first, last },
          limit: 10,
          before: undefined,
        })
      ).map(({ order }) => order.orderNo.slice(0, 18));
    expect(await within('BZ2601010000000000', 'BZ2601019999999999')).toEqual([numbers[1], numbers[0]]);
    const exact = `${numbers[2]}-${town.cityCode}`;
    expect(await within(exact, exact)).toEqual([numbers[2]]);
  });
});
