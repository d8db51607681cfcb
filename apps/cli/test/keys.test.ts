import { rename } from 'node:fs/promises';
import { openPlatform, readConfig } from '@banzhen/platform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonOf, runCollected } from './support/collected.js';
import { putEmptyDatabase } from './support/prepared.js';
import { temporaryFolder } from './support/temporary.js';

const quiet = { info: () => undefined, error: () => undefined };

describe('keys', () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let settings: Readonly<Record<string, string>>;
  /** Names as the product reads them. */
  const names = async (): Promise<readonly string[]> => {
    const platform = await openPlatform(readConfig({ ...settings, NODE_ENV: 'test' }), quiet);
    const people = (await platform.demo?.people()) ?? [];
    await platform.close();
    return people.map(({ name }) => name);
  };
  const keys = async (...words: readonly string[]) => {
    const { status, last } = await runCollected(['keys', ...words, '--json'], settings);
    return { status, ...jsonOf(last) };
  };
  let seen: readonly string[];
  beforeAll(async () => {
    place = await temporaryFolder();
    await putEmptyDatabase(place.folder);
    settings = { DATA_DIR: place.folder, KEYS_FILE: `${place.folder}/apart/keys.json` };
  }, 120_000);
  afterAll(() => place.remove());

  test('are made once, before anything is sealed', async () => {
    expect(await keys('status')).toMatchObject({ status: 1, error: { type: 'KeysFileMissing' } });
    expect(await keys('create')).toMatchObject({ status: 0, path: settings.KEYS_FILE });
    expect(await keys('create')).toMatchObject({ status: 1, error: { type: 'KeysFileThere' } });
    seen = await names();
    expect(seen.length).toBeGreaterThan(5);
  }, 120_000);

  test('are changed, with and without new data keys, and everything is still read', async () => {
    const before = await keys('status');
    expect(before).toMatchObject({ status: 0, dataKeys: { retired: 0, destroyed: 0 }, plain: {} });
    const rotated = await keys('rotate');
    expect(rotated).toMatchObject({ status: 0, sealed: 0, rewrapped: expect.any(Number) });
    expect(Number(Object(rotated).rewrapped)).toBeGreaterThan(10);
    expect(await keys('rotate', '--data')).toMatchObject({
      status: 0,
      data: { values: expect.any(Number), oldKeys: 0 },
    });
    expect(await names()).toEqual(seen);
    const after = Object(await keys('status'));
    expect(after.keks.map(({ dataKeys }: { dataKeys: number }) => dataKeys > 0)).toEqual([
      false,
      false,
      true,
    ]);
    expect(after.dataKeys).toEqual(Object(before).dataKeys);
  }, 120_000);

  test('may be added beforehand, and are then the ones that the next change uses', async () => {
    const prepared = Object(await keys('rotate', '--prepare'));
    expect(prepared.keks).toHaveLength(4);
    expect(prepared.keks.at(-1)).toMatchObject({ dataKeys: 0 });
    expect(await keys('rotate')).toMatchObject({ status: 0, kek: prepared.keks.at(-1).id });
  }, 120_000);

  test('that are lost stop the start before anything is written', async () => {
    const file = settings.KEYS_FILE ?? '';
    await rename(file, `${file}.lost`);
    await expect(names()).rejects.toMatchObject({ type: 'KeysFileMissing' });
    expect(await keys('create')).toMatchObject({ status: 0 });
    await expect(names()).rejects.toMatchObject({ type: 'KekUnknown' });
    await rename(`${file}.lost`, file);
    expect(await names()).toEqual(seen);
  }, 120_000);
});
