import { type ClinicStores, inHouseClinic, makeClinics } from '@banzhen/domain/clinics';
import type { ClinicSession } from '@banzhen/domain/schedules';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  type ClinicSessionId,
  idFrom,
  type PatientId,
  type WaitlistEntryId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import {
  aClinicSession,
  aDispatcher,
  anIdNumber,
  aPatient,
  aWaitlistEntry,
  fixedClock,
  fixedOffsetCalendar,
} from '@banzhen/domain/testing';
import { aClinic, type ClinicStoresFixture } from '@banzhen/domain/testing/contracts';
import { type OpenDatabase, uuidv7, uuidv7Ids } from '@banzhen/postgres';
import { clinicStoresFixture, rowsOf, run, sql } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meeting } from './meeting.js';
import { openOwnDatabase } from './support.js';

const CONNECTIONS = 10;
const KEEPERS = 8;
const WAITING = 100;
const ROUNDS = 2;
const days = ['2030-01-15', '2030-01-16', '2030-01-17'] as const;

/** Chooses as one would without knowing of others: nobody’s version is asked, and all choose before anybody has. */
const withoutLock = (stores: ClinicStores, meet: () => Promise<void>): ClinicStores => ({
  ...stores,
  waitlist: {
    ...stores.waitlist,
    turnOf: async () => ({ offers: 0, outOfTurn: 0 }),
    async waitingFor(sessionId, before) {
      const line = await stores.waitlist.waitingFor(sessionId, before);
      await meet();
      return line;
    },
    recordOffer: async () => undefined,
    async update(entry) {
      // Until nobody else comes between reading the version and writing it.
      for (;;) {
        const version = (await stores.waitlist.find(entry.id))?.version ?? 0;
        const updated = await stores.waitlist.update({ ...entry, version: version + 1 }, version);
        if (updated.ok) return updated;
      }
    },
  },
});

