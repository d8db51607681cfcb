import type { Sanction, SanctionEffect, SanctionMeasure } from '@banzhen/domain/accounts';
import type { RestrictableFunction } from '@banzhen/domain/shared/actor';
import type { Database } from '../database.js';
import type { FieldSealer, SealedValue, ToSeal } from '../sealing/field-sealer.js';
import { instantOf, optional, present } from '../sql-values.js';
import { sql } from '../statement.js';
import { bytesOf } from './hex.js';
import { instantIn } from './instant-column.js';

export type EffectRow = {
  readonly id: Sanction['id'];
  readonly kind: SanctionMeasure['kind'];
  readonly functions: readonly RestrictableFunction[];
  readonly cause: Sanction['cause'];
  readonly valid_from: string;
  readonly valid_until: string | null;
};

export type SanctionRow = EffectRow & {
  readonly account_id: Sanction['accountId'];
  readonly imposed_by_account: Sanction['by'];
  readonly lifted_at: string | null;
  readonly lifted_by_account: Sanction['by'] | null;
  readonly appealed_at: string | null;
  readonly answered_at: string | null;
  readonly answered_by_account: Sanction['by'] | null;
  readonly is_granted: boolean | null;
  readonly version: number;
  readonly reason: string;
  readonly lift_reason: string | null;
  readonly appeal: string | null;
  readonly answer: string | null;
};

/** What `openSanctions` reads. */
export const sanctionColumns = sql.raw(
  `sanction.id, sanction.account_id, sanction.kind, to_json(sanction.functions) AS functions, sanction.cause,
   sanction.valid_from, sanction.valid_until, sanction.imposed_by_account, sanction.lifted_at, sanction.lifted_by_account,
   sanction.appealed_at, sanction.answered_at, sanction.answered_by_account, sanction.is_granted, sanction.version,
   encode(sanction.reason_sealed, 'hex') AS reason, encode(sanction.lift_reason_sealed, 'hex') AS lift_reason,
   encode(sanction.appeal_sealed, 'hex') AS appeal, encode(sanction.answer_sealed, 'hex') AS answer`,
);

const measureOf = ({ kind, functions }: Pick<EffectRow, 'kind' | 'functions'>): SanctionMeasure => {
  if (kind !== 'restricted') return { kind };
  const [first, ...others] = functions;
  return { kind, functions: [present(first, 'functions'), ...others] };
};

export const effectOf = (row: EffectRow): SanctionEffect => ({
  id: row.id,
  measure: measureOf(row),
  cause: row.cause,
  from: instantOf(row.valid_from),
  ...optional('until', instantIn(row.valid_until)),
});

const fields = ['reason', 'lift_reason', 'appeal', 'answer'] as const;
type Field = (typeof fields)[number];

const sealedIn = (row: SanctionRow): readonly SealedValue[] =>
  fields.flatMap((field) => {
    const sealed = row[field];
    return sealed === null ? [] : [{ field: `sanction.${field}`, rowId: row.id, sealed: bytesOf(sealed) }];
  });

/** What somebody wrote whose data was erased is nothing any more. */
const textsOf = (opened: readonly (string | undefined)[], row: SanctionRow): Record<Field, string> => {
  let next = 0;
  const take = (field: Field): string => (row[field] === null ? '' : (opened[next++] ?? ''));
  return {
    reason: take('reason'),
    lift_reason: take('lift_reason'),
    appeal: take('appeal'),
    answer: take('answer'),
  };
};

const liftOf = (row: SanctionRow, reason: string): Pick<Sanction, 'lifted'> =>
  row.lifted_at
    ? {
        lifted: {
          at: instantOf(row.lifted_at),
          by: present(row.lifted_by_account, 'lifted_by_account'),
          reason,
        },
      }
    : {};

const appealOf = (row: SanctionRow, texts: Record<Field, string>): Pick<Sanction, 'appeal'> => {
  if (!row.appealed_at) return {};
  const answer = row.answered_at !== null && {
    granted: present(row.is_granted, 'is_granted'),
    text: texts.answer,
    at: instantOf(row.answered_at),
    by: present(row.answered_by_account, 'answered_by_account'),
  };
  return { appeal: { text: texts.appeal, at: instantOf(row.appealed_at), ...(answer ? { answer } : {}) } };
};

/** Reads rows, and opens all that was written in them in one pass. */
export const openSanctions = async (
  db: Database,
  sealer: FieldSealer,
  rows: readonly SanctionRow[],
): Promise<readonly Sanction[]> => {
  const opened = [...(await sealer.openAll(db, rows.flatMap(sealedIn)))];
  return rows.map((row) => {
    const texts = textsOf(opened.splice(0, sealedIn(row).length), row);
    return {
      ...effectOf(row),
      accountId: row.account_id,
      reason: texts.reason,
      by: row.imposed_by_account,
      ...liftOf(row, texts.lift_reason),
      ...appealOf(row, texts),
      version: row.version,
    };
  });
};

/** What was written about or by the sanctioned person, to be sealed with their key. */
export const textsToSeal = ({ id, accountId, reason, lifted, appeal }: Sanction): readonly ToSeal[] => {
  const texts: Record<Field, string | undefined> = {
    reason,
    lift_reason: lifted?.reason,
    appeal: appeal?.text,
    answer: appeal?.answer?.text,
  };
  const subject = { kind: 'account', id: accountId } as const;
  return fields.flatMap((field) => {
    const plain = texts[field];
    return plain === undefined ? [] : [{ field: `sanction.${field}`, subject, rowId: id, plain } as const];
  });
};
