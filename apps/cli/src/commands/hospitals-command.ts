import { type CatalogueAdmin, CityUnknown, openCatalogue, readConfig } from '@banzhen/platform';
import { defineCommand } from 'citty';
import { sayingWhoHolds } from '../data-dir-in-use.js';
import { coordinateTable, hospitalTable } from '../hospitals/hospital-tables.js';
import { importCoordinates } from '../hospitals/import-coordinates.js';
import { importHospitals } from '../hospitals/import-hospitals.js';
import { checkTable } from '../hospitals/read-table.js';
import type { Output } from '../output.js';
import { PARTLY_DONE } from '../partly-done.js';
import { CommandError } from '../told-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

const explained = (failure: unknown): unknown => {
  if (failure instanceof CityUnknown)
    return new CommandError(
      {
        type: 'CityUnknown',
        zh: `城市 ${failure.cityCode} 尚未开通，请核对 --city。`,
        en: `City ${failure.cityCode} has not been opened: check --city.`,
      },
      failure,
    );
  return sayingWhoHolds(failure);
};

const withDirectory = async <T>(
  environment: Environment,
  city: string,
  work: (directory: CatalogueAdmin) => Promise<T>,
): Promise<T> => {
  if (!/^\d{6}$/.test(city))
    throw new CommandError({
      type: 'NotACity',
      zh: `“${city}” 不是六位行政区划代码，例如 110000。`,
      en: `"${city}" is not a city code of six digits such as 110000.`,
    });
  try {
    const directory = await openCatalogue(readConfig(environment), city, 'pnpm cli hospitals');
    try {
      return await work(directory);
    } finally {
      await directory.close();
    }
  } catch (failure) {
    throw explained(failure);
  }
};

const args = {
  file: { type: 'positional', description: 'CSV 文件 file', required: true },
  city: { type: 'string', default: '110000', description: '行政区划代码 code of the city' },
  json: { type: 'boolean', default: false, description: '以 JSON 输出汇总 summary as JSON' },
} as const;

/** What the exit status tells apart. */
const outcomeOf = (bad: number) => (bad > 0 ? PARTLY_DONE : undefined);

const importCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: { name: 'import', description: '导入医疗机构 Load institutions: code,name,district,kind,grade' },
    args,
    async run({ args: { file, city, json } }) {
      await checkTable(file, hospitalTable);
      const summary = await withDirectory(environment, city, (directory) =>
        importHospitals(directory, file, output),
      );
      const { rows, inserted, changed, unchanged, bad } = summary;
      output.answer(
        json
          ? JSON.stringify(summary)
          : `${rows} 行：新增 ${inserted}，更新 ${changed}，未变 ${unchanged}，无效 ${bad} · ${rows} rows: ${inserted} inserted, ${changed} changed, ${unchanged} unchanged, ${bad} bad`,
      );
      return outcomeOf(bad);
    },
  });

const coordinatesCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: {
      name: 'coordinates',
      description: '导入坐标 Load places: name,full_name,grade,longitude,latitude',
    },
    args: {
      ...args,
      datum: {
        type: 'enum',
        options: ['GCJ-02', 'WGS-84'],
        default: 'GCJ-02',
        description: '坐标系 the convention of the coordinates',
      },
    },
    async run({ args: { file, city, json, datum } }) {
      await checkTable(file, coordinateTable);
      const summary = await withDirectory(environment, city, (directory) =>
        importCoordinates(directory, file, datum, output),
      );
      const { rows, placed, unmatched, bad } = summary;
      output.answer(
        json
          ? JSON.stringify(summary)
          : `${rows} 行：定位 ${placed}，无同名 ${unmatched.length}，无效 ${bad} · ${rows} rows: ${placed} placed, ${unmatched.length} unmatched, ${bad} bad`,
      );
      return outcomeOf(bad);
    },
  });

export const hospitalsCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: { name: 'hospitals', description: '医疗机构目录 The directory of institutions' },
    subCommands: {
      import: importCommand(output, environment),
      coordinates: coordinatesCommand(output, environment),
    },
  });
