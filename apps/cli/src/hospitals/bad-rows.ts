import type { Output } from '../output.js';
import { CommandError } from '../told-error.js';
import type { RowFault } from './read-table.js';

export type BadRow = { readonly line: number; readonly reason: string };

const MOST_TOLD = 100;

/** Collects what could not be taken: all of it is counted, the first hundred are told. */
export const badRows = (output: Output) => {
  const told: BadRow[] = [];
  let count = 0;
  return {
    add(line: number, { zh, en }: RowFault): void {
      count += 1;
      if (told.length === MOST_TOLD) return;
      told.push({ line, reason: en });
      output.progress(`第 ${line} 行 line ${line}: ${zh} · ${en}`);
      if (told.length === MOST_TOLD) output.progress('… 其余不再逐行列出 · further ones are only counted');
    },
    count: () => count,
    told: (): readonly BadRow[] => told,
  };
};

/** Throws when a table had rows and every one of them was bad: then it is another table than it seems. */
export const checkAnyGood = (file: string, rows: number, bad: number): void => {
  if (rows === 0 || bad < rows) return;
  throw new CommandError({
    type: 'NoGoodRow',
    zh: `${file} 的 ${rows} 行全部无效，没有导入任何内容；请检查编码（UTF-8）与列。`,
    en: `All ${rows} rows of ${file} are bad and nothing was loaded: check its encoding (UTF-8) and columns.`,
  });
};
