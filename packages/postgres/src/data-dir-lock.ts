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
    const { pid, host, startedAt } = holder;
    super(
      `数据目录 ${dataDir} 正被 ${host} 上的进程 ${pid}（${holder.holder}，自 ${startedAt}）使用：请先停止它，或换一个 DATA_DIR。 ` +
        `${dataDir} is in use by process ${pid} on ${host} (${holder.holder}), since ${startedAt}: ` +
        'stop it first, or choose another DATA_DIR.',
    );
    this.name = 'DataDirInUse';
    this.pid = pid;
    this.startedAt = startedAt;
    this.host = host;
    this.holder = holder.holder;
  }
}

/** The lock file says nothing of a holder, yet somebody touched it a moment ago, so there may be one. */
export class DataDirLockUnreadable extends Error {
  readonly type = 'DataDirLockUnreadable';
  readonly zh: string;
  readonly en: string;

  constructor(path: string) {
    const zh = `锁文件 ${path} 的内容无法识别。若没有伴诊进程在使用该目录，请删除这个文件后重新启动，或等一分钟再启动。`;
    const en = `The lock file ${path} cannot be understood. If no Banzhen process uses the folder, delete this file and start again, or start again in a minute.`;
    super(`${zh} ${en}`);
    this.name = 'DataDirLockUnreadable';
    this.zh = zh;
    this.en = en;
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

const texts = ['token', 'bornAt', 'startedAt', 'host', 'holder'];

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'pid') === 'number' &&
  texts.every((name) => typeof Reflect.get(value, name) === 'string');

const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** Undefined for a text that no holder has written whole. */
const holderIn = (text: string): Holder | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const readHolder = (path: string): Holder | undefined => holderIn(textOf(path) ?? '');

/** Whether the heartbeat of a holder is to be seen on the file. */
const beats = (path: string): boolean => {
  try {
    return Date.now() - statSync(path).mtimeMs < SILENT_MS;
  } catch {
    return false;
  }
};

const isAlive = (path: string, holder: Holder): boolean =>
  holder.host === hostname() ? birthOf(holder.pid) === holder.bornAt : beats(path);

const linked = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'EEXIST') return false;
    throw problem;
  }
};

/** Moves a dead holder's file away, or one without a holder. One that came to life meanwhile is put back. */
const bury = (path: string, dead: Holder | undefined): void => {
  const grave = `${path}.${randomUUID()}`;
  try {
    renameSync(path, grave);
  } catch {
    return;
  }
  if (readHolder(grave)?.token !== dead?.token) linked(grave, path);
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
 * Takes the folder for this process, or throws `DataDirInUse` or `DataDirLockUnreadable`. The lock of a process that is
 * dead, by id and start time, is taken over. `holder` is shown to whoever comes second, such as the address that is served.
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
      const text = textOf(path);
      if (text === undefined) continue;
      const other = holderIn(text);
      if (other && isAlive(path, other)) throw new DataDirInUse(dataDir, other);
      if (!other && beats(path)) throw new DataDirLockUnreadable(path);
      bury(path, other);
    }
    throw new DataDirLockUnreadable(path);
  } finally {
    rmSync(draft, { force: true });
  }
};
