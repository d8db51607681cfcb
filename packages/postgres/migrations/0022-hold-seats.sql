-- A crowd on one session: everything that a batch of wishes writes goes in one statement that commits by itself
-- (docs/adr/0025-the-booking-path.md).

-- Seats for wishes, at most one for each person, the higher priority first. In PL/pgSQL because each of its statements sees what
-- was committed while it waited for the session. Its plans are kept, whatever the size of a batch.
CREATE FUNCTION give_seats(wanted_session uuid, wishes seat_wish[], at_instant timestamptz, most_departments integer)
RETURNS TABLE (ordinal integer, answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  sold clinic_session%ROWTYPE;
  pending seat_wish[];
  -- Those of `pending` who get the next seats, in their order.
  chosen seat_wish[];
  free_nos integer[];
  seated integer[];
  is_placed boolean;
  is_raced boolean := false;
BEGIN
  -- Ranks are found before anybody waits: who has got a seat of the doctor meanwhile is left out, and a rank that is outdated by
  -- then the constraints refuse.
  SELECT * INTO sold FROM clinic_session WHERE id = wanted_session;
  pending := judged_wishes(wishes, sold, most_departments, NULL);

  -- All sessions of the doctor's day, so that nobody is given a seat in two of them.
  PERFORM FROM clinic_session asked
    JOIN clinic_session day ON day.doctor_id = asked.doctor_id AND day.visit_on = asked.visit_on
    WHERE asked.id = wanted_session ORDER BY day.id FOR NO KEY UPDATE OF day;
  SELECT * INTO sold FROM clinic_session WHERE id = wanted_session;

  IF sold.status IS DISTINCT FROM 'RELEASED' THEN
    RETURN QUERY SELECT wish.ordinal, 'not-open', NULL::integer, NULL::integer, NULL::timestamptz, NULL::timestamptz
      FROM unnest(pending) wish WHERE is_on_sale(sold, wish.level, at_instant) IS NOT TRUE;
    pending := (SELECT array_agg(wish) FROM unnest(pending) wish WHERE is_on_sale(sold, wish.level, at_instant));
  END IF;

  -- Nobody is refused for a visit that was cancelled while the session was waited for.
  IF EXISTS (SELECT FROM unnest(pending) wish WHERE wish.busy IS NOT NULL) THEN
    pending := judged_wishes(pending, sold, most_departments, NULL);
  END IF;

  -- Again for those who lost to a batch of another doctor that ran at once: now its effect is seen.
  FOR attempt IN 1..10 LOOP
    is_placed := sold.seat_minutes IS NOT NULL AND sold.remaining > 0
      AND EXISTS (SELECT FROM unnest(pending) wish WHERE wish.busy IS NOT NULL AND wish.refusal IS NULL);
    IF is_placed THEN
      pending := placed_wishes((SELECT array_agg(wish) FROM unnest(pending) wish WHERE wish.refusal IS NULL), sold)
        || (SELECT array_agg(wish) FROM unnest(pending) wish WHERE wish.refusal IS NOT NULL);
      RETURN QUERY SELECT wish.ordinal, wish.refusal, NULL::integer, NULL::integer, lower(wish.busy[1]), upper(wish.busy[1])
        FROM unnest(pending) wish WHERE wish.refusal = 'overlaps';
      pending := (SELECT array_agg(wish) FROM unnest(pending) wish WHERE wish.refusal IS DISTINCT FROM 'overlaps');
      IF pending IS NULL THEN
        RETURN;
      END IF;
    END IF;
    IF sold.remaining > 0 AND pending IS NOT NULL THEN
      SELECT array_agg(one ORDER BY one.priority DESC, one.ordinal) INTO chosen FROM (
        SELECT first.* FROM (
          SELECT DISTINCT ON (wish.person_id) wish.* FROM unnest(pending) wish
          WHERE wish.refusal IS NULL AND (NOT is_placed OR wish.seat_no IS NOT NULL)
            AND NOT EXISTS (SELECT FROM appointment own
              WHERE own.person_id = wish.person_id AND own.visit_on = sold.visit_on AND own.doctor_id = sold.doctor_id
                AND own.keeps_seat)
          ORDER BY wish.person_id, wish.priority DESC, wish.ordinal) first
        ORDER BY first.priority DESC, first.ordinal LIMIT sold.remaining) one;
      IF is_placed THEN
        free_nos := (SELECT array_agg(one.seat_no ORDER BY place) FROM unnest(chosen) WITH ORDINALITY AS one(ordinal, appointment_id, patient_id, person_id, booked_by, held_until, level,
          priority, department_rank, refusal, membership, busy, seat_no, place));
      ELSIF sold.seat_minutes IS NOT NULL THEN
        free_nos := free_seat_nos(sold);
      END IF;

      -- Rows are written in the order of people, so that two batches never wait for one another in a circle. To look for conflicts
      -- before each row costs more, so it is done only where there is one.
      seated := '{}';
      IF NOT is_raced AND chosen IS NOT NULL THEN
        BEGIN
          INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id, booked_by,
            ticket, seat_no, during, department_rank, status, held_until, created_at, version, membership)
          SELECT one.appointment_id, sold.tenant_id, sold.id, sold.doctor_id, sold.department_id, sold.visit_on, one.patient_id,
            one.person_id, one.booked_by, sold.last_ticket + place, free_nos[place], seat_during(sold, free_nos[place]),
            one.department_rank, 'HELD', one.held_until, at_instant, 1, one.membership
          FROM unnest(chosen) WITH ORDINALITY AS one(ordinal, appointment_id, patient_id, person_id, booked_by, held_until, level,
            priority, department_rank, refusal, membership, busy, seat_no, place) ORDER BY one.person_id;
          seated := (SELECT array_agg(place) FROM generate_series(1, cardinality(chosen)) place);
        EXCEPTION WHEN unique_violation OR exclusion_violation OR deadlock_detected THEN
          is_raced := true;
        END;
      END IF;
      IF is_raced AND chosen IS NOT NULL THEN
        WITH taken AS (
          INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id, booked_by,
            ticket, seat_no, during, department_rank, status, held_until, created_at, version, membership)
          SELECT one.appointment_id, sold.tenant_id, sold.id, sold.doctor_id, sold.department_id, sold.visit_on, one.patient_id,
            one.person_id, one.booked_by, sold.last_ticket + place, free_nos[place], seat_during(sold, free_nos[place]),
            one.department_rank, 'HELD', one.held_until, at_instant, 1, one.membership
          FROM unnest(chosen) WITH ORDINALITY AS one(ordinal, appointment_id, patient_id, person_id, booked_by, held_until, level,
            priority, department_rank, refusal, membership, busy, seat_no, place) ORDER BY one.person_id
          ON CONFLICT DO NOTHING RETURNING ticket
        )
        SELECT coalesce(array_agg(taken.ticket - sold.last_ticket), '{}') INTO seated FROM taken;
      END IF;

      IF seated <> '{}' THEN
        RETURN QUERY SELECT chosen[place].ordinal, 'seat', sold.last_ticket + place, free_nos[place], NULL::timestamptz,
          NULL::timestamptz FROM unnest(seated) place;
        pending := (SELECT array_agg(wish) FROM unnest(pending) wish
          WHERE wish.ordinal <> ALL (SELECT chosen[place].ordinal FROM unnest(seated) place));
        UPDATE clinic_session SET remaining = remaining - cardinality(seated),
            last_ticket = last_ticket + (SELECT max(place) FROM unnest(seated) place)
          WHERE id = wanted_session RETURNING * INTO sold;
        IF pending IS NULL THEN
          RETURN;
        END IF;
      END IF;
    END IF;

    pending := judged_wishes(pending, sold, most_departments, NULL);
    RETURN QUERY SELECT wish.ordinal, coalesce(wish.refusal, 'full'), NULL::integer, NULL::integer,
        CASE WHEN wish.refusal = 'overlaps' THEN lower(wish.busy[1]) END,
        CASE WHEN wish.refusal = 'overlaps' THEN upper(wish.busy[1]) END
      FROM unnest(pending) wish WHERE wish.refusal IS NOT NULL OR sold.remaining = 0;
    IF sold.remaining = 0 THEN
      RETURN;
    END IF;
    pending := (SELECT array_agg(wish) FROM unnest(pending) wish WHERE wish.refusal IS NULL);
    IF pending IS NULL THEN
      RETURN;
    END IF;
  END LOOP;
  RAISE EXCEPTION 'seats of % are contended', wanted_session USING ERRCODE = 'serialization_failure';
