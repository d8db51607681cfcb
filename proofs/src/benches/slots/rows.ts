/**
 * The rows of one booking by one statement, after `taken` has given the session's row: appointment, history, outbox and
 * idempotency, as the product writes them. Parameters: session, appointment, patient, person, account, key.
 */
export const bookedRows = `
  booked AS (INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id,
      booked_by, ticket, during, department_rank, status, held_until, created_at, version, policy_version)
    SELECT $2::uuid, tenant_id, id, doctor_id, department_id, visit_on, $3::uuid, $4::uuid, $5::uuid, capacity - remaining,
      tstzrange(starts_at, ends_at), 1, 'HELD', now() + interval '5 minutes', now(), 1, 1 FROM taken RETURNING id),
  told AS (INSERT INTO appointment_event (appointment_id, version, type, transition, to_status, at, by_capacity, by_account)
    SELECT id, 1, 'AppointmentHeld', 'H1', 'HELD', now(), 'U', $5::uuid FROM booked),
  sent AS (INSERT INTO outbox (id, topic, aggregate_id, type, payload)
    SELECT gen_random_uuid(), 'appointment', id::text, 'AppointmentHeld',
      jsonb_build_object('row', 'H1', 'to', 'HELD', 'version', 1, 'sessionId', $1::uuid) FROM booked),
  kept AS (INSERT INTO idempotency (account_id, operation, key, request_hash, answer, created_at)
    SELECT $5::uuid, 'appointment.hold', $6, '0', jsonb_build_object('appointmentId', id), now() FROM booked)
  SELECT count(*)::integer AS booked FROM booked`;

/** One booking, one statement: the guarded update is the lock. */
export const bookByOneStatement = `
  WITH taken AS (UPDATE clinic_session SET remaining = remaining - 1
    WHERE id = $1::uuid AND remaining > 0 RETURNING *), ${bookedRows}`;

/** In the order of time, as the product makes ids, so that indexes grow at their end. */
const laterId = '(hex || substr(gen_random_uuid()::text, 14))::uuid';

/**
 * So many bookings by one statement, for those buyers of the market from `first` on, as if nobody had seen them before: what the
 * server itself can do. `first` is a number, or what pgbench has instead.
 */
export const rawBatch = (sessionId: string, first: number | string, size: number): string => `
WITH taken AS (UPDATE clinic_session SET remaining = remaining - ${size}
    WHERE id = '${sessionId}' RETURNING *),
  moment AS MATERIALIZED (SELECT lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') AS hex),
  people AS (SELECT ${laterId} AS id, ${laterId} AS message, gen_random_uuid() AS person, patient_id, account_id,
      no - ${first} AS place
    FROM market_buyer, moment WHERE no >= ${first} AND no < ${first} + ${size}),
  booked AS (INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id,
      booked_by, ticket, during, department_rank, status, held_until, created_at, version, policy_version)
    SELECT people.id, tenant_id, taken.id, doctor_id, department_id, visit_on, patient_id, person, account_id,
      capacity - remaining - place, tstzrange(starts_at, ends_at), 1, 'HELD', now() + interval '5 minutes', now(), 1, 1
    FROM taken, people RETURNING id, booked_by),
  told AS (INSERT INTO appointment_event (appointment_id, version, type, transition, to_status, at, by_capacity, by_account)
    SELECT id, 1, 'AppointmentHeld', 'H1', 'HELD', now(), 'U', booked_by FROM booked),
  sent AS (INSERT INTO outbox (id, topic, aggregate_id, type, payload)
    SELECT message, 'appointment', id::text, 'AppointmentHeld',
      jsonb_build_object('row', 'H1', 'to', 'HELD', 'version', 1, 'sessionId', '${sessionId}') FROM people)
INSERT INTO idempotency (account_id, operation, key, request_hash, answer, created_at)
  SELECT booked_by, 'appointment.hold', id::text, '0', jsonb_build_object('appointmentId', id), now() FROM booked;
`;

/** One booking by one statement, for the buyer whose number pgbench has in `one`. */
export const rawBooking = (sessionId: string): string => {
  const of = (column: string) => `(SELECT ${column} FROM market_buyer WHERE no = :one)`;
  const given = [
    `'${sessionId}'`,
    'gen_random_uuid()',
    of('patient_id'),
    'gen_random_uuid()',
    of('account_id'),
  ];
  return given
    .reduce((text, value, at) => text.replaceAll(`$${at + 1}::uuid`, `${value}::uuid`), bookByOneStatement)
    .replace('$6', 'gen_random_uuid()::text');
};
