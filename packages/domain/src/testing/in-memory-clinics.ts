import type { Appointment, ClinicGateway, ClinicSystemGateway } from '../appointments/index.js';
import {
  type ClinicDeps,
  type ClinicPolicy,
  type ClinicStores,
  type Clinics,
  type ErrandRun,
  inHouseClinic,
  makeClinics,
  makeRunErrand,
} from '../clinics/index.js';
import { makeCloseEndedSessions } from '../clinics/use-cases/close-ended-sessions.js';
import { makeReleaseDueSessions } from '../clinics/use-cases/release-due-sessions.js';
import type { ClinicSession } from '../schedules/index.js';
import { minutesAfter } from '../shared/clock.js';
import type { AppointmentId, ClinicSessionId } from '../shared/ids.js';
import { ok } from '../shared/result.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import { aClinicSession } from './builders/a-clinic-session.js';
import { aCity, aHospital } from './builders/beijing.js';
import { aDetailedPatient, aPatient } from './builders/people.js';
import { fixedOffsetCalendar } from './fixed-calendar.js';
import { type FixedClock, fixedClock } from './fixed-clock.js';
import { inMemoryClinicStores } from './in-memory-clinic.js';
import { inMemoryClinicErrands } from './in-memory-clinic-errands.js';
import { FIRST_POLICY } from './in-memory-clinic-tables.js';
import { type InMemoryDatabase, inMemoryDatabase } from './in-memory-database.js';
import { holdDeskOver } from './in-memory-hold-desk.js';
import { scriptedIds } from './scripted-ids.js';

/** All use cases about clinics in this process, with a hospital and a patient with an ID number. */
export type InMemoryClinics = {
  readonly clinics: Clinics;
  readonly clock: FixedClock;
  readonly database: InMemoryDatabase;
  readonly seeds: ReturnType<typeof inMemoryClinicStores>['seeds'];
  /** A session with so many seats, stored: 2030-01-09, on sale, unless told otherwise. */
  addSession(
    capacity: number,
    status?: ClinicSession['status'],
    sketch?: Parameters<typeof aClinicSession>[1],
  ): Promise<ClinicSession>;
  session(id: ClinicSessionId): Promise<ClinicSession>;
  appointment(id: AppointmentId): Promise<Appointment>;
  /** What systems of clinics are to be asked or told by now, once each, all at the same time. */
  runErrands(): Promise<readonly ErrandRun[]>;
  /** Lets time pass and everything that is due by then happen, but for errands. */
  advance(minutes: number): Promise<void>;
};

export type InMemoryClinicsOptions = {
  readonly policy?: ClinicPolicy;
  readonly gateway?: ClinicGateway;
  /** Of hospitals that have one, for `runErrands`. */
  readonly systems?: ClinicSystemGateway;
  /** In `[0, 1)`; 0 unless told otherwise. */
  readonly random?: () => number;
  /** Puts a bug in place of what the use cases stand on. */
  readonly plant?: (stores: ClinicStores) => ClinicStores;
};

/** At 10:00 on Monday 2030-01-07 in Beijing; freed seats come back after the shortest wait. */
export const inMemoryClinics = async (options: InMemoryClinicsOptions = {}): Promise<InMemoryClinics> => {
  const database = inMemoryDatabase();
  const { unitOfWork: sound, seeds, due } = inMemoryClinicStores(database);
  const { plant } = options;
  const unitOfWork: UnitOfWork<ClinicStores> = plant
    ? { run: (work) => sound.run((stores) => work(plant(stores))) }
    : sound;
  const clock = fixedClock();
  const deps: ClinicDeps = {
    unitOfWork,
    platformUnitOfWork: unitOfWork,
    due,
    holdDesk: holdDeskOver(unitOfWork),
    pause: async () => undefined,
    gateway: options.gateway ?? inHouseClinic,
    clock,
    ids: scriptedIds(0xc1),
    calendar: fixedOffsetCalendar({ offsetMinutes: 480 }),
    random: options.random ?? (() => 0),
  };
  const clinics = makeClinics(deps);
  const [releaseDueSessions, closeEndedSessions] = [
    makeReleaseDueSessions(deps),
    makeCloseEndedSessions(deps),
  ];
  const errands = inMemoryClinicErrands(database);
  const { policy } = options;
  if (policy)
    await database.write(({ clinic }) =>
      clinic.clinicPolicies.put(FIRST_POLICY, { published: { policy, inForceFrom: new Date(0) } }),
    );
  await seeds.addCity(aCity());
  await seeds.addHospital(aHospital());
  await seeds.addPatient(aPatient());
  await seeds.saveDetails(aPatient().id, aDetailedPatient());
  const settle = async (): Promise<void> => {
    const { expireHolds, askClinics, offerSeats, giveBackSeats, finishDays, lapseEntries } = clinics.keep;
    const steps = [expireHolds, askClinics, offerSeats, giveBackSeats, finishDays, lapseEntries];
    for (const moveDue of [releaseDueSessions, closeEndedSessions]) while ((await moveDue(100)).isMore);
    for (const step of steps) while (await step());
  };
  return {
    clinics,
    clock,
    database,
    seeds,
    async addSession(capacity, status = 'RELEASED', sketch = {}) {
      const session = aClinicSession(status, { seats: { by: 'session', capacity }, capacity, ...sketch });
      const inserted = await unitOfWork.run(({ sessions }) => sessions.insert([session]));
      if (!inserted.ok) throw new Error(`the session is refused: ${inserted.error.type}`);
      return session;
    },
    async session(id) {
      const found = await unitOfWork.run(async ({ sessions }) => ok(await sessions.find(id)));
      if (!found.ok || !found.value) throw new Error(`no session ${id}`);
      return found.value;
    },
    async appointment(id) {
      const found = await unitOfWork.run(async ({ appointments }) => ok(await appointments.find(id)));
      if (!found.ok || !found.value) throw new Error(`no appointment ${id}`);
      return found.value;
    },
    async runErrands() {
      const { systems } = options;
      if (!systems) throw new Error('no system was given');
      const runErrand = makeRunErrand({ ...deps, errands, systems });
      const now = clock.now();
      const claimed = await errands.claim({ now, until: minutesAfter(now, 1), limit: 100, perSystem: 100 });
      return Promise.all(claimed.map(runErrand));
    },
    async advance(minutes) {
      clock.advance(minutes);
      await settle();
    },
  };
};
