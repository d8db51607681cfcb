import type { Shift } from '@banzhen/domain/orders';
import { idFrom, type OfferId, type OrderId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { aDispatcher, aService, type VisitStoresFixture } from '@banzhen/domain/testing';
import { type OpenDatabase, uuidv7Ids } from '@banzhen/postgres';
import * as queries from '@banzhen/postgres/queries';
import { type HospitalRow, placeHospitals, upsertHospitals } from '@banzhen/postgres/registry';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { testSealer, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const now = new Date('2030-01-07T00:00:00Z');
const ids = uuidv7Ids();

describe('queries for screens', () => {
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
  const addOrder = async (status: Parameters<typeof town.anOrder>[0]) => {
    const escort = await town.addEscort();
    const order = await town.addOrder(town.anOrder(status, (await town.addPatient()).id, escort.id));
    return { order, escort };
  };
  const idsOf = (summaries: readonly queries.OrderSummary[]) => summaries.map(({ order }) => order.id);

  it('show an order with the names beside it, also when another city has the same service', async () => {
    await aTown(fixture);
    const { order, escort } = await addOrder('ACCEPTED');
    const { titleZh: zh, titleEn: en } = aService();
    expect(await queries.orderSummary(sealed, order.id)).toEqual({
      order,
      patientName: '测试',
      hospitalName: expect.any(String),
      bookedByName: '测试',
      zone: 'Asia/Shanghai',
      serviceTitle: { zh, en },
      escortNames: { [escort.id]: '测试' },
    });
  });

  it('page through a tenant’s board, newest first', async () => {
    const orders: OrderId[] = [];
    for (let count = 0; count < 5; count += 1) orders.unshift((await addOrder('PAID')).order.id);
    await addOrder('CANCELLED');
    const dispatcher = { ...aDispatcher(), tenantId: town.tenantId };
    const page = (before?: OrderId) =>
      queries.orderBoard(sealed, { actor: dispatcher, now, statuses: ['PAID'], limit: 3, before });
    const first = await page();
    expect(idsOf(first)).toEqual(orders.slice(0, 3));
    expect(idsOf(await page(first.at(-1)?.order.id))).toEqual(orders.slice(3));
  });

  it('show whose role is limited to a city the board of that city alone (A9)', async () => {
    const { order } = await addOrder('PAID');
    const board = async (cityCode: string) => {
      const actor = {
        ...aDispatcher(),
        tenantId: town.tenantId,
        roleScopes: [{ role: 'dispatcher', cityCode }] as const,
      };
      return idsOf(
        await queries.orderBoard(sealed, { actor, now, statuses: undefined, limit: 3, before: undefined }),
      );
    };
    expect(await board(town.cityCode)).toEqual([order.id]);
    expect(await board('elsewhere')).toEqual([]);
  });

  it('show each escort what is theirs and the hall what is open', async () => {
    const paid = await addOrder('PAID');
    const offered = await addOrder('ASSIGNED');
    const accepted = await addOrder('ACCEPTED');
    const hall = await queries.ordersInHall(sealed, town.tenantId, town.cityCode);
    expect(idsOf(hall)).toEqual([paid.order.id]);
    expect(idsOf(await queries.ordersOffered(sealed, offered.escort.id, now))).toEqual([offered.order.id]);
    const late = new Date('2031-01-01T00:00:00Z');
    expect(await queries.ordersOffered(sealed, offered.escort.id, late)).toEqual([]);
    expect(idsOf(await queries.ordersOfEscort(sealed, accepted.escort.id))).toEqual([accepted.order.id]);
    expect(await queries.ordersOfEscort(sealed, paid.escort.id)).toEqual([]);
  });

  it('show a later shift in the hall and as an offer while the order is being served', async () => {
    const [onDay, onNight] = [await town.addEscort(), await town.addEscort()];
    const served = async (later: (shift: Shift) => Shift) => {
      const order = town.anOrder('SERVING', (await town.addPatient()).id, onDay.id);
      const [day] = order.shifts;
      if (!day) throw new Error('an order has a shift');
      const { startsAt, endsAt } = day.during;
      const during = { startsAt: endsAt, endsAt: new Date(2 * endsAt.getTime() - startsAt.getTime()) };
      const shifts = [day, later({ no: 2, during, cover: { kind: 'open' } })];
      return town.addOrder({ ...order, shifts, ...{ searchSince: now } });
    };
    const open = await served((shift) => shift);
    const offerId = idFrom<OfferId>(ids.next());
    const expiresAt = new Date('2030-01-07T00:15:00Z');
    const offered = await served((shift) => ({
      ...shift,
      cover: { kind: 'offered', escortId: onNight.id, offerId, seq: 2, expiresAt },
    }));
    expect(idsOf(await queries.ordersInHall(sealed, town.tenantId, town.cityCode))).toEqual([open.id]);
    expect(idsOf(await queries.ordersOffered(sealed, onNight.id, now))).toEqual([offered.id]);
  });

  it('show a family its orders and patients', async () => {
    const { order } = await addOrder('PAID');
    const { accountId, tenantId } = town;
    const family = { kind: 'person', accountId, tenantId, staffRoles: [] } as const;
    expect(idsOf(await queries.ordersOfFamily(sealed, family, now))).toEqual([order.id]);
    const patients = await queries.patientsOf(sealed, town.accountId, now);
    expect(patients).toEqual([{ id: order.patientId, name: '测试', isRealNamed: true }]);
    const person = await queries.personOf(sealed, town.accountId);
    expect(person).toMatchObject({
      tenantId: town.tenantId,
      staffRoles: [],
      escortId: null,
      hasPatients: true,
    });
  });

  it('tell a history with names', async () => {
    const { order, escort } = await addOrder('PAID');
    const by = { as: 'U', accountId: town.accountId } as const;
    const event = {
      type: 'ShiftOffered',
      orderId: order.id,
      row: 'O4',
      from: 'PAID',
      to: 'ASSIGNED',
    } as const;
    await fixture.unitOfWork.run(async (stores) => {
      await stores.timeline.append([{ ...event, version: 2, at: now, by, refs: { escortId: escort.id } }]);
      return ok(undefined);
    });
    expect(await queries.timelineOf(sealed, order.id)).toEqual([
      expect.objectContaining({
        row: 'O4',
        at: now,
        as: 'U',
        byName: '测试',
        escortName: '测试',
        reason: null,
      }),
    ]);
  });
});

describe('the hospital directory', () => {
  let database: OpenDatabase;
  let cityCode: string;
  beforeAll(async () => {
    database = await openOwnDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    cityCode = (await aTown(visitStoresFixture(database))).cityCode;
  });
  const row = (code: string, name: string, grade = '无等级'): HospitalRow => ({
    code,
    name,
    district: '东城区',
    kind: '对外',
    grade,
  });
  const upsert = (rows: readonly HospitalRow[]) => upsertHospitals(database.db, cityCode, rows, ids);
  const search = (text: string, limit = 10) =>
    queries.searchHospitals({ db: database.db, sealer: testSealer }, { cityCode, text, limit });

  it('takes a batch once, however often it is given', async () => {
    const rows = [row('1', '第一医院'), row('2', '第二医院'), row('2', '第二人民医院')];
    expect(await upsert(rows)).toEqual({ added: 2, changed: 0, same: 0 });
    expect(await upsert(rows)).toEqual({ added: 0, changed: 0, same: 2 });
    expect(await upsert([row('1', '第一医院', '三级甲等')])).toEqual({ added: 0, changed: 1, same: 0 });
    expect((await search('第二')).map(({ name }) => name)).toEqual(['第二人民医院']);
  });

  it('takes an empty batch', async () => {
    expect(await upsert([])).toEqual({ added: 0, changed: 0, same: 0 });
  });

  it('keeps a known place when a row comes without one', async () => {
    const place = { longitude: 116.4, latitude: 39.9, datum: 'GCJ-02' } as const;
    await upsert([row('1', '同心医院')]);
    expect(await placeHospitals(database.db, cityCode, [{ name: '同心医院', place }])).toBe(1);
    expect(await upsert([row('1', '同心医院')])).toEqual({ added: 0, changed: 0, same: 1 });
    const [found] = await search('同心');
    const stored = await visitStoresFixture(database).unitOfWork.run(async ({ catalogue }) =>
      ok(found && (await catalogue.hospital(found.id))),
    );
    expect(stored).toMatchObject({ ok: true, value: { place } });
  });

  it('finds third-grade hospitals first and takes wildcards as letters', async () => {
    await upsert([row('1', '甲医院'), row('2', '乙医院', '三级甲等'), row('3', '百分之100%医院')]);
    expect((await search('医院')).map(({ code }) => code)[0]).toBe('2');
    expect((await search('100%')).map(({ code }) => code)).toEqual(['3']);
    expect(await search('_')).toEqual([]);
    expect(await search('医院', 1)).toHaveLength(1);
  });
});
