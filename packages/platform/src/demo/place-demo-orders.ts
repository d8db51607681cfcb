import type { Person } from '@banzhen/domain/shared/actor';
import type { Calendar } from '@banzhen/domain/shared/calendar';
import type { Clock } from '@banzhen/domain/shared/clock';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import type { IdSource } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import type { Visits } from '@banzhen/domain/visits';
import type { Database } from '@banzhen/postgres';
import { orderBoard } from '@banzhen/postgres/queries';
import type { Log } from '../log.js';
import { demoCity, demoFamilies, demoHospitals, demoPatients, demoTenant } from './demo-city.js';

type Deps = {
  readonly db: Database;
  readonly log: Log;
  readonly visits: Visits;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly ids: IdSource;
  readonly pay: (paymentId: string) => Promise<void>;
};

type Sketch = {
  readonly patient: number;
  readonly hospital: number;
  readonly service: string;
  readonly daysAhead: number;
  readonly fromHour: number;
  readonly hours: number;
  readonly isPaid: boolean;
};

const sketches: readonly Sketch[] = [
  { patient: 0, hospital: 0, service: 'escort-half-day', daysAhead: 2, fromHour: 8, hours: 4, isPaid: true },
  { patient: 2, hospital: 1, service: 'escort-full-day', daysAhead: 3, fromHour: 9, hours: 9, isPaid: true },
  { patient: 3, hospital: 4, service: 'care-24h', daysAhead: 4, fromHour: 8, hours: 48, isPaid: true },
  {
    patient: 1,
    hospital: 2,
    service: 'escort-half-day',
    daysAhead: 5,
    fromHour: 13,
    hours: 5,
    isPaid: false,
  },
];

const must = <T>(result: Result<T, { readonly type: string }>): T => {
  if (!result.ok) throw new Error(`the demo could not be placed: ${result.error.type}`);
  return result.value;
};

const placeOne = async (deps: Deps, sketch: Sketch): Promise<void> => {
  const patient = demoPatients[sketch.patient];
  const hospital = demoHospitals[sketch.hospital];
  const family = demoFamilies.find(({ id }) => patient?.grants.some(({ accountId }) => accountId === id));
  if (!patient || !hospital || !family) throw new Error('the demo city lacks what its orders name');
  const actor: Person = { kind: 'person', accountId: family.id, tenantId: demoTenant, staffRoles: [] };
  const day = deps.calendar.wallTime(
    new Date(deps.clock.now().getTime() + sketch.daysAhead * DAY_MS),
    demoCity.zone,
  );
  const startsAt = deps.calendar.instantOf(day.date, sketch.fromHour * 60, demoCity.zone);
  const quote = must(
    await deps.visits.requestQuote(actor, {
      patientId: patient.id,
      hospitalId: hospital.id,
      serviceCode: sketch.service,
      startsAt,
      endsAt: new Date(startsAt.getTime() + sketch.hours * 3_600_000),
      wishes: {},
    }),
  );
  const { orderId } = must(
    await deps.visits.createOrder(actor, {
      quoteId: quote.id,
      consentedScopeVersion: 1,
      idempotencyKey: `demo-${deps.ids.next()}`,
    }),
  );
  if (!sketch.isPaid) return;
  const { paymentId } = must(await deps.visits.startPayment(actor, { orderId, channel: 'wechat' }));
  await deps.pay(paymentId);
};

const hasOrders = async (db: Database): Promise<boolean> => {
  const query = { tenantId: demoTenant, statuses: undefined, limit: 1, before: undefined };
  return (await orderBoard(db, query)).length > 0;
};

/**
 * A few orders of the next days for an empty board, placed and paid by the very use cases that everybody uses. Where
 * another process places them in the same moment, one of the two gives way.
 */
export const placeDemoOrders = async (deps: Deps): Promise<void> => {
  if (await hasOrders(deps.db)) return;
  try {
    for (const sketch of sketches) await placeOne(deps, sketch);
  } catch (cause) {
    deps.log.error('demo.orders-not-placed', { cause });
  }
};
