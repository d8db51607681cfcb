import { type SealedColumn, sealedColumns } from './sealed-columns.js';
import type { SealedDatabase } from './sealed-database.js';
import { plainRows, rowIdOf, writeSealed } from './walk-columns.js';

const BATCH = 200;

const sealBatch = ({ db, sealer }: SealedDatabase, column: SealedColumn): Promise<number> =>
  db.transaction(async (tx) => {
    const rows = await plainRows(tx, column, BATCH);
    if (rows.length === 0) return 0;
    const { field, subjectKind } = column;
    const sealed = await sealer.sealAll(
      tx,
      rows.map(({ key, subject, plain }) => ({
        field,
        subject: { kind: subjectKind, id: subject },
        rowId: rowIdOf(key),
        plain,
      })),
    );
    return writeSealed(
      tx,
      column,
      rows.flatMap(({ key }, index) => {
        const bytes = sealed[index];
        return bytes ? [{ key, sealed: bytes }] : [];
      }),
    );
  });

/**
 * Seals what an older release wrote plainly, in small transactions; answers how many values. Any number may do it at
 * once, and a killed one loses nothing.
 */
export const sealPlain = async (database: SealedDatabase): Promise<number> => {
  let count = 0;
  for (const column of sealedColumns)
    for (let batch = BATCH; batch === BATCH; count += batch) batch = await sealBatch(database, column);
  return count;
};
