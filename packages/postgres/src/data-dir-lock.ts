import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Another process holds the data folder. Two of them would lose each other's rows without an error (IN10). */
export class DataDirInUse extends Error {
  readonly type = 'DataDirInUse';
  readonly pid: number;
  readonly startedAt: string;
  readonly host: string;
  readonly holder: string;

  constructor(dataDir: string, holder: Holder) {
    super(
      `${dataDir} is in use by process ${holder.pid} on ${holder.host} (${holder.holder}), since ${holder.startedAt}: ` +
        'stop it first, or choose another DATA_DIR',
    );
    this.name = 'DataDirInUse';
    this.pid = holder.pid;
    this.startedAt = holder.startedAt;
    this.host = holder.host;
    this.holder = holder.holder;
  }
}

/** What the lock file says. `bornAt` tells a process from a later one with the same id. */
type Holder = {
  readonly token: string;
  readonly pid: number;
  readonly bornAt: string;
  readonly startedAt: string;
  readonly host: string;
  readonly holder: string;
};

export interface DataDirLock {
  release(): void;
}

const FILE = 'banzhen.lock';
const HEARTBEAT_MS = 5_000;
/** A holder on another host (a shared folder, another container) is judged by its heartbeat alone. */
const SILENT_MS = 60_000;

/** When the process with this id was started, as the system tells it; undefined when there is none. */
const birthOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    try {
      return (
        execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
          encoding: 'utf8',
          stdio: 'pipe',
        }).trim() || undefined
      );
    } catch {
      return undefined;
    }
  }
};

const readHolder = (path: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
};

const isAlive = (path: string, holder: Holder): boolean => {
  if (holder.host === hostname()) return birthOf(holder.pid) === holder.bornAt;
  try {
    return Date.now() - statSync(path).mtimeMs < SILENT_MS;
  } catch {
    return false;
  }
};

const linked = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'EEXIST') return false;
    throw problem;
  }
};

/** Moves a dead holder's file away. One that came to life meanwhile is put back. */
const bury = (path: string, dead: Holder): void => {
  const grave = `${path}.${randomUUID()}`;
  try {
    renameSync(path, grave);
  } catch {
    return;
  }
  if (readHolder(grave)?.token !== dead.token) linked(grave, path);
  rmSync(grave, { force: true });
};

const heldBy = (path: string, me: Holder): DataDirLock => {
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // The folder was removed under us; the next statement will say so.
    }
  }, HEARTBEAT_MS);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (readHolder(path)?.token === me.token) rmSync(path, { force: true });
    },
  };
};

/**
 * Takes the folder for this process, or throws `DataDirInUse`. The lock of a process that is dead, by id and start time,
 * is taken over. `holder` is shown to whoever comes second, such as the address that is served.
 */
export const lockDataDir = (dataDir: string, holder: string): DataDirLock => {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, FILE);
  const me: Holder = {
    token: randomUUID(),
    pid: process.pid,
    bornAt: birthOf(process.pid) ?? '',
    startedAt: new Date().toISOString(),
    host: hostname(),
    holder,
  };
  // Linked into place whole, so that nobody reads half a lock.
  const draft = `${path}.${me.token}`;
  writeFileSync(draft, JSON.stringify(me));
  try {
    for (let attempt = 1; attempt <= 100; attempt++) {
      if (linked(draft, path)) return heldBy(path, me);
      const other = readHolder(path);
      if (other && isAlive(path, other)) throw new DataDirInUse(dataDir, other);
      if (other) bury(path, other);
    }
    throw new Error(`${path} cannot be read: remove it if no process uses the folder`);
  } finally {
    rmSync(draft, { force: true });
  }
};
