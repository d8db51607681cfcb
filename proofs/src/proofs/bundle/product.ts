import { temporalCalendar } from '@banzhen/calendar';
import { type BundleStores, type Bundles, defaultBundlePolicy, makeBundles } from '@banzhen/domain/bundles';
import { type Clinics, makeClinics } from '@banzhen/domain/clinics';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { makeVisits, type Visits } from '@banzhen/domain/visits';
import {
  type OpenDatabase,
  postgresBundleUnitOfWork,
  postgresDueAppointments,
  postgresDueBundles,
  postgresDueTimers,
  postgresHoldDesk,
  postgresPaymentWork,
  uuidv7Ids,
} from '@banzhen/postgres';
import { sealer } from '../../keys.js';
import type { Outside } from './outside.js';
import type { Steps } from './striking.js';

/** What is wrong with a process of the control. */
export type PlantedBug = 'keeps-nothing' | 'commits-each-write';

export interface Place {
  readonly database: OpenDatabase;
  readonly clock: Clock;
  readonly outside: Outside;
  readonly bug?: PlantedBug;
}

export interface ProductProcess {
  readonly visits: Visits;
  readonly clinics: Clinics;
  readonly bundles: Bundles;
  readonly jobs: readonly (() => Promise<void>)[];
}

/** One process of the product: its use cases and the jobs that it runs, on everything that outlives it. */
export const startProcess = ({ database, clock, outside, bug }: Place, steps: Steps): ProductProcess => {
  const { db, news } = database;
  const whole = postgresBundleUnitOfWork(db, { news, sealer });
  const unitOfWork = steps.unitOfWork(bug === 'commits-each-write' ? committingEachWrite(whole) : whole);
  const provider = steps.port('provider', outside.provider, [
    'prepay',
    'queryPayment',
    'closePayment',
    'refund',
    'queryRefund',
  ]);
  const base = { clock, ids: uuidv7Ids(), calendar: temporalCalendar() };
  const providers = { wechat: provider, alipay: provider, unionpay: provider };
  const visits = makeVisits({ ...base, unitOfWork, providers, pause: async () => undefined });
  const clinicParts = { ...base, random: () => 0.5 };
  const clinics = makeClinics({
    ...clinicParts,
    unitOfWork,
    platformUnitOfWork: unitOfWork,
    due: postgresDueAppointments(db),
    holdDesk: steps.port('hold-desk', postgresHoldDesk(database), ['hold']),
    pause: async () => undefined,
    gateway: steps.port('clinic', outside.gateway, ['book']),
  });
  const bundles = makeBundles({
    ...clinicParts,
    unitOfWork,
    platformUnitOfWork: unitOfWork,
    visits,
    platformVisits: visits,
    bundlePolicy: defaultBundlePolicy,
  });
  const now = () => clock.now();
  const [timers, work, due] = [postgresDueTimers(db), postgresPaymentWork(db), postgresDueBundles(db)];
  /** What happens without a request, each once; one that is refused or fails waits for the next time. */
  const jobs: readonly (() => Promise<void>)[] = [
    async () => {
      for (const timer of await timers.due(now(), 50)) await visits.fireTimer(timer);
    },
    async () => {
      for (const payment of await work.unansweredPayments(now(), 50)) await visits.syncPayment(payment);
    },
    async () => {
      for (const refund of await work.refundsDue(now(), 50)) await visits.sendRefund(refund);
    },
    async () => void (await clinics.keep.expireHolds()),
    async () => void (await clinics.keep.askClinics()),
    async () => void (await clinics.keep.giveBackSeats()),
    ...(bug === 'keeps-nothing'
      ? []
      : [
          async () => {
            for (const bundleId of await due.due(now(), 50)) await bundles.keepBundle(bundleId);
          },
        ]),
  ];
  return { visits, clinics, bundles, jobs };
};

/** The planted bug: every call of a store is a transaction of its own, so that a failure in between leaves halves. */
const committingEachWrite = (whole: UnitOfWork<BundleStores>): UnitOfWork<BundleStores> => ({
  async run(work) {
    const alone = (store: keyof BundleStores) =>
      new Proxy(
        {},
        {
          get:
            (_target, method) =>
            async (...args: readonly unknown[]) => {
              const done = await whole.run<unknown, never>(async (stores) => ({
                ok: true,
                value: await Reflect.apply(Reflect.get(stores[store], method), stores[store], args),
              }));
              return done.ok ? done.value : undefined;
            },
        },
      );
    return work(
      new Proxy({} as BundleStores, { get: (_target, store) => alone(store as keyof BundleStores) }),
    );
  },
});
