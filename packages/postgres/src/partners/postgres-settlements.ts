import type {
  BookedSettlement,
  ReversalCause,
  SettlementKnown,
  SettlementStore,
} from '@banzhen/domain/partners';
import type { LocalDate } from '@banzhen/domain/shared/calendar';
import type {
  AccountId,
  PartnerId,
  SettlementId,
  SettlementReversalId,
  TenantId,
} from '@banzhen/domain/shared/ids';
import type { Money } from '@banzhen/domain/shared/money';
import { done, err } from '@banzhen/domain/shared/result';
import { type Database, rowOf, rowsOf } from '../database.js';
import { at, instantOf } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

type Row = {
  readonly id: SettlementId;
  readonly tenant: TenantId;
  readonly partner: PartnerId;
  readonly amount: Money;
  readonly received: LocalDate;
  readonly reference: string;
  readonly recorded: string;
  readonly recorder: AccountId;
  readonly reversal: SettlementReversalId | null;
  readonly cause: ReversalCause | null;
  readonly reversed: string | null;
  readonly reverser: AccountId | null;
};

const settlementOf = (row: Row): BookedSettlement => {
  const settlement = {
    id: row.id,
    tenantId: row.tenant,
    partnerId: row.partner,
    amountFen: row.amount,
    receivedOn: row.received,
    bankReference: row.reference,
    recordedAt: instantOf(row.recorded),
    recordedBy: row.recorder,
  };
  const { reversal, cause, reversed, reverser } = row;
  if (!reversal || !cause || !reversed || !reverser) return settlement;
  const taken = { cause, reversedAt: instantOf(reversed), reversedBy: reverser };
  return { ...settlement, reversal: { id: reversal, settlementId: row.id, ...taken } };
};

const booked =
  sql.raw(`SELECT paid.id, paid.tenant_id AS tenant, paid.partner_id AS partner, paid.amount_fen AS amount,
    paid.received_on::text AS received, paid.bank_reference AS reference, paid.recorded_at AS recorded,
    paid.recorded_by_account AS recorder, taken.id AS reversal, taken.cause, taken.reversed_at AS reversed,
    taken.reversed_by_account AS reverser
  FROM partner_settlement paid LEFT JOIN partner_settlement_reversal taken ON taken.settlement_id = paid.id`);

type KnownRow = {
  readonly id: SettlementId;
  readonly partner: PartnerId;
  readonly name: string;
  readonly amount: Money;
  readonly received: LocalDate;
};

/** Those that were kept before blanks counted for nothing have them. */
const sameReference = (of: 'earlier' | 'paid', reference: string): Statement =>
  sql`replace(${sql.raw(of)}.bank_reference, ' ', '') = ${reference}`;

/**
 * Payments of partners. Each booking of a transfer has a number, and a next one only where all before were reversed: so a unique key
 * decides between any number that come at once.
 */
export const postgresSettlements = (db: Database): SettlementStore => ({
  async insert(settlement) {
    const { id, tenantId, partnerId, amountFen, receivedOn, bankReference, recordedAt, recordedBy } =
      settlement;
    const written = await rowsOf(
      db,
      sql`INSERT INTO partner_settlement (id, tenant_id, partner_id, amount_fen, received_on, bank_reference, booking,
            recorded_at, recorded_by_account)
          SELECT ${id}::uuid, ${tenantId}::uuid, ${partnerId}::uuid, ${amountFen}::bigint, ${receivedOn}::date, ${bankReference},
            count(earlier.id) + 1, ${at(recordedAt)}, ${recordedBy}::uuid
          FROM partner_settlement earlier LEFT JOIN partner_settlement_reversal taken ON taken.settlement_id = earlier.id
          WHERE earlier.tenant_id = ${tenantId}::uuid AND ${sameReference('earlier', bankReference)}
          HAVING count(earlier.id) = count(taken.id)
        ON CONFLICT (tenant_id, bank_reference, booking) DO NOTHING RETURNING id`,
    );
    if (written.length === 1) return done;
    const known = await rowOf<KnownRow>(
      db,
      sql`SELECT paid.id, payer.id AS partner, payer.name, paid.amount_fen AS amount, paid.received_on::text AS received
        FROM partner_settlement paid JOIN partner payer ON payer.id = paid.partner_id
        WHERE paid.tenant_id = ${tenantId} AND ${sameReference('paid', bankReference)} ORDER BY paid.booking DESC LIMIT 1`,
    );
    const refusal: SettlementKnown = {
      ...{ type: 'SettlementKnown', settlementId: known.id, partnerId: known.partner },
      ...{ partnerName: known.name, amountFen: known.amount, receivedOn: known.received },
    };
    return err(refusal);
  },

  async find(id) {
    const [row] = await rowsOf<Row>(db, sql`${booked} WHERE paid.id = ${id}`);
    return row && settlementOf(row);
  },

  async reverse({ id, settlementId, cause, reversedAt, reversedBy }) {
    const written = await rowsOf(
      db,
      sql`INSERT INTO partner_settlement_reversal (id, settlement_id, cause, reversed_at, reversed_by_account)
        VALUES (${id}, ${settlementId}, ${cause}, ${at(reversedAt)}, ${reversedBy})
        ON CONFLICT (settlement_id) DO NOTHING RETURNING id`,
    );
    return written.length === 1;
  },

  async ofPartner(id, most) {
    const rows = await rowsOf<Row>(
      db,
      sql`${booked} WHERE paid.partner_id = ${id} ORDER BY paid.recorded_at DESC, paid.id DESC LIMIT ${most}::integer`,
    );
    return rows.map(settlementOf);
  },
});
