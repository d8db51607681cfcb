import { temporalCalendar } from '@banzhen/calendar';
import type { ClinicSystemGateway } from '@banzhen/domain/appointments';
import {
  type Clinics,
  inHouseClinic,
  makeClinics,
  makeRunErrand,
  type RunErrand,
} from '@banzhen/domain/clinics';
import type { Clock } from '@banzhen/domain/shared/clock';
import { guardedPost, httpClinicSystems, standardSigner } from '@banzhen/platform';
import {
  type OpenDatabase,
  postgresBundleUnitOfWork,
  postgresClinicErrands,
  postgresClinicSystemUnitOfWork,
  postgresDueAppointments,
  postgresHoldDesk,
  uuidv7Ids,
} from '@banzhen/postgres';
import { sealer } from '../../keys.js';
import { type Steps, takingSteps } from '../bundle/striking.js';

/** What is wrong with a process of the control: it books again without asking, or tells nobody that a seat is given up. */
export type PlantedBug = 'never-asks' | 'never-releases';

const HANGS_MS = 150;
const timeoutMs = { book: HANGS_MS, query: HANGS_MS, release: HANGS_MS };
/** Attempts that one look takes, and how long they are its own. */
const MOST = 8;
const LEASE_MS = 60_000;

const { post } = guardedPost({ mayLoopBack: true });

export interface ProductProcess {
  readonly clinics: Clinics;
  /** Everything that is due now, once; answers how many errands there were. */
  keep(): Promise<number>;
}

/** A system as it is, or with something put between. */
type Between = (system: ClinicSystemGateway) => ClinicSystemGateway;

const partsOf = (database: OpenDatabase, clock: Clock, steps: Steps, between: Between) => {
  const { db, news } = database;
  const unitOfWork = steps.unitOfWork(postgresBundleUnitOfWork(db, { news, sealer }));
  const errands = steps.port('errands', postgresClinicErrands(db), ['claim', 'settle']);
  const deps = {
    unitOfWork,
    platformUnitOfWork: unitOfWork,
    clock,
    ids: uuidv7Ids(),
    calendar: temporalCalendar(),
    random: () => 0.5,
    due: postgresDueAppointments(db),
    holdDesk: postgresHoldDesk(database),
    pause: async () => undefined,
    gateway: inHouseClinic,
  };
  const sound = httpClinicSystems({
    unitOfWork: postgresClinicSystemUnitOfWork({ db, sealer }),
    post,
    signer: standardSigner,
    machineClock: { now: () => new Date() },
    timeoutMs,
  });
  const systems = steps.port('system', between(sound), ['book', 'query', 'release']);
  const run: RunErrand = makeRunErrand({ ...deps, errands, systems });
  return { clinics: makeClinics(deps), errands, run };
};

/** What the loop of errands stands on. */
export const errandsOf = (database: OpenDatabase, clock: Clock, between: Between) => {
  const { errands, run } = partsOf(database, clock, takingSteps(), between);
  return { errands, run };
};

/** One process of the product: what families and the desk do, and the errands, on everything that outlives it. */
export const startProcess = (
  database: OpenDatabase,
  clock: Clock,
  steps: Steps,
  bug?: PlantedBug,
): ProductProcess => {
  const { clinics, errands, run } = partsOf(database, clock, steps, (sound) => planted(sound, bug));
  return {
    clinics,
    async keep() {
      const now = clock.now();
      const until = new Date(now.getTime() + LEASE_MS);
      const claimed = await errands.claim({ now, until, limit: MOST, perSystem: MOST });
      for (const errand of claimed) await run(errand);
      await clinics.keep.giveBackSeats();
      return claimed.length;
    },
  };
};

const planted = (sound: ClinicSystemGateway, bug: PlantedBug | undefined): ClinicSystemGateway => {
  if (bug === 'never-asks') return { ...sound, query: async () => ({ kind: 'absent' }) };
  if (bug === 'never-releases') return { ...sound, release: async () => ({ kind: 'released' }) };
  return sound;
};
