import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonOf, runCollected } from './support/collected.js';
import { temporaryFolder } from './support/temporary.js';

const shared = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const header = 'code,name,district,kind,grade';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
const hospitals = async (command: 'import' | 'coordinates', file: string, ...options: readonly string[]) => {
  const words = ['hospitals', command, file, '--json', ...options];
  const { status, last, progress } = await runCollected(words, { DATA_DIR: `${place.folder}/data` });
  return { status, progress, told: jsonOf(last) };
};

beforeAll(async () => {
  place = await temporaryFolder();
});
afterAll(() => place.remove());

describe('hospitals import', { timeout: 120_000 }, () => {
  test('loads good rows, tells bad ones by line, and repeats without effect', async () => {
    const rows = [
      'A1,甲医院,东城区,综合,三级',
      'A2',
      'A3,乙医院,西城区,综合,二级',
      'A1,再一次,东城区,综合,三级',
    ];
    const file = await place.write('mixed.csv', [header, ...rows].join('\n'));
    const first = await hospitals('import', file);
    expect(first.status).toBe(0);
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

    const renamed = await place.write('renamed.csv', `${header}\nA1,甲医院新名,东城区,综合,三级\n`);
    expect((await hospitals('import', renamed)).told).toMatchObject({
      inserted: 0,
      changed: 1,
      unchanged: 0,
    });
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
    const file = await place.write('one.csv', `${header}\nA9,丙医院,东城区,综合,三级\n`);
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
      status: 0,
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
