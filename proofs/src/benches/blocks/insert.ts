import type { Sql } from '@banzhen/postgres/open-postgres';

export type BlockTable = 'escort_block' | 'unguarded_block';

/** Gives everybody so many visits more, years ahead; answers how many blocks there are now. */
export async function fillYears(sql: Sql, visits: number): Promise<number> {
  await sql`
    INSERT INTO escort_block (escort_id, order_id, shift_no, during)
    SELECT escort.id, (SELECT id FROM escort_order LIMIT 1), 1, tstzrange(starts_at, starts_at + interval '315 minutes')
    FROM escort, generate_series(1, ${visits}::integer) visit
      CROSS JOIN LATERAL (SELECT date_trunc('day', now()) + make_interval(years => 6, hours => 6 * visit) AS starts_at) at`;
  const [seen] = await sql`SELECT count(*)::integer AS blocks FROM escort_block`;
  return Number(seen?.blocks);
}

/** The same table with the same rows, references and indexes, but for the constraint. */
export async function makeUnguarded(sql: Sql): Promise<void> {
  await sql.unsafe(`
    CREATE TABLE unguarded_block (LIKE escort_block INCLUDING ALL);
    ALTER TABLE unguarded_block ADD FOREIGN KEY (escort_id) REFERENCES escort, ADD FOREIGN KEY (order_id) REFERENCES escort_order;
    INSERT INTO unguarded_block (escort_id, order_id, shift_no, during, until, active)
      SELECT escort_id, order_id, shift_no, during, until, active FROM escort_block;
    DO $$ DECLARE name text; BEGIN
      FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'unguarded_block'::regclass AND contype = 'x' LOOP
        EXECUTE format('ALTER TABLE unguarded_block DROP CONSTRAINT %I', name);
      END LOOP;
    END $$;
    ANALYZE`);
}

/** Times in years that nobody has yet, so that hardly two of them meet. */
const FIRST_DAY = 60;
const MINUTES = 5 * 365 * 24 * 60;

/** Writes so many blocks of different escorts at times of chance into either table, in one statement of its own. */
export async function inserter(sql: Sql, rows: number): Promise<(table: BlockTable) => Promise<void>> {
  const [known] =
    await sql`SELECT (SELECT array_agg(id) FROM escort) AS escorts, (SELECT id FROM escort_order LIMIT 1) AS own`;
  const escorts = known?.escorts as readonly string[];
  const orderId = String(known?.own);
  const anEscort = () => escorts[Math.floor(Math.random() * escorts.length)] ?? '';
  return async (table) => {
    const people = Array.from({ length: rows }, anEscort);
    const minutes = people.map(() => Math.floor(Math.random() * MINUTES));
    await sql`
      INSERT INTO ${sql(table)} (escort_id, order_id, shift_no, during)
      SELECT person, ${orderId}::uuid, 1, tstzrange(starts_at, starts_at + interval '315 minutes')
      FROM unnest(${people}::uuid[], ${minutes}::integer[]) AS made(person, minute)
        CROSS JOIN LATERAL (SELECT date_trunc('day', now()) + make_interval(days => ${FIRST_DAY}, mins => minute) AS starts_at) at
      ORDER BY person, starts_at ON CONFLICT DO NOTHING`;
  };
}
