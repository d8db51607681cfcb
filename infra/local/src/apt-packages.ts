import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isExecutable, pathFolders } from './find-program.js';
import { LocalServiceError } from './local-service-error.js';
import { withMachineLock } from './machine-lock.js';

const CLUSTER_SETTINGS = '/etc/postgresql-common/createcluster.conf';
const START_POLICY = '/usr/sbin/policy-rc.d';

/** Whether this process may install packages: root on a system with `apt-get`. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && pathFolders().some((folder) => isExecutable(join(folder, 'apt-get')));
}

/**
 * Installs Debian or Ubuntu packages, one process of the machine at a time, unless `isThere` by then.
 * No server of the distribution is started and no PostgreSQL cluster is made.
 * Throws `LocalServiceError` when apt-get fails.
 */
export async function installPackages(names: readonly string[], isThere: () => boolean): Promise<void> {
  await withMachineLock('banzhen-apt-get', () => {
    if (isThere()) return;
    process.stderr.write(`apt-get install ${names.join(' ')} …\n`);
    if (!existsSync(CLUSTER_SETTINGS)) write(CLUSTER_SETTINGS, 'create_main_cluster = false\n', 0o644);
    const policyIsOurs = !existsSync(START_POLICY);
    if (policyIsOurs) write(START_POLICY, '#!/bin/sh\nexit 101\n', 0o755);
    try {
      aptGet(['update', '-q']);
      aptGet(['install', '-q', '-y', '--no-install-recommends', ...names]);
    } catch (cause) {
      throw installationFailed(names, cause);
    } finally {
      if (policyIsOurs) rmSync(START_POLICY, { force: true });
    }
  });
}

function write(path: string, text: string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
}

function aptGet(args: readonly string[]): void {
  execFileSync(
    'apt-get',
    ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Options::=--force-confold', ...args],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', UCF_FORCE_CONFFOLD: '1' },
    },
  );
}

function installationFailed(names: readonly string[], cause: unknown): LocalServiceError {
  const reason =
    cause instanceof Error ? cause.message.trim().split('\n').slice(-3).join(' ') : String(cause);
  const command = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
  return new LocalServiceError(
    'InstallationFailed',
    names.join(' '),
    `安装失败（${reason}）。请检查网络与软件源，手动执行：${command}`,
    `Installing failed (${reason}). Check the network and the package sources, then run: ${command}`,
  );
}
