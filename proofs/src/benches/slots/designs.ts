import { setTimeout as pause } from 'node:timers/promises';
import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import { uuidv7 } from '@banzhen/postgres';
import type { Sql } from '@banzhen/postgres/open-postgres';
import type { Redis } from 'ioredis';
import type { Buyer } from './market.js';
import { bookByOneStatement } from './rows.js';

/** What a buyer was told: given a seat, has one already, or refused though there are seats. */
export type Sale = 'seat' | 'already' | 'refused';
export type Design = (sessionId: ClinicSessionId, buyer: Buyer, key: string) => Promise<Sale>;

const LOCK_WAIT_MS = 1_000;
const LOCK_LEASE_MS = 10_000;
const LOCK_LOOK_MS = 2;
const RELEASE =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";
const DUPLICATE = '23505';
const DEPARTMENTS = '23P01';

const parameters = (sessionId: ClinicSessionId, { actor, patientId, personId }: Buyer, key: string) => [
  sessionId,
  uuidv7(),
  patientId,
  personId,
  actor.accountId,
  key,
];

const orAlready = async (work: () => Promise<Sale>): Promise<Sale> => {
  try {
    return await work();
  } catch (cause) {
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
    if (code === DUPLICATE || code === DEPARTMENTS) return 'already';
    throw cause;
  }
};

const bookOn = async (sql: Pick<Sql, 'unsafe'>, ...given: Parameters<typeof parameters>): Promise<Sale> => {
  const [row] = await sql.unsafe(bookByOneStatement, parameters(...given), { prepare: true });
  return row?.booked === 1 ? 'seat' : 'refused';
};

const left = async (sql: Pick<Sql, 'unsafe'>, sessionId: ClinicSessionId, how = ''): Promise<number> => {
  const [row] = await sql.unsafe(
    `SELECT remaining FROM clinic_session WHERE id = $1::uuid ${how}`,
    [sessionId],
    { prepare: true },
  );
  return Number(row?.remaining);
};

/** One statement for a booking. */
export const oneStatement =
  (sql: Sql): Design =>
  (sessionId, buyer, key) =>
    orAlready(() => bookOn(sql, sessionId, buyer, key));

/** The designs of the peers and of the founding documents, on the tables of the product. */
export const designs = (sql: Sql, redis: Redis) =>
  ({
    /** A lock in Redis, waited for at most a second, held for ten; then look, then book. */
    lock: async (sessionId, buyer, key) => {
      const name = `lock:${sessionId}`;
      const until = performance.now() + LOCK_WAIT_MS;
      while ((await redis.set(name, key, 'PX', LOCK_LEASE_MS, 'NX')) !== 'OK') {
        if (performance.now() > until) return 'refused';
        await pause(LOCK_LOOK_MS);
      }
      try {
        return await orAlready(async () =>
          (await left(sql, sessionId)) > 0 ? bookOn(sql, sessionId, buyer, key) : 'refused',
        );
      } finally {
        await redis.eval(RELEASE, 1, name, key);
      }
    },
    /** Look, and book if nobody has booked meanwhile; else again. */
    optimistic: (sessionId, buyer, key) =>
      orAlready(async () => {
        for (;;) {
          const seen = await left(sql, sessionId);
          const statement = bookByOneStatement.replace('remaining > 0', 'remaining = $7::integer');
          const given = [...parameters(sessionId, buyer, key), seen];
          const [row] = await sql.unsafe(statement, given, { prepare: true });
          if (row?.booked === 1) return 'seat';
        }
      }),
    /** Hold the row, look, book. */
    forUpdate: (sessionId, buyer, key) =>
      orAlready(() =>
        sql.begin(async (tx) =>
          (await left(tx, sessionId, 'FOR UPDATE')) > 0 ? bookOn(tx, sessionId, buyer, key) : 'refused',
        ),
      ),
    oneStatement: oneStatement(sql),
  }) satisfies Record<string, Design>;
