import type { Proof, ProofOutcome, Run } from '../proof.js';
import { type DrivePlan, type DriveSeen, driveVisit } from './kill/drive-visit.js';
import { planDeaths, type SitePlan, type SiteTrace } from './kill/plan.js';
import { embeddedSite, type Site, serverSite } from './kill/site.js';

/**
 * T-KILL of the reliability design; row IN3. An ordinary run dies once at each kind of step, sites and sides in turn;
 * a full one before and after every step on both sites.
 */
export const proof: Proof = {
  name: 'kill',
  sentence:
    'A process is killed at each kind of step of a visit (with --full before and after every step), embedded and on PostgreSQL, and started again: the visit finishes, nothing is lost or doubled.',
  run,
};

const LANES = 2;
const PLANTED_BUG = new URL('./kill/halves-hook-child.js', import.meta.url).href;
/** What the planted bug has lost never comes. */
const CONTROL_PATIENCE_MS = 15_000;
/** Deaths in the middle of what must be whole, until one shows: the capture of a payment and the earnings of a visit. */
const CONTROL_DEATHS = ['before:ledger.post:1', 'after:orders.update:1'];

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const sites: Site[] = [];
  try {
    sites.push(await embeddedSite());
    sites.push(await serverSite());
    const traces: SiteTrace[] = [];
    for (const site of sites) traces.push(await trace(site));
    const plans = planDeaths(traces, full);
    for (const [index, plan] of plans.entries()) log(`${sites[index]?.name}: ${wordOf(plan)}`);
    const drives = interleaved(plans.map((plan) => plan.drives));
    const [embedded, postgres] = plans;
    // The control mostly waits for what never comes.
    const [first, control] = await Promise.all([driveAll(drives, log), plantedBug(sites, log)]);
    const second = await driveAll(first.flatMap(missedOnceMore), log);
    const third = await driveAll(second.flatMap(missedAlone), log);
    const seen = [...first, ...second, ...third];
    const deaths = sum(seen, ({ reached }) => reached.length);
    const missed = sum(third, ({ missed }) => missed.length);
    const faults = seen.flatMap((one) => one.faults);
    return {
      stepsEmbedded: embedded?.all ?? 0,
      stepsPostgres: postgres?.all ?? 0,
      kindsEmbedded: embedded?.kinds ?? 0,
      kindsPostgres: postgres?.kinds ?? 0,
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

async function trace(site: Site): Promise<SiteTrace> {
  const { steps, faults } = await driveVisit({ site, role: 'api', failpoints: ['trace'] });
  if (faults.length > 0) throw new Error(`an undisturbed visit fails: ${faults.join('; ')}`);
  return { site, steps };
}

function wordOf({ all, kinds, drives }: SitePlan): string {
  const wanted = sum(drives, ({ failpoints }) => failpoints.length);
  return `${wanted} of ${all} deaths, ${kinds} kinds of steps, ${drives.length} visits`;
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

/** The deaths that a visit was over too soon for get another visit. */
const missedOnceMore = ({ plan, missed }: Driven): readonly DrivePlan[] =>
  missed.length > 0 ? [{ ...plan, failpoints: missed }] : [];

/** A death that two visits were over too soon for gets a visit of its own. */
const missedAlone = ({ plan, missed }: Driven): readonly DrivePlan[] =>
  missed.map((failpoint) => ({ ...plan, failpoints: [failpoint] }));

async function plantedBug([site]: readonly Site[], log: Run['log']) {
  if (site === undefined) throw new Error('there is no site');
  log('control: each store commits by itself');
  const planned = { site, role: 'api', preload: PLANTED_BUG } as const;
  const undisturbed = await driveVisit({ ...planned, failpoints: [] });
  const seen: DriveSeen[] = [];
  const faults: string[] = [];
  for (const failpoint of CONTROL_DEATHS) {
    if (faults.length > 0) break;
    const one = await driveVisit({ ...planned, failpoints: [failpoint], patienceMs: CONTROL_PATIENCE_MS });
    seen.push(one);
    faults.push(...one.faults);
  }
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
