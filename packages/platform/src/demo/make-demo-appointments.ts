import type { ClinicStores, Clinics } from '@banzhen/domain/clinics';
import type { Memberships } from '@banzhen/domain/membership';
import type { ClinicSession } from '@banzhen/domain/schedules';
import type { Person } from '@banzhen/domain/shared/actor';
import { type Calendar, dateAfter } from '@banzhen/domain/shared/calendar';
import { type Clock, minutesAfter } from '@banzhen/domain/shared/clock';
import { ok } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { askingAs } from '../asking.js';
import {
  type DemoAccount,
  type DemoPatient,
  demoCity,
  demoFamilies,
  demoPatients,
  demoStaff,
  demoTenant,
} from './demo-city.js';
import { demoClinics } from './demo-clinics.js';

type Deps = {
  readonly clinicStores: UnitOfWork<ClinicStores>;
  readonly clinics: Clinics;
  readonly memberships: Memberships;
  readonly clock: Clock;
  readonly calendar: Calendar;
};

/** Who has what at which clinic, on its next day with a session between `from` and `until`, in days from today. */
type Sketch = {
  readonly clinic: number;
  readonly patient: string;
  readonly from: number;
  readonly until: number;
  readonly gets: 'booked' | 'cancelled' | 'waits';
};

const sketches: readonly Sketch[] = [
  { clinic: 0, patient: '秦爷爷', from: 0, until: 2, gets: 'booked' },
  { clinic: 0, patient: '尤阿姨', from: 0, until: 2, gets: 'booked' },
  { clinic: 1, patient: '秦奶奶', from: 1, until: 14, gets: 'booked' },
  { clinic: 1, patient: '尤阿姨', from: 2, until: 14, gets: 'cancelled' },
  { clinic: 2, patient: '秦爷爷', from: 3, until: 14, gets: 'booked' },
  { clinic: 2, patient: '秦奶奶', from: 2, until: 14, gets: 'waits' },
];

/** Long enough before a session that its clinic still sells and still takes back. */
const HOURS_BEFORE = 4;
const MEMBER = { level: 3, days: 365, cause: 'campaign', idempotencyKey: 'demo-member' } as const;
const ORIGIN = { network: 'local', device: 'demo' } as const;

const personOf = ({ id, staffRoles }: DemoAccount): Person => ({
  kind: 'person',
  accountId: id,
  tenantId: demoTenant,
  staffRoles,
});

const familyOf = (patient: DemoPatient): Person | undefined => {
  const account = demoFamilies.find(({ id }) => id === patient.grants[0]?.accountId);
  return account && personOf(account);
};

/** The first session of the sketch that is on sale and far enough ahead. */
const sessionOf = async (
  { clinicStores, clock, calendar }: Deps,
  { clinic, from, until }: Sketch,
): Promise<ClinicSession | undefined> => {
  const now = clock.now();
  const today = calendar.wallTime(now, demoCity.zone).date;
  const hospitalId = demoClinics[clinic]?.hospitalId;
  if (hospitalId === undefined) return undefined;
  const dates = { from: dateAfter(today, from), until: dateAfter(today, until) };
  const listed = await clinicStores.run<readonly ClinicSession[], never>(async ({ sessionBook }) =>
    ok((await sessionBook.ofHospital({ tenantId: demoTenant, hospitalId }, dates)).map((one) => one.session)),
  );
  const soonest = minutesAfter(now, HOURS_BEFORE * 60);
  return listed.ok
    ? listed.value.find(({ status, during }) => status === 'RELEASED' && during.startsAt > soonest)
    : undefined;
};

/** One of each for a day of the demo: the same key asks once, however often it is started. */
const carryOut = async (deps: Deps, sketch: Sketch, idempotencyKey: string): Promise<void> => {
  const { clinics } = deps;
  const patient = demoPatients.find(({ name }) => name === sketch.patient);
  const family = patient && familyOf(patient);
  const session = await sessionOf(deps, sketch);
  if (!family || !session) return;
  const { id: sessionId, hospitalId, departmentId, visitOn } = session;
  const patientId = patient.id;
  await askingAs(family, async () => {
    if (sketch.gets === 'waits') {
      const until = dateAfter(visitOn, sketch.until - sketch.from);
      await clinics.joinWaitlist(family, { hospitalId, departmentId, patientId, from: visitOn, until });
      return;
    }
    const held = await clinics.holdSeat(family, { sessionId, patientId, idempotencyKey });
    if (!held.ok || held.value.status !== 'HELD') return;
    const { appointmentId } = held.value;
    if (sketch.gets === 'cancelled') await clinics.cancelAppointment(family, { appointmentId });
    else await clinics.submitAppointment(family, { appointmentId });
  });
};

/**
 * Gives two families of the demo seats at its clinics in the coming days, one that was given back, a place in a line, and a
 * membership, by the use cases of everybody. What is refused, because people have changed the demo, is left out; a second start on a
 * day adds nothing.
 */
export const makeDemoAppointments = async (deps: Deps): Promise<void> => {
  const today = deps.calendar.wallTime(deps.clock.now(), demoCity.zone).date;
  for (const [no, sketch] of sketches.entries()) await carryOut(deps, sketch, `demo-${no}-${today}`);
  const dispatcher = demoStaff.find(({ staffRoles }) => staffRoles.includes('dispatcher'));
  const member = demoPatients.find(({ name }) => name === '秦爷爷')?.grants[0]?.accountId;
  if (!dispatcher || member === undefined) return;
  const giving = personOf(dispatcher);
  await askingAs(giving, () =>
    deps.memberships.giveMembership(giving, ORIGIN, { accountId: member, ...MEMBER }),
  );
};
