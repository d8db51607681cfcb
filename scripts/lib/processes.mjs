import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './repository.mjs';

const binaries = join(root, 'node_modules', '.bin');

/**
 * Runs a program in its own process group and answers when it has ended; after `timeoutMs` the whole group is killed.
 * Output is passed through, or gathered and answered when `quiet` is set; the last lines of stdout are always answered.
 * @param {string} program @param {readonly string[]} args
 * @param {{ timeoutMs?: number, quiet?: boolean, env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<{ status: number, output: string, tail: string[], timedOut: boolean }>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined }),
        TURBO_TELEMETRY_DISABLED: '1',
        ...options.env,
        PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}`,
      },
    });
    const killGroup = (/** @type {NodeJS.Signals} */ signal) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal);
      } catch {
        // The group has already ended.
      }
    };
    let output = '';
    let out = '';
    let timedOut = false;
    const timer = setTimeout(
      () => {
        timedOut = true;
        killGroup('SIGTERM');
        setTimeout(() => killGroup('SIGKILL'), 10_000).unref();
      },
      options.timeoutMs ?? 15 * 60_000,
    );
    const passOn = () => killGroup('SIGTERM');
    process.once('SIGINT', passOn).once('SIGTERM', passOn);
    child.stdout.on('data', (chunk) => {
      out = (out + chunk).slice(-64_000);
      if (options.quiet) output += chunk;
      else process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk) => {
      if (options.quiet) output += chunk;
      else process.stderr.write(chunk);
    });
    const end = (/** @type {number} */ status) => {
      clearTimeout(timer);
      process.off('SIGINT', passOn).off('SIGTERM', passOn);
      resolve({ status, output, tail: out.trimEnd().split('\n'), timedOut });
    };
    child.once('error', (problem) => {
      output += `${problem.message}\n`;
      end(127);
    });
    child.once('close', (code) => end(timedOut ? 124 : (code ?? 1)));
  });
}
