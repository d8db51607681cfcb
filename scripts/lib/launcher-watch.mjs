import { readFileSync } from 'node:fs';

const launcher = /^(?:npm|npx|pnpm)\b|^(?:\S*\/)?(?:sh|pnpm|npx)\0|^\S*node\0\S*(?:npm|npx|pnpm)/;

/** @param {number} pid @returns {number | undefined} its parent, where /proc tells it */
function parentOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[1]);
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isLauncher(pid) {
  try {
    return launcher.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}

/** The shells, pnpm and npm between this process and whoever asked for it, nearest first. */
function launchers() {
  /** @type {number[]} */
  const chain = [];
  for (let pid = process.ppid; isLauncher(pid); pid = parentOf(pid) ?? 0) chain.push(pid);
  return chain;
}

/**
 * npm and pnpm end on SIGTERM without telling the program they run, which would stay behind with its port and its
 * data folder. So a program that was started by them tells itself to stop (SIGTERM) once one of them is gone.
 */
export function stopWithLauncher() {
  const started = launchers();
  if (started.length < 2) return;
  const timer = setInterval(() => {
    if (launchers().join() === started.join()) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  timer.unref();
}
