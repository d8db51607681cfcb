import { defaultBundlePolicy, makeBundles } from '@banzhen/domain/bundles';
import type { Clinics } from '@banzhen/domain/clinics';
import type { Memberships } from '@banzhen/domain/membership';
import { makeVisits } from '@banzhen/domain/visits';
import type { PlatformConfig } from '../config.js';
import type { Log } from '../log.js';
import type { openAdapters } from '../open-adapters.js';
import { random } from '../random.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { demoCity, demoPatients } from './demo-city.js';
import { giveIdentities } from './give-identities.js';
import { loadDemoCity } from './load-demo-city.js';
import { loadDemoClinics } from './load-demo-clinics.js';
import { loadDemoCredentials } from './load-demo-credentials.js';
import { loadPartnerSandbox } from './load-partner-sandbox.js';
import { makeDemoAppointments } from './make-demo-appointments.js';
import { placeDemoOrders, storyClock } from './place-demo-orders.js';

type Adapters = Awaited<ReturnType<typeof openAdapters>>;

/** What every sandbox has: the demo city with its people, and its clinics. */
export const loadDemo = async (adapters: Adapters): Promise<void> => {
  const { sealed, ids, calendar, clock } = adapters;
  await loadDemoCity(sealed, ids, adapters.accounts);
  const today = calendar.wallTime(clock.now(), demoCity.zone).date;
  await giveIdentities(adapters.invitedUnitOfWork, demoPatients, today);
  await loadDemoClinics({ ...adapters, unitOfWork: adapters.platformClinicUnitOfWork });
};

/** The demo orders live through their past by use cases of their own, whose clock goes through it. */
const placeOrders = async (adapters: Adapters, sandbox: Sandbox, log: Log): Promise<void> => {
  const story = storyClock(adapters.clock.now());
  const { providers, pay } = sandbox.at(story);
  const unitOfWork = adapters.platformUnitOfWork;
  const bundleStores = adapters.platformBundleUnitOfWork;
  const clinicStores = adapters.platformClinicUnitOfWork;
  const visits = makeVisits({ ...adapters, unitOfWork, clock: story, providers });
  const bundles = makeBundles({
    ...adapters,
    unitOfWork: bundleStores,
    platformUnitOfWork: bundleStores,
    visits,
    platformVisits: visits,
    clock: story,
    bundlePolicy: defaultBundlePolicy,
    random,
  });
  const { sandboxStore: store } = adapters;
  await placeDemoOrders({
    ...adapters,
    ...{ unitOfWork, bundleStores, clinicStores, store, visits, bundles, story, pay, log },
  });
};

/** What a start shows beside it: orders in many states, one of them bound to a seat, credentials, appointments, and where one process serves, the partners' sandbox. */
export const fillDemo = async (
  { storage }: Pick<PlatformConfig, 'storage'>,
  adapters: Adapters,
  sandbox: Sandbox,
  useCases: { readonly clinics: Clinics; readonly memberships: Memberships },
  log: Log,
): Promise<void> => {
  await loadDemoCredentials({ ...adapters, unitOfWork: adapters.platformCertificationUnitOfWork });
  await placeOrders(adapters, sandbox, log);
  await makeDemoAppointments({ ...adapters, ...useCases, clinicStores: adapters.platformClinicUnitOfWork });
  if (storage.kind !== 'embedded') return;
  await loadPartnerSandbox({
    ...adapters,
    ...useCases,
    machineClock: adapters.sessionClock,
    clinicStores: adapters.platformClinicUnitOfWork,
    patientStores: adapters.invitedUnitOfWork,
    partnerStores: adapters.platformPartnerUnitOfWork,
  });
};
