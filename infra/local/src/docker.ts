import { execFileSync } from 'node:child_process';

let reachable: boolean | undefined;

/** Whether a Docker daemon answers; asked once. */
export function dockerAnswers(): boolean {
  reachable ??= succeeds(['info']);
  return reachable;
}

/** Runs `docker` and answers what it printed; throws when it fails. */
export function docker(args: readonly string[]): string {
  return execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

function succeeds(args: readonly string[]): boolean {
  try {
    execFileSync('docker', args, { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
