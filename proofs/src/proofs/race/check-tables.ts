import { openPostgres, type Sql } from '@banzhen/postgres/open-postgres';
import { afterVisitMinutes, beforeVisitMinutes } from '../../town.js';
import type { Told } from './load.js';

/** What the tables say after the race; everything but the counts of what was won must be 0. */
export interface TableFaults {
  /** Pairs of active blocks of one escort or patient that overlap. */
  readonly overlaps: number;
  /** Pairs of shifts of one escort that overlap with travel and buffer, whatever the blocks say. */
  readonly overlappingShifts: number;
  /** Shifts of holding orders whose patient's or escort's time is not blocked. */
  readonly missingBlocks: number;
  /** Blocks of orders that hold nothing, or of a second escort on one shift. */
  readonly strayBlocks: number;
  /** Successes that the tables do not know. */
  readonly acknowledgedLost: number;
  readonly trialBalanceFen: number;
}

const HOLDING = ['PENDING_PAYMENT', 'PAID', 'ASSIGNED', 'ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING'];

/** Recomputes from the tables alone, when every process has ended. */
export async function checkTables(databaseUrl: string, told: readonly Told[]): Promise<TableFaults> {
  const sql = openPostgres({ url: databaseUrl, max: 1 });
  try {
    return {
      overlaps: await countOf(overlappingBlocks(sql)),
      overlappingShifts: await countOf(overlappingShifts(sql)),
      missingBlocks: await countOf(missingBlocks(sql)),
      strayBlocks: await countOf(strayBlocks(sql)),
      acknowledgedLost: await acknowledgedLost(sql, told),
      trialBalanceFen: await countOf(sql`
        select abs(sum(amount_fen)) + (select abs(sum(balance_fen)) from ledger_account) as count from ledger_entry`),
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

type Counted = PromiseLike<readonly Record<string, unknown>[]>;

async function countOf(query: Counted): Promise<number> {
  const [row] = await query;
  return Number(row?.count);
}

const overlappingBlocks = (sql: Sql): Counted => sql`
  select (select count(*) from escort_block one join escort_block other
            on one.escort_id = other.escort_id and one.id < other.id and one.during && other.during
            where one.active and other.active)
       + (select count(*) from patient_block one join patient_block other
            on one.patient_id = other.patient_id and one.id < other.id and one.during && other.during
            where one.active and other.active) as count`;

const overlappingShifts = (sql: Sql): Counted => sql`
  with busy as (
    select shift.order_id, shift.no, shift.escort_id, tstzrange(
      shift.starts_at - make_interval(mins => ${beforeVisitMinutes}),
      shift.ends_at + make_interval(mins => ${afterVisitMinutes})) as during
    from order_shift shift join escort_order on escort_order.id = shift.order_id
    where shift.escort_id is not null and escort_order.status = any(${HOLDING}::text[]))
  select count(*) from busy one join busy other on one.escort_id = other.escort_id
    and (one.order_id, one.no) < (other.order_id, other.no) and one.during && other.during`;

const missingBlocks = (sql: Sql): Counted => sql`
  select count(*) from order_shift shift join escort_order on escort_order.id = shift.order_id
  where escort_order.status = any(${HOLDING}::text[]) and (
    not exists (select from patient_block block where block.active and block.order_id = shift.order_id
      and block.patient_id = escort_order.patient_id and block.shift_no = shift.no
      and block.during = tstzrange(shift.starts_at, shift.ends_at))
    or (shift.escort_id is not null and not exists (
      select from escort_block block where block.active and block.order_id = shift.order_id
        and block.escort_id = shift.escort_id and block.shift_no = shift.no and block.during = tstzrange(
          shift.starts_at - make_interval(mins => ${beforeVisitMinutes}),
          shift.ends_at + make_interval(mins => ${afterVisitMinutes})))))`;

const strayBlocks = (sql: Sql): Counted => sql`
  select (select count(*) from escort_block block join escort_order on escort_order.id = block.order_id
            where block.active and not escort_order.status = any(${HOLDING}::text[]))
       + (select count(*) from patient_block block join escort_order on escort_order.id = block.order_id
            where block.active and not escort_order.status = any(${HOLDING}::text[]))
       + (select count(*) from (select from escort_block where active group by order_id, shift_no
            having count(*) > 1) twice) as count`;

/** A booking that is not there, a visit that another escort has, a visit at another time than was answered. */
async function acknowledgedLost(sql: Sql, told: readonly Told[]): Promise<number> {
  const won = told.filter(({ status }) => status === 200);
  const taken = won.filter(({ request }) => request.kind === 'grab' || request.kind === 'accept');
  const moved = won.filter(({ request }) => request.kind === 'reschedule');
  const booked = won.flatMap(({ request, value }) =>
    request.kind === 'create' && typeof value === 'object' && value !== null && 'orderId' in value
      ? [String(value.orderId)]
      : [],
  );
  const ordersOf = (some: readonly Told[]) => some.map(({ request }) => request.promise.orderId ?? '');
  return (
    (await countOf(sql`
      select count(*) from unnest(${booked}::uuid[]) as told (id)
      where not exists (select from escort_order where escort_order.id = told.id)`)) +
    (await countOf(sql`
      select count(*) from unnest(
        ${ordersOf(taken)}::uuid[], ${taken.map(({ request }) => request.promise.escortId ?? '')}::uuid[]) as told (id, escort)
      where not exists (select from order_shift shift where shift.order_id = told.id
        and shift.escort_id = told.escort and shift.cover = 'accepted')`)) +
    (await countOf(sql`
      select count(*) from unnest(
        ${ordersOf(moved)}::uuid[], ${moved.map(({ request }) => request.promise.startsAt ?? '')}::text[]) as told (id, at)
      where not exists (select from escort_order where escort_order.id = told.id
        and escort_order.starts_at = told.at::timestamptz)`))
  );
}
