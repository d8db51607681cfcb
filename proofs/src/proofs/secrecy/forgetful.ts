import type { KeyVault } from '@banzhen/domain/privacy';
import type { Database } from '@banzhen/postgres';
import { postgresFieldSealer } from '@banzhen/postgres/sealing';
import { readSealed, rowsOf, run, sql } from '@banzhen/postgres/testing';

const PEOPLE = 20;

/**
 * The planted bug: keys are asked for once and kept, so that names are sealed by them after a rotation has deleted them.
 * Answers how many values nobody can read any more.
 */
export async function sealForgetfully(
  db: Database,
  vault: KeyVault,
  rotate: () => Promise<unknown>,
): Promise<number> {
  const rows = await rowsOf<{ kid: string; id: string; kekId: string; wrapped: Uint8Array }>(
    db,
    sql`SELECT kid, subject_id AS id, kek_id AS "kekId", wrapped FROM data_key
        WHERE state = 'active' AND subject_kind = 'account' LIMIT ${PEOPLE}::integer`,
  );
  const kept = await Promise.all(
    rows.map(({ id, ...row }) => vault.unwrap({ ...row, subject: { kind: 'account', id } })),
  );
  await rotate();
  for (const [index, { id }] of rows.entries()) {
    const sealed = kept[index]?.seal({ field: 'account.display_name', rowId: id }, '忘了问') ?? [];
    await run(
      db,
      sql`UPDATE account SET display_name_sealed = decode(${Buffer.from(sealed).toString('hex')}, 'hex') WHERE id = ${id}`,
    );
  }
  const seen = await readSealed({ db, sealer: postgresFieldSealer(vault) }, vault);
  return seen.filter(({ failure }) => failure !== undefined).length;
}
