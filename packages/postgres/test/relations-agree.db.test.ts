import type { Cover, Order, OrderStatus } from '@banzhen/domain/orders';
import type { Patient, PatientStore, ProxyGrant } from '@banzhen/domain/patients';
import { type OperationId, operations } from '@banzhen/domain/policy';
import { type Person, type StaffRole, staffRoles } from '@banzhen/domain/shared/actor';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  type AccountId,
  type EscortId,
  idFrom,
  type OfferId,
  type PatientId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { aPatient } from '@banzhen/domain/testing';
import { relationsToOrder } from '@banzhen/domain/visits';
import { askerOf, type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { ordersRelatedTo, rowsOf, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const now = new Date('2030-01-07T08:00:00Z');
const DAY_MINUTES = 24 * 60;
const PEOPLE = 50;
const ORDERS = 200;
/** Two tenants, the second with a city of its own. */
const TOWNS = 3;

const statuses: readonly OrderStatus[] = [
  'PENDING_PAYMENT',
  'PAID',
  'ASSIGNED',
  'ACCEPTED',
  'SERVING',
  'FINISHED',
  'CANCELLED',
  'NO_SHOW',
];
/** Whatever is, or a moment ago was, in the hall. */
const inHall: readonly OrderStatus[] = ['PAID', 'ASSIGNED', 'ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING'];

type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;
type Town = Awaited<ReturnType<typeof aTown>>;

/** What is decided about an order that is there: by its booker, or by its escort. Appointments have desks, orders have none. */
const decided = (Object.keys(operations) as OperationId[]).filter((operation) => {
  const { allow } = operations[operation];
  return allow.some((one) => one === 'booker' || one === 'assigned-escort') && !allow.includes('clinic-desk');
});

/** Minutes before and after now at which something begins or ends, the very instant among them. */
const someMinutes = fc.constantFrom(-30 * DAY_MINUTES, -DAY_MINUTES, -1, 0, 1, DAY_MINUTES);
const someInstant = someMinutes.map((minutes) => minutesAfter(now, minutes));

const grantTo = (accountId: AccountId): fc.Arbitrary<ProxyGrant> =>
  fc
    .record({
      scopes: fc.subarray(['view', 'book'] as const, { minLength: 1 }),
      from: someInstant,
      until: fc.option(fc.constantFrom(1, DAY_MINUTES, 60 * DAY_MINUTES), { nil: undefined }),
    })
    .map(({ scopes, from, until }) => ({
      accountId,
      scopes,
      from,
      ...(until === undefined ? {} : { until: minutesAfter(from, until) }),
    }));

const coverFor = (status: OrderStatus, escortId: EscortId, draw: Draw): Cover => {
  const open = { kind: 'open' } as const;
  const accepted = { kind: 'accepted', escortId, seq: 1, acceptedAt: minutesAfter(now, -600) } as const;
  const offered = {
    kind: 'offered',
    escortId,
    offerId: idFrom<OfferId>(uuidv7()),
    seq: 1,
    expiresAt: now,
  } as const;
  if (status === 'PENDING_PAYMENT' || status === 'PAID') return open;
  return draw(fc.constantFrom<Cover>(open, offered, accepted));
};

/** When an order that is over came to its end: about a day ago, to the minute. */
const endOf = (status: OrderStatus, draw: Draw): Partial<Order> => {
  const at = draw(fc.constantFrom(-1, 0, 1).map((minute) => minutesAfter(now, minute - DAY_MINUTES)));
  if (status === 'FINISHED') return { finishedAt: at } as Partial<Order>;
  if (status === 'CANCELLED') return { cancelledAt: at } as Partial<Order>;
  return status === 'NO_SHOW' ? ({ noShowAt: at } as Partial<Order>) : {};
};

const rolesOf = (cities: readonly string[]) =>
  fc
    .uniqueArray(
      fc.record({
        role: fc.constantFrom<StaffRole>(...staffRoles),
        cityCode: fc.constantFrom(undefined, ...cities),
      }),
      {
        maxLength: 2,
        selector: ({ role }) => role,
      },
    )
    .map((scopes) => scopes.map(({ role, cityCode }) => (cityCode ? { role, cityCode } : { role })));

/** People and orders drawn by chance, in towns of two tenants. */
const drawWorld = async (database: OpenDatabase, draw: Draw) => {
  const fixture = visitStoresFixture(database);
  const own = await Promise.all(Array.from({ length: TOWNS }, () => aTown(fixture)));
  const towns = own.map((town, no): Town & { tenantId: TenantId } =>
    no === 1 ? { ...town, tenantId: own[0]?.tenantId ?? town.tenantId } : town,
  );
  const town = () => draw(fc.constantFrom(...towns));
  const addPatient = async (tenantId: TenantId, grants: Patient['grants']): Promise<Patient> => {
    const patient = aPatient({ id: idFrom<PatientId>(uuidv7()), tenantId, grants });
    await fixture.seeds.addPatient(patient);
    return patient;
  };
  /** Whoever may do something for a patient has an account. */
  const addAccount = (tenantId: TenantId, accountId: AccountId) =>
    addPatient(tenantId, [{ accountId, scopes: ['view'], from: now }]);
  for (const { tenantId, accountId } of towns) await addAccount(tenantId, accountId);
  const escortIds: EscortId[] = [];
  const people: Person[] = [];
  for (let count = 0; count < PEOPLE; count += 1) {
    const { tenantId, cityCode, addEscort } = town();
    const escort = draw(fc.boolean()) ? await addEscort({ tenantId, cityCode }) : undefined;
    const roleScopes = draw(fc.boolean()) ? [] : draw(rolesOf(towns.map((one) => one.cityCode)));
    if (escort) escortIds.push(escort.id);
    const accountId = escort?.accountId ?? idFrom<AccountId>(uuidv7());
    if (!escort) await addAccount(tenantId, accountId);
    people.push({
      kind: 'person',
      accountId,
      tenantId,
      staffRoles: roleScopes.map(({ role }) => role),
      roleScopes,
      authLevel: 'password+totp',
      ...(escort ? { escortId: escort.id } : {}),
    });
  }
  const somebody = () => draw(fc.constantFrom(...people)).accountId;
  const patients = new Map<PatientId, Patient>();
  const orders: Order[] = [];
  for (let count = 0; count < ORDERS; count += 1) {
    const { tenantId, anOrder, addOrder } = town();
    const holders = [...new Set([somebody(), somebody(), somebody()])];
    const grants = holders.map((holder) => draw(grantTo(holder)));
    const patient = await addPatient(tenantId, grants);
    patients.set(patient.id, patient);
    const status = draw(fc.constantFrom(...statuses));
    const escortId = draw(fc.constantFrom(...escortIds));
    const from = minutesAfter(now, (count + 1) * 2 * DAY_MINUTES);
    const plain = anOrder(status, patient.id, escortId, { startsAt: from, endsAt: minutesAfter(from, 240) });
    const shifts = plain.shifts.map((shift) => ({ ...shift, cover: coverFor(status, escortId, draw) }));
    const order = { ...plain, ...endOf(status, draw), tenantId, bookedBy: somebody(), shifts } as Order;
    orders.push(await addOrder(order));
  }
  const stores: Pick<PatientStore, 'find'> = { find: async (id) => patients.get(id) };
  return { people, orders, patients, stores: stores as PatientStore };
};

/** Whose business an order is whatever the hour and the scope: what row-level security lets through (A25). */
const isOnesBusiness = (actor: Person, order: Order, patient: Patient | undefined): boolean => {
  if (actor.tenantId !== order.tenantId) return false;
  const isEscorting =
    actor.escortId !== undefined &&
    (('searchSince' in order && inHall.includes(order.status)) ||
      order.shifts.some(({ cover }) => cover.kind !== 'open' && cover.escortId === actor.escortId));
  return (
    actor.staffRoles.length > 0 ||
    order.bookedBy === actor.accountId ||
    patient?.grants.some(({ accountId }) => accountId === actor.accountId) === true ||
    isEscorting
  );
};

const idsIn = (rows: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(rows.map(({ id }) => id));

describe('who may see which order', () => {
  let database: OpenDatabase;
  let world: Awaited<ReturnType<typeof drawWorld>>;
  beforeAll(async () => {
    database = await openOwnDatabase();
    const [drawn] = fc.sample(fc.gen(), 1);
    if (!drawn) throw new Error('nothing was drawn');
    world = await drawWorld(database, (arbitrary) => drawn(() => arbitrary));
  });
  afterAll(() => database.close());

  const bySql = async (actor: Person, operation: OperationId, at: Date) =>
    idsIn(
      await rowsOf<{ id: string }>(
        database.db,
        sql`SELECT id FROM escort_order WHERE ${ordersRelatedTo(actor, operations[operation].allow, at)}`,
      ),
    );
  const byRules = async (actor: Person, operation: OperationId, order: Order) => {
    const relations = await relationsToOrder(actor, order, world.stores, now);
    return operations[operation].allow.some((relation) => relations.has(relation));
  };
  /** Pairs of a person and an order about which the rules and the list say different things. */
  const disagreements = async (operation: OperationId, at: Date): Promise<number> => {
    let count = 0;
    for (const actor of world.people) {
      const listed = await bySql(actor, operation, at);
      for (const order of world.orders)
        if (listed.has(order.id) !== (await byRules(actor, operation, order))) count += 1;
    }
    return count;
  };

  it.each(decided)('is the same in the rules and in SQL, for 10,000 pairs: %s', async (operation) => {
    expect(world.people.length * world.orders.length).toBe(10_000);
    expect(await disagreements(operation, now)).toBe(0);
  });

  it('is never kept from anybody by row-level security, which shows nobody what is not their business', async () => {
    for (const actor of world.people) {
      const seen = idsIn(
        await rowsOf<{ id: string }>(
          database.for(() => askerOf(actor)),
          sql`SELECT id FROM escort_order`,
        ),
      );
      const business = world.orders.filter((order) =>
        isOnesBusiness(actor, order, world.patients.get(order.patientId)),
      );
      expect(seen).toEqual(idsIn(business));
      for (const order of world.orders)
        if (await byRules(actor, 'order.read', order)) expect(seen).toContain(order.id);
    }
  });

  it('differs as soon as one of them has another time', async () => {
    expect(await disagreements('order.read', minutesAfter(now, 1))).toBeGreaterThan(0);
  });
});
