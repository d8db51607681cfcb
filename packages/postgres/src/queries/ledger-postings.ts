import type { LedgerAccount } from '@banzhen/domain/ledger';
import type { OrderId, PartnerId, SettlementId, TenantId } from '@banzhen/domain/shared/ids';
import type { Money } from '@banzhen/domain/shared/money';
import { rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored, stored, storedPlainly } from '../sealing/stored-texts.js';
import { at, instantOf, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

export type PostingRow = {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly about:
    | { readonly kind: 'order'; readonly orderId: OrderId; readonly orderNo: string }
    | {
        readonly kind: 'settlement';
        readonly settlementId: SettlementId;
        readonly partnerId: PartnerId;
        readonly bankReference: string;
      };
  readonly entries: readonly { readonly account: LedgerAccount; readonly amountFen: number }[];
};

export type PostingFilter = {
  readonly tenantId: TenantId;
  readonly account: string | undefined;
  readonly orderNo: string | undefined;
  /** Half-open, like every time range. */
  readonly from: Date | undefined;
  readonly until: Date | undefined;
  readonly limit: number;
  readonly before: string | undefined;
};

const always = sql.raw('true');
const when = <T>(value: T | undefined, condition: (given: T) => Statement): Statement =>
  value === undefined ? always : condition(value);

/** Postings about a tenant's orders and what its partners have paid, with all their entries, newest first, at most `limit`, older than `before`. */
export const ledgerPostings = async (
  { db }: SealedDatabase,
  filter: PostingFilter,
): Promise<readonly PostingRow[]> => {
  const rows = await rowsOf<Omit<PostingRow, 'at'> & { readonly at: string }>(
    db,
    sql`SELECT posting.id::text, posting.kind, posting.at,
          CASE WHEN posting.settlement_id IS NULL
            THEN json_build_object('kind', 'order', 'orderId', ordered.id, 'orderNo', ordered.order_no)
            ELSE json_build_object('kind', 'settlement', 'settlementId', paid.id, 'partnerId', paid.partner_id,
              'bankReference', paid.bank_reference) END AS about,
          (SELECT json_agg(json_build_object('account', account, 'amountFen', amount_fen) ORDER BY ordinal)
            FROM ledger_entry WHERE posting_id = posting.id) AS entries
        FROM ledger_posting posting LEFT JOIN escort_order ordered ON ordered.id = posting.order_id
          LEFT JOIN partner_settlement paid ON paid.id = posting.settlement_id
        WHERE coalesce(ordered.tenant_id, paid.tenant_id) = ${filter.tenantId}
          AND ${when(filter.orderNo, (orderNo) => sql`ordered.order_no = ${orderNo}`)}
          AND ${when(filter.account, (account) => sql`posting.id IN (SELECT posting_id FROM ledger_entry WHERE account = ${account})`)}
          AND ${when(filter.from, (from) => sql`posting.at >= ${at(from)}`)}
          AND ${when(filter.until, (until) => sql`posting.at < ${at(until)}`)}
          AND ${when(filter.before, (before) => sql`posting.id < ${before}::bigint`)}
        ORDER BY posting.id DESC LIMIT ${filter.limit}::integer`,
  );
  return rows.map((row) => ({ ...row, at: instantOf(row.at) }));
};

/** What the accounts hold of the tenant that asks; nothing for whoever asks for themselves. */
export const tenantBalances = async ({
  db,
}: SealedDatabase): Promise<readonly { readonly account: LedgerAccount; readonly balanceFen: number }[]> => {
  const rows = await rowsOf<{ readonly account: LedgerAccount; readonly balance: Money }>(
    db,
    sql`SELECT account, balance FROM tenant_balances()`,
  );
  return rows.map(({ account, balance }) => ({ account, balanceFen: balance }));
};

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Names of what accounts of the ledger belong to, by account: of a tenant's escorts and families the name, of its orders
 * the number. Accounts of nobody in particular, and of another tenant, have none.
 */
export const ledgerAccountNames = async (
  database: SealedDatabase,
  tenantId: TenantId,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const owners = accounts.flatMap((account) => {
    const id = account.split(':')[1] ?? '';
    return ID.test(id) ? [{ account, id }] : [];
  });
  if (owners.length === 0) return new Map();
  const ids = uuidArray([...new Set(owners.map(({ id }) => id))]);
  const rows = await rowsOf<{ readonly id: string; readonly rowId: string; readonly name: Stored }>(
    database.db,
    sql`SELECT escort.id, account.id AS "rowId", ${stored('account', 'display_name')} AS name
          FROM escort JOIN account ON account.id = escort.account_id
          WHERE escort.tenant_id = ${tenantId} AND escort.id = ANY (${ids})
        UNION ALL SELECT id, id, ${stored('account', 'display_name')} FROM account
          WHERE tenant_id = ${tenantId} AND id = ANY (${ids})
        UNION ALL SELECT id, id, ${storedPlainly('escort_order', 'order_no')} FROM escort_order
          WHERE tenant_id = ${tenantId} AND id = ANY (${ids})`,
  );
  const texts = await openTexts(
    database,
    rows.map(({ rowId, name }) => ({ field: 'account.display_name', rowId, stored: name })),
  );
  const names = new Map(rows.map(({ id, name }) => [id, texts(name) ?? undefined]));
  return new Map(
    owners.flatMap(({ account, id }) => {
      const name = names.get(id);
      return name === undefined ? [] : [[account, name]];
    }),
  );
};
