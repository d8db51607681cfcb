import { runVisit } from '@banzhen/cli/demo';
import { faultsOfVisits } from './check-books.js';
import { keepRunning } from './keep-running.js';
import type { Role, Site } from './site.js';

/** A step that a program took when nothing disturbed it. */
export interface TracedStep {
  readonly role: Role;
  readonly step: string;
}

export interface DrivePlan {
  readonly site: Site;
  /** The program that dies; the other one keeps running. */
  readonly role: Role;
  readonly failpoints: readonly string[];
  /** A module that plants a bug. */
  readonly preload?: string | undefined;
  /** How long the people wait for an answer and for what must happen by itself; 40 s unless told. */
  readonly patienceMs?: number;
}

export interface DriveSeen {
  readonly reached: readonly string[];
  /** Everything that is not as if nothing had happened. */
  readonly faults: readonly string[];
  readonly steps: readonly TracedStep[];
}

const PAUSE_MINUTES = 0.6;

/** What failed is tried again after growing pauses: moves the sandbox's clock instead of waiting for them. */
async function letTimePass(url: string): Promise<void> {
  const body = JSON.stringify({ advanceMinutes: PAUSE_MINUTES });
  const headers = { 'content-type': 'application/json' };
  await fetch(new URL('/sandbox/clock', url), { method: 'POST', body, headers }).catch(() => undefined);
}

/**
 * Drives one visit over HTTP, with a second payment that must go back, while a program dies at each failpoint and is started
 * again. The people repeat what got no answer, as phones do.
 */
export async function driveVisit({
  site,
  role,
  failpoints,
  preload,
  patienceMs = 40_000,
}: DrivePlan): Promise<DriveSeen> {
  const stage = await site.freshStage();
  const isTrace = failpoints[0] === 'trace';
  const programs = stage.roles.map((one) => ({
    role: one,
    kept: keepRunning({
      stage,
      role: one,
      failpoints: isTrace || one === role ? failpoints : [],
      preload,
      onRestart: () => void letTimePass(stage.url),
    }),
  }));
  const faults: string[] = [];
  try {
    const { orderId } = await runVisit({
      url: stage.url,
      scenario: 'double-payment',
      patienceMs,
      reconnectWithinMs: patienceMs,
    });
    faults.push(...(await faultsOfVisits(stage.url, [orderId])));
  } catch (failure) {
    faults.push(failure instanceof Error ? failure.message : String(failure));
  }
  for (const { kept } of programs) await kept.end();
  await stage.remove();
  return {
    reached: programs.flatMap(({ kept }) => kept.reached),
    faults: [...faults, ...programs.flatMap(({ kept }) => kept.surprises)],
    steps: programs.flatMap(({ role: one, kept }) => kept.steps().map((step) => ({ role: one, step }))),
  };
}
