import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalServiceError } from '@banzhen/local-services';
import { afterAll, expect, test } from 'vitest';
import { findProgram, versionedFolders } from '../dist/find-program.js';

const folder = mkdtempSync(join(tmpdir(), 'banzhen-programs-'));
afterAll(() => rmSync(folder, { recursive: true }));

for (const [version, says] of [
  ['9', 'postgres (PostgreSQL) 9.6.24'],
  ['15', 'postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)'],
  ['17', 'postgres (PostgreSQL) 17beta1'],
  ['redis', 'Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64'],
  ['broken', ''],
] as const) {
  mkdirSync(join(folder, version));
  writeFileSync(join(folder, version, 'program'), `#!/bin/sh\necho '${says}'\n`);
  chmodSync(join(folder, version, 'program'), 0o755);
}

test('the first folder with a program new enough wins', () => {
  const folders = ['missing', 'broken', '9', '15', '17'].map((name) => join(folder, name));
  expect(findProgram(['program'], folders, 15)).toEqual({ path: join(folder, '15/program'), major: 15 });
  expect(findProgram(['program'], folders, 16)).toEqual({ path: join(folder, '17/program'), major: 17 });
  expect(findProgram(['program'], [join(folder, 'redis')], 7)?.major).toBe(7);
  expect(findProgram(['program'], folders, 18)).toBeUndefined();
});

test('version folders come newest first', () => {
  const found = versionedFolders(folder, 'bin').map((path) => path.slice(folder.length + 1));
  expect(found.filter((path) => /^\d/.test(path))).toEqual(['17/bin', '15/bin', '9/bin']);
  expect(versionedFolders(join(folder, 'missing'), 'bin')).toEqual([]);
});

test('what cannot be had says how to get it, in Chinese and English', () => {
  const error = new LocalServiceError('ProgramMissing', 'redis-server', '请安装', 'install it');
  expect(error).toMatchObject({ type: 'ProgramMissing', zh: '请安装', en: 'install it' });
  expect(error.message).toBe('请安装 / install it');
});
