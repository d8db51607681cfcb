import type { ClinicStores, Clinics } from '@banzhen/domain/clinics';
import type { Memberships } from '@banzhen/domain/membership';
import { type Calendar, dateAfter } from '@banzhen/domain/shared/calendar';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { askingAs } from '../asking.js';
import { type DemoPatient, demoCity, demoPatients, demoTenant } from './demo-city.js';
import { demoClinics } from './demo-clinics.js';
import { demoDispatcher, familyOf, required } from './demo-people.js';
import { firstOnSale } from './first-on-sale.js';

type Deps = {
  readonly clinicStores: UnitOfWork<ClinicStores>;
  readonly clinics: Clinics;
  readonly memberships: Memberships;
  readonly clock: Clock;
  readonly calendar: Calendar;
};

/** Who has what at which clinic, of its first session on sale from day `from` on and before day `until`; today is 0. */
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
  { clinic: 0, patient: '尤阿姨', from: 3, until: 14, gets: 'cancelled' },
  { clinic: 2, patient: '秦爷爷', from: 3, until: 14, gets: 'booked' },
  { clinic: 2, patient: '秦奶奶', from: 2, until: 14, gets: 'waits' },
];

const MEMBER = { level: 3, days: 365, cause: 'campaign', idempotencyKey: 'demo-member' } as const;
const ORIGIN = { network: 'local', device: 'demo' } as const;

const patientNamed = (name: string): DemoPatient => required(demoPatients.find((one) => one.name === name));

/** One of each for a day of the demo: the same key asks once, however often it is started. */
const carryOut = async (deps: Deps, sketch: Sketch, idempotencyKey: string): Promise<void> => {
  const { clinics } = deps;
  const patient = patientNamed(sketch.patient);
  const family = familyOf(patient.grants[0]?.accountId);
  const { hospitalId: at } = required(demoClinics[sketch.clinic]);
  const session = await firstOnSale(deps, { tenantId: demoTenant, hospitalId: at }, sketch);
  if (!session) return;
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
  const dispatcher = demoDispatcher();
  const { accountId } = familyOf(patientNamed('秦爷爷').grants[0]?.accountId);
  await askingAs(dispatcher, () =>
    deps.memberships.giveMembership(dispatcher, ORIGIN, { accountId, ...MEMBER }),
  );
};
