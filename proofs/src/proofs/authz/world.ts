import type { Order, OrderStatus } from '@banzhen/domain/orders';
import type { ProxyGrant } from '@banzhen/domain/patients';
import type { Quote } from '@banzhen/domain/pricing';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  type AccountId,
  type AppointmentId,
  type BundleId,
  type ConversationMessageId,
  type EscortId,
  type HospitalId,
  idFrom,
  type OrderId,
  type PatientId,
  type QuoteId,
  type SanctionId,
  type TenantId,
  type WaitlistEntryId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { anyOrder, aQuote } from '@banzhen/domain/testing';
import {
  type OpenDatabase,
  postgresConversationUnitOfWork,
  postgresUnitOfWork,
  uuidv7,
} from '@banzhen/postgres';
import { saveAccount, saveEscort, savePatient } from '@banzhen/postgres/registry';
import { run, sql } from '@banzhen/postgres/testing';
import { sealer } from '../../keys.js';
import type { Hook } from '../../partner-endpoint.js';
import { anEscort, makeTown, nextPhone, openHallFor } from '../../town.js';
import { addBundle } from './bundle.js';
import { type Canaries, canaryOf } from './canaries.js';
import { addClinic, type ClinicIds, noClinic } from './clinic.js';
import { addKeyHolders, type KeyHolder } from './partner-keys.js';
import {
  type ObjectName,
  objectNames,
  type Principal,
  type PrincipalName,
  principalNames,
  principalOf,
} from './principals.js';
import { addEntry, addSeat } from './seat.js';

export interface Someone {
  readonly accountId: AccountId;
  readonly escortId?: EscortId;
}

/** Where an operation can be aimed at. */
export interface Target {
  readonly orderId: OrderId;
  readonly patientId: PatientId;
  readonly quoteId: QuoteId;
  readonly hospitalId: HospitalId;
  readonly appointmentId: AppointmentId;
  readonly entryId: WaitlistEntryId;
  readonly bundleId: BundleId;
  readonly clinic: ClinicIds;
}

export interface World {
  readonly people: Readonly<Record<PrincipalName, Someone>>;
  readonly targets: Readonly<Record<ObjectName, Target>>;
  /** What partners show. */
  readonly keys: ReadonlyMap<KeyHolder, string>;
  /** Where partners are told of events. */
  readonly hooks: Readonly<Record<'home' | 'foreign', Hook>>;
}

const DAY_MINUTES = 24 * 60;
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

const statuses: Readonly<Record<Exclude<ObjectName, 'unknown'>, OrderStatus>> = {
  unpaid: 'PENDING_PAYMENT',
  'in the hall': 'PAID',
  offered: 'ASSIGNED',
  accepted: 'ACCEPTED',
  'on the way': 'EN_ROUTE',
  arrived: 'ARRIVED',
  serving: 'SERVING',
  ended: 'ENDED',
  finished: 'FINISHED',
  'finished long ago': 'FINISHED',
  cancelled: 'CANCELLED',
  foreign: 'ACCEPTED',
};

const newIds = (hospitalId: HospitalId, clinic: ClinicIds): Target => ({
  hospitalId,
  clinic,
  orderId: idFrom<OrderId>(uuidv7()),
  patientId: idFrom<PatientId>(uuidv7()),
  quoteId: idFrom<QuoteId>(uuidv7()),
  appointmentId: idFrom<AppointmentId>(uuidv7()),
  entryId: idFrom<WaitlistEntryId>(uuidv7()),
  bundleId: idFrom<BundleId>(uuidv7()),
});