END $$;

-- As before, on what gives the seats now.
CREATE OR REPLACE FUNCTION take_seats(wanted_session uuid, wishes jsonb, at_instant timestamptz, most_departments integer)
RETURNS TABLE (ordinal integer, answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT given.ordinal, given.answer, given.ticket, given.seat_no, given.busy_from, given.busy_until
    FROM give_seats(wanted_session,
    (SELECT array_agg(wish ORDER BY wish.priority DESC, wish.ordinal) FROM jsonb_populate_recordset(NULL::seat_wish, wishes) wish),
    at_instant, most_departments) given;
END $$;

-- What wishes for a session are judged by, of all people, in one statement.
CREATE FUNCTION look_before_hold(wanted_session uuid, patients uuid[], accounts uuid[], no_shows_since timestamptz,
  OUT sold clinic_session, OUT city text, OUT seekers json, OUT members json) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET app.power = 'platform' SET search_path = public SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  SELECT * INTO sold FROM clinic_session WHERE id = wanted_session;
  city := (SELECT city_code FROM hospital WHERE id = sold.hospital_id);
  seekers := (SELECT json_agg(json_build_object('id', patient.id, 'tenant', patient.tenant_id,
      'isRealNamed', patient.is_real_named, 'person', who.person,
      'grants', (SELECT json_agg(json_build_object('account', account_id, 'scopes', scopes, 'from', valid_from,
        'until', valid_until)) FROM patient_grant WHERE patient_id = patient.id),
      'noShows', (SELECT json_agg(ended_at ORDER BY ended_at) FROM appointment missed
        WHERE missed.person_id = who.person AND missed.status = 'NO_SHOW' AND missed.ended_at >= no_shows_since)))
    FROM unnest(patients) asked JOIN patient ON patient.id = asked CROSS JOIN LATERAL (
      SELECT encode(substring(patient.id_number_index FOR 16), 'hex')::uuid AS person) who);
  members := (SELECT json_agg(member) FROM member WHERE account_id = ANY (accounts));
END $$;

-- A batch of wishes with everything that is written for them: keys, seats, history, messages and audit. Keys are claimed before
-- anybody waits for the session, in their order; the keys of those who get nothing are given back. A wish without a person is
-- refused already, and its key alone is looked for. One transaction by itself, of many people who do not see one another: it
-- says by itself that the platform asks.
CREATE FUNCTION hold_seats(wanted_session uuid, at_instant timestamptz, until_instant timestamptz, most_departments integer,
  appointment_ids uuid[], patients uuid[], people uuid[], bookers uuid[], levels text[], priorities integer[],
  memberships text[], keyed_operation text, keys text[], hashes text[], capacities text[], actors uuid[], birth jsonb, message_ids uuid[],
  message jsonb, audit_keys text[], audit_entries text[])
RETURNS TABLE (ordinal integer, answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz,
  earlier text) LANGUAGE plpgsql
SECURITY DEFINER SET app.power = 'platform' SET search_path = public SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  wishes seat_wish[];
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
  IF wishes IS NOT NULL THEN
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
    INSERT INTO appointment_event (appointment_id, version, type, transition, from_status, to_status, at, by_capacity, by_account)
      SELECT appointment_ids[one], (birth ->> 'version')::integer, birth ->> 'type', birth ->> 'row', birth ->> 'from',
        birth ->> 'to', at_instant, capacities[one], actors[one] FROM unnest(seated) one;
    INSERT INTO outbox (id, topic, aggregate_id, type, payload)
      SELECT message_ids[one], message ->> 'topic', appointment_ids[one]::text, message ->> 'type', message -> 'payload'
      FROM unnest(seated) one;
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

REVOKE EXECUTE ON FUNCTION give_seats, look_before_hold, hold_seats FROM PUBLIC;
GRANT EXECUTE ON FUNCTION give_seats, look_before_hold, hold_seats TO banzhen_platform;
