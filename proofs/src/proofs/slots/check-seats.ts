import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import type { openPostgres } from '@banzhen/postgres/open-postgres';
import type { Told } from './rush.js';

/** What is wrong with the seats of a session, by what the tables say and by what people were told. */
export interface SeatFaults {
  /** Seats given beyond those that there are. */
  readonly oversold: number;
  /** People with more than one seat of the doctor. */
  readonly overlaps: number;
  /** Seats that are neither somebody's, nor on sale, nor on their way back. */
  readonly lostSeats: number;
  /** People who were told that they have a seat, and have none. */
  readonly lostAcks: number;
  /** People who were told that they have a seat already, and have none. */
  readonly falseRefusals: number;
  /** Requests under one key that were answered differently. */
  readonly answeredTwice: number;
}

interface SeatRow {
  readonly id: string;
  readonly patient: string;
  readonly person: string;
  readonly keeps: boolean;
}

type Sql = ReturnType<typeof openPostgres>;

/** How many people of a list come more than once. */
const moreThanOnce = (people: readonly string[]): number => people.length - new Set(people).size;

const answeredDifferently = (told: readonly Told[]): number => {
  const byKey = new Map<string, Set<string>>();
  for (const { key, appointmentId, status } of told)
    if (key !== undefined && status === 200)
      byKey.set(key, (byKey.get(key) ?? new Set()).add(appointmentId ?? ''));
  return [...byKey.values()].filter((answers) => answers.size > 1).length;
};

export async function checkSeats(
  sql: Sql,
  sessionId: ClinicSessionId,
  told: readonly Told[],
): Promise<SeatFaults> {
  const [session] = await sql<{ capacity: number; remaining: number; returning: number }[]>`
    select capacity, remaining, (select count(*)::integer from seat_return
      where session_id = clinic_session.id and returned_at is null) as returning
    from clinic_session where id = ${sessionId}`;
  if (!session) throw new Error('the session of the rush is gone');
  const rows = await sql<SeatRow[]>`
    select id, patient_id as patient, person_id as person, keeps_seat as keeps
    from appointment where session_id = ${sessionId}`;
  const people = await sql<{ patient: string; person: string }[]>`
    select id as patient, encode(substring(id_number_index for 16), 'hex')::uuid as person from patient
    where id_number_index is not null`;
  const personOf = new Map(people.map(({ patient, person }) => [patient, person]));
  const seated = rows.filter(({ keeps }) => keeps);
  const everSeated = new Set(rows.map(({ person }) => person));
  const ids = new Set(rows.map(({ id }) => id));
  const { capacity, remaining, returning } = session;
  return {
    oversold: Math.max(0, seated.length - capacity, -remaining),
    overlaps: moreThanOnce(seated.map(({ person }) => person)),
    lostSeats: Math.abs(capacity - remaining - returning - seated.length),
    lostAcks: told.filter(({ status, appointmentId }) => status === 200 && !ids.has(appointmentId ?? ''))
      .length,
    falseRefusals: told.filter(
      ({ refusal, patientId }) =>
        refusal === 'AlreadyBooked' && !everSeated.has(personOf.get(patientId) ?? ''),
    ).length,
    answeredTwice: answeredDifferently(told),
  };
}
