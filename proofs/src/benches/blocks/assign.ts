import { type EscortId, idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitStores } from '@banzhen/domain/visits';
import type { Sql } from '@banzhen/postgres/open-postgres';
import { shuffled } from '../figures.js';

const TURNS = 20;
/** So few that batches want the same people. */
const ESCORTS = 12;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const FIRST_DAY = 20;

const deadlocksOf = async (sql: Sql): Promise<number> => {
  const [seen] =
    await sql`SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()`;
  return Number(seen?.deadlocks);
};

const castOf = async (sql: Sql, orders: number) => {
  const people = await sql`SELECT id FROM escort ORDER BY id LIMIT ${ESCORTS}`;
  const found = await sql`SELECT id FROM escort_order WHERE starts_at > now() ORDER BY id LIMIT ${orders}`;
  return {
    escorts: people.map(({ id }) => idFrom<EscortId>(String(id))),
    orders: found.map(({ id }) => idFrom<OrderId>(String(id))),
  };
};

/** PostgreSQL tells of a deadlock only after a moment. */
const countedDeadlocks = async (sql: Sql, work: () => Promise<void>): Promise<number> => {
  const before = await deadlocksOf(sql);
  await work();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return (await deadlocksOf(sql)) - before;
};

/** Orders that want several of the same escorts each, so many at once, as the product keeps them: all of them or none. */
export async function assignInBatches(unitOfWork: UnitOfWork<VisitStores>, sql: Sql, atOnce: number) {
  const { escorts, orders } = await castOf(sql, atOnce);
  let kept = 0;
  const deadlocks = await countedDeadlocks(sql, async () => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const startsAt = new Date(Math.ceil(Date.now() / DAY_MS) * DAY_MS + (FIRST_DAY + turn) * DAY_MS);
      const during = { startsAt, endsAt: new Date(startsAt.getTime() + 4 * HOUR_MS) };
      const answers = await Promise.all(
        orders.map((orderId) => {
          const wanted = shuffled(escorts).slice(0, ESCORTS / 2);
          const holds = wanted.map((escortId, no) => ({ escortId, shiftNo: no + 1, during }));
          return unitOfWork.run((stores) =>
            stores.holds.keep(orderId, { escorts: holds, patient: [] }, new Date()),
          );
        }),
      );
      kept += answers.filter(({ ok }) => ok).length;
    }
  });
  return { batches: TURNS * orders.length, kept, deadlocks };
}

/** The control: the same rows, one after the other in the order of chance. */
export async function assignUnordered(sql: Sql, atOnce: number): Promise<{ readonly deadlocks: number }> {
  const { escorts, orders } = await castOf(sql, atOnce);
  const deadlocks = await countedDeadlocks(sql, async () => {
    await Promise.all(
      orders.map((orderId) =>
        sql
          .begin(async (tx) => {
            for (const escortId of shuffled(escorts).slice(0, ESCORTS / 2))
              await tx`INSERT INTO escort_block (escort_id, order_id, shift_no, during)
                VALUES (${escortId}, ${orderId}, 1, tstzrange(now() + interval '900 days', now() + interval '901 days'))
                ON CONFLICT DO NOTHING`;
          })
          .catch(() => undefined),
      ),
    );
  });
  return { deadlocks };
}
