import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalPostgres } from '@banzhen/local-services';
import { type Acknowledgements, followAcknowledgements } from './acknowledgements.js';
import { countLosses, createTables, killBackends } from './server-side.js';
import { type LanesChild, startLanes } from './start-lanes.js';

/** How much shall happen to the server while the lanes write. */
export interface LoadPlan {
  readonly postgres: LocalPostgres;
  readonly log: (line: string) => void;
  readonly lanes: number;
  readonly rounds: number;
  readonly killsPerRound: number;
  /** How long a lane may take to write again after a fault. */
  readonly patienceMs: number;
  /** The driver to use instead of the installed one. */
  readonly driver?: string;
}

/** What happened. */
export interface LoadFigures {
  readonly crashRestarts: number;
  readonly killedBackends: number;
  readonly processDeaths: number;
  readonly unhandledRejections: number;
  /** Calls that got no answer within 15 s of the end. */
  readonly hungCallers: number;
  /** Times that a lane did not write again within the patience. */
  readonly lanesNotResumed: number;
  readonly slowestResumeMs: number;
  readonly acknowledged: number;
  readonly acknowledgedLost: number;
  /** Visits without both of their parts, parts without their visit. */
  readonly halfWritten: number;
  readonly failedCalls: number;
  /** Calls that failed although the server had committed. */
  readonly failedYetCommitted: number;
}

/** Runs the lanes, faults round after round, and counts afterwards. A lanes process that died is started again. */
export async function runLoad(plan: LoadPlan): Promise<LoadFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'banzhen-lanes-'));
  const acknowledgementFile = join(folder, 'acknowledged');
  writeFileSync(acknowledgementFile, '');
  const acknowledgements = followAcknowledgements(acknowledgementFile);
  try {
    await createTables(plan.postgres.url);
    return await faultRounds(plan, acknowledgementFile, acknowledgements);
  } finally {
    acknowledgements.close();
    rmSync(folder, { recursive: true });
  }
}

type Tally = { -readonly [Name in keyof LoadFigures]: LoadFigures[Name] };

async function faultRounds(
  plan: LoadPlan,
  file: string,
  acknowledgements: Acknowledgements,
): Promise<LoadFigures> {
  const tally = { ...NOTHING };
  let processes = 0;
  const start = () => {
    processes += 1;
    const { lanes, driver = null } = plan;
    const firstId = processes * 1_000_000_000;
    return startLanes({ url: plan.postgres.url, lanes, firstId, acknowledgementFile: file, driver });
  };
  let child = start();
  const settle = async () => {
    await waitForLanes(plan, child, acknowledgements, tally);
    if (child.isAlive()) return;
    tally.processDeaths += 1;
    plan.log(`the process died: ${child.lastWords()}`);
    child = start();
    await waitForLanes(plan, child, acknowledgements, { ...NOTHING });
  };
  await settle();
  for (let round = 1; round <= plan.rounds; round += 1) {
    tally.killedBackends += await killBackends(plan.postgres.url, plan.killsPerRound, child.isAlive);
    await settle();
    await plan.postgres.crashRestart(round % 2 === 0 ? 'kill9' : 'immediate');
    tally.crashRestarts += 1;
    await settle();
    plan.log(`${round} of ${plan.rounds}: ${acknowledgements.ids.length} commits acknowledged`);
  }
  await finish(plan, child, acknowledgements, tally);
  return tally;
}

/** Waits until every lane had a commit acknowledged that is younger than now. */
async function waitForLanes(
  plan: LoadPlan,
  child: LanesChild,
  acknowledgements: Acknowledgements,
  tally: Tally,
): Promise<void> {
  const since = Date.now();
  const missing = new Set(Array.from({ length: plan.lanes }, (_, lane) => lane));
  while (missing.size > 0 && child.isAlive() && Date.now() - since < plan.patienceMs) {
    await sleep(20);
    for (const { lane, at } of acknowledgements.read()) {
      if (at < since || !missing.delete(lane)) continue;
      tally.slowestResumeMs = Math.max(tally.slowestResumeMs, at - since);
    }
  }
  if (child.isAlive()) tally.lanesNotResumed += missing.size;
}

async function finish(
  plan: LoadPlan,
  child: LanesChild,
  acknowledgements: Acknowledgements,
  tally: Tally,
): Promise<void> {
  const report = await child.stop();
  if (report === undefined) tally.processDeaths += 1;
  tally.unhandledRejections += report?.unhandledRejections ?? 0;
  tally.hungCallers += report?.hungCallers ?? 0;
  tally.failedCalls += report?.failures ?? 0;
  acknowledgements.read();
  const { lost, halfWritten, committed } = await countLosses(plan.postgres.url, acknowledgements.ids);
  tally.acknowledged = acknowledgements.ids.length;
  tally.acknowledgedLost = lost;
  tally.halfWritten = halfWritten;
  tally.failedYetCommitted = committed - (tally.acknowledged - lost);
}

const NOTHING: LoadFigures = {
  crashRestarts: 0,
  killedBackends: 0,
  processDeaths: 0,
  unhandledRejections: 0,
  hungCallers: 0,
  lanesNotResumed: 0,
  slowestResumeMs: 0,
  acknowledged: 0,
  acknowledgedLost: 0,
  halfWritten: 0,
  failedCalls: 0,
  failedYetCommitted: 0,
};
