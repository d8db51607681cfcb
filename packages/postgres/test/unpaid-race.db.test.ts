import type { AccountId } from '@banzhen/domain/shared/ids';
import { err, ok } from '@banzhen/domain/shared/result';
import type { VisitStoresFixture } from '@banzhen/domain/testing';
import type { OpenDatabase } from '@banzhen/postgres';
import { rowsOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const CONNECTIONS = 12;
const LIMIT = 3;

describe('many bookings of one account at once', () => {
  let database: OpenDatabase;
  let stores: VisitStoresFixture;
  beforeAll(async () => {
    database = await openOwnDatabase(CONNECTIONS);
    stores = visitStoresFixture(database);
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`)),
    );
  });
  afterAll(() => database.close());

  const plainCount = async (accountId: AccountId): Promise<number> => {
    const rows = await rowsOf<{ unpaid: number }>(
      database.db,
      sql`SELECT count(*)::integer AS unpaid FROM escort_order
        WHERE booked_by = ${accountId} AND status = 'PENDING_PAYMENT'`,
    );
    return rows[0]?.unpaid ?? 0;
  };

  /** How many of `CONNECTIONS` bookings get in when each is let in below the limit that `count` sees. */
  const booked = async (count: 'of the store' | 'without a lock'): Promise<number> => {
    const town = await aTown(stores);
    const escort = await town.addEscort();
    const { accountId } = town;
    const book = async () => {
      const patient = await town.addPatient();
      const order = town.anOrder('PENDING_PAYMENT', patient.id, escort.id);
      return () =>
        stores.unitOfWork.run(async ({ orders, quotes }) => {
          const unpaid =
            count === 'of the store'
              ? (await orders.countUnpaid(accountId)).pending
              : await plainCount(accountId);
          if (unpaid >= LIMIT) return err('too many' as const);
          await quotes.insert(town.quoteOf(order));
          await orders.insert(order);
          return ok(undefined);
        });
    };
    const bookings = await Promise.all(Array.from({ length: CONNECTIONS / 2 }, book));
    const answers = await Promise.all(bookings.map((begin) => begin()));
    return answers.filter((answer) => answer.ok).length;
  };

  it('keep the limit of unpaid orders', async () => {
    expect(await booked('of the store')).toBe(LIMIT);
  });

  it('break it when the count takes no lock (control)', async () => {
    expect(await booked('without a lock')).toBeGreaterThan(LIMIT);
  });
});
