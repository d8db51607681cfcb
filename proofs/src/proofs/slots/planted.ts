import type { openPostgres } from '@banzhen/postgres/open-postgres';

/**
 * Takes seats as the peers do: looks how many are left, gives as many, and writes down what is left by what it had seen. The
 * pause stands for the way between the looking and the writing, which are two requests there.
 */
export async function plantLookingFirst(sql: ReturnType<typeof openPostgres>): Promise<void> {
  await sql.unsafe(`
    ALTER TABLE clinic_session DROP CONSTRAINT clinic_session_remaining;
    ALTER TABLE appointment DROP CONSTRAINT appointment_ticket_once, DROP CONSTRAINT appointment_departments,
      DROP CONSTRAINT appointment_person_free;
    DROP INDEX appointment_doctor_day_once;
    -- Without tickets no batch is written before it is counted.
    CREATE OR REPLACE FUNCTION next_tickets(wanted_session uuid, how_many integer) RETURNS integer LANGUAGE sql AS 'SELECT NULL::integer';
    CREATE OR REPLACE FUNCTION give_seats(wanted_session uuid, wishes seat_wish[], at_instant timestamptz, most_departments integer)
    RETURNS TABLE (ordinal integer, answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz)
    LANGUAGE plpgsql AS $$
    #variable_conflict use_column
    DECLARE sold clinic_session%ROWTYPE;
    BEGIN
      SELECT * INTO sold FROM clinic_session WHERE id = wanted_session;
      PERFORM pg_sleep(0.2);
      RETURN QUERY
        WITH wish AS (
          SELECT given.*, row_number() OVER (ORDER BY given.ordinal) AS place
          FROM unnest(wishes) given
        ), taken AS (
          INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id,
            booked_by, ticket, department_rank, status, held_until, created_at, version)
          SELECT wish.appointment_id, sold.tenant_id, sold.id, sold.doctor_id, sold.department_id, sold.visit_on,
            wish.patient_id, wish.person_id, wish.booked_by, sold.capacity - sold.remaining + wish.place, 1, 'HELD', wish.held_until,
            at_instant, 1
          FROM wish WHERE wish.place <= sold.remaining RETURNING id, ticket
        )
        SELECT wish.ordinal, CASE WHEN taken.id IS NULL THEN 'full' ELSE 'seat' END, taken.ticket, NULL::integer,
          NULL::timestamptz, NULL::timestamptz
        FROM wish LEFT JOIN taken ON taken.id = wish.appointment_id;
      UPDATE clinic_session SET remaining = sold.remaining - least(sold.remaining, cardinality(wishes))
        WHERE id = wanted_session;
    END $$;`);
}
