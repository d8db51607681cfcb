import { coordinateTable, hospitalTable, readTable, type TableForm } from '@banzhen/cli/hospitals';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from './support/temporary.js';

const header = 'code,name,district,kind,grade';
const good = '01,北京一院,东城区,对外综合,三级甲等';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  place = await temporaryFolder();
});
afterAll(() => place.remove());

const read = async <Row extends object>(content: string | Uint8Array, form: TableForm<Row>) => {
  const file = await place.write('table.csv', content);
  const rows = [];
  for await (const { line, row, fault } of readTable(file, form))
    rows.push(fault ? [line, fault.en] : [line, row]);
  return rows;
};
const readHospitals = (content: string | Uint8Array) => read(content, hospitalTable);
const first = { code: '01', name: '北京一院', district: '东城区', kind: '对外综合', grade: '三级甲等' };

describe('a CSV file of institutions', () => {
  test.each([
    ['plain', `${header}\n${good}\n`],
    ['no last line break', `${header}\n${good}`],
    ['byte order mark and CRLF', `\uFEFF${header}\r\n${good}\r\n`],
    [
      'quoted fields and blanks',
      `"code",name,district,kind,grade\n01,"北京一院", 东城区 ,"对外综合",三级甲等\n`,
    ],
  ])('is read: %s', async (_name, content) => {
    expect(await readHospitals(content)).toEqual([[2, first]]);
  });

  test('a name may hold a comma and quotes', async () => {
    expect(await readHospitals(`${header}\n02,"甲,""乙""医院",,,\n`)).toEqual([
      [2, { code: '02', name: '甲,"乙"医院', district: '', kind: '', grade: '' }],
    ]);
  });

  test('a character is not broken where two chunks meet', async () => {
    const many = Array.from({ length: 4_000 }, (_, no) => `${no + 1},北京第${no}医院,区,对内,无等级`);
    const rows = await readHospitals([header, ...many].join('\n'));
    expect(rows.length).toBe(4_000);
    expect(rows.every(([, row]) => typeof row === 'object')).toBe(true);
  });

  test.each([
    ['too few columns', '02,医院,区', /has 3 columns instead of 5/],
    ['too many columns', '02,医院,区,类,级,多', /has 6 columns instead of 5/],
    ['no code', ',医院,区,类,级', /"" is not a code/],
    ['a code that is none', '0 2;,医院,区,类,级', /"0 2;" is not a code/],
    ['no name', '02,  ,区,类,级', /has no name/],
    ['a name without end', `02,${'医'.repeat(121)},区,类,级`, /over 120 characters/],
    ['an endless district', `02,医院,${'区'.repeat(41)},,`, /is too long/],
    ['a kind that is none', '02,医院,区,类,三级', /"类" is not a kind of institution/],
    ['a grade that is none', '02,医院,区,对内,级', /"级" is not a grade/],
    ['a quote that is not closed', '02,"医院,区,类,级', /quotes do not match/],
    ['a NUL', '02,医\u0000院,区,类,级', /unreadable characters/],
  ])('%s is one bad row with its line, and the rest is read', async (_name, bad, fault) => {
    const rows = await readHospitals(`${header}\n\n${bad}\n${good}\n`);
    expect(rows).toEqual([
      [3, expect.stringMatching(fault)],
      [4, first],
    ]);
  });

  test('bytes that are not UTF-8 are a bad row', async () => {
    const gbk = Uint8Array.from([0x30, 0x32, 0x2c, 0xb1, 0xb1, 0xbe, 0xa9, 0x2c, 0x2c, 0x2c, 0x0a]);
    const bytes = Buffer.concat([Buffer.from(`${header}\n`), gbk, Buffer.from(`${good}\n`)]);
    expect(await readHospitals(bytes)).toEqual([
      [2, 'has unreadable characters or is not UTF-8'],
      [3, first],
    ]);
  });

  test.each([
    ['another header', 'id,name\n', 'WrongHeader'],
    ['columns in another order', 'name,code,district,kind,grade\n', 'WrongHeader'],
    ['JSON', '{"code": 1}\n', 'WrongHeader'],
    ['an empty file', '', 'NotACsv'],
    [
      'a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xff]),
      'NotACsv',
    ],
    ['one endless line', 'x'.repeat(200_000), 'NotACsv'],
  ])('%s is refused as a whole', async (_name, content, type) => {
    await expect(readHospitals(content)).rejects.toMatchObject({ type });
  });

  test('a missing file is said to be missing', async () => {
    const reading = readTable(`${place.folder}/nowhere.csv`, hospitalTable).next();
    await expect(reading).rejects.toMatchObject({ type: 'FileMissing' });
    await expect(readTable(place.folder, hospitalTable).next()).rejects.toMatchObject({
      type: 'FileUnreadable',
    });
  });
});

describe('a CSV file of coordinates', () => {
  const top = 'name,full_name,grade,longitude,latitude\n';

  test('gives both names once and degrees', async () => {
    expect(
      await read(
        `${top}协和,北京协和医院,三级,116.416,39.912\n甲,甲,,116,39\n乙,,,116,39\n`,
        coordinateTable,
      ),
    ).toEqual([
      [2, { names: ['协和', '北京协和医院'], longitude: 116.416, latitude: 39.912 }],
      [3, { names: ['甲'], longitude: 116, latitude: 39 }],
      [4, { names: ['乙'], longitude: 116, latitude: 39 }],
    ]);
  });

  test.each([
    ['exchanged columns', '甲,,,39.9,116.4', /"116.4" is not a latitude/],
    ['a word', '甲,,,东经,39.9', /"东经" is not a longitude/],
    ['nothing', '甲,,,,39.9', /"" is not a longitude/],
    ['beyond the earth', '甲,,,181,39.9', /"181" is not a longitude/],
    ['an exponent', '甲,,,1e2,39.9', /"1e2" is not a longitude/],
  ])('refuses %s', async (_name, bad, fault) => {
    expect(await read(`${top}${bad}\n`, coordinateTable)).toEqual([[2, expect.stringMatching(fault)]]);
  });
});
