import { defaultMembershipPolicy, type Memberships, makeMemberships } from '@banzhen/domain/membership';
import type { AccountId, OrderId } from '@banzhen/domain/shared/ids';
import { fixedClock } from '@banzhen/domain/testing';
import type { MembershipStoresFixture } from '@banzhen/domain/testing/contracts';
import type { OpenDatabase } from '@banzhen/postgres';
import { membershipStoresFixture, rowOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const CONNECTIONS = 12;
const TELLERS = 24;
const times = <T>(count: number, work: () => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, work));

describe('an order that many are told of at once', () => {
  let database: OpenDatabase;
  let stores: MembershipStoresFixture;
  let memberships: Memberships;
  beforeAll(async () => {
    database = await openOwnDatabase(CONNECTIONS);
    stores = membershipStoresFixture(database);
    await stores.publishMembershipPolicy(defaultMembershipPolicy, new Date('1980-01-01T00:00:00Z'));
    const { unitOfWork } = stores;
    const clock = fixedClock();
    const { tenantId: homeTenant } = await aTown(visitStoresFixture(database));
    const deps = { unitOfWork, platformUnitOfWork: unitOfWork, clock, sessionClock: clock, homeTenant };
    memberships = makeMemberships(deps);
    await run(
      database.db,
      sql.raw('CREATE TABLE unguarded_credit (order_id uuid NOT NULL, points bigint NOT NULL)'),
    );
    // A cold pool lets requests come one by one, which hides every race.
    await times(CONNECTIONS, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`));
  });
  afterAll(() => database.close());

  const finishedOrder = async () => {
    const town = await aTown(visitStoresFixture(database));
    const [patient, escort] = [await town.addPatient(), await town.addEscort()];
    return town.addOrder(town.anOrder('FINISHED', patient.id, escort.id));
  };
  const refund = (orderId: OrderId, amountFen: number) =>
    run(
      database.db,
      sql`UPDATE escort_order SET refund_requested_fen = ${amountFen}::bigint, earned_fen = captured_fen - ${amountFen}::bigint
        WHERE id = ${orderId}`,
    );
  const booked = (accountId: AccountId) =>
    rowOf<{ kinds: string; balance: number; growth: number }>(
      database.db,
      sql`SELECT (SELECT string_agg(kind, ' ' ORDER BY seq) FROM points_entry WHERE account_id = ${accountId}) AS kinds,
        (SELECT sum(points) FROM points_entry WHERE account_id = ${accountId})::integer AS balance,
        (SELECT growth FROM member WHERE account_id = ${accountId})::integer AS growth`,
    );

  it('brings its points and its growth once, and loses once what goes back (JB2, S10)', async () => {
    const { id: orderId, bookedBy } = await finishedOrder();
    await times(TELLERS, () => memberships.creditOrder({ orderId }));
    expect(await booked(bookedBy)).toEqual({ kinds: 'EARN', balance: 199, growth: 199 });
    await refund(orderId, 100_00);
    await times(TELLERS, () => memberships.creditOrder({ orderId }));
    expect(await booked(bookedBy)).toEqual({ kinds: 'EARN CLAWBACK', balance: 99, growth: 199 });
  });

  it('brings growth of every order, however many come at once', async () => {
    const town = await aTown(visitStoresFixture(database));
    const [patient, escort] = [await town.addPatient(), await town.addEscort()];
    const orders = [];
    for (let no = 0; no < 3; no++) {
      const startsAt = new Date(Date.parse('2030-02-01T01:00:00Z') + no * 86_400_000);
      const during = { startsAt, endsAt: new Date(startsAt.getTime() + 4 * 3_600_000) };
      orders.push(await town.addOrder(town.anOrder('FINISHED', patient.id, escort.id, during)));
    }
    await Promise.all(orders.map(({ id: orderId }) => memberships.creditOrder({ orderId })));
    expect(await booked(town.accountId)).toMatchObject({ balance: 597, growth: 597 });
  });

  it('control: whoever looks first and adds then brings it several times', async () => {
    const { id: orderId } = await finishedOrder();
    await times(TELLERS, () =>
      database.db.transaction(async (tx) => {
        const { seen } = await rowOf<{ seen: number }>(
          tx,
          sql`SELECT count(*)::integer AS seen FROM unguarded_credit WHERE order_id = ${orderId}`,
        );
        if (seen > 0) return;
        // As long as a busy machine may well take between the two.
        await run(tx, sql`SELECT pg_sleep(${0.05}::float8)`);
        await run(tx, sql`INSERT INTO unguarded_credit VALUES (${orderId}, ${199}::bigint)`);
      }),
    );
    const { entries } = await rowOf<{ entries: number }>(
      database.db,
      sql`SELECT count(*)::integer AS entries FROM unguarded_credit WHERE order_id = ${orderId}`,
    );
    expect(entries).toBeGreaterThan(1);
  });
});
