import { setTimeout as pause } from 'node:timers/promises';
import { err } from '@banzhen/domain/shared/result';
import { DatabaseFailure, type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { databaseFailure, safely, visitStoresFixture, withSafeErrors } from '@banzhen/postgres/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const SECRET = '13800138000';
const DIVISION_BY_ZERO = '22012';

const everythingSaid = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown);
  return [thrown.message, thrown.stack, JSON.stringify(thrown), everythingSaid(thrown.cause ?? '')].join(
    '\n',
  );
};

describe('a failure of the database', () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openOwnDatabase();
  });
  afterAll(() => database.close());

  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );

  it('leaves a unit of work with its SQLSTATE and constraint, and without parameters', async () => {
    const fixture = visitStoresFixture(database);
    const town = await aTown(fixture);
    const order = town.anOrder('PAID', (await town.addPatient()).id, (await town.addEscort()).id);
    await town.addOrder({ ...order, orderNo: SECRET });
    const again = {
      ...order,
      id: town.anOrder('PAID', order.patientId, order.patientId as never).id,
      orderNo: SECRET,
    };
    const thrown = await failureOf(
      fixture.unitOfWork.run(async (stores) => {
        await stores.orders.insert(again);
        return err('never');
      }),
    );
    expect(thrown).toBeInstanceOf(DatabaseFailure);
    expect(thrown).toMatchObject({ code: '23505', constraint: 'escort_order_no_once', isRetryable: false });
    expect(everythingSaid(thrown)).not.toContain(SECRET);
  });

  it('leaves an adapter on the pool without parameters', async () => {
    const failing = {
      read: () => database.db.execute(sql`SELECT ${SECRET}::integer / 0, ${SECRET}`).execute(),
    };
    const raw = await failureOf(failing.read());
    expect(everythingSaid(raw)).toContain(SECRET);
    const thrown = await failureOf(withSafeErrors(failing).read());
    expect(thrown).toBeInstanceOf(DatabaseFailure);
    expect(everythingSaid(thrown)).not.toContain(SECRET);
  });

  it('is what broke the transaction, and not that it is broken, whichever of two statements is heard of first', async () => {
    const ofBoth = (isHeardLate: boolean) =>
      failureOf(
        database.db.transaction((tx) => {
          const broken = safely(() => tx.execute(sql`SELECT 1 / ${0}::integer`).execute());
          const after = safely(() => tx.execute(sql`SELECT ${1}::integer`).execute());
          const late = () => broken.catch((thrown) => pause(50).then(() => Promise.reject(thrown)));
          return Promise.all([isHeardLate ? late() : broken, after]);
        }),
      );
    expect(databaseFailure(await ofBoth(false))).toMatchObject({ code: DIVISION_BY_ZERO });
    expect(databaseFailure(await ofBoth(true))).toMatchObject({ code: DIVISION_BY_ZERO });
  });

  it('leaves a bug as it is', async () => {
    const fixture = visitStoresFixture(database);
    const bug = new RangeError(`a bug ${uuidv7()}`);
    const thrown = await failureOf(fixture.unitOfWork.run(() => Promise.reject(bug)));
    expect(thrown).toBe(bug);
  });
});
