import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyPrepared } from '@banzhen/local-services';
import { afterEach, beforeEach, expect, it } from 'vitest';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'banzhen-copies-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

it('is made once for all who ask at once, and a copy is its owner’s alone', async () => {
  let times = 0;
  const prepare = async (folder: string) => {
    times += 1;
    await pause(100);
    await writeFile(join(folder, 'number'), String(times));
  };
  const targets = [1, 2, 3, 4].map((no) => join(place, String(no), 'data'));
  await Promise.all(targets.map((target) => copyPrepared('asked-at-once', prepare, target)));
  expect(times).toBe(1);
  const [first = '', second = ''] = targets.map((target) => join(target, 'number'));
  await writeFile(first, 'changed');
  expect(await readFile(second, 'utf8')).toBe('1');
  await copyPrepared('asked-at-once', prepare, place);
  expect(await readFile(join(place, 'number'), 'utf8')).toBe('1');
});

it('is tried anew by the next who asks when making it fails, and a half is never copied', async () => {
  const target = join(place, 'data');
  const half = async (folder: string) => {
    await writeFile(join(folder, 'half'), '');
    throw new Error('no more room');
  };
  await expect(copyPrepared('made-twice', half, target)).rejects.toThrow('no more room');
  expect(existsSync(target)).toBe(false);
  await copyPrepared('made-twice', (folder) => writeFile(join(folder, 'whole'), ''), target);
  expect([existsSync(join(target, 'half')), existsSync(join(target, 'whole'))]).toEqual([false, true]);
});
