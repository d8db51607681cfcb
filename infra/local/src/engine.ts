import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker } from './docker.js';
import type { Guardian } from './guardian.js';
import { guardContainer, guardProcess } from './guardian.js';
import type { RunAs } from './run-as.js';

/** One server that can be started, ended and started again over the same files. */
export interface Engine {
  /** Starts the server; answers at once, ready or not. */
  start(): void;
  /** Sends the signal and waits for the end; nothing when it does not run. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGQUIT' | 'SIGKILL'): Promise<void>;
  isRunning(): boolean;
  /** The last lines it logged. */
  log(): string;
  /** Stops the server and removes everything it left. */
  remove(): Promise<void>;
}

/** A program of this machine; `args` must name `folder`, which is removed in the end. */
export function processEngine(
  folder: string,
  program: string,
  args: readonly string[],
  runAs?: RunAs,
): Engine {
  const logFile = join(folder, 'server.log');
  const guardian = guardProcess(folder);
  let child: ChildProcess | undefined;
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    start() {
      const log = openSync(logFile, 'a');
      child = spawn(program, args, { ...runAs, cwd: folder, detached: true, stdio: ['ignore', log, log] });
      child.on('error', () => undefined);
      child.unref();
      closeSync(log);
      writeFileSync(join(folder, 'server.pid'), String(child.pid ?? ''));
    },
    async end(signal) {
      if (child === undefined || !isRunning()) return;
      const ended = once(child, 'exit');
      child.ref();
      child.kill(signal);
      await ended;
    },
    isRunning,
    log: () => tail(readFileSync(logFile, 'utf8')),
    remove: removeOnce(guardian),
  };
}

/** A container published on 127.0.0.1; `name` is ours alone. */
export function containerEngine(folder: string, name: string, createArgs: readonly string[]): Engine {
  const guardian = guardContainer(name, folder);
  docker(['create', '--name', name, ...createArgs]);
  const isRunning = () => docker(['inspect', '-f', '{{.State.Running}}', name]) === 'true';
  return {
    start: () => void docker(['start', name]),
    async end(signal) {
      if (!isRunning()) return;
      docker(['kill', '--signal', signal, name]);
      docker(['wait', name]);
    },
    isRunning,
    log: () => tail(docker(['logs', '--tail', '20', name])),
    remove: removeOnce(guardian),
  };
}

function removeOnce(guardian: Guardian): () => Promise<void> {
  let removed: Promise<void> | undefined;
  return () => {
    removed ??= guardian.dismiss();
    return removed;
  };
}

function tail(text: string): string {
  return text.trim().split('\n').slice(-8).join('\n');
}
