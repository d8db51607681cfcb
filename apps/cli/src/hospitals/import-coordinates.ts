import type { CatalogueAdmin } from '@banzhen/platform';
import type { Output } from '../output.js';
import { type BadRow, badRows, checkAnyGood } from './bad-rows.js';
import { coordinateTable } from './hospital-tables.js';
import { readTable } from './read-table.js';

export type Datum = 'WGS-84' | 'GCJ-02';

export type CoordinatesSummary = {
  readonly rows: number;
  /** Rows that found a hospital. */
  readonly placed: number;
  readonly unmatched: readonly BadRow[];
  readonly bad: number;
  readonly badRows: readonly BadRow[];
};

/** Gives hospitals their place by exact name or full name. Rows that fit no hospital are told and change nothing. */
export const importCoordinates = async (
  directory: Pick<CatalogueAdmin, 'placeHospitals'>,
  file: string,
  datum: Datum,
  output: Output,
): Promise<CoordinatesSummary> => {
  const bad = badRows(output);
  const unmatched: BadRow[] = [];
  let [rows, placed] = [0, 0];
  for await (const { line, row, fault } of readTable(file, coordinateTable)) {
    rows += 1;
    if (fault) {
      bad.add(line, fault);
      continue;
    }
    const { names, longitude, latitude } = row;
    const found = await directory.placeHospitals(names, { longitude, latitude, datum });
    if (found > 0) {
      placed += 1;
      continue;
    }
    unmatched.push({ line, reason: names.join(' / ') });
    output.progress(
      `第 ${line} 行 line ${line}: 没有同名医院 no hospital of that name: ${names.join(' / ')}`,
    );
  }
  checkAnyGood(file, rows, bad.count());
  return { rows, placed, unmatched, bad: bad.count(), badRows: bad.told() };
};
