import type { HospitalId } from '@banzhen/domain/shared/ids';
import { type SystemFault, systemFaults } from '@banzhen/platform';
import { migrate, type OpenDatabase, openDatabase } from '@banzhen/postgres';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { makeTown } from '../town.js';
import type { Strike } from './bundle/striking.js';
import { besideHanging, isUnharmed } from './clinic-system/crowd.js';
import { connect, type ForeignBug, type Given, runStory, type Stage } from './clinic-system/run-story.js';
import { type Story, stories } from './clinic-system/stories.js';

/** Rows H3–H5 and H7 of the appointment; BK9 and IN1 of the threats. */
export const proof: Proof = {
  name: 'clinic-system',
  sentence:
    'A clinic has a system of its own, behind real HTTP. It refuses, is silent for an hour, loses answers, hangs, fails, answers twice, late or nonsense, and our own process dies at each kind of step (with --full every call and every step): in the end it has exactly one record of every booked appointment and none of any other, and no seat is lost. While one system hangs, another is asked as always.',
  run,
};

/** Of all places of the crowd, for one system. */
const PLACES = 4;

interface Planned {
  readonly story: Story;
  readonly given: Given;
}

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const database = await openDatabase({ kind: 'embedded' });
  try {
    await migrate(database.db);
    const stage = await aStage(database);
    const planned: Planned[] = [];
    let [steps, calls] = [0, 0];
    const seenKinds = new Set<string>();
    for (const story of stories) {
      const seen = await runStory(stage, story);
      if (seen.faults.length > 0 || seen.status !== story.ends)
        throw new Error(`${story.name}, undisturbed: ends ${seen.status}; ${seen.faults.join('; ')}`);
      steps += seen.steps.length;
      calls += seen.calls;
      planned.push(...strikesOf(story, seen.steps, full ? undefined : seenKinds));
      planned.push(...failuresOf(story, seen.calls, full));
    }
    log(`${stories.length} stories of ${steps} steps and ${calls} calls; ${planned.length} faults`);
    const wrong: string[] = [];
    for (const { story, given } of planned) {
      const { faults } = await runStory(stage, story, given);
      for (const fault of faults) {
        wrong.push(`${story.name}, ${JSON.stringify(given)}: ${fault}`);
        log(wrong.at(-1) ?? '');
      }
    }
    const forged = stage.system.now.forged();
    const crowd = await crowded(stage);
    log(`crowd: ${JSON.stringify(crowd)}`);
    const control = await controls(stage, log);
    await stage.system.now.close();
    return {
      stories: stories.length,
      steps,
      calls,
      faultsInjected: planned.length,
      wrong: wrong.length,
      firstWrong: wrong.slice(0, 5),
      forged,
      crowd,
      control,
      ok:
        wrong.length === 0 &&
        forged === 0 &&
        isUnharmed(crowd) &&
        [control.neverAsks, control.neverReleases, control.forgetsReleases].every((caught) => caught > 0) &&
        control.heldByHanging > crowd.places,
    };
  } finally {
    await database.close();
  }
}

/** A tenant of its own, in the one hospital of the database. */
const aStage = async (database: OpenDatabase, hospitalId?: HospitalId, bug?: ForeignBug): Promise<Stage> => {
  const town = await makeTown(database.db, { escorts: 1, patients: 0 });
  return connect(database, hospitalId === undefined ? town : { ...town, hospitalId }, bug);
};

/** Two tenants of which one's system hangs. */
async function crowded({ database, town: { hospitalId } }: Stage, placesOfEach?: number) {
  const [hanging, sound] = [await aStage(database, hospitalId), await aStage(database, hospitalId)];
  const seen = await besideHanging(hanging, sound, placesOfEach);
  await Promise.all([hanging.system.now.close(), sound.system.now.close()]);
  return seen;
}

/** Each step of a story on both sides; of those whose kind was seen already, none. */
const strikesOf = (story: Story, steps: readonly string[], seenKinds?: Set<string>): readonly Planned[] =>
  steps.flatMap((name, step) => {
    const kind = `${name} ${story.ends}`;
    if (seenKinds?.has(kind)) return [];
    seenKinds?.add(kind);
    return (['before', 'after'] as const).map((side) => {
      const strike: Strike = { step, side, way: 'death' };
      return { story, given: { strike } };
    });
  });

/** The call that books and the one that releases, in every way that a call can fail; with `isFull` each call of every story. */
const failuresOf = (story: Story, calls: number, isFull: boolean): readonly Planned[] => {
  const first = story.name === 'booked' ? [1] : [];
  const last = story.name === 'cancelled' ? [calls] : [];
  const chosen = isFull ? Array.from({ length: calls }, (_, no) => no + 1) : [...first, ...last];
  return chosen.flatMap((call) =>
    systemFaults.map((fault: SystemFault): Planned => ({ story, given: { failing: { call, fault } } })),
  );
};

/** Each bug by itself, on either side of the wire, and how much is wrong with it. */
async function controls(given: Stage, log: Run['log']) {
  const { database, town } = given;
  log(
    'control: books again without asking at a system that forgets; tells nobody; at a system that forgets what was released; one queue for all',
  );
  const wrongWith = async (
    foreign: ForeignBug | undefined,
    name: string,
    wrong: Given = {},
  ): Promise<number> => {
    const story = stories.find((one) => one.name === name);
    if (!story) throw new Error(`there is a story ${name}`);
    const stage = await aStage(database, town.hospitalId, foreign);
    const { faults } = await runStory(stage, story, wrong);
    await stage.system.now.close();
    return faults.length;
  };
  return {
    neverAsks: await wrongWith('forgetful', 'booked', {
      bug: 'never-asks',
      failing: { call: 1, fault: 'cut-after' },
    }),
    neverReleases: await wrongWith(undefined, 'refused by the desk while the answer of the system is lost', {
      bug: 'never-releases',
    }),
    forgetsReleases: await wrongWith('forgets-releases', 'a booking arrives after the refusal'),
    heldByHanging: (await crowded(given, PLACES)).heldByHanging,
  };
}
