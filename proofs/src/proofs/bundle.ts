import { startPostgres } from '@banzhen/local-services';
import { migrate, type OpenDatabase, openDatabase, postgresLedgerBooks } from '@banzhen/postgres';
import { openTestDatabase } from '@banzhen/postgres/testing';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { makeTown } from '../town.js';
import type { PlantedBug } from './bundle/product.js';
import { runStory, type Stage, type StorySeen } from './bundle/run-story.js';
import { type Story, stories } from './bundle/stories.js';
import type { Strike } from './bundle/striking.js';

/** N1 of the goal; rows BK4, BK9, IN1, JB6. */
export const proof: Proof = {
  name: 'bundle',
  sentence:
    'A seat of a clinic, an order for an escort and its payment are booked, paid, confirmed, refused, cancelled, stopped and moved, while at each kind of step (with --full at every step) a call fails, its answer is lost, or the process dies: afterwards all of it lives or none, no hold, charge or block is left over, no seat lost, nothing refunded twice, and the books balance.',
  run,
};

const WORKERS = 4;
const CROWDED_ROUNDS = 5;

interface Planned {
  readonly story: Story;
  readonly strike: Strike;
}

const ways: readonly Pick<Strike, 'side' | 'way'>[] = [
  { side: 'before', way: 'throw' },
  { side: 'after', way: 'throw' },
  { side: 'before', way: 'death' },
  { side: 'after', way: 'death' },
];

async function run(ordered: Run): Promise<ProofOutcome> {
  const embedded = await openDatabase({ kind: 'embedded' });
  try {
    await migrate(embedded.db);
    const stage = await aStage(embedded);
    const seen = await strikeStage(stage, ordered, ordered.full ? everywhere : eachKind);
    const control = await planted(stage, seen.told, ordered.log);
    const { planned, injected, orphans, trialBalanceFen, steps } = seen;
    const server = ordered.full ? await onServer(ordered) : undefined;
    return {
      stories: stories.length,
      steps,
      faultsInjected: injected,
      orphans: orphans.length,
      firstOrphans: orphans.slice(0, 5),
      trialBalanceFen,
      ...(server ? { server } : {}),
      control,
      ok:
        orphans.length === 0 &&
        injected === planned.length &&
        trialBalanceFen === 0 &&
        (server === undefined || (server.orphans === 0 && server.trialBalanceFen === 0)) &&
        control.orphans > 0 &&
        control.orphansWithoutKeeper > 0,
    };
  } finally {
    await embedded.close();
  }
}

