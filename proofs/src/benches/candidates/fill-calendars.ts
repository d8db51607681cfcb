import type { Sql } from '@banzhen/postgres/open-postgres';

/**
 * Gives every escort one visit of four hours a day, `days` ahead with its block and `days` behind, as copies of the only
 * order there is; answers the number of blocks.
 */
export async function fillCalendars(sql: Sql, days: number): Promise<number> {
  await sql`set statement_timeout = '60s'`;
  const [only] = await sql`select id from escort_order`;
  const model = String(only?.id);
  await sql`
    create temporary table made as
    select gen_random_uuid() as order_id, escort_id, day < 0 as is_past, starts_at, starts_at + interval '4 hours' as ends_at
    from (
      select escort.id as escort_id, day,
        date_trunc('day', now()) + make_interval(days => day, hours => (row_number() over (partition by day))::integer % 9)
          as starts_at
      from escort, generate_series(${-days}::integer, ${days - 1}::integer) day) visit`;
  await sql`
    insert into escort_order
    select copy.* from made, escort_order model, jsonb_populate_record(model, jsonb_build_object(
      'id', order_id, 'order_no', order_id::text, 'status', case when is_past then 'FINISHED' else 'ACCEPTED' end,
      'starts_at', made.starts_at, 'ends_at', made.ends_at,
      'finished_at', case when is_past then made.ends_at end)) copy
    where model.id = ${model}::uuid`;
  await sql`
    insert into order_shift
    select copy.* from made, order_shift model, jsonb_populate_record(model, jsonb_build_object(
      'order_id', made.order_id, 'escort_id', made.escort_id,
      'starts_at', made.starts_at, 'ends_at', made.ends_at,
      'begun_at', null, 'duty_starts_at', null, 'duty_ends_at', null)) copy
    where model.order_id = ${model}::uuid`;
  const blocks = await sql`
    insert into escort_block (escort_id, order_id, shift_no, during)
    select escort_id, order_id, 1, tstzrange(starts_at - interval '45 minutes', ends_at + interval '30 minutes')
    from made where not is_past returning id`;
  await sql`analyze`;
  return blocks.length;
}
