import type { Sanction, SanctionStore } from '@banzhen/domain/accounts';
import { rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, binary, textArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { openSanctions, type SanctionRow, sanctionColumns, textsToSeal } from './sanction-row.js';

const instant = (given: Date | undefined): Statement | null => (given ? at(given) : null);

/** Sanctions; what was written in them is sealed with the key of the person whom they are about. */
export const postgresSanctions = ({ db, sealer }: SealedDatabase): SanctionStore => {
  const those = async (from: Statement): Promise<readonly Sanction[]> =>
    openSanctions(db, sealer, await rowsOf<SanctionRow>(db, sql`SELECT ${sanctionColumns} FROM ${from}`));

  const sealed = async (sanction: Sanction) => {
    const wanted = textsToSeal(sanction);
    const values = await sealer.sealAll(db, wanted);
    return (field: (typeof wanted)[number]['field']): Statement | null => {
      const value = values[wanted.findIndex((one) => one.field === field)];
      return value ? binary(value) : null;
    };
  };

  return {
    async insert(sanction) {
      const { measure } = sanction;
      const text = await sealed(sanction);
      const functions = measure.kind === 'restricted' ? measure.functions : [];
      await run(
        db,
        sql`INSERT INTO sanction (id, account_id, kind, functions, cause, reason_sealed, valid_from, valid_until, imposed_by_account,
            lifted_at, lifted_by_account, lift_reason_sealed, version)
          VALUES (${sanction.id}, ${sanction.accountId}, ${measure.kind}, ${textArray(functions)}, ${sanction.cause},
            ${text('sanction.reason')}, ${at(sanction.from)}, ${instant(sanction.until)}, ${sanction.by},
            ${instant(sanction.lifted?.at)}, ${sanction.lifted?.by ?? null}::uuid, ${text('sanction.lift_reason')},
            ${sanction.version}::integer)`,
      );
    },

    find: async (id) => (await those(sql`sanction WHERE id = ${id}`))[0],
    ofAccount: (accountId) =>
      those(sql`sanction WHERE account_id = ${accountId} ORDER BY valid_from DESC, id DESC`),
    withOpenAppeal: (tenantId) =>
      those(sql`sanction JOIN account ON account.id = sanction.account_id
        WHERE appealed_at IS NOT NULL AND answered_at IS NULL AND account.tenant_id = ${tenantId}
        ORDER BY appealed_at, sanction.id`),

    async update(sanction) {
      const { id, lifted, appeal, version } = sanction;
      const text = await sealed(sanction);
      const written = await rowsOf(
        db,
        sql`UPDATE sanction SET lifted_at = ${instant(lifted?.at)}, lifted_by_account = ${lifted?.by ?? null}::uuid,
            lift_reason_sealed = ${text('sanction.lift_reason')}, appealed_at = ${instant(appeal?.at)},
            appeal_sealed = ${text('sanction.appeal')}, answered_at = ${instant(appeal?.answer?.at)},
            answered_by_account = ${appeal?.answer?.by ?? null}::uuid, answer_sealed = ${text('sanction.answer')},
            is_granted = ${appeal?.answer?.granted ?? null}::boolean, version = ${version}::integer
          WHERE id = ${id} AND version = ${version - 1}::integer RETURNING id`,
      );
      return written.length === 1;
    },
  };
};
