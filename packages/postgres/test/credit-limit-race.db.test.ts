import { chargeOnAccountPosting, receivableOf } from '@banzhen/domain/ledger';
import type { Order } from '@banzhen/domain/orders';
import { type AccountId, idFrom, type PaymentId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { ok } from '@banzhen/domain/shared/result';
import type { VisitStoresFixture } from '@banzhen/domain/testing';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { partnerStoresFixture, rowOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const CONNECTIONS = 12;
const ORDERS = 24;
const PRICE = fen(199_00);
const FITTING = 5;
const at = new Date('2030-01-07T02:00:00Z');

describe('orders of a partner that are put on account at once', () => {
  let database: OpenDatabase;
  let stores: VisitStoresFixture;
  let order: Order;
  beforeAll(async () => {
    database = await openOwnDatabase(CONNECTIONS);
    stores = visitStoresFixture(database);
    const town = await aTown(stores);
    const [patient, escort] = [await town.addPatient(), await town.addEscort()];
    order = await town.addOrder(town.anOrder('PENDING_PAYMENT', patient.id, escort.id));
    // A cold pool lets requests come one by one, which hides every race.
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`)),
    );
  });
  afterAll(() => database.close());

  const setLimit = (accountId: AccountId, limitFen: number) =>
    partnerStoresFixture(database).unitOfWork.run(async ({ creditLines }) =>
      ok(await creditLines.setLimit(accountId, fen(limitFen))),
    );
  const aPosting = (accountId: AccountId) =>
    chargeOnAccountPosting(order.id, { id: idFrom<PaymentId>(uuidv7()), accountId, amountFen: PRICE });
  const charge = (accountId: AccountId) =>
    stores.unitOfWork.run((all) => all.ledger.charge(aPosting(accountId), at));
  const booked = (accountId: AccountId) =>
    rowOf<{ owed: number; entries: number }>(
      database.db,
      sql`SELECT (SELECT balance_fen FROM ledger_account WHERE name = ${receivableOf(accountId)})::integer AS owed,
        (SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry WHERE account = ${receivableOf(accountId)})::integer AS entries`,
    );
  const anAccount = async (limitFen: number) => {
    const accountId = idFrom<AccountId>(uuidv7());
    await setLimit(accountId, limitFen);
    return accountId;
  };
  const many = (accountId: AccountId) => Promise.all(Array.from({ length: ORDERS }, () => charge(accountId)));

  it('never owe more than the limit lets them: exactly so many fit, and nothing of the others is booked', async () => {
    const accountId = await anAccount(FITTING * PRICE + 1);
    const taken = (await many(accountId)).filter((charged) => charged.ok);
    expect(taken).toHaveLength(FITTING);
    expect(await booked(accountId)).toEqual({ owed: FITTING * PRICE, entries: FITTING * PRICE });
  });

  it('are refused without a limit, and beyond one that is lowered meanwhile', async () => {
    const unlimited = idFrom<AccountId>(uuidv7());
    expect((await many(unlimited)).filter((charged) => charged.ok)).toEqual([]);
    const accountId = await anAccount(ORDERS * PRICE);
    const [answers] = await Promise.all([many(accountId), setLimit(accountId, FITTING * PRICE)]);
    const { owed, entries } = await booked(accountId);
    expect([owed, entries]).toEqual(Array(2).fill(answers.filter((charged) => charged.ok).length * PRICE));
    expect((await charge(accountId)).ok).toBe(owed + PRICE <= FITTING * PRICE);
  });

  it('control: whoever looks at the limit first and books then goes beyond it', async () => {
    const accountId = await anAccount(FITTING * PRICE);
    const name = receivableOf(accountId);
    await Promise.all(
      Array.from({ length: ORDERS }, () =>
        database.db.transaction(async (tx) => {
          const { fits } = await rowOf<{ fits: boolean }>(
            tx,
            sql`SELECT balance_fen + ${PRICE}::bigint <= limit_fen AS fits FROM ledger_account WHERE name = ${name}`,
          );
          if (!fits) return;
          // As long as a busy machine may well take between the two.
          await run(tx, sql`SELECT pg_sleep(${0.05}::float8)`);
          await run(
            tx,
            sql`UPDATE ledger_account SET balance_fen = balance_fen + ${PRICE}::bigint WHERE name = ${name}`,
          );
        }),
      ),
    );
    expect((await booked(accountId)).owed).toBeGreaterThan(FITTING * PRICE);
  });
});
