import { defaultMembershipPolicy, keepMembership } from '@banzhen/domain/membership';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { idFrom, type OrderId, type QuoteId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import {
  aFamily,
  aGoldMember,
  fixedClock,
  fixedOffsetCalendar,
  inMemoryPaymentProvider,
  type VisitStoresFixture,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { makeVisits, type VisitStores } from '@banzhen/domain/visits';
import { type OpenDatabase, publishMembershipPolicy, uuidv7, uuidv7Ids } from '@banzhen/postgres';
import { rowOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const CONNECTIONS = 12;
const ORDERS = 8;
/** Of a gold member, in thirty days. */
const MOST = 2;

/** Three hours before the visits: too late for everybody else. */
const late = minutesAfter(wednesdayMorning.startsAt, -180);

let database: OpenDatabase;
let stores: VisitStoresFixture;
beforeAll(async () => {
  database = await openOwnDatabase(CONNECTIONS);
  stores = visitStoresFixture(database);
  await publishMembershipPolicy(database.db, defaultMembershipPolicy, new Date('2026-01-01T00:00:00Z'));
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`)),
  );
});
afterAll(() => database.close());

/** Paid orders of a gold member for as many patients, each with a quote for the next day. */
const ordersOf = async () => {
  const town = await aTown(stores);
  const { tenantId, accountId } = town;
  const actor = aFamily({ tenantId, accountId });
  const membership = keepMembership(aGoldMember(actor), new Date('2030-01-07T02:00:00Z'));
  const escort = await town.addEscort();
  const shifts = [
    {
      startsAt: minutesAfter(wednesdayMorning.startsAt, 1440),
      endsAt: minutesAfter(wednesdayMorning.endsAt, 1440),
    },
  ];
  const moves: { readonly orderId: OrderId; readonly quoteId: QuoteId }[] = [];
  for (let no = 0; no < ORDERS; no += 1) {
    const patient = await town.addPatient();
    const order = await town.addOrder({ ...town.anOrder('PAID', patient.id, escort.id), membership });
    const quoteId = idFrom<QuoteId>(uuidv7());
    const valid = { createdAt: late, validUntil: minutesAfter(late, 15) };
    const quote = { ...town.quoteOf(order), ...valid, id: quoteId, shifts };
    await stores.unitOfWork.run(async ({ quotes }) => ok(await quotes.insert(quote)));
    moves.push({ orderId: order.id, quoteId });
  }
  const counted = async (statement: ReturnType<typeof sql>) =>
    (await rowOf<{ count: number }>(database.db, statement)).count;
  return {
    actor,
    moves,
    uses: () =>
      counted(
        sql`SELECT coalesce(sum(taken), 0)::integer AS count FROM privilege_use WHERE account_id = ${accountId}`,
      ),
    moved: () =>
      counted(
        sql`SELECT count(*)::integer AS count FROM escort_order WHERE booked_by = ${accountId} AND version > 1`,
      ),
  };
};

const visitsOn = (unitOfWork: UnitOfWork<VisitStores>) =>
  makeVisits({
    unitOfWork,
    clock: fixedClock(late),
    ids: uuidv7Ids(),
    calendar: fixedOffsetCalendar({ offsetMinutes: 480 }),
    pause: async () => undefined,
    providers: {
      wechat: inMemoryPaymentProvider('wechat'),
      alipay: inMemoryPaymentProvider('alipay'),
      unionpay: inMemoryPaymentProvider('unionpay'),
    },
  });

it('late moves at once are as many as the level has, each counted, and the others stay where they were', async () => {
  const { actor, moves, uses, moved } = await ordersOf();
  const { rescheduleOrder } = visitsOn(stores.unitOfWork);
  const answers = await Promise.all(moves.map((one) => rescheduleOrder(actor, one)));
  for (const answer of answers)
    if (!answer.ok) expect(answer.error).toMatchObject({ type: 'QuotaUsedUp', most: MOST });
  expect(answers.filter((answer) => answer.ok)).toHaveLength(MOST);
  expect([await moved(), await uses()]).toEqual([MOST, MOST]);
});

it('one late move that is asked for many times at once is counted once', async () => {
  const { actor, moves, uses, moved } = await ordersOf();
  const [one] = moves;
  if (!one) throw new Error('there are orders');
  const { rescheduleOrder } = visitsOn(stores.unitOfWork);
  const answers = await Promise.all(Array.from({ length: ORDERS }, () => rescheduleOrder(actor, one)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect([await moved(), await uses()]).toEqual([1, 1]);
});

it('control: looking how many are left and counting then lets too many move', async () => {
  const { actor, moves, moved } = await ordersOf();
  const lookFirst = (own: VisitStores): VisitStores => ({
    ...own,
    privilegeQuotas: {
      ...own.privilegeQuotas,
      async take({ code, most }) {
        const left = most - (await moved());
        return left > 0 ? ok({ left: left - 1 }) : { ok: false, error: { type: 'QuotaUsedUp', code, most } };
      },
    },
  });
  const { rescheduleOrder } = visitsOn({
    run: (work) => stores.unitOfWork.run((own) => work(lookFirst(own))),
  });
  await Promise.all(moves.map((one) => rescheduleOrder(actor, one)));
  expect(await moved()).toBeGreaterThan(MOST);
});