/** Fills a database with two organisations, everybody who asks, and an order in each state; every text is a canary. */
export const makeWorld = async (database: OpenDatabase, canaries: Canaries): Promise<World> => {
  const { db } = database;
  const now = new Date();
  const town = await makeTown(db, { escorts: 0, patients: 0 });
  const tenants = { home: town.tenantId, foreign: idFrom<TenantId>(uuidv7()) };
  await openHallFor(db, tenants.foreign);

  const addPerson = async (name: PrincipalName): Promise<Someone> => {
    const { tenant, staff, isElsewhere, isEscort, restricted }: Principal = principalOf(name);
    const accountId = idFrom<AccountId>(uuidv7());
    const tenantId = tenants[tenant];
    const displayName = canaries.plant(canaryOf.account(name));
    await saveAccount(
      { db, sealer },
      { id: accountId, tenantId, displayName, phone: nextPhone(), staffRoles: staff ? [staff] : [] },
    );
    if (isElsewhere)
      await run(db, sql`UPDATE staff_grant SET city_code = 'elsewhere' WHERE account_id = ${accountId}`);
    if (restricted) await restrict(accountId, restricted);
    if (!isEscort) return { accountId };
    const escortId = idFrom<EscortId>(uuidv7());
    await saveEscort(db, { ...anEscort, id: escortId, accountId, tenantId });
    return { accountId, escortId };
  };
  const restrict = (accountId: AccountId, functions: readonly string[]): Promise<void> =>
    db.transaction(async (tx) => {
      const id = idFrom<SanctionId>(uuidv7());
      const subject = { kind: 'account', id: accountId } as const;
      const [reason] = await sealer.sealAll(tx, [
        { field: 'sanction.reason', subject, rowId: id, plain: 'why' },
      ]);
      await run(
        tx,
        sql`INSERT INTO sanction (id, account_id, kind, functions, cause, reason_sealed, valid_from, imposed_by_account, version)
            VALUES (${id}, ${accountId}, 'restricted', ${`{${functions.join(',')}}`}::text[], 'other', decode(${Buffer.from(reason ?? []).toString('hex')}, 'hex'),
              ${LONG_AGO.toISOString()}::timestamptz, ${town.dispatcher}, 1)`,
      );
    });

  const entries: [PrincipalName, Someone][] = [];
  for (const name of principalNames) entries.push([name, await addPerson(name)]);
  const people = Object.fromEntries(entries) as Record<PrincipalName, Someone>;

  const grant = (name: PrincipalName, scopes: ProxyGrant['scopes'], until?: Date): ProxyGrant => ({
    accountId: people[name].accountId,
    scopes,
    from: LONG_AGO,
    ...(until ? { until } : {}),
  });
  const nextWeek = minutesAfter(now, 7 * DAY_MINUTES);
  const homeGrants = [
    grant('booker', ['view', 'book']),
    grant('proxy who may view', ['view'], nextWeek),
    grant('proxy who may book', ['view', 'book'], nextWeek),
    grant('proxy who may book, restricted', ['view', 'book'], nextWeek),
    grant('proxy of yesterday', ['view', 'book'], minutesAfter(now, -DAY_MINUTES)),
  ];
  const addPatient = async (side: 'home' | 'foreign'): Promise<PatientId> => {
    const id = idFrom<PatientId>(uuidv7());
    const grants = side === 'home' ? homeGrants : [grant('foreign family', ['view', 'book'])];
    const patient = { id, tenantId: tenants[side], isRealNamed: true, grants };
    await savePatient({ db, sealer }, patient, canaries.plant(canaryOf.patient(side)));
    return id;
  };
  const patients = { home: await addPatient('home'), foreign: await addPatient('foreign') };

  const clinics = {
    home: await addClinic(database, tenants.home, town.hospitalId),
    foreign: await addClinic(database, tenants.foreign, town.hospitalId),
  };
  const seatOf = async (side: 'home' | 'foreign') => {
    const patientId = patients[side];
    const bookedBy = people[side === 'foreign' ? 'foreign family' : 'booker'].accountId;
    const { clinicSessionId, departmentId } = clinics[side];
    const target = { tenantId: tenants[side], hospitalId: town.hospitalId, departmentId };
    return {
      ...(await addSeat(database, { clinicSessionId, patientId, bookedBy })),
      ...(await addEntry(database, { target, patientId, joinedBy: bookedBy })),
    };
  };
  const seats = { home: await seatOf('home'), foreign: await seatOf('foreign') };

  const service = { code: town.serviceCode, kind: 'visit', skills: [] } as const;
  const unitOfWork = postgresUnitOfWork(db, { news: database.news, sealer });
  const talk = postgresConversationUnitOfWork(db, { news: database.news, sealer });
  const escortOf = (object: ObjectName): EscortId => {
    const name =
      object === 'offered' ? 'offered escort' : object === 'foreign' ? 'foreign escort' : 'assigned escort';
    return people[name].escortId ?? idFrom<EscortId>(uuidv7());
  };
  const addOrder = async (object: Exclude<ObjectName, 'unknown'>, day: number): Promise<Target> => {
    const side = object === 'foreign' ? 'foreign' : 'home';
    const booker = people[side === 'foreign' ? 'foreign family' : 'booker'].accountId;
    const ids = { ...newIds(town.hospitalId, clinics[side]), ...seats[side], patientId: patients[side] };
    const startsAt = minutesAfter(now, day * DAY_MINUTES);
    // The second shift of the order that is being served belongs to another escort.
    const hours = object === 'serving' ? [0, 4] : [0];
    const shifts = hours.map((hour) => ({
      startsAt: minutesAfter(startsAt, hour * 60),
      endsAt: minutesAfter(startsAt, hour * 60 + 240),
    }));
    const secondEscort = people['assigned escort, restricted'].escortId;
    const quote: Quote = aQuote({
      id: ids.quoteId,
      tenantId: tenants[side],
      accountId: booker,
      patientId: ids.patientId,
      hospitalId: town.hospitalId,
      cityCode: town.cityCode,
      policyVersion: 2,
      service,
      shifts,
      createdAt: minutesAfter(now, -DAY_MINUTES),
    });
    const drawn = anyOrder(statuses[object], {
      escortId: escortOf(object),
      during: shifts,
      // Long enough ago that the hall is open.
      createdAt: minutesAfter(now, -60),
    });
    const order: Order = {
      ...drawn,
      id: ids.orderId,
      orderNo: `BZ300107${String(day).padStart(10, '0')}`,
      tenantId: tenants[side],
      cityCode: town.cityCode,
      hospitalId: town.hospitalId,
      service,
      bookedBy: booker,
      patientId: ids.patientId,
      charge: { ...drawn.charge, quoteId: ids.quoteId },
      shifts: drawn.shifts.map((shift) =>
        shift.no === 2 ? { ...shift, cover: { ...shift.cover, escortId: secondEscort } } : shift,
      ),
      policyVersion: 2,
      visitCode: { ...drawn.visitCode, code: canaries.plant(canaryOf.visitCode(object)) },
      ...(object === 'finished long ago' ? { finishedAt: minutesAfter(now, -2 * DAY_MINUTES) } : {}),
    } as Order;
    const about = { orderId: order.id, at: now } as const;
    await unitOfWork.run(async (stores) => {
      await stores.quotes.insert(quote);
      await stores.orders.insert(order);
      await stores.serviceLog.append({
        ...about,
        id: uuidv7(),
        escortId: escortOf(object),
        shiftNo: 1,
        step: 'condition',
        note: canaries.plant(canaryOf.note(object)),
      });
      await stores.timeline.append([
        {
          ...about,
          type: 'OrderPaid',
          row: 'O2',
          from: null,
          to: order.status,
          version: 1,
          by: { as: 'D', accountId: town.dispatcher },
          reason: canaries.plant(canaryOf.reason(object)),
          refs: {},
        },
      ]);
      return ok(undefined);
    });
    await talk.run(async ({ conversations }) => {
      const seq = (await conversations.open(order.id)) + 1;
      const [id, text] = [idFrom<ConversationMessageId>(uuidv7()), canaries.plant(canaryOf.message(object))];
      await conversations.append({ ...about, id, seq, side: 'family', by: booker, text });
      return ok(undefined);
    });
    if (object !== 'accepted' && object !== 'foreign') return ids;
    const { orderId, appointmentId, patientId } = ids;
    const whose = { tenantId: tenants[side], bookedBy: booker, patientId, orderId, appointmentId };
    return { ...ids, ...(await addBundle(database, whose)) };
  };
  const targets: [ObjectName, Target][] = [];
  for (const [index, object] of objectNames.entries())
    targets.push([
      object,
      object === 'unknown' ? newIds(town.hospitalId, noClinic()) : await addOrder(object, index + 2),
    ]);
  const staff = { home: people.admin.accountId, foreign: people['foreign admin'].accountId };
  const { keys, hooks } = await addKeyHolders(database, { ...town, tenants, staff });
  return { people, targets: Object.fromEntries(targets) as Record<ObjectName, Target>, keys, hooks };
};
