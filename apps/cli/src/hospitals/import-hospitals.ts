import type { CatalogueAdmin } from '@banzhen/platform';
import type { Output } from '../output.js';
import { type BadRow, badRows, checkAnyGood } from './bad-rows.js';
import { type HospitalEntry, hospitalTable } from './hospital-tables.js';
import { readTable } from './read-table.js';

export type ImportSummary = {
  readonly rows: number;
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly bad: number;
  readonly badRows: readonly BadRow[];
};

const BATCH = 500;

const counting = (directory: Pick<CatalogueAdmin, 'upsertHospitals'>, output: Output) => {
  let [inserted, changed, unchanged] = [0, 0, 0];
  return {
    async load(rows: readonly HospitalEntry[]): Promise<void> {
      if (rows.length === 0) return;
      const { added, changed: renewed, same } = await directory.upsertHospitals(rows);
      inserted += added;
      changed += renewed;
      unchanged += same;
      output.progress(`已处理 ${inserted + changed + unchanged} 行 rows done`);
    },
    counts: () => ({ inserted, changed, unchanged }),
  };
};

/**
 * Streams the table into the directory in batches. Bad rows are told and passed over, the rest is loaded; of a code that
 * stands twice the first row counts. Repeating an import changes nothing.
 */
export const importHospitals = async (
  directory: Pick<CatalogueAdmin, 'upsertHospitals'>,
  file: string,
  output: Output,
): Promise<ImportSummary> => {
  const bad = badRows(output);
  const loading = counting(directory, output);
  const lineOfCode = new Map<string, number>();
  let batch: HospitalEntry[] = [];
  let rows = 0;
  for await (const { line, row, fault } of readTable(file, hospitalTable)) {
    rows += 1;
    const before = row && lineOfCode.get(row.code);
    if (fault) bad.add(line, fault);
    else if (before !== undefined)
      bad.add(line, { zh: `编码与第 ${before} 行重复`, en: `has the code of line ${before}` });
    else {
      lineOfCode.set(row.code, line);
      batch.push(row);
    }
    if (batch.length < BATCH) continue;
    await loading.load(batch);
    batch = [];
  }
  await loading.load(batch);
  checkAnyGood(file, rows, bad.count());
  return { rows, ...loading.counts(), bad: bad.count(), badRows: bad.told() };
};
