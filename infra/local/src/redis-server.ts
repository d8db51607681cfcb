import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canInstallPackages, installPackages } from './apt-packages.js';
import { docker, dockerAnswers } from './docker.js';
import type { Engine } from './engine.js';
import { containerEngine, processEngine } from './engine.js';
import { findProgram, pathFolders } from './find-program.js';
import { freePort } from './free-port.js';
import { LocalServiceError } from './local-service-error.js';
import { answers, startUntilReady } from './readiness.js';
import { unprivilegedUser } from './run-as.js';

/** A private Redis 7+ on 127.0.0.1 in a temp folder. */
export interface LocalRedis {
  /** `redis://:password@127.0.0.1:port`. */
  readonly url: string;
  readonly port: number;
  /** Stops the server and removes its folder; harmless when repeated. */
  stop(): Promise<void>;
  /** `kill -9`; resolves when it is gone. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and files; resolves when it answers. */
  start(): Promise<void>;
  /** Shutdown and start; what was written is kept unless `durable` is false. */
  restart(): Promise<void>;
}

/** How a private Redis shall run. */
export interface LocalRedisOptions {
  /** true: append-only file, written each second. Default true. */
  readonly durable?: boolean;
}

const MINIMUM = 7;
const IMAGE = 'redis:7';

/**
 * Starts a private Redis from a program of this machine, else Docker, else (root, Debian or Ubuntu) apt-get.
 * It ends with this process, however that ends. Throws `LocalServiceError`.
 */
export async function startRedis(options: LocalRedisOptions = {}): Promise<LocalRedis> {
  const password = randomBytes(18).toString('hex');
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'banzhen-redis-'));
  const program = await findRedis();
  const settings = {
    appendonly: options.durable === false ? 'no' : 'yes',
    save: '""',
    requirepass: password,
  };
  const engine =
    program === undefined
      ? startContainer(folder, port, settings)
      : privateServer(folder, program, port, settings);
  const start = () => startUntilReady('Redis', engine, () => answersPing(port, password));
  await start().catch(async (error: unknown) => {
    await engine.remove();
    throw error;
  });
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    port,
    stop: engine.remove,
    kill9: () => engine.end('SIGKILL'),
    start,
    restart: () => engine.end('SIGTERM').then(start),
  };
}

async function findRedis(): Promise<string | undefined> {
  const find = () => findProgram(['redis-server'], [...pathFolders(), '/opt/homebrew/bin'], MINIMUM)?.path;
  const found = find();
  if (found !== undefined) return found;
  if (dockerAnswers()) return undefined;
  if (canInstallPackages()) await installPackages(['redis-server'], () => find() !== undefined);
  const installed = find();
  if (installed !== undefined) return installed;
  throw new LocalServiceError(
    'ProgramMissing',
    'redis-server',
    `需要 Redis ${MINIMUM} 或更高版本：请安装（Debian/Ubuntu：apt-get install redis-server；macOS：brew install redis），或启动 Docker`,
    `Redis ${MINIMUM} or newer is needed: install it (Debian/Ubuntu: apt-get install redis-server; macOS: brew install redis) or start Docker`,
  );
}

function privateServer(
  folder: string,
  program: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Engine {
  const runAs = unprivilegedUser();
  const configuration = join(folder, 'redis.conf');
  // The process title keeps the folder: the guardian stops nothing that does not name it.
  const own = { bind: '127.0.0.1', port: String(port), dir: folder, 'set-proc-title': 'no' };
  const lines = Object.entries({ ...own, ...settings }).map(([name, value]) => `${name} ${value}\n`);
  writeFileSync(configuration, lines.join(''), { mode: 0o600 });
  if (runAs !== undefined) for (const path of [folder, configuration]) chownSync(path, runAs.uid, runAs.gid);
  return processEngine(folder, program, [configuration], runAs);
}

function startContainer(folder: string, port: number, settings: Readonly<Record<string, string>>): Engine {
  docker(['pull', '--quiet', IMAGE]);
  return containerEngine(folder, `banzhen-redis-${port}-${randomBytes(4).toString('hex')}`, [
    '-p',
    `127.0.0.1:${port}:6379`,
    IMAGE,
    'redis-server',
    ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value === '""' ? '' : value]),
  ]);
}

/** Who reads its files yet takes the password, and refuses everything else. */
function answersPing(port: number, password: string): Promise<boolean> {
  return answers(port, Buffer.from(`AUTH ${password}\r\nPING\r\n`), (answer) =>
    answer.toString().includes('+PONG'),
  );
}
