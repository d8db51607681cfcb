-- What a seat of a crowd writes and asks, less of it (docs/adr/0025-the-booking-path.md).

-- The newest version that was in force at an instant; `policyAt` of the domain says the same.
CREATE FUNCTION clinic_policy_in_force(wanted_tenant uuid, at_instant timestamptz) RETURNS integer LANGUAGE sql STABLE
  RETURN (SELECT max(version) FROM clinic_policy
    WHERE tenant_id IN ('00000000-0000-0000-0000-000000000000', wanted_tenant) AND effective_from <= at_instant);

-- A batch asks once. Everybody else writes appointments without a version and has no right to name one.
CREATE OR REPLACE FUNCTION keep_clinic_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.policy_version := clinic_policy_in_force(NEW.tenant_id, NEW.created_at);
  RETURN NEW;
END $$;
DROP TRIGGER appointment_keeps_policy ON appointment;
CREATE TRIGGER appointment_keeps_policy BEFORE INSERT ON appointment FOR EACH ROW
  WHEN (NEW.policy_version IS NULL) EXECUTE FUNCTION keep_clinic_policy();
REVOKE INSERT ON appointment FROM banzhen_people, banzhen_platform;
GRANT INSERT (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id, booked_by, ticket, seat_no, during,
  department_rank, sequence, family_reschedules, status, held_until, submitted_at, clinic_record, checked_in_at, ended_at, created_at,
  version, membership) ON appointment TO banzhen_people, banzhen_platform;

-- A session is of one doctor on one day, for good, so `appointment_doctor_day_once` says this too.
CREATE FUNCTION refuse_other_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'session % is of another doctor, department or day, which its appointments have copied', OLD.id
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER clinic_session_kept BEFORE UPDATE OF tenant_id, doctor_id, department_id, visit_on ON clinic_session FOR EACH ROW
  WHEN ((NEW.tenant_id, NEW.doctor_id, NEW.department_id, NEW.visit_on)
    IS DISTINCT FROM (OLD.tenant_id, OLD.doctor_id, OLD.department_id, OLD.visit_on)) EXECUTE FUNCTION refuse_other_session();
DROP INDEX appointment_person_once;

CREATE OR REPLACE FUNCTION hold_seats(wanted_session uuid, at_instant timestamptz, until_instant timestamptz, most_departments integer,
  appointment_ids uuid[], patients uuid[], people uuid[], bookers uuid[], levels text[], priorities integer[],
  memberships text[], keyed_operation text, keys text[], hashes text[], capacities text[], actors uuid[], birth jsonb, message_ids uuid[],
  message jsonb, audit_keys text[], audit_entries text[], first_ticket integer DEFAULT NULL)
RETURNS TABLE (ordinal integer, answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz,
  earlier text) LANGUAGE plpgsql
SECURITY DEFINER SET app.power = 'platform' SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  sold clinic_session%ROWTYPE;
  wishes seat_wish[];
  is_ahead boolean := false;
  kept_policy integer;
  repeated integer[] := '{}';
  given_keys integer;
  seated integer[];
  others integer[];
  answers text[];
  tickets integer[];
  seat_nos integer[];
  froms timestamptz[];
  untils timestamptz[];
  place integer;