describe('freed seats that several keepers offer at once', () => {
  let database: OpenDatabase;
  let stores: ClinicStoresFixture;
  let people = 0;
  beforeAll(async () => {
    database = await openOwnDatabase(CONNECTIONS);
    stores = clinicStoresFixture(database);
    // A cold pool lets requests come one by one, which hides every race.
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`)),
    );
  });
  afterAll(() => database.close());

  const inOne = (work: (stores: ClinicStores) => Promise<void>) =>
    stores.unitOfWork.run(async (given) => {
      await work(given);
      return ok(undefined);
    });

  /** A hundred people who wait for a department, and a seat that was given up on each of three days. */
  const aLine = async () => {
    const clinic = await aClinic(stores);
    const { tenantId, hospitalId, departmentId, accountId } = clinic;
    const clock = fixedClock();
    const entries: WaitlistEntryId[] = [];
    const grants = [{ accountId, scopes: ['book'], from: new Date('2020-01-01T00:00:00Z') }] as const;
    for (let no = 0; no < WAITING; no += 1) {
      const patientId = idFrom<PatientId>(uuidv7());
      people += 1;
      await stores.seeds.addPatient(aPatient({ id: patientId, tenantId, grants }));
      await stores.seeds.saveDetails(patientId, { idNumber: anIdNumber(people) });
      const id = idFrom<WaitlistEntryId>(uuidv7());
      await inOne(async ({ waitlist, seekers }) => {
        const personId = (await seekers.find([patientId], clock.now())).get(patientId)?.personId;
        if (!personId) throw new Error('everybody has an ID number');
        const waitingSince = minutesAfter(clock.now(), no - WAITING - 1);
        const target = { tenantId, hospitalId, departmentId };
        const wanted = { from: '2030-01-14', until: '2030-01-20' };
        const who = { patientId, personId, joinedBy: accountId, target, wanted, waitingSince };
        await waitlist.add(aWaitlistEntry('WAITING', { id, ...who }), 5);
      });
      entries.push(id);
    }
    const sessions: ClinicSession[] = [];
    for (const visitOn of days) {
      const during = {
        startsAt: new Date(`${visitOn}T00:00:00Z`),
        endsAt: new Date(`${visitOn}T04:00:00Z`),
      };
      const session = aClinicSession('RELEASED', {
        ...{ tenantId, hospitalId, departmentId, doctorId: clinic.doctorId, roomId: clinic.roomId },
        ...{ id: idFrom<ClinicSessionId>(uuidv7()), visitOn, during, capacity: 1 },
        seats: { by: 'session', capacity: 1 },
      });
      await inOne(async (given) => {
        await given.sessions.insert([session]);
      });
      const wish = clinic.aWish();
      await clinic.take(session, [wish], clock.now());
      const held = await clinic.find(wish);
      if (held?.status !== 'HELD') throw new Error('the seat is held');
      const { heldUntil: _, ...rest } = held;
      await clinic.put({ ...rest, status: 'EXPIRED', endedAt: clock.now() });
      await inOne(({ returns }) =>
        returns.plan({ sessionId: session.id, ticket: held.seat.ticket }, clock.now(), clock.now()),
      );
      sessions.push(session);
    }
    clock.advance(1);
    return { clock, entries, sessions, tenantId };
  };

  const keepersOf = (clock: ReturnType<typeof fixedClock>, unitOfWork: UnitOfWork<ClinicStores>) =>
    Array.from({ length: KEEPERS }, () =>
      makeClinics({
        unitOfWork,
        platformUnitOfWork: unitOfWork,
        clock,
        due: stores.due,
        holdDesk: stores.holdDesk,
        pause: async () => undefined,
        gateway: inHouseClinic,
        ids: uuidv7Ids(),
        calendar: fixedOffsetCalendar({ offsetMinutes: 480 }),
        random: () => 0,
      }),
    );
  const offers = async (entries: readonly WaitlistEntryId[]) =>
    rowsOf<{ entry: WaitlistEntryId }>(
      database.db,
      sql`SELECT entry.id AS entry FROM waitlist_entry entry JOIN appointment held
          ON held.patient_id = entry.patient_id AND held.status = 'HELD'
        WHERE entry.id = ANY (${`{${entries.join(',')}}`}::uuid[]) ORDER BY entry.waiting_since`,
    );
  const remaining = (sessions: readonly ClinicSession[]) =>
    rowsOf<{ remaining: number }>(
      database.db,
      sql`SELECT remaining FROM clinic_session WHERE id = ANY (${`{${sessions.map(({ id }) => id).join(',')}}`}::uuid[])`,
    );

  it('go to the first three of a hundred, one to each, in order, and none on sale', {
    timeout: 60_000,
  }, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { clock, entries, sessions } = await aLine();
      await Promise.all(keepersOf(clock, stores.unitOfWork).map(({ keep }) => keep.offerSeats()));
      expect((await offers(entries)).map(({ entry }) => entry)).toEqual(entries.slice(0, 3));
      const recorded = await rowsOf<{ entry: WaitlistEntryId; number: number }>(
        database.db,
        sql`SELECT entry_id AS entry, number FROM waitlist_offer
          WHERE entry_id = ANY (${`{${entries.join(',')}}`}::uuid[]) ORDER BY number`,
      );
      expect(recorded).toEqual(entries.slice(0, 3).map((entry, no) => ({ entry, number: no + 1 })));
      for (const { keep } of keepersOf(clock, stores.unitOfWork)) await keep.giveBackSeats();
      expect(await remaining(sessions)).toEqual(days.map(() => ({ remaining: 0 })));
    }
  });

  /** Three dispatchers who each offer the first in line a seat of another day, at once. */
  const allOfferTheFirst = async (unitOfWork: UnitOfWork<ClinicStores>) => {
    const { clock, entries, sessions, tenantId } = await aLine();
    const [entryId] = entries;
    if (!entryId) throw new Error('a hundred wait');
    const answers = await Promise.all(
      sessions.map(async ({ id: sessionId }, no) => {
        const clinics = keepersOf(clock, unitOfWork)[no];
        const request = { entryId, sessionId, reason: '术后复查' };
        return (await clinics?.offerSeat(aDispatcher({ tenantId }), request))?.ok;
      }),
    );
    const offered = (await offers(entries)).map(({ entry }) => entry);
    return { given: answers.filter(Boolean).length, offered, entryId };
  };

  it('by hand go to one person once, however many dispatchers choose them', { timeout: 60_000 }, async () => {
    const { given, offered, entryId } = await allOfferTheFirst(stores.unitOfWork);
    expect([given, offered]).toEqual([1, [entryId]]);
  });

  it('control: by hand without the lock, one person is offered several', { timeout: 60_000 }, async () => {
    const meet = meeting(days.length);
    const { given, offered, entryId } = await allOfferTheFirst({
      run: (work) => stores.unitOfWork.run((found) => work(withoutLock(found, meet))),
    });
    expect([given, offered]).toEqual([3, [entryId, entryId, entryId]]);
  });

  it('control: chosen without the lock, one person is offered several', { timeout: 60_000 }, async () => {
    const { clock, entries } = await aLine();
    const meet = meeting(days.length);
    const unguarded: UnitOfWork<ClinicStores> = {
      run: (work) => stores.unitOfWork.run((given) => work(withoutLock(given, meet))),
    };
    await Promise.all(keepersOf(clock, unguarded).map(({ keep }) => keep.offerSeats()));
    const offered = (await offers(entries)).map(({ entry }) => entry);
    expect(new Set(offered).size).toBeLessThan(3);
  });
});
