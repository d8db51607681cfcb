import type { KeyVault, SealedField } from '@banzhen/domain/privacy';
import type { SealedValue } from '../sealing/field-sealer.js';
import { sealedColumns } from '../sealing/sealed-columns.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { type RowKey, rowIdOf, sealedRows } from '../sealing/walk-columns.js';

/** What became of one sealed value. */
export type SealedSeen = {
  readonly field: SealedField;
  readonly kid: string | undefined;
  /** Undefined once its person was erased. */
  readonly plain?: string | undefined;
  /** Why it does not open. */
  readonly failure?: unknown;
};

const PAGE = 500;

type Opened = Pick<SealedSeen, 'plain' | 'failure'>;

/** All at once, or one by one where that fails. */
const openEach = async (
  { db, sealer }: SealedDatabase,
  values: readonly SealedValue[],
): Promise<readonly Opened[]> => {
  try {
    return (await sealer.openAll(db, values)).map((plain) => ({ plain }));
  } catch (failure) {
    const [one, ...others] = values;
    if (!one) return [];
    if (others.length === 0) return [{ failure }];
    const half = Math.ceil(values.length / 2);
    return [
      ...(await openEach({ db, sealer }, values.slice(0, half))),
      ...(await openEach({ db, sealer }, values.slice(half))),
    ];
  }
};

/** Opens every sealed value there is. */
export const readSealed = async (
  { db, sealer }: SealedDatabase,
  vault: Pick<KeyVault, 'kidOf'>,
): Promise<readonly SealedSeen[]> => {
  const seen: SealedSeen[] = [];
  for (const column of sealedColumns) {
    const { field } = column;
    let cursor: RowKey | undefined;
    do {
      const rows = await sealedRows(db, column, cursor, PAGE);
      const values = rows.map(({ key, sealed }) => ({
        field,
        rowId: rowIdOf(key),
        sealed: Buffer.from(sealed, 'hex'),
      }));
      const opened = await openEach({ db, sealer }, values);
      for (const [index, { sealed }] of values.entries())
        seen.push({ field, kid: vault.kidOf(sealed), ...opened[index] });
      cursor = rows.length === PAGE ? rows.at(-1)?.key : undefined;
    } while (cursor);
  }
  return seen;
};
