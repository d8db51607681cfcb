import type { Proof, ProofOutcome, Run } from '../proof.js';
import { type DrivePlan, type DriveSeen, driveVisit } from './kill/drive-visit.js';
import { planDeaths, type SitePlan } from './kill/plan.js';
import { embeddedSite, type Site, serverSite } from './kill/site.js';

/** T-KILL of the reliability design; row IN3. */
export const proof: Proof = {
  name: 'kill',
  sentence:
    'A process is killed before and after the steps of a visit, embedded and on PostgreSQL, and started again: the visit finishes, nothing is lost or doubled.',
  run,
};

const LANES = 2;
const PLANTED_BUG = new URL('./kill/halves-hook-child.js', import.meta.url).href;
/** Deaths in the middle of what must be whole: the capture of a payment and the earnings of a visit. */
const CONTROL_DEATHS = ['before:ledger.post:1', 'after:orders.update:1'];

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const sites: Site[] = [];
  try {
    sites.push(await embeddedSite());
    sites.push(await serverSite());
    const plans = new Map<Site['name'], SitePlan>();
    for (const site of sites) plans.set(site.name, await learn(site, full, log));
    const drives = interleaved([...plans.values()].map((plan) => plan.drives));
    // The control mostly waits for what never comes.
    const [first, control] = await Promise.all([driveAll(drives, log), plantedBug(sites, log)]);
    const second = await driveAll(first.flatMap(missedAlone), log);
    const seen = [...first, ...second];
    const deaths = sum(seen, ({ reached }) => reached.length);
    const missed = sum(second, ({ missed }) => missed.length);
    const faults = seen.flatMap((one) => one.faults);
    return {
      stepsEmbedded: plans.get('embedded')?.all ?? 0,
      stepsPostgres: plans.get('postgres')?.all ?? 0,
      kindsEmbedded: plans.get('embedded')?.kinds ?? 0,
      kindsPostgres: plans.get('postgres')?.kinds ?? 0,
      visits: seen.length,
      deaths,
      missed,
      faults: faults.length,
      firstFaults: faults.slice(0, 5),
      control,
      // Of thousands of steps some belong to chance, such as how many messages one round of the relay carries.
      ok: faults.length === 0 && missed <= deaths / 50 && control.isClean && control.faults > 0,
    };
  } finally {
    for (const site of sites) await site.close();
  }
}

async function learn(site: Site, full: boolean, log: Run['log']): Promise<SitePlan> {
  const { steps, faults } = await driveVisit({ site, role: 'api', failpoints: ['trace'] });
  if (faults.length > 0) throw new Error(`an undisturbed visit fails: ${faults.join('; ')}`);
  const plan = planDeaths(site, steps, full);
  const wanted = sum(plan.drives, ({ failpoints }) => failpoints.length);
  log(
    `${site.name}: ${wanted} of ${plan.all} deaths, ${plan.kinds} kinds of steps, ${plan.drives.length} visits`,
  );
  return plan;
}

interface Driven extends DriveSeen {
  readonly plan: DrivePlan;
  readonly missed: readonly string[];
}

async function driveAll(drives: readonly DrivePlan[], log: Run['log']): Promise<readonly Driven[]> {
  const waiting = [...drives];
  const seen: Driven[] = [];
  const startedAt = performance.now();
  const minutesLeft = () =>
    Math.ceil(((performance.now() - startedAt) / seen.length / 60_000) * (drives.length - seen.length));
  const lane = async () => {
    for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) {
      const one = await driveVisit(plan);
      const { site, role, failpoints } = plan;
      const missed = failpoints.slice(one.reached.length);
      seen.push({ ...one, plan, missed });
      if (missed.length > 0) log(`${site.name} ${role}: not reached: ${missed.join(' ')}`);
      if (one.faults.length > 0)
        log(`${site.name} ${role} ${failpoints.join(' ')}: ${one.faults.join('; ')}`);
      if (seen.length % 10 === 0)
        log(`${seen.length} of ${drives.length} visits, about ${minutesLeft()} min to go`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return seen;
}

/** A death that its visit was over too soon for gets a visit of its own. */
const missedAlone = ({ plan, missed }: Driven): readonly DrivePlan[] =>
  missed.map((failpoint) => ({ ...plan, failpoints: [failpoint] }));

async function plantedBug([site]: readonly Site[], log: Run['log']) {
  if (site === undefined) throw new Error('there is no site');
  log('control: each store commits by itself');
  const planned = (failpoints: readonly string[]) =>
    driveVisit({ site, role: 'api', failpoints, preload: PLANTED_BUG, patienceMs: 15_000 });
  const undisturbed = await planned([]);
  const seen: DriveSeen[] = [];
  for (const failpoint of CONTROL_DEATHS) seen.push(await planned([failpoint]));
  const faults = seen.flatMap((one) => one.faults);
  for (const fault of faults) log(`control: ${fault}`);
  return {
    isClean: undisturbed.faults.length === 0,
    deaths: sum(seen, ({ reached }) => reached.length),
    faults: faults.length,
  };
}

/** Takes turns between the lists, so that both sites are on at once. */
function interleaved<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