/** Each kind of step on PostgreSQL too, and several processes that keep the same bundles at once. */
async function onServer(ordered: Run) {
  const postgres = await startPostgres();
  try {
    const database = await openTestDatabase(postgres.url);
    try {
      ordered.log('and on PostgreSQL');
      const stage = await aStage(database);
      const seen = await strikeStage(stage, ordered, eachKind);
      // Four processes do everything at the same moment, as often as chance needs to show something.
      const crowd = { ...stage, workers: WORKERS };
      for (let round = 0; round < CROWDED_ROUNDS; round += 1)
        for (const story of stories) await undisturbed(crowd, story);
      const { injected: faultsInjected, orphans } = seen;
      const inCrowd = CROWDED_ROUNDS * stories.length;
      const trialBalanceFen = await sumOfBooks(stage);
      return { faultsInjected, storiesInCrowd: inCrowd, orphans: orphans.length, trialBalanceFen };
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
  }
}

async function aStage(database: OpenDatabase): Promise<Stage> {
  return { database, town: await makeTown(database.db, { escorts: 1, patients: 0 }) };
}

/** Lets every story happen undisturbed, and then once for each strike that is planned. */
async function strikeStage(
  stage: Stage,
  { seed, log }: Run,
  plan: (told: Told, seed: number) => readonly Planned[],
) {
  const told: { readonly story: Story; readonly seen: StorySeen }[] = [];
  for (const story of stories) told.push({ story, seen: await undisturbed(stage, story) });
  const steps = told.reduce((sum, { seen }) => sum + seen.steps.length, 0);
  const planned = plan(told, seed);
  log(`${stories.length} stories of ${steps} steps; ${planned.length} faults`);
  let injected = 0;
  const orphans: string[] = [];
  for (const [index, { story, strike }] of planned.entries()) {
    const seen = await runStory(stage, story, strike);
    if (seen.hasStruck) injected += 1;
    const where = `${story.name}, ${strike.way} ${strike.side} step ${strike.step}`;
    // Whoever says it again after a failure gets what they would have got without it.
    const isOther = strike.way === 'throw' && seen.left.lives !== story.ends;
    const found = isOther ? [...seen.orphans, `ends with ${seen.left.lives}`] : seen.orphans;
    for (const orphan of found) log(`${where}: ${orphan}`);
    orphans.push(...found);
    if ((index + 1) % 100 === 0) log(`${index + 1} of ${planned.length}`);
  }
  return { told, steps, planned, injected, orphans, trialBalanceFen: await sumOfBooks(stage) };
}

async function undisturbed(stage: Stage, story: Story): Promise<StorySeen> {
  const seen = await runStory(stage, story);
  if (seen.orphans.length > 0 || seen.left.lives !== story.ends)
    throw new Error(`${story.name}, undisturbed: ${seen.left.lives} lives; ${seen.orphans.join('; ')}`);
  return seen;
}

type Told = readonly { readonly story: Story; readonly seen: StorySeen }[];

/** What is committed or said outside can be lost on either side; what is written before a commit goes with it. */
const isBoundary = (kind: string): boolean => /^(?:transaction|provider|clinic)\./.test(kind);

/**
 * Every step of every story: around commits and calls both sides in both ways; a write before its commit fails before and dies
 * after it.
 */
function everywhere(told: Told): readonly Planned[] {
  return told.flatMap(({ story, seen }) =>
    seen.steps.flatMap((name, step) =>
      ways
        .filter(({ side, way }) => isBoundary(name) || (side === 'before') === (way === 'throw'))
        .map((way) => ({ story, strike: { step, ...way } })),
    ),
  );
}

/** Each kind of step in one way, and each kind of commit or call in all, in the story and at the occurrence that the seed chooses. */
function eachKind(told: Told, seed: number): readonly Planned[] {
  const places = told.flatMap(({ story, seen }) => seen.steps.map((name, step) => ({ name, story, step })));
  const kinds = [...new Set(places.map(({ name }) => name))];
  return kinds.flatMap((kind, kindIndex) => {
    const own = places.filter(({ name }) => name === kind);
    const chosenWays = isBoundary(kind) ? ways : ways.slice(kindIndex % ways.length).slice(0, 1);
    return chosenWays.map((way, wayIndex): Planned => {
      const place = seed + 7 * kindIndex + Math.floor((wayIndex * own.length) / chosenWays.length);
      const chosen = own[place % own.length];
      if (!chosen) throw new Error(`no step is a ${kind}`);
      return { story: chosen.story, strike: { step: chosen.step, ...way } };
    });
  });
}

/** After these writes a bundle that is cancelled in the end is torn, where each of them commits by itself. */
const tearing: readonly string[] = ['orders.insert', 'payments.update', 'orders.update'];

/** No faults at all where nobody keeps bundles, and deaths where every write commits by itself. */
async function planted(stage: Stage, told: Told, log: Run['log']) {
  log('control: nobody keeps bundles; then each write commits by itself');
  const buggy = (bug: PlantedBug): Stage => ({ ...stage, bug });
  const torn = told.find(({ story }) => story.name === 'cancelled');
  if (!torn) throw new Error('there is a story of cancelling');
  const deaths = torn.seen.steps.flatMap((name, step): readonly Strike[] =>
    tearing.includes(name) ? [{ step, side: 'after', way: 'death' }] : [],
  );
  let unkept = 0;
  for (const story of stories.slice(1, 4))
    unkept += (await orphansOf(() => runStory(buggy('keeps-nothing'), story))).length;
  // What the first ones tear may stand in the way of the others.
  let halves = 0;
  for (const strike of deaths)
    halves += (await orphansOf(() => runStory(buggy('commits-each-write'), torn.story, strike))).length;
  return { faultsInjected: deaths.length, orphans: halves, orphansWithoutKeeper: unkept };
}

/** A planted bug may also run into a wall of the database, which is not what it is caught by. */
async function orphansOf(work: () => Promise<StorySeen>): Promise<readonly string[]> {
  try {
    return (await work()).orphans;
  } catch {
    return [];
  }
}

async function sumOfBooks({ database }: Stage): Promise<number> {
  const balances = await postgresLedgerBooks(database.db).trialBalance();
  return balances.reduce((sum, { balanceFen }) => sum + balanceFen, 0);
}
