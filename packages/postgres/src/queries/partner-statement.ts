import type { AccountDay } from '@banzhen/domain/ledger';
import type { LocalDate, ZoneId } from '@banzhen/domain/shared/calendar';
import type { OrderId, SettlementId } from '@banzhen/domain/shared/ids';
import type { Money } from '@banzhen/domain/shared/money';
import { rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, instantOf } from '../sql-values.js';
import { sql } from '../statement.js';

/** `[from, until)`. */
export type StatementRange = { readonly from: Date; readonly until: Date };

type DayRow = {
  readonly day: LocalDate | null;
  readonly charged: Money;
  readonly credited: Money;
  readonly settled: Money;
};

/** The account of the partner who asks by days of a zone, the oldest first; days on which nothing happened are left out. */
export const partnerAccountDays = async (
  { db }: SealedDatabase,
  { from, until }: StatementRange,
  zone: ZoneId,
): Promise<readonly AccountDay[]> => {
  const rows = await rowsOf<DayRow>(
    db,
    sql`SELECT day::text AS day, charged, credited, settled FROM partner_account_days(${at(from)}, ${at(until)}, ${zone})`,
  );
  return rows.map(({ day, charged, credited, settled }) => ({
    day: day ?? undefined,
    chargedFen: charged,
    creditedFen: credited,
    settledFen: settled,
  }));
};

type Line = { readonly id: string; readonly at: Date; readonly amountFen: Money };

/** About an order: what a payment charged, or what a refund or a compensation credited, which is negative. */
export type OrderLine = Line & {
  readonly kind: 'account-charge' | 'account-refund' | 'account-compensation';
  readonly orderId: OrderId;
};

/** About money that the partner has paid, which is negative, or about its reversal. */
export type SettlementLine = Line & {
  readonly kind: 'account-settlement' | 'account-settlement-reversed';
  readonly settlementId: SettlementId;
  readonly receivedOn: LocalDate;
  readonly bankReference: string;
};

/** One line of an account. */
export type AccountLine = OrderLine | SettlementLine;

export type LinesQuery = StatementRange & {
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
};

type LineRow = { readonly line: string; readonly happened_at: string; readonly amount: Money } & (
  | { readonly kind: OrderLine['kind']; readonly ordered: OrderId; readonly paid_by: null }
  | {
      readonly kind: SettlementLine['kind'];
      readonly paid_by: SettlementId;
      readonly received: LocalDate;
      readonly reference: string;
    }
);

const lineOf = (row: LineRow): AccountLine => {
  const line = { id: row.line, at: instantOf(row.happened_at), amountFen: row.amount };
  if (row.paid_by === null) return { ...line, kind: row.kind, orderId: row.ordered };
  const { kind, paid_by: settlementId, received: receivedOn, reference: bankReference } = row;
  return { ...line, kind, settlementId, receivedOn, bankReference };
};

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Lines of the account of the partner who asks, by instant and only after `after`. */
export const partnerAccountLines = async (
  { db }: SealedDatabase,
  { from, until, after = { at: from, id: FIRST_ID }, limit }: LinesQuery,
): Promise<readonly AccountLine[]> => {
  const rows = await rowsOf<LineRow>(
    db,
    sql`SELECT line, kind, ordered, happened_at, amount, paid_by, received::text AS received, reference FROM partner_account_lines(${at(from)}, ${at(until)}, ${at(after.at)}, ${after.id}::uuid, ${limit}::integer)`,
  );
  return rows.map(lineOf);
};
