/**
 * The rows of one booking by one statement, after `taken` has given the session's row: appointment, history, outbox and
 * idempotency, as the product writes them. Parameters: session, appointment, patient, person, account, key.
 */
export const bookedRows = `
  booked AS (INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id,
      booked_by, ticket, during, department_rank, status, held_until, created_at, version)
    SELECT $2::uuid, tenant_id, id, doctor_id, department_id, visit_on, $3::uuid, $4::uuid, $5::uuid, capacity - remaining,
      tstzrange(starts_at, ends_at), 1, 'HELD', now() + interval '5 minutes', now(), 1 FROM taken RETURNING id),
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

/** So many bookings by one statement of pgbench, for people of nowhere: what the server itself can do. */
export const rawBatch = (sessionId: string, patientId: string, accountId: string, size: number): string => `
WITH taken AS (UPDATE clinic_session SET remaining = remaining - ${size}
    WHERE id = '${sessionId}' RETURNING *),
  people AS (SELECT gen_random_uuid() AS id, gen_random_uuid() AS person, no FROM generate_series(1, ${size}) no),
  booked AS (INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id,
      booked_by, ticket, during, department_rank, status, held_until, created_at, version)
    SELECT people.id, tenant_id, taken.id, doctor_id, department_id, visit_on, '${patientId}', person, '${accountId}',
      capacity - remaining - people.no + 1, tstzrange(starts_at, ends_at), 1, 'HELD', now() + interval '5 minutes', now(), 1
    FROM taken, people RETURNING id),
  told AS (INSERT INTO appointment_event (appointment_id, version, type, transition, to_status, at, by_capacity, by_account)
    SELECT id, 1, 'AppointmentHeld', 'H1', 'HELD', now(), 'U', '${accountId}' FROM booked),
  sent AS (INSERT INTO outbox (id, topic, aggregate_id, type, payload)
    SELECT gen_random_uuid(), 'appointment', id::text, 'AppointmentHeld',
      jsonb_build_object('row', 'H1', 'to', 'HELD', 'version', 1, 'sessionId', '${sessionId}') FROM booked)
INSERT INTO idempotency (account_id, operation, key, request_hash, answer, created_at)
  SELECT '${accountId}', 'appointment.hold', id::text, '0', jsonb_build_object('appointmentId', id), now() FROM booked;
`;
