import type { CalendarLink } from '@banzhen/domain/calendars';
import type { OrderStatus } from '@banzhen/domain/orders';
import { type CalendarLinkId, type EscortId, idFrom } from '@banzhen/domain/shared/ids';
import { type OpenDatabase, postgresCalendarReader, uuidv7 } from '@banzhen/postgres';
import { run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from './open-embedded.js';
import { aTown } from './town.js';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbedded();
}, 60_000);
afterAll(() => database.close());

const HOUR = 3_600_000;
const startsAt = new Date('2030-03-04T01:00:00Z');

const anEscortWithOrder = async (status: OrderStatus = 'ACCEPTED') => {
  const town = await aTown(visitStoresFixture(database));
  const [escort, patient] = [await town.addEscort(), await town.addPatient()];
  const during = { startsAt, endsAt: new Date(startsAt.getTime() + 4 * HOUR) };
  const order = await town.addOrder(town.anOrder(status, patient.id, escort.id, during));
  const linkOf = (escortId: EscortId): CalendarLink => ({
    id: idFrom<CalendarLinkId>(uuidv7()),
    ...{ tenantId: town.tenantId, createdBy: town.accountId, owner: { kind: 'escort', escortId } },
    ...{ hash: '', createdAt: startsAt, expiresAt: startsAt },
  });
  const entries = (escortId = escort.id, days = 1) =>
    postgresCalendarReader(database.db).entries(linkOf(escortId), {
      from: new Date(startsAt.getTime() - days * 24 * HOUR),
      until: new Date(startsAt.getTime() + days * 24 * HOUR),
    });
  return { town, escort, order, entries };
};

it('are the shifts that an escort has, by their order numbers', async () => {
  const { town, order, entries } = await anEscortWithOrder();
  expect(await entries()).toMatchObject([
    {
      uid: `${order.id}-1`,
      sequence: order.version,
      kind: 'visit',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 4 * HOUR),
      orderNo: order.orderNo,
      isCancelled: false,
    },
  ]);
  expect(await entries((await town.addEscort()).id)).toEqual([]);
  expect(await entries(undefined, 0)).toEqual([]);
});

it('keep their uid when they are moved, and count on', async () => {
  const { order, entries } = await anEscortWithOrder();
  const later = new Date(startsAt.getTime() + HOUR);
  const { db } = database;
  await run(
    db,
    sql`UPDATE order_shift SET starts_at = ${later.toISOString()}::timestamptz WHERE order_id = ${order.id}`,
  );
  await run(db, sql`UPDATE escort_order SET version = version + 1 WHERE id = ${order.id}`);
  expect(await entries()).toMatchObject([
    { uid: `${order.id}-1`, startsAt: later, sequence: order.version + 1, isCancelled: false },
  ]);
});

/** The timeline knows that the escort has taken it. */
const taken = ({ escort, order }: Awaited<ReturnType<typeof anEscortWithOrder>>): Promise<unknown> =>
  run(
    database.db,
    sql`INSERT INTO order_event (order_id, version, ordinal, type, transition, from_status, to_status, at, by_capacity, refs)
      VALUES (${order.id}, 90, 0, 'ShiftAccepted', 'O5', 'ASSIGNED', 'ACCEPTED', now(), 'E',
        ${JSON.stringify({ escortId: escort.id, shiftNo: 1 })}::jsonb)`,
  );

it('are called off when the escort is released, and when the order is cancelled', async () => {
  const released = await anEscortWithOrder();
  await taken(released);
  await run(
    database.db,
    sql`UPDATE order_shift SET cover = 'open', escort_id = NULL, seq = NULL, accepted_at = NULL
      WHERE order_id = ${released.order.id}`,
  );
  expect(await released.entries()).toMatchObject([{ uid: `${released.order.id}-1`, isCancelled: true }]);
  const cancelled = await anEscortWithOrder('CANCELLED');
  await taken(cancelled);
  expect(await cancelled.entries()).toMatchObject([{ uid: `${cancelled.order.id}-1`, isCancelled: true }]);
});
