import type { EscortHold, HoldStore, PatientHold } from '@banzhen/domain/orders';
import type { EscortId, OrderId } from '@banzhen/domain/shared/ids';
import { done, err } from '@banzhen/domain/shared/result';
import { type Database, rowsOf } from '../database.js';
import { at, instantOf, jsonRows } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

type Wanted = {
  readonly person?: EscortId;
  readonly shift_no: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly until: Date | null;
};

const toWanted = (hold: EscortHold | PatientHold): Wanted => ({
  ...('escortId' in hold ? { person: hold.escortId } : {}),
  shift_no: hold.shiftNo,
  starts_at: hold.during.startsAt,
  ends_at: hold.during.endsAt,
  until: hold.until ?? null,
});

/**
 * Sorted by person and time. Two shifts of one order may touch within travel and buffer when one escort does both: the
 * earlier then ends where the later begins, which occupies the same time without overlapping itself.
 */
const inOrder = (holds: readonly (EscortHold | PatientHold)[]): readonly Wanted[] => {
  const sorted = holds
    .map(toWanted)
    .toSorted(
      (left, right) =>
        (left.person ?? '').localeCompare(right.person ?? '') ||
        left.starts_at.getTime() - right.starts_at.getTime(),
    );
  return sorted.map((hold, index) => {
    const next = sorted[index + 1];
    const touches = next && next.person === hold.person && next.starts_at < hold.ends_at;
    return touches && hold.starts_at < next.starts_at ? { ...hold, ends_at: next.starts_at } : hold;
  });
};

type Blocks = {
  readonly table: Statement;
  readonly person: Statement;
  readonly personOf: (orderId: OrderId) => Statement;
};
const escortBlocks: Blocks = {
  table: sql.raw('escort_block'),
  person: sql.raw('escort_id'),
  personOf: () => sql.raw('given.person'),
};
const patientBlocks: Blocks = {
  table: sql.raw('patient_block'),
  person: sql.raw('patient_id'),
  personOf: (orderId) => sql`(SELECT patient_id FROM escort_order WHERE id = ${orderId})`,
};

type Keep = { readonly orderId: OrderId; readonly holds: readonly Wanted[]; readonly now: Date };

const wantedBy = ({ personOf }: Blocks, { orderId, holds }: Keep): Statement => sql`
  wanted AS MATERIALIZED (
    SELECT ${personOf(orderId)} AS person, given.shift_no, tstzrange(given.starts_at, given.ends_at) AS during, given.until
    FROM jsonb_to_recordset(${jsonRows(holds)}) AS given(
      person uuid, shift_no integer, starts_at timestamptz, ends_at timestamptz, until timestamptz))`;

const isWanted = ({ person }: Blocks): Statement =>
  sql`wanted.person = block.${person} AND wanted.shift_no = block.shift_no AND wanted.during = block.during`;

/** Frees the order's own blocks that it does not want any more, and tentative ones of the same people that are over. */
const freeStatement = (blocks: Blocks, keep: Keep): Statement => sql`
  WITH ${wantedBy(blocks, keep)}
  UPDATE ${blocks.table} SET active = false WHERE id IN (
    SELECT id FROM ${blocks.table} block
    WHERE block.active AND (
      (block.order_id = ${keep.orderId} AND NOT EXISTS (SELECT FROM wanted WHERE ${isWanted(blocks)}))
      OR (block.order_id <> ${keep.orderId} AND block.until <= ${at(keep.now)}
        AND block.${blocks.person} IN (SELECT person FROM wanted)))
    ORDER BY id FOR UPDATE)`;

/**
 * Takes what is missing, and answers the people whose time is not there to take. `was_own` says that the order held the
 * time a moment ago: another transaction has freed the tentative block meanwhile, and a second try will tell.
 */
const takeStatement = (blocks: Blocks, keep: Keep): Statement => sql`
  WITH ${wantedBy(blocks, keep)}, own AS MATERIALIZED (
    SELECT block.id, wanted.person, wanted.shift_no, wanted.until, block.until IS NOT DISTINCT FROM wanted.until AS is_same
    FROM wanted JOIN ${blocks.table} block ON block.active AND block.order_id = ${keep.orderId} AND ${isWanted(blocks)}
  ), renewed AS (
    UPDATE ${blocks.table} block SET until = own.until FROM own
    WHERE block.id = own.id AND block.active AND NOT own.is_same RETURNING own.person, own.shift_no
  ), taken AS (
    INSERT INTO ${blocks.table} (${blocks.person}, order_id, shift_no, during, until)
    SELECT person, ${keep.orderId}::uuid, shift_no, during, until FROM wanted
    WHERE (person, shift_no) NOT IN (SELECT person, shift_no FROM own)
    ORDER BY person, during ON CONFLICT DO NOTHING RETURNING ${blocks.person} AS person, shift_no
  )
  SELECT wanted.person, (wanted.person, wanted.shift_no) IN (SELECT person, shift_no FROM own) AS was_own FROM wanted
  WHERE (wanted.person, wanted.shift_no) NOT IN (
    SELECT person, shift_no FROM own WHERE is_same UNION ALL
    SELECT person, shift_no FROM renewed UNION ALL SELECT person, shift_no FROM taken)
  ORDER BY wanted.during`;

type Missing = { readonly person: EscortId; readonly was_own: boolean };

const nobodyMissing: Promise<readonly Missing[]> = Promise.resolve([]);

const take = (db: Database, blocks: Blocks, keep: Keep): Promise<readonly Missing[]> =>
  keep.holds.length === 0 ? nobodyMissing : rowsOf<Missing>(db, takeStatement(blocks, keep));

const takeAgain = async (db: Database, blocks: Blocks, keep: Keep, missing: readonly Missing[]) =>
  missing.some(({ was_own }) => was_own) ? take(db, blocks, keep) : missing;

/**
 * Occupied time as rows under an exclusion constraint. Call it after the order itself was written in the same
 * transaction: the order's row serialises its commands. After a refusal the transaction is to be rolled back.
 */
export const postgresHolds = (db: Database): HoldStore => ({
  async keep(orderId, wanted, now) {
    const escorts = { orderId, holds: inOrder(wanted.escorts), now };
    const patient = { orderId, holds: inOrder(wanted.patient), now };
    // Four statements in one flight. They are started alike, so they run in this order and see each other's effects.
    const [, escortsMissing, , patientMissing] = await Promise.all([
      rowsOf(db, freeStatement(escortBlocks, escorts)),
      take(db, escortBlocks, escorts),
      rowsOf(db, freeStatement(patientBlocks, patient)),
      take(db, patientBlocks, patient),
    ]);
    const [escort] = await takeAgain(db, escortBlocks, escorts, escortsMissing);
    if (escort) return err({ type: 'EscortTaken', escortId: escort.person });
    const [nobody] = await takeAgain(db, patientBlocks, patient, patientMissing);
    return nobody ? err({ type: 'PatientTaken' }) : done;
  },

  async ofEscort(escortId, during, except, now) {
    const rows = await rowsOf<{ starts_at: string; ends_at: string }>(
      db,
      sql`SELECT lower(during) AS starts_at, upper(during) AS ends_at FROM escort_block
        WHERE active AND escort_id = ${escortId} AND during && tstzrange(${at(during.startsAt)}, ${at(during.endsAt)})
          AND order_id IS DISTINCT FROM ${except ?? null}::uuid AND (until IS NULL OR until > ${at(now)})
        ORDER BY during`,
    );
    return rows.map((row) => ({ startsAt: instantOf(row.starts_at), endsAt: instantOf(row.ends_at) }));
  },
});
