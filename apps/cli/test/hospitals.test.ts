import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openPlatform, type Platform, readConfig } from '@banzhen/platform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonOf, runCollected } from './support/collected.js';
import { putCity, putEmptyDatabase } from './support/prepared.js';
import { temporaryFolder } from './support/temporary.js';

const shared = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const header = 'code,name,district,kind,grade';

/** The hospitals of the demo city by their codes in the public list. */
const officialCodes = {
  北京协和医院: '01110003',
  北京大学第三医院: '08110010',
  北京大学人民医院: '02110002',
  首都医科大学附属北京安贞医院: '05110002',
  首都医科大学附属北京天坛医院: '03110001',
  首都医科大学宣武医院: '04110001',
};

let place: Awaited<ReturnType<typeof temporaryFolder>>;
const hospitals = async (command: 'import' | 'coordinates', file: string, ...options: readonly string[]) => {
  const words = ['hospitals', command, file, '--json', ...options];
  const { status, last, progress } = await runCollected(words, { DATA_DIR: `${place.folder}/data` });
  return { status, progress, told: jsonOf(last) };
};

beforeAll(async () => {
  place = await temporaryFolder();
  await putEmptyDatabase(`${place.folder}/data`);
}, 120_000);
afterAll(() => place.remove());

describe('hospitals import', { timeout: 120_000 }, () => {
  test('loads good rows, tells bad ones by line, and repeats without effect', async () => {
    const rows = [
      'A1,甲医院,东城区,综合医院,三级',
      'A2',
      'A3,乙医院,西城区,综合医院,二级',
      'A1,再一次,东城区,综合医院,三级',
    ];
    const file = await place.write('mixed.csv', [header, ...rows].join('\n'));
    const first = await hospitals('import', file);
    expect(first.status).toBe(3);
    expect(first.told).toEqual({
      rows: 4,
      inserted: 2,
      changed: 0,
      unchanged: 0,
      bad: 2,
      badRows: [
        { line: 3, reason: 'has 1 columns instead of 5' },
        { line: 5, reason: 'has the code of line 2' },
      ],
    });
    expect(first.progress).toMatch(/line 3: .*1 columns/);
    expect((await hospitals('import', file)).told).toMatchObject({ inserted: 0, changed: 0, unchanged: 2 });

    const renamed = await place.write('renamed.csv', `${header}\nA1,甲医院新名,东城区,综合医院,三级\n`);
    expect((await hospitals('import', renamed)).told).toMatchObject({
      inserted: 0,
      changed: 1,
      unchanged: 0,
    });
  });

  test('kinds and grades that there are none of are bad rows, told by line', async () => {
    const rows = [
      'C1,甲医院,东城区,综合医院,三级甲等',
      'C2,乙医院,东城区,游乐园,三级甲等',
      'C3,丙医院,东城区,对外综合,五级甲等',
      'C4,丁医院,东城区,三级甲等,对外综合',
      'C5,戊卫生站,东城区,社区卫生站,无等级',
    ];
    const file = await place.write('bogus.csv', [header, ...rows].join('\n'));
    const { status, told, progress } = await hospitals('import', file);
    expect(status).toBe(3);
    expect(told).toMatchObject({ rows: 5, inserted: 2, bad: 3 });
    expect(told.badRows).toEqual([
      { line: 3, reason: expect.stringMatching(/^"游乐园" is not a kind of institution/) },
      { line: 4, reason: expect.stringMatching(/^"五级甲等" is not a grade/) },
      { line: 5, reason: expect.stringMatching(/^"三级甲等" is not a kind of institution/) },
    ]);
    expect(progress).toMatch(/第 3 行 line 3: .*游乐园/);
  });

  test('the official list renews the hospitals of the demo city, which keep their place', async () => {
    const environment = { DATA_DIR: `${place.folder}/demo` };
    await putCity(environment.DATA_DIR);
    const silent = { info: () => undefined, error: () => undefined };
    const withPlatform = async <T>(look: (platform: Platform) => Promise<T>): Promise<T> => {
      const platform = await openPlatform(readConfig(environment), silent);
      return look(platform).finally(() => platform.close());
    };
    const directory = () =>
      withPlatform(({ reads }) => reads.hospitals({ cityCode: '110000', text: '', limit: 50 }));
    const before = await directory();
    expect(Object.fromEntries(before.map(({ name, code }) => [name, code]))).toEqual(officialCodes);
    const renewed = before.map(({ code, district }) => `${code},新名 ${code},${district},对外综合,三级甲等`);
    const file = await place.write('official.csv', [header, ...renewed].join('\n'));
    const { status, last } = await runCollected(['hospitals', 'import', file, '--json'], environment);
    expect(status).toBe(0);
    expect(jsonOf(last)).toMatchObject({ rows: 6, inserted: 0, changed: 6 });
    const after = await directory();
    expect(after.map(({ hospitalId }) => hospitalId).toSorted()).toEqual(
      before.map(({ hospitalId }) => hospitalId).toSorted(),
    );
    expect(after.every(({ place: at, name }) => at && name.startsWith('新名'))).toBe(true);
  });

  test('a file without one good row is an error', async () => {
    const file = await place.write('bad.csv', `${header}\nx\ny\n`);
    expect(await hospitals('import', file)).toMatchObject({
      status: 1,
      told: { error: { type: 'NoGoodRow' } },
    });
  });

  test('a header alone loads nothing and is no error', async () => {
    const file = await place.write('empty.csv', `${header}\n`);
    expect(await hospitals('import', file)).toMatchObject({ status: 0, told: { rows: 0, inserted: 0 } });
  });

  test.each([
    ['999999', 'CityUnknown'],
    ['Beijing', 'NotACity'],
  ])('city %s is refused', async (city, type) => {
    const file = await place.write('one.csv', `${header}\nA9,丙医院,东城区,综合医院,三级\n`);
    expect(await hospitals('import', file, '--city', city)).toMatchObject({
      status: 1,
      told: { error: { type } },
    });
  });

  test('places go to hospitals by name or full name; others are told', async () => {
    const list = await place.write('list.csv', `${header}\nB1,丁医院,,,\nB2,大学戊医院,,,\n`);
    await hospitals('import', list);
    const rows = [
      '丁医院,,,116.4,39.9',
      '戊医院,大学戊医院,,116.5,39.8',
      '己医院,,,116.1,39.1',
      '庚医院,,,x,39.1',
    ];
    const file = await place.write(
      'places.csv',
      ['name,full_name,grade,longitude,latitude', ...rows].join('\n'),
    );
    expect(await hospitals('coordinates', file)).toMatchObject({
      status: 3,
      told: {
        rows: 4,
        placed: 2,
        unmatched: [{ line: 4, reason: '己医院' }],
        bad: 1,
        badRows: [{ line: 5, reason: '"x" is not a longitude in degrees' }],
      },
    });
  });
});

if (existsSync(shared))
  describe('the public lists of Beijing', { timeout: 120_000 }, () => {
    test('4,279 institutions are loaded once, and 44 coordinates are matched or told', async () => {
      const all = `${shared}hospitals-beijing.csv`;
      expect(await hospitals('import', all)).toMatchObject({ status: 0, told: { inserted: 4279, bad: 0 } });
      expect((await hospitals('import', all)).told).toMatchObject({
        rows: 4279,
        inserted: 0,
        unchanged: 4279,
      });
      const { told } = await hospitals('coordinates', `${shared}hospitals-beijing-coordinates.csv`);
      expect(told).toMatchObject({ rows: 44, placed: 19, bad: 0 });
      expect(told.unmatched).toHaveLength(25);
    });
  });
