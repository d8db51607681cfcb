import type { Measure, MeasureAct, MeasureStore, RevocationCause } from '@banzhen/domain/certification';
import { ERASED } from '@banzhen/domain/privacy';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { bytesOf } from '../accounts/hex.js';
import { instantIn } from '../accounts/instant-column.js';
import { rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, binary, instantOf, optional } from '../sql-values.js';
import { sql } from '../statement.js';

type Row = {
  readonly id: Measure['id'];
  readonly tenant_id: Measure['tenantId'];
  readonly certification_id: Measure['certificationId'];
  readonly account_id: AccountId;
  readonly kind: MeasureAct['kind'];
  readonly cause: RevocationCause | null;
  readonly by_account: AccountId | null;
  readonly proposed_by_account: AccountId | null;
  readonly until: string | null;
  readonly words: string;
  readonly at: string;
};

/** What is sealed of a measure: everything that somebody wrote. */
type Words = { readonly reason: string; readonly condition?: string };

const needed = <T>(value: T | null, { id, kind }: Row): T => {
  if (value === null) throw new Error(`measure ${id} is no whole ${kind}`);
  return value;
};

const actOf = (row: Row, { condition }: Words): MeasureAct => {
  const { kind } = row;
  switch (kind) {
    case 'suspended':
      return { kind, ...optional('until', instantIn(row.until)), ...optional('condition', condition) };
    case 'lifted':
      return { kind };
    case 'revocation-proposed':
      return { kind, cause: needed(row.cause, row) };
    case 'revoked':
      return { kind, cause: needed(row.cause, row), proposedBy: needed(row.proposed_by_account, row) };
  }
};

const measureOf = (row: Row, words: Words): Measure => ({
  ...{ id: row.id, tenantId: row.tenant_id, certificationId: row.certification_id },
  ...{ accountId: row.account_id, act: actOf(row, words), reason: words.reason, at: instantOf(row.at) },
  ...optional('by', row.by_account),
});

/** What was done about qualifications, its words sealed with the key of whom it is about. */
export const postgresMeasures = ({ db, sealer }: SealedDatabase): MeasureStore => ({
  async append({ id, tenantId, certificationId, accountId, act, by, reason, at: when }) {
    const condition = act.kind === 'suspended' ? act.condition : undefined;
    const words = JSON.stringify({ reason, ...optional('condition', condition) } satisfies Words);
    const subject = { kind: 'account', id: accountId } as const;
    const sealed = await sealer.seal(db, 'certification_measure.words', subject, id, words);
    const until = act.kind === 'suspended' ? act.until : undefined;
    await run(
      db,
      sql`INSERT INTO certification_measure (id, tenant_id, certification_id, account_id, kind, cause, by_account, proposed_by_account,
          until, words_sealed, at)
        VALUES (${id}, ${tenantId}, ${certificationId}, ${accountId}, ${act.kind}, ${'cause' in act ? act.cause : null}::text,
          ${by ?? null}::uuid, ${act.kind === 'revoked' ? act.proposedBy : null}::uuid,
          ${until ? at(until) : sql`NULL::timestamptz`}, ${binary(sealed)}, ${at(when)})`,
    );
  },

  async ofAccount(accountId) {
    const rows = await rowsOf<Row>(
      db,
      sql`SELECT id, tenant_id, certification_id, account_id, kind, cause, by_account, proposed_by_account, until,
          encode(words_sealed, 'hex') AS words, at
        FROM certification_measure WHERE account_id = ${accountId} ORDER BY at DESC, id DESC`,
    );
    const opened = await sealer.openAll(
      db,
      rows.map(({ id, words }) => ({
        field: 'certification_measure.words' as const,
        rowId: id,
        sealed: bytesOf(words),
      })),
    );
    return rows.map((row, index) => {
      const words = opened[index];
      return measureOf(row, words === undefined ? { reason: ERASED } : (JSON.parse(words) as Words));
    });
  },
});
