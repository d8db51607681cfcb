import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { processEngine } from './engine.js';
import { freePort } from './free-port.js';
import { LocalServiceError } from './local-service-error.js';
import {
  acceptsConnections,
  findPostgres,
  type LocalPostgres,
  type LocalPostgresOptions,
  settingArgs,
} from './postgres-server.js';
import { startUntilReady } from './readiness.js';
import { unprivilegedUser } from './run-as.js';

/** A hot standby that streams from a private PostgreSQL; its databases are those of the primary, under the same names. */
export interface LocalReplica {
  /** The URL of a database of the primary, on the standby. */
  urlOf(primaryUrl: string): string;
  readonly port: number;
  /** Stops the server and removes its folder; harmless when repeated. */
  stop(): Promise<void>;
  /** `kill -9`; resolves when it is gone. */
  kill9(): Promise<void>;
  /** Lets it receive what happens and show nothing of it, until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Starts it again on the same port and files; it goes on streaming where it was. */
  start(): Promise<void>;
}

/**
 * Copies a running private PostgreSQL by `pg_basebackup` and starts the copy as its standby. It ends with this process. Throws
 * `LocalServiceError`, also where PostgreSQL runs in Docker.
 */
export async function startReplica(
  primary: Pick<LocalPostgres, 'url'>,
  options: LocalPostgresOptions = {},
): Promise<LocalReplica> {
  const program = await findPostgres();
  if (program === undefined)
    throw new LocalServiceError(
      'ProgramMissing',
      'pg_basebackup',
      '只读副本需要本机安装的 PostgreSQL（Debian/Ubuntu：apt-get install postgresql）',
      'a replica needs PostgreSQL on this machine (Debian/Ubuntu: apt-get install postgresql)',
    );
  const programs = dirname(realpathSync(program));
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'banzhen-replica-'));
  const files = join(folder, 'files');
  const runAs = unprivilegedUser();
  if (runAs !== undefined) chownSync(folder, runAs.uid, runAs.gid);
  const own = ['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', 'unix_socket_directories='];
  const args = ['-D', files, ...own, ...settingArgs(options)];
  const engine = processEngine(folder, join(programs, 'postgres'), args, runAs);
  const start = () => startUntilReady('PostgreSQL', engine, () => acceptsConnections(port));
  try {
    const copying = ['-D', files, '-d', primary.url, '-R', '-X', 'stream', '-c', 'fast', '--no-sync'];
    execFileSync(join(programs, 'pg_basebackup'), copying, {
      ...runAs,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    chmodSync(folder, 0o700);
    await start();
  } catch (error) {
    await engine.remove();
    throw error;
  }
  const urlOf = (primaryUrl: string): string => {
    const url = new URL(primaryUrl);
    url.port = String(port);
    return url.href;
  };
  const say = async (statement: string): Promise<void> => {
    const args = ['-X', '-q', '-d', urlOf(primary.url), '-c', statement];
    await promisify(execFile)(join(programs, 'psql'), args);
  };
  return {
    port,
    urlOf,
    pause: () => say('SELECT pg_wal_replay_pause()'),
    resume: () => say('SELECT pg_wal_replay_resume()'),
    stop: engine.remove,
    kill9: () => engine.end('SIGKILL'),
    start,
  };
}
