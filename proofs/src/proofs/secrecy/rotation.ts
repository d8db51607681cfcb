import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RotationStep } from '@banzhen/platform';
import { keysPath } from '../../keys.js';

const program = fileURLToPath(new URL('../../../../apps/cli/dist/main.js', import.meta.url));
const NEVER_CALLED = 'redis://127.0.0.1:1';
const LONGEST_MOMENT_MS = 60;

const startRotation = (databaseUrl: string): ChildProcess =>
  spawn(process.execPath, [program, 'keys', 'rotate', '--data', '--json'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl,
      REDIS_URL: NEVER_CALLED,
      KEYS_FILE: keysPath,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const linesOf = (stream: ChildProcess['stdout']): string[] => {
  const lines: string[] = [];
  if (stream) createInterface(stream).on('line', (line) => lines.push(line));
  return lines;
};

/** `kill -9` a moment after the rotation says that it begins this step. Throws when it never comes to it. */
async function killedAt(step: RotationStep, databaseUrl: string): Promise<void> {
  const child = startRotation(databaseUrl);
  const closed = once(child, 'close');
  const said = linesOf(child.stderr);
  while (child.exitCode === null && !said.some((line) => line.startsWith(`${step}:`))) await pause(5);
  await pause(Math.random() * LONGEST_MOMENT_MS);
  child.kill('SIGKILL');
  const [, signal] = await closed;
  if (signal !== 'SIGKILL') throw new Error(`the rotation ended before ${step}: ${said.join('\n')}`);
}

/** Changes all keys while everything goes on, killed at each of these steps and begun again. Throws when that fails. */
export async function rotate(databaseUrl: string, kills: readonly RotationStep[]): Promise<void> {
  for (const step of kills) await killedAt(step, databaseUrl);
  const child = startRotation(databaseUrl);
  const told = [linesOf(child.stdout), linesOf(child.stderr)];
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`pnpm cli keys rotate ended with ${code}: ${told.flat().join('\n')}`);
}
