import { setTimeout as pause } from 'node:timers/promises';
import type { EraseBlocker } from '@banzhen/domain/accounts';
import { ok } from '@banzhen/domain/shared/result';
import { type OpenDatabase, postgresAccountUnitOfWork } from '@banzhen/postgres';
import { databaseFailure, testSealer, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erasureSuite } from './erasure-suite.js';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

erasureSuite('PostgreSQL', () => openOwnDatabase(4));

describe('an account that is erased while it books', () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openOwnDatabase(4);
  });
  afterAll(() => database.close());

  /** Two transactions of one account, the second begun while the first one is under way. */
  const both = async (isBookingFirst: boolean) => {
    const fixture = visitStoresFixture(database);
    const town = await aTown(fixture);
    const [patient, escort] = [await town.addPatient(), await town.addEscort()];
    const order = town.anOrder('PENDING_PAYMENT', patient.id, escort.id);
    await fixture.unitOfWork.run(async ({ quotes }) => ok(await quotes.insert(town.quoteOf(order))));
    const rest = (isFirst: boolean) => (isFirst ? pause(300) : undefined);
    let blockers: readonly EraseBlocker[] = [];
    const book = () =>
      fixture.unitOfWork.run(async ({ orders }) => {
        await orders.insert(order);
        await rest(isBookingFirst);
        return ok('booked');
      });
    const erase = () =>
      postgresAccountUnitOfWork({ db: database.db, sealer: testSealer }).run(async ({ erasure }) => {
        blockers = await erasure.blockers(town.accountId, new Date());
        if (blockers.length === 0) await erasure.erase(town.accountId, new Date());
        await rest(!isBookingFirst);
        return ok('erased');
      });
    const [first, second] = isBookingFirst ? [book, erase] : [erase, book];
    const under = first();
    await pause(100);
    const after = await second().then(
      () => undefined,
      (thrown: unknown) => databaseFailure(thrown)?.code ?? thrown,
    );
    await under;
    return { blockers, after };
  };

  it('stands where the booking came first', async () => {
    // Seen red without FOR UPDATE in `blockers`.
    expect(await both(true)).toEqual({ blockers: ['open-order'], after: undefined });
  });

  it('books nothing where the erasure came first', async () => {
    // Seen red where the trigger asked for `erased_at` without the lock on the row.
    expect(await both(false)).toEqual({ blockers: [], after: '23000' });
  });
});
