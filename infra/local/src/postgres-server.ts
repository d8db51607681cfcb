import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canInstallPackages, installPackages } from './apt-packages.js';
import { docker, dockerAnswers } from './docker.js';
import type { Engine } from './engine.js';
import { containerEngine, processEngine } from './engine.js';
import { findProgram, pathFolders, versionedFolders } from './find-program.js';
import { freePort } from './free-port.js';
import { LocalServiceError } from './local-service-error.js';
import { answers, startUntilReady } from './readiness.js';
import type { RunAs } from './run-as.js';
import { unprivilegedUser } from './run-as.js';

/** A private PostgreSQL 15+ on 127.0.0.1 in a temp folder, with one superuser and the database `banzhen`. */
export interface LocalPostgres {
  /** `postgres://user:password@127.0.0.1:port/banzhen`. */
  readonly url: string;
  readonly port: number;
  /** The data folder; absent when the server runs in Docker. */
  readonly dataDir?: string;
  /** Stops the server and removes its folder; harmless when repeated. */
  stop(): Promise<void>;
  /** `kill -9` of the postmaster; resolves when it is gone. The url keeps its meaning for `start`. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and files; resolves when it accepts connections. */
  start(): Promise<void>;
  /** Fast shutdown and start: clients are cut off, no recovery. */
  restart(): Promise<void>;
  /** A crash and a start with recovery: `immediate` is `pg_ctl stop -m immediate`, `kill9` as above. */
  crashRestart(how?: 'immediate' | 'kill9'): Promise<void>;
}

/** How a private PostgreSQL shall run. */
export interface LocalPostgresOptions {
  /** false: no fsync, for tests whose subject is not a crash. Default true. */
  readonly durable?: boolean;
  /** Further server settings, such as `{ log_statement: 'all' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The superuser of every private server. */
export const USER = 'banzhen';
const MINIMUM = 15;
const IMAGE = 'postgres:17';

/**
 * Starts a private PostgreSQL from a program of this machine, else Docker, else (root, Debian or Ubuntu) apt-get.
 * It ends with this process, however that ends. Throws `LocalServiceError`.
 */
export async function startPostgres(options: LocalPostgresOptions = {}): Promise<LocalPostgres> {
  const password = randomBytes(18).toString('hex');
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'banzhen-postgres-'));
  const settings = settingArgs(options);
  const program = await findPostgres();
  const engine =
    program === undefined
      ? startContainer(folder, port, password, settings)
      : preparePrivateServer(folder, dirname(realpathSync(program)), port, password, settings);
  const start = () => startUntilReady('PostgreSQL', engine, () => acceptsConnections(port));
  await start().catch(async (error: unknown) => {
    await engine.remove();
    throw error;
  });
  return {
    url: `postgres://${USER}:${password}@127.0.0.1:${port}/banzhen`,
    port,
    ...(program === undefined ? {} : { dataDir: join(folder, 'files') }),
    stop: engine.remove,
    kill9: () => engine.end('SIGKILL'),
    start,
    restart: () => engine.end('SIGINT').then(start),
    crashRestart: (how = 'immediate') => engine.end(how === 'kill9' ? 'SIGKILL' : 'SIGQUIT').then(start),
  };
}

/** A client program such as `pgbench`, from beside the server that `startPostgres` starts; undefined where there is none. */
export function findPostgresClient(name: string): string | undefined {
  return findProgram([name], programFolders(), MINIMUM)?.path;
}

/** The server program of this machine; undefined where Docker has to do. Throws `LocalServiceError`. */
export async function findPostgres(): Promise<string | undefined> {
  const find = () => findProgram(['postgres'], programFolders(), MINIMUM)?.path;
  const found = find();
  if (found !== undefined) return found;
  if (dockerAnswers()) return undefined;
  if (canInstallPackages()) await installPackages(['postgresql'], () => find() !== undefined);
  const installed = find();
  if (installed !== undefined) return installed;
  throw new LocalServiceError(
    'ProgramMissing',
    'postgres',
    `需要 PostgreSQL ${MINIMUM} 或更高版本：请安装（Debian/Ubuntu：apt-get install postgresql；macOS：brew install postgresql@17），或启动 Docker`,
    `PostgreSQL ${MINIMUM} or newer is needed: install it (Debian/Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17) or start Docker`,
  );
}

function programFolders(): string[] {
  return [
    ...pathFolders(),
    ...versionedFolders('/usr/lib/postgresql', 'bin'),
    ...versionedFolders('/usr', 'bin', 'pgsql-'),
    ...versionedFolders('/opt/homebrew/opt', 'bin', 'postgresql@'),
    ...versionedFolders('/usr/local/opt', 'bin', 'postgresql@'),
  ];
}

/** Settings as the server takes them on its command line. */
export function settingArgs({ durable = true, settings = {} }: LocalPostgresOptions): string[] {
  const all = {
    max_connections: '200',
    timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function preparePrivateServer(
  folder: string,
  programs: string,
  port: number,
  password: string,
  settings: readonly string[],
): Engine {
  const runAs = unprivilegedUser();
  const files = join(folder, 'files');
  if (runAs !== undefined) chownSync(folder, runAs.uid, runAs.gid);
  const own = ['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', 'unix_socket_directories='];
  const engine = processEngine(folder, join(programs, 'postgres'), ['-D', files, ...own, ...settings], runAs);
  makeCluster(folder, files, programs, password, runAs);
  return engine;
}

function makeCluster(folder: string, files: string, programs: string, password: string, runAs?: RunAs): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runAs !== undefined) chownSync(passwordFile, runAs.uid, runAs.gid);
  const quiet = {
    ...runAs,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'inherit'] as ['pipe', 'ignore', 'inherit'],
  };
  execFileSync(
    join(programs, 'initdb'),
    [
      '-D',
      files,
      '-U',
      USER,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    quiet,
  );
  execFileSync(join(programs, 'postgres'), ['--single', '-F', '-D', files, 'postgres'], {
    ...quiet,
    stdio: ['pipe', 'ignore', 'ignore'],
    input: 'CREATE DATABASE banzhen;\n',
  });
  chmodSync(folder, 0o700);
}

function startContainer(folder: string, port: number, password: string, settings: readonly string[]): Engine {
  const environment = {
    POSTGRES_USER: USER,
    POSTGRES_PASSWORD: password,
    POSTGRES_DB: 'banzhen',
    POSTGRES_INITDB_ARGS: '--locale=C --encoding=UTF8',
  };
  docker(['pull', '--quiet', IMAGE]);
  return containerEngine(folder, `banzhen-postgres-${port}-${randomBytes(4).toString('hex')}`, [
    ...Object.entries(environment).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    '-p',
    `127.0.0.1:${port}:5432`,
    IMAGE,
    ...settings,
  ]);
}

/** Whether a server on the port lets clients in. Greets with a start-up message: `R` asks for the password, `E` means that it still recovers. */
export function acceptsConnections(port: number): Promise<boolean> {
  const body = Buffer.from(`\0\x03\0\0user\0${USER}\0database\0banzhen\0\0`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return answers(port, Buffer.concat([length, body]), (answer) => answer[0] === 0x52);
}
