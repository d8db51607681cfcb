import { holdBirth, type SeatAnswer, type SeatRequest } from '@banzhen/domain/appointments';
import type { HoldAnswer } from '@banzhen/domain/clinics';
import type { ClinicSession } from '@banzhen/domain/schedules';
import { type AppointmentId, idFrom, type PatientId, type PersonId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { Clinic, ClinicStoresFixture } from '@banzhen/domain/testing/contracts';
import { aClinic } from '@banzhen/domain/testing/contracts';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { clinicStoresFixture, rowOf, run, sql } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPatientDatabase } from './support.js';

const BOOKERS = 200;
const SEATS = 50;
const ROUNDS = 3;
const EMPTY_ROUNDS = 40;
const CONNECTIONS = 16;

const given = (answers: readonly SeatAnswer[]) => answers.filter(({ kind }) => kind === 'seat').length;
const isOfSeat = (answer: HoldAnswer): answer is SeatAnswer =>
  answer.kind !== 'repeated' && answer.kind !== 'key-reused' && answer.kind !== 'passed';
const countOf = (answers: readonly SeatAnswer[], kind: SeatAnswer['kind']) =>
  answers.filter((answer) => answer.kind === kind).length;

describe('seats that many people want at once', () => {
  let database: OpenDatabase;
  let stores: ClinicStoresFixture;
  let clinic: Clinic;
  beforeAll(async () => {
    database = await openPatientDatabase(CONNECTIONS);
    stores = clinicStoresFixture(database);
    await run(
      database.db,
      sql.raw(
        'CREATE TABLE unguarded_seat (id uuid PRIMARY KEY, session_id uuid NOT NULL, person_id uuid NOT NULL)',
      ),
    );
    // A cold pool lets requests come one by one, which hides every race.
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`)),
    );
  });
  afterAll(() => database.close());

  /** What the database says of a session, whatever was answered. */
  const stored = ({ id }: ClinicSession) =>
    rowOf<{ rows: number; people: number; tickets: number; remaining: number }>(
      database.db,
      sql`SELECT count(own.id)::integer AS rows, count(DISTINCT own.person_id)::integer AS people,
          count(DISTINCT own.ticket)::integer AS tickets, min(sitting.remaining) AS remaining
        FROM clinic_session sitting LEFT JOIN appointment own ON own.session_id = sitting.id AND own.keeps_seat
        WHERE sitting.id = ${id}`,
    );
  const inBatches = (requests: readonly SeatRequest[], size: number): readonly SeatRequest[][] =>
    Array.from({ length: Math.ceil(requests.length / size) }, (_, index) =>
      requests.slice(index * size, (index + 1) * size),
    );

  it.each([1, 7, 50])('are never oversold to 200 bookers in batches of %i', async (size) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      clinic = await aClinic(stores);
      const session = await clinic.addSession('RELEASED', SEATS);
      const batches = inBatches(clinic.wishes(BOOKERS), size);
      const answers = (await Promise.all(batches.map((batch) => clinic.take(session, batch)))).flat();
      expect(answers).toHaveLength(BOOKERS);
      expect(given(answers)).toBe(SEATS);
      expect(countOf(answers, 'full')).toBe(BOOKERS - SEATS);
      expect(await stored(session)).toEqual({ rows: SEATS, people: SEATS, tickets: SEATS, remaining: 0 });
    }
  });

  it('refuse nobody falsely when the same people come over two connections', async () => {
    clinic = await aClinic(stores);
    const people = 400;
    const session = await clinic.addSession('RELEASED', people + 100);
    const wishes = clinic.wishes(people);
    const again = wishes.map((wish) => ({ ...wish, appointmentId: idFrom<AppointmentId>(uuidv7()) }));
    const [first, second] = await Promise.all(
      [wishes, again].map(async (requests) => {
        const answers: SeatAnswer[] = [];
        for (const batch of inBatches(requests, 64)) answers.push(...(await clinic.take(session, batch)));
        return answers;
      }),
    );
    const answers = [...(first ?? []), ...(second ?? [])];
    expect(given(answers)).toBe(people);
    expect(countOf(answers, 'already-booked')).toBe(people);
    expect(await stored(session)).toEqual({ rows: people, people, tickets: people, remaining: 100 });
  });

  /** Wishes at the desk of a crowd, each with a key, with tickets if a look has kept any. */
  const held = async (
    session: ClinicSession,
    requests: readonly SeatRequest[],
    keyOf: (index: number) => string,
    kept: { readonly firstTicket?: number } = {},
  ): Promise<readonly HoldAnswer[]> => {
    const [now, by] = [new Date('2030-01-08T02:00:00Z'), { as: 'U' } as const];
    const birth = holdBirth({ now, by });
    if (!birth.ok) throw new Error('a family may hold a seat');
    const wishes = requests.map(({ appointmentId, bookedBy, patientId, personId, priority }, index) => ({
      ...{ appointmentId, bookedBy, once: { key: keyOf(index), requestHash: 'same' } },
      accepted: { patientId, personId, priority, by },
    }));
    const rules = { now, heldUntil: new Date('2030-01-08T02:05:00Z'), departmentsPerDay: 3, ...kept };
    const told = { operation: 'appointment.hold', birth: birth.value };
    const tidings = { topic: 'appointment', type: 'AppointmentHeld', payload: {} };
    return stores.holdDesk.hold({ sessionId: session.id, wishes, ...rules, ...told, tidings });
  };

  it('answer one appointment to a key that comes over two connections, and keep nothing of the second', async () => {
    clinic = await aClinic(stores);
    const people = 200;
    const session = await clinic.addSession('RELEASED', people + 50);
    const wishes = clinic.wishes(people);
    const again = wishes.map((wish) => ({ ...wish, appointmentId: idFrom<AppointmentId>(uuidv7()) }));
    const round = uuidv7();
    const answers = await Promise.all(
      [wishes, again].map(async (requests) => {
        const all: (HoldAnswer | { kind: 'repeated'; appointmentId: AppointmentId })[] = [];
        for (const [no, batch] of inBatches(requests, 32).entries()) {
          const of = await held(session, batch, (index) => `${round}-${no * 32 + index}`);
          all.push(...of);
        }
        return all;
      }),
    );
    const idOf = (index: number, side: 0 | 1): AppointmentId | undefined => {
      const answer = answers[side]?.[index];
      if (answer?.kind === 'repeated') return answer.appointmentId;
      return answer?.kind === 'seat' ? [wishes, again][side]?.[index]?.appointmentId : undefined;
    };
    for (let index = 0; index < people; index += 1) {
      expect(idOf(index, 0)).toBeDefined();
      expect(idOf(index, 1)).toBe(idOf(index, 0));
    }
    expect(await stored(session)).toEqual({ rows: people, people, tickets: people, remaining: 50 });
    const told = await rowOf<{ events: number; messages: number; keys: number }>(
      database.db,
      sql`SELECT (SELECT count(*)::integer FROM appointment_event JOIN appointment own ON own.id = appointment_id
            WHERE own.session_id = ${session.id}) AS events,
          (SELECT count(*)::integer FROM outbox JOIN appointment own ON own.id::text = aggregate_id
            WHERE own.session_id = ${session.id}) AS messages,
          (SELECT count(*)::integer FROM idempotency WHERE key LIKE ${`${round}-%`}::text) AS keys`,
    );
    expect(told).toEqual({ events: people, messages: people, keys: people });
  });

  it('let crowds of six departments into exactly three, with one line of history for each seat', async () => {
    clinic = await aClinic(stores);
    const sessions: ClinicSession[] = [];
    for (let index = 0; index < 6; index += 1) sessions.push(await clinic.addOther(SEATS));
    const people = Array.from({ length: 30 }, () => idFrom<PersonId>(uuidv7()));
    const answers = await Promise.all(
      sessions.map((session) =>
        held(
          session,
          people.map((personId) => clinic.aWish({ personId })),
          () => uuidv7(),
        ),
      ),
    );
    const count = (kind: HoldAnswer['kind']) => answers.flat().filter((one) => one.kind === kind).length;
    expect(count('seat')).toBe(people.length * 3);
    expect(count('too-many-departments')).toBe(people.length * 3);
    for (const session of sessions) {
      const { rows, remaining } = await stored(session);
      expect(remaining).toBe(SEATS - rows);
    }
  });

  /** What a look keeps for a crowd of so many, which is written before it is counted. */
  const lookFor = async (
    { id: sessionId }: ClinicSession,
    size: number,
  ): Promise<{ firstTicket?: number }> => {
    const patientIds = Array.from({ length: size }, () => idFrom<PatientId>(uuidv7()));
    const noShowsSince = new Date('2030-01-08T02:00:00Z');
    const sight = await stores.holdDesk.look({ sessionId, patientIds, accountIds: [], noShowsSince });
    return sight?.firstTicket === undefined ? {} : { firstTicket: sight.firstTicket };
  };
  const heldAhead = async (session: ClinicSession, requests: readonly SeatRequest[]) =>
    held(session, requests, () => uuidv7(), await lookFor(session, requests.length));

  it('are never oversold to crowds that are counted last, and refused to nobody while there are some', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      clinic = await aClinic(stores);
      const session = await clinic.addSession('RELEASED', SEATS);
      const batches = inBatches(clinic.wishes(BOOKERS), 12);
      const answers = (await Promise.all(batches.map((batch) => heldAhead(session, batch)))).flat();
      expect(given(answers.filter(isOfSeat))).toBe(SEATS);
      expect(answers.filter(({ kind }) => kind === 'full')).toHaveLength(BOOKERS - SEATS);
      expect(await stored(session)).toEqual({ rows: SEATS, people: SEATS, tickets: SEATS, remaining: 0 });
    }
  });

  /** How often the server has ended a circle of waiting, once every connection has told. */
  const circles = async (): Promise<number> => {
    await Promise.all(
      Array.from({ length: CONNECTIONS * 2 }, () =>
        run(database.db, sql`SELECT pg_stat_force_next_flush(), pg_sleep(${0.02}::float8)`),
      ),
    );
    const { deadlocks } = await rowOf<{ deadlocks: number }>(
      database.db,
      sql`SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()`,
    );
    return deadlocks;
  };

  it('let nobody wait in a circle who comes in a crowd and alone at once', async () => {
    clinic = await aClinic(stores);
    const session = await clinic.addSession('RELEASED', 2_000);
    const before = await circles();
    const people = Array.from({ length: 48 }, () => idFrom<PersonId>(uuidv7()));
    const asked = (from: number, size: number) =>
      Array.from({ length: size }, (_, no) =>
        clinic.aWish({ personId: people[(from + no) % 48] as PersonId }),
      );
    const kept = await Promise.all(people.slice(0, 12).map(() => lookFor(session, 16)));
    // One of a crowd, then two by themselves, so that some of each are always under way.
    const answers = await Promise.all(
      kept.flatMap((tickets, no) => [
        held(session, asked(no * 4, 16), () => uuidv7(), tickets),
        clinic.take(session, asked(no * 4 + 12, 4)),
        clinic.take(session, asked(no * 4 + 8, 2)),
      ]),
    );
    expect(given(answers.flat().filter(isOfSeat))).toBe(48);
    expect(await stored(session)).toMatchObject({ rows: 48, people: 48, tickets: 48, remaining: 2_000 - 48 });
    expect(await circles()).toBe(before);
  });

  /** With an index that has just begun, of which scans that wait and begin anew could mark entries of live rows as dead. */
  it('let people into three departments however empty the table was', async () => {
    for (let round = 0; round < EMPTY_ROUNDS; round += 1) {
      await database.db.transaction(async (tx) => {
        await run(tx, sql.raw('SET LOCAL session_replication_role = replica'));
        await run(tx, sql.raw('TRUNCATE appointment CASCADE'));
      });
      clinic = await aClinic(stores);
      const sessions: ClinicSession[] = [];
      for (let index = 0; index < 6; index += 1) sessions.push(await clinic.addOther(SEATS));
      const people = Array.from({ length: 30 }, () => idFrom<PersonId>(uuidv7()));
      const wishes = () => people.map((personId) => clinic.aWish({ personId }));
      const answers = await Promise.all(sessions.map((session) => held(session, wishes(), () => uuidv7())));
      expect(answers.flat().filter(({ kind }) => kind === 'seat')).toHaveLength(people.length * 3);
      const { most } = await rowOf<{ most: number }>(
        database.db,
        sql`SELECT max(own.departments)::integer AS most FROM (
          SELECT count(DISTINCT department_id) AS departments FROM appointment WHERE keeps_seat GROUP BY person_id) own`,
      );
      expect(most).toBe(3);
    }
  });

  it('of two sessions of a doctor on a day give a person one', async () => {
    clinic = await aClinic(stores);
    const morning = await clinic.addSession('RELEASED', SEATS);
    const afternoon = await clinic.addSession('RELEASED', SEATS, {
      during: { startsAt: new Date('2030-01-09T05:00:00Z'), endsAt: new Date('2030-01-09T09:00:00Z') },
    });
    const people = clinic.wishes(30);
    const again = people.map((wish) => ({ ...wish, appointmentId: idFrom<AppointmentId>(uuidv7()) }));
    const answers = await Promise.all([
      ...people.map((wish) => clinic.take(morning, [wish])),
      ...again.map((wish) => clinic.take(afternoon, [wish])),
    ]);
    expect(given(answers.flat())).toBe(30);
    expect(countOf(answers.flat(), 'already-booked')).toBe(30);
    expect((await stored(morning)).rows + (await stored(afternoon)).rows).toBe(30);
  });

  it('let people who ask six departments at once into exactly three', async () => {
    clinic = await aClinic(stores);
    const sessions: ClinicSession[] = [];
    for (let index = 0; index < 6; index += 1) sessions.push(await clinic.addOther(SEATS));
    const people = Array.from({ length: 20 }, () => idFrom<PersonId>(uuidv7()));
    const answers = await Promise.all(
      sessions.map((session) =>
        clinic.take(
          session,
          people.map((personId) => clinic.aWish({ personId })),
        ),
      ),
    );
    expect(given(answers.flat())).toBe(people.length * 3);
    expect(countOf(answers.flat(), 'too-many-departments')).toBe(people.length * 3);
    const rows = await Promise.all(sessions.map(stored));
    expect(rows.reduce((sum, row) => sum + row.rows, 0)).toBe(people.length * 3);
    for (const row of rows) expect(row.remaining).toBe(SEATS - row.rows);
  });

  it('are one of those that overlap, whoever asks six doctors of a department at once', async () => {
    clinic = await aClinic(stores);
    const { departmentId } = clinic;
    const seats = { by: 'time', everyMinutes: 240, seatsEach: SEATS } as const;
    const sessions: ClinicSession[] = [];
    for (let no = 0; no < 6; no += 1)
      sessions.push(await clinic.addBeside(SEATS, no % 2 === 0 ? {} : { seats }, async () => departmentId));
    const people = Array.from({ length: 30 }, () => idFrom<PersonId>(uuidv7()));
    const asked = sessions.flatMap((session, no) => {
      const wishes = people.map((personId) => clinic.aWish({ personId }));
      return inBatches(wishes, no + 1).map((batch) => clinic.take(session, batch));
    });
    const answers = (await Promise.all(asked)).flat();
    expect(given(answers)).toBe(people.length);
    expect(countOf(answers, 'overlaps')).toBe(people.length * 5);
    for (const answer of answers)
      if (answer.kind === 'overlaps') expect(answer.during).toEqual(sessions[0]?.during);
    const rows = await Promise.all(sessions.map(stored));
    for (const row of rows) expect(row.remaining).toBe(SEATS - row.rows);
  });

  it('do not overlap for those who move at once from either side', async () => {
    clinic = await aClinic(stores);
    const [left, right] = [await clinic.addOther(SEATS), await clinic.addOther(SEATS)];
    const [target, beside] = [await clinic.addBeside(SEATS), await clinic.addBeside(SEATS)];
    const people = Array.from({ length: 20 }, () => idFrom<PersonId>(uuidv7()));
    const now = new Date('2030-01-08T02:00:00Z');
    const movesOf = async (from: ClinicSession, to: ClinicSession) => {
      const wishes = people.map((personId) => clinic.aWish({ personId }));
      await clinic.take(from, wishes);
      return wishes.map(({ appointmentId }) => async () => {
        const wish = { appointmentId, to: to.id, now, departmentsPerDay: 9 };
        const moved = await stores.unitOfWork.run(async ({ seats }) => ok(await seats.move(wish)));
        return moved.ok ? moved.value.kind : 'no-seat';
      });
    };
    const moves = [...(await movesOf(left, target)), ...(await movesOf(right, beside))];
    const kinds = await Promise.all(moves.map((move) => move()));
    expect(kinds.filter((kind) => kind === 'seat')).toHaveLength(people.length);
    expect(kinds.filter((kind) => kind === 'overlaps')).toHaveLength(people.length);
  });

  it('are never oversold to those who move while others buy', async () => {
    clinic = await aClinic(stores);
    const from = await clinic.addOther(SEATS);
    const to = await clinic.addOther(SEATS);
    const movers = clinic.wishes(SEATS);
    await clinic.take(from, movers);
    const now = new Date('2030-01-08T02:00:00Z');
    const moves = movers.map(async ({ appointmentId }) => {
      const wish = { appointmentId, to: to.id, now, departmentsPerDay: 3 };
      const moved = await stores.unitOfWork.run(async ({ seats }) => ok(await seats.move(wish)));
      return moved.ok && moved.value.kind === 'seat';
    });
    const buys = clinic.wishes(SEATS).map(async (wish) => given(await clinic.take(to, [wish])) === 1);
    const [moved, bought] = [await Promise.all(moves), await Promise.all(buys)];
    const count = (all: readonly boolean[]) => all.filter(Boolean).length;
    expect(count(moved) + count(bought)).toBe(SEATS);
    expect(await stored(to)).toEqual({ rows: SEATS, people: SEATS, tickets: SEATS, remaining: 0 });
    expect(await stored(from)).toMatchObject({ rows: SEATS - count(moved), remaining: 0 });
  });

  it('come back once, however many give them back, and are sold again under new tickets', async () => {
    clinic = await aClinic(stores);
    const session = await clinic.addSession('RELEASED', SEATS);
    const wishes = clinic.wishes(SEATS);
    await clinic.take(session, wishes);
    const due = new Date('2030-01-08T03:00:00Z');
    for (const wish of wishes.slice(0, 20)) {
      const held = await clinic.find(wish);
      if (held?.status !== 'HELD') throw new Error('the seat is held');
      const { heldUntil: _, ...rest } = held;
      await clinic.put({ ...rest, status: 'EXPIRED', endedAt: due });
      const freed = { sessionId: session.id, ticket: held.seat.ticket };
      await stores.unitOfWork.run(async ({ returns }) => ok(await returns.plan(freed, due)));
    }
    const buyers = inBatches(clinic.wishes(60), 5).map((batch) => clinic.take(session, batch));
    const givers = Array.from({ length: 8 }, () =>
      stores.unitOfWork.run(async ({ returns }) => ok(await returns.giveBackDue(due, 7))),
    );
    const sold = given((await Promise.all(buyers)).flat());
    const back = (await Promise.all(givers)).reduce((sum, one) => sum + (one.ok ? one.value : 0), 0);
    expect(back).toBe(20);
    const rows = SEATS - 20 + sold;
    expect(await stored(session)).toEqual({ rows, people: rows, tickets: rows, remaining: SEATS - rows });
  });

  it('control: looking first and inserting then oversells them', async () => {
    clinic = await aClinic(stores);
    const soldUnguarded = async (): Promise<number> => {
      const { id } = await clinic.addSession('RELEASED', SEATS);
      const seats = sql`SELECT count(*)::integer AS sold FROM unguarded_seat WHERE session_id = ${id}`;
      await Promise.all(
        Array.from({ length: BOOKERS }, () =>
          database.db.transaction(async (tx) => {
            const { sold } = await rowOf<{ sold: number }>(tx, seats);
            if (sold >= SEATS) return;
            await run(tx, sql`INSERT INTO unguarded_seat VALUES (${uuidv7()}, ${id}, ${uuidv7()})`);
          }),
        ),
      );
      return (await rowOf<{ sold: number }>(database.db, seats)).sold;
    };
    // On a busy machine the last seats may happen to be bought one after the other.
    await expect.poll(soldUnguarded, { timeout: 30_000, interval: 1 }).toBeGreaterThan(SEATS);
  });
});