BEGIN
  INSERT INTO idempotency (account_id, operation, key, request_hash, answer, created_at)
    SELECT own.booker, keyed_operation, own.key, own.hash, jsonb_build_object('appointmentId', own.id), at_instant
    FROM unnest(bookers, keys, hashes, appointment_ids) AS own(booker, key, hash, id)
    WHERE own.key IS NOT NULL ORDER BY own.booker, own.key ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS given_keys = ROW_COUNT;
  IF given_keys < cardinality(array_remove(keys, NULL)) THEN
    RETURN QUERY SELECT own.ordinal::integer, CASE WHEN kept.request_hash = own.hash THEN 'repeated' ELSE 'key-reused' END,
        NULL::integer, NULL::integer, NULL::timestamptz, NULL::timestamptz, kept.answer ->> 'appointmentId'
      FROM unnest(bookers, keys, hashes, appointment_ids) WITH ORDINALITY AS own(booker, key, hash, id, ordinal)
      JOIN idempotency kept
        ON kept.account_id = own.booker AND kept.operation = keyed_operation AND kept.key = own.key
      WHERE kept.answer ->> 'appointmentId' IS DISTINCT FROM own.id::text;
    repeated := (SELECT coalesce(array_agg(own.ordinal::integer), '{}')
      FROM unnest(bookers, keys, appointment_ids) WITH ORDINALITY AS own(booker, key, id, ordinal)
      JOIN idempotency kept
        ON kept.account_id = own.booker AND kept.operation = keyed_operation AND kept.key = own.key
      WHERE kept.answer ->> 'appointmentId' IS DISTINCT FROM own.id::text);
  END IF;

  wishes := (SELECT array_agg(ROW(own.ordinal, own.id, own.patient, own.person, own.booker, until_instant, own.level, own.priority,
      NULL, NULL, own.membership::jsonb, NULL, NULL)::seat_wish ORDER BY own.priority DESC, own.ordinal)
    FROM unnest(appointment_ids, patients, people, bookers, levels, priorities, memberships) WITH ORDINALITY
      AS own(id, patient, person, booker, level, priority, membership, ordinal)
    WHERE own.person IS NOT NULL AND own.ordinal <> ALL (repeated));
  IF wishes IS NOT NULL AND first_ticket IS NOT NULL THEN
    PERFORM hold_people(people);
    SELECT * INTO sold FROM clinic_session WHERE id = wanted_session;
    wishes := judged_wishes(wishes, sold, most_departments, NULL);
    kept_policy := clinic_policy_in_force(sold.tenant_id, at_instant);
    BEGIN
      WITH ahead AS (
        INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id, booked_by,
          ticket, during, department_rank, status, held_until, created_at, version, membership, policy_version)
        SELECT one.appointment_id, sold.tenant_id, sold.id, sold.doctor_id, sold.department_id, sold.visit_on, one.patient_id,
          one.person_id, one.booked_by, first_ticket - 1 + one.place, tstzrange(sold.starts_at, sold.ends_at), one.department_rank, 'HELD',
          one.held_until, at_instant, 1, one.membership, kept_policy
        FROM (SELECT first.*, row_number() OVER (ORDER BY first.priority DESC, first.ordinal) AS place FROM (
            SELECT DISTINCT ON (wish.person_id) wish.* FROM unnest(wishes) wish WHERE wish.refusal IS NULL
            ORDER BY wish.person_id, wish.priority DESC, wish.ordinal) first) one
        ORDER BY one.person_id RETURNING id, ticket)
      SELECT array_agg(array_position(appointment_ids, ahead.id)), array_agg(ahead.ticket) INTO seated, tickets FROM ahead;
      PERFORM tell_seated(seated, appointment_ids, capacities, actors, birth, message_ids, message, at_instant);
      UPDATE clinic_session SET remaining = remaining - cardinality(seated)
        WHERE id = wanted_session AND version = sold.version AND status = 'RELEASED' AND remaining >= cardinality(seated);
      IF NOT FOUND THEN
        RAISE no_data_found;
      END IF;
      is_ahead := true;
      SELECT array_agg(wish.ordinal), array_agg(coalesce(wish.refusal, 'already-booked')),
        array_agg(CASE WHEN wish.refusal = 'overlaps' THEN lower(wish.busy[1]) END),
        array_agg(CASE WHEN wish.refusal = 'overlaps' THEN upper(wish.busy[1]) END)
        INTO others, answers, froms, untils FROM unnest(wishes) wish WHERE wish.ordinal <> ALL (seated);
    EXCEPTION WHEN no_data_found THEN
      seated := NULL;
      tickets := NULL;
    END;
  END IF;
  IF wishes IS NOT NULL AND NOT is_ahead THEN
    SELECT array_agg(given.ordinal) FILTER (WHERE given.answer = 'seat'),
      array_agg(given.ticket) FILTER (WHERE given.answer = 'seat'),
      array_agg(given.seat_no) FILTER (WHERE given.answer = 'seat'),
      array_agg(given.ordinal) FILTER (WHERE given.answer <> 'seat'),
      array_agg(given.answer) FILTER (WHERE given.answer <> 'seat'),
      array_agg(given.busy_from) FILTER (WHERE given.answer <> 'seat'),
      array_agg(given.busy_until) FILTER (WHERE given.answer <> 'seat')
      INTO seated, tickets, seat_nos, others, answers, froms, untils
      FROM give_seats(wanted_session, wishes, at_instant, most_departments) given;
  END IF;

  IF seated IS NOT NULL THEN
    IF NOT is_ahead THEN
      PERFORM tell_seated(seated, appointment_ids, capacities, actors, birth, message_ids, message, at_instant);
    END IF;
    IF audit_entries IS NOT NULL THEN
      FOREACH place IN ARRAY seated LOOP
        IF audit_entries[place] IS NOT NULL THEN
          PERFORM audit_append(audit_keys[place], audit_entries[place]);
        END IF;
      END LOOP;
    END IF;
    RETURN QUERY SELECT one.ordinal, 'seat', one.ticket, one.seat_no, NULL::timestamptz, NULL::timestamptz, NULL::text
      FROM unnest(seated, tickets, seat_nos) AS one(ordinal, ticket, seat_no);
  END IF;
  IF others IS NOT NULL THEN
    RETURN QUERY SELECT one.ordinal, one.answer, NULL::integer, NULL::integer, one.busy_from, one.busy_until, NULL::text
      FROM unnest(others, answers, froms, untils) AS one(ordinal, answer, busy_from, busy_until);
  END IF;

  IF given_keys > 0 AND coalesce(cardinality(seated), 0) < cardinality(appointment_ids) THEN
    DELETE FROM idempotency kept USING unnest(bookers, keys) WITH ORDINALITY AS own(booker, key, ordinal)
      WHERE kept.account_id = own.booker AND kept.operation = keyed_operation AND kept.key = own.key
        AND own.ordinal <> ALL (repeated) AND own.ordinal <> ALL (coalesce(seated, '{}'));
  END IF;
END $$;
