import { type BundleStores, type Bundles, isLiveBundle } from '@banzhen/domain/bundles';
import type { ClinicStores } from '@banzhen/domain/clinics';
import type { Calendar } from '@banzhen/domain/shared/calendar';
import { type Clock, minutesAfter } from '@banzhen/domain/shared/clock';
import type { OrderId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { type DemoActing, must, type StoryClock } from './demo-acting.js';
import { demoPatients, demoTenant } from './demo-city.js';
import { demoClinics } from './demo-clinics.js';
import { required } from './demo-people.js';
import { firstOnSale } from './first-on-sale.js';

export type DemoBundleDeps = {
  readonly bundles: Pick<Bundles, 'createBundle'>;
  readonly bundleStores: UnitOfWork<BundleStores>;
  readonly clinicStores: UnitOfWork<ClinicStores>;
  readonly clock: Clock;
  readonly story: StoryClock;
  readonly calendar: Calendar;
};

/** Whose seat and visit go together, in which clinic, of its first session on sale so many days from today on. */
const sketch = { patient: '赵叔叔', clinic: 2, service: 'escort-half-day', from: 5, until: 14 } as const;
/** So long before the session begins the escort is there, and stays until it ends. */
const THERE_BEFORE_MINUTES = 30;

/** Whether one of these orders is bound to a seat by now. */
export const isAnyBundled = async (
  { bundleStores }: DemoBundleDeps,
  orderIds: readonly OrderId[],
): Promise<boolean> => {
  const looked = await bundleStores.run<boolean, never>(async ({ bundles }) => {
    for (const orderId of orderIds) {
      const bundle = await bundles.ofOrder(orderId);
      if (bundle && isLiveBundle(bundle)) return ok(true);
    }
    return ok(false);
  });
  return must(looked);
};

/** Books a seat with an escort for it, paid and accepted (N1); undefined where the clinic has nothing on sale. */
export const bookDemoBundle = async (
  deps: DemoBundleDeps,
  acting: DemoActing,
): Promise<OrderId | undefined> => {
  const { story } = deps;
  const { hospitalId } = required(demoClinics[sketch.clinic]);
  const session = await firstOnSale(deps, { tenantId: demoTenant, hospitalId }, sketch);
  if (!session) return undefined;
  const { startsAt, endsAt } = session.during;
  const during = { startsAt: minutesAfter(startsAt, -THERE_BEFORE_MINUTES), endsAt };
  const patient = required(demoPatients.find(({ name }) => name === sketch.patient));
  const { family, booking } = await acting.quoteFor({ hospitalId, service: sketch.service }, patient, during);
  const { orderId } = must(
    await deps.bundles.createBundle(family, { ...booking, clinicSessionId: session.id }),
  );
  story.reach(minutesAfter(story.now(), 1));
  await acting.payFor(orderId);
  story.reach(minutesAfter(story.now(), 1));
  await acting.findEscort(orderId);
  return orderId;
};
