-- Whoever writes what a person, an escort, a doctor or a room can have once at a time holds them first (docs/adr/0040-one-writer-for-each-person.md),
-- and a crowd's batch is written first and counted last (docs/adr/0025-the-booking-path.md).

-- Exclusion constraints are the last guard, and must not be the first: where two transactions write rows at once that exclude one another,
-- an index scan that waits and begins anew may mark entries of live rows as dead, and the constraint is blind for them.
CREATE FUNCTION hold_one(kept text, who uuid) RETURNS void LANGUAGE sql
  RETURN pg_advisory_xact_lock(uuid_hash_extended(who, hashtextextended(kept, 0)));

CREATE FUNCTION hold_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('HELD', 'PENDING_CONFIRM', 'BOOKED', 'CHECKED_IN', 'FULFILLED', 'NO_SHOW') THEN
    PERFORM hold_one('person', NEW.person_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appointment_holds_person BEFORE INSERT OR UPDATE ON appointment FOR EACH ROW EXECUTE FUNCTION hold_person();

CREATE FUNCTION hold_escort() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_one('escort', NEW.escort_id);
  RETURN NEW;
END $$;
CREATE TRIGGER escort_block_holds_escort BEFORE INSERT OR UPDATE ON escort_block FOR EACH ROW
  WHEN (NEW.active) EXECUTE FUNCTION hold_escort();

CREATE FUNCTION hold_patient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_one('patient', NEW.patient_id);
  RETURN NEW;
END $$;
CREATE TRIGGER patient_block_holds_patient BEFORE INSERT OR UPDATE ON patient_block FOR EACH ROW
  WHEN (NEW.active) EXECUTE FUNCTION hold_patient();

-- Of seats that are given and given back, of which there are many, nothing can overlap: those updates touch no time and no place.
CREATE FUNCTION hold_doctor_and_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('PUBLISHED', 'RELEASED', 'SUSPENDED') THEN
    PERFORM hold_one('doctor', NEW.doctor_id);
    PERFORM hold_one('room', NEW.room_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clinic_session_holds_doctor_and_room BEFORE INSERT OR UPDATE OF status, starts_at, ends_at, doctor_id, room_id ON clinic_session
  FOR EACH ROW EXECUTE FUNCTION hold_doctor_and_room();

-- Each once and in their order, so that nobody waits in a circle; before the session is locked.
CREATE FUNCTION hold_people(people uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_one('person', person) FROM (SELECT DISTINCT person FROM unnest(people) person ORDER BY person) one;
END $$;

-- The last ticket of each session that was given or kept for a batch; it never goes back. A row of its own, so that a batch has its
-- tickets before it waits for the session.
CREATE TABLE session_ticket (
  session_id uuid PRIMARY KEY REFERENCES clinic_session,
  last_ticket integer NOT NULL CHECK (last_ticket > 0)
);
SELECT set_config('app.power', 'platform', true);
INSERT INTO session_ticket SELECT id, last_ticket FROM clinic_session WHERE last_ticket > 0;
ALTER TABLE session_ticket ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY session_ticket_of_platform ON session_ticket USING ((SELECT asking_power()) = 'platform');
CREATE POLICY session_ticket_not_partners ON session_ticket AS RESTRICTIVE USING ((SELECT asking_power()) <> 'partner');
GRANT SELECT, INSERT, UPDATE ON session_ticket TO banzhen_platform;

-- Looks at appointments of others whoever asks, as before.
CREATE OR REPLACE FUNCTION seat_is_given_up(wanted_session uuid, wanted_ticket integer) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET app.power = 'platform' SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM session_ticket WHERE session_id = wanted_session AND wanted_ticket <= last_ticket)
    AND NOT EXISTS (SELECT FROM appointment WHERE session_id = wanted_session AND ticket = wanted_ticket AND keeps_seat);
END $$;
COMMENT ON COLUMN clinic_session.last_ticket IS 'not kept any more: session_ticket has it; stays until no process of the release before runs';

-- The first of so many new tickets.
CREATE FUNCTION next_tickets(wanted_session uuid, how_many integer) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET app.power = 'platform' SET search_path = public, pg_temp AS $$
DECLARE
  last integer;
BEGIN
  INSERT INTO session_ticket AS kept VALUES (wanted_session, how_many)
    ON CONFLICT (session_id) DO UPDATE SET last_ticket = kept.last_ticket + how_many RETURNING last_ticket INTO last;
  RETURN last - how_many + 1;
END $$;

-- As before, with the rules of the session's tenant. A crowd's batch gets its tickets here, if it may be written before it is counted:
-- seats of a whole session, on sale for everybody, with enough of them left. What is written here need not be flushed: it is in the
-- log before whatever uses the tickets.
DROP FUNCTION look_before_hold;
CREATE FUNCTION look_before_hold(wanted_session uuid, patients uuid[], accounts uuid[], no_shows_since timestamptz,
  OUT sold clinic_session, OUT city text, OUT seekers json, OUT members json, OUT policies json, OUT first_ticket integer)
LANGUAGE plpgsql SECURITY DEFINER SET app.power = 'platform' SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  wanted integer := cardinality(patients);
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
  policies := (SELECT json_agg(json_build_object('body', body, 'from', effective_from, 'reason', reason) ORDER BY version DESC)
    FROM clinic_policy WHERE tenant_id IN ('00000000-0000-0000-0000-000000000000', sold.tenant_id));
  IF wanted >= 8 AND sold.status = 'RELEASED' AND sold.seat_minutes IS NULL AND sold.remaining >= wanted THEN
    PERFORM set_config('synchronous_commit', 'off', true);
    first_ticket := next_tickets(wanted_session, wanted);
  END IF;
END $$;

-- The first line of history and the message of each that got a seat.
CREATE FUNCTION tell_seated(seated integer[], appointment_ids uuid[], capacities text[], actors uuid[], birth jsonb, message_ids uuid[],
  message jsonb, at_instant timestamptz) RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  born record;
  told record;
BEGIN
  SELECT * INTO born FROM jsonb_to_record(birth) AS one(version integer, type text, row text, "from" text, "to" text);
  SELECT * INTO told FROM jsonb_to_record(message) AS one(topic text, type text, payload jsonb);
  INSERT INTO appointment_event (appointment_id, version, type, transition, from_status, to_status, at, by_capacity, by_account)
    SELECT appointment_ids[one], born.version, born.type, born.row, born."from", born."to", at_instant, capacities[one], actors[one]
    FROM unnest(seated) one;
  INSERT INTO outbox (id, topic, aggregate_id, type, payload)
    SELECT message_ids[one], told.topic, appointment_ids[one]::text, told.type, told.payload FROM unnest(seated) one;
END $$;

-- Seats for wishes, at most one for each person, the higher priority first. Whoever wishes is held before they are judged, so nobody else writes
-- for them until this ends. In PL/pgSQL because each of its statements sees what was committed while it waited.
CREATE OR REPLACE FUNCTION give_seats(wanted_session uuid, wishes seat_wish[], at_instant timestamptz, most_departments integer)
RETURNS TABLE (ordinal integer, answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  sold clinic_session%ROWTYPE;
  pending seat_wish[];
  -- Those of `pending` who get the next seats, in their order.
  chosen seat_wish[];
  free_nos integer[];
  first_ticket integer;
  is_placed boolean;
BEGIN
  PERFORM hold_people(ARRAY(SELECT wish.person_id FROM unnest(wishes) wish));
  SELECT * INTO sold FROM clinic_session WHERE id = wanted_session;
  pending := judged_wishes(wishes, sold, most_departments, NULL);
  SELECT * INTO sold FROM clinic_session WHERE id = wanted_session FOR NO KEY UPDATE;

  IF sold.status IS DISTINCT FROM 'RELEASED' THEN
    RETURN QUERY SELECT wish.ordinal, 'not-open', NULL::integer, NULL::integer, NULL::timestamptz, NULL::timestamptz
      FROM unnest(pending) wish WHERE is_on_sale(sold, wish.level, at_instant) IS NOT TRUE;
    pending := (SELECT array_agg(wish) FROM unnest(pending) wish WHERE is_on_sale(sold, wish.level, at_instant));
  END IF;

  is_placed := sold.seat_minutes IS NOT NULL AND sold.remaining > 0
    AND EXISTS (SELECT FROM unnest(pending) wish WHERE wish.busy IS NOT NULL AND wish.refusal IS NULL);
  IF is_placed THEN
    pending := placed_wishes((SELECT array_agg(wish) FROM unnest(pending) wish WHERE wish.refusal IS NULL), sold)
      || (SELECT array_agg(wish) FROM unnest(pending) wish WHERE wish.refusal IS NOT NULL);
  END IF;
  RETURN QUERY SELECT wish.ordinal, wish.refusal, NULL::integer, NULL::integer,
      CASE WHEN wish.refusal = 'overlaps' THEN lower(wish.busy[1]) END,
      CASE WHEN wish.refusal = 'overlaps' THEN upper(wish.busy[1]) END
    FROM unnest(pending) wish WHERE wish.refusal IS NOT NULL;

  SELECT array_agg(one ORDER BY one.priority DESC, one.ordinal) INTO chosen FROM (
    SELECT first.* FROM (
      SELECT DISTINCT ON (wish.person_id) wish.* FROM unnest(pending) wish
      WHERE wish.refusal IS NULL AND (NOT is_placed OR wish.seat_no IS NOT NULL)
      ORDER BY wish.person_id, wish.priority DESC, wish.ordinal) first
    ORDER BY first.priority DESC, first.ordinal LIMIT sold.remaining) one;
  IF chosen IS NOT NULL THEN
    IF is_placed THEN
      free_nos := (SELECT array_agg(one.seat_no ORDER BY one.priority DESC, one.ordinal) FROM unnest(chosen) one);
    ELSIF sold.seat_minutes IS NOT NULL THEN
      free_nos := free_seat_nos(sold);
    END IF;
    first_ticket := next_tickets(wanted_session, cardinality(chosen));
    INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id, booked_by,
      ticket, seat_no, during, department_rank, status, held_until, created_at, version, membership)
    SELECT one.appointment_id, sold.tenant_id, sold.id, sold.doctor_id, sold.department_id, sold.visit_on, one.patient_id, one.person_id,
      one.booked_by, first_ticket - 1 + place, free_nos[place], seat_during(sold, free_nos[place]), one.department_rank, 'HELD',
      one.held_until, at_instant, 1, one.membership
    FROM unnest(chosen) WITH ORDINALITY AS one(ordinal, appointment_id, patient_id, person_id, booked_by, held_until, level, priority,
      department_rank, refusal, membership, busy, seat_no, place);
    UPDATE clinic_session SET remaining = remaining - cardinality(chosen) WHERE id = wanted_session;
    RETURN QUERY SELECT chosen[place].ordinal, 'seat', first_ticket - 1 + place, free_nos[place], NULL::timestamptz, NULL::timestamptz
      FROM generate_series(1, cardinality(chosen)) place;
  END IF;
  RETURN QUERY SELECT wish.ordinal,
      CASE WHEN EXISTS (SELECT FROM unnest(chosen) one WHERE one.person_id = wish.person_id) THEN 'already-booked' ELSE 'full' END,
      NULL::integer, NULL::integer, NULL::timestamptz, NULL::timestamptz
    FROM unnest(pending) wish
    WHERE wish.refusal IS NULL AND NOT EXISTS (SELECT FROM unnest(chosen) one WHERE one.ordinal = wish.ordinal);
END $$;

CREATE OR REPLACE FUNCTION move_seat(moved uuid, wanted_session uuid, asking_level text, at_instant timestamptz, most_departments integer)
RETURNS TABLE (answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  sold clinic_session%ROWTYPE;
  own appointment%ROWTYPE;
  wish seat_wish;
  free_no integer;
BEGIN
  PERFORM hold_one('person', person_id) FROM appointment WHERE id = moved;
  SELECT * INTO sold FROM clinic_session WHERE id = wanted_session FOR NO KEY UPDATE;
  SELECT * INTO own FROM appointment WHERE id = moved AND keeps_seat FOR UPDATE;
  wish.ordinal := 0;
  wish.appointment_id := moved;
  wish.person_id := own.person_id;
  wish.priority := 0;
  wish := (judged_wishes(ARRAY[wish], sold, most_departments, moved))[1];
  free_no := (SELECT min(no) FROM unnest(free_seat_nos(sold)) no WHERE NOT is_busy(wish.busy, seat_during(sold, no)));
  answer := CASE
    WHEN own.id IS NULL THEN 'no-seat'
    WHEN sold.id IS NULL OR NOT is_on_sale(sold, asking_level, at_instant) THEN 'not-open'
    WHEN own.session_id = sold.id THEN 'already-booked'
    WHEN wish.refusal IS NOT NULL THEN wish.refusal
    WHEN sold.remaining = 0 THEN 'full'
    WHEN sold.seat_minutes IS NOT NULL AND free_no IS NULL THEN 'overlaps'
    ELSE 'seat'
  END;
  IF answer = 'overlaps' THEN
    busy_from := lower(wish.busy[1]);
    busy_until := upper(wish.busy[1]);
  ELSIF answer = 'seat' THEN
    ticket := next_tickets(sold.id, 1);
    seat_no := free_no;
    UPDATE appointment SET session_id = sold.id, doctor_id = sold.doctor_id, department_id = sold.department_id,
      visit_on = sold.visit_on, ticket = move_seat.ticket, seat_no = free_no, during = seat_during(sold, free_no),
      department_rank = wish.department_rank
      WHERE id = moved;
    UPDATE clinic_session SET remaining = remaining - 1 WHERE id = sold.id;
  END IF;
  RETURN NEXT;
END $$;

CREATE OR REPLACE FUNCTION take_freed_seat(freed_session uuid, freed_ticket integer, wish jsonb, at_instant timestamptz,
  most_departments integer)
RETURNS TABLE (answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM hold_one('person', (wish -> 0 ->> 'person_id')::uuid);
  PERFORM FROM clinic_session WHERE id = freed_session FOR NO KEY UPDATE;
  PERFORM FROM seat_return WHERE session_id = freed_session AND ticket = freed_ticket AND returned_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'full', NULL::integer, NULL::integer, NULL::timestamptz, NULL::timestamptz;
    RETURN;
  END IF;
  UPDATE clinic_session SET remaining = remaining + 1 WHERE id = freed_session;
  SELECT taken.answer, taken.ticket, taken.seat_no, taken.busy_from, taken.busy_until
    INTO answer, ticket, seat_no, busy_from, busy_until
    FROM take_seats(freed_session, wish, at_instant, most_departments) taken;
  IF answer = 'seat' THEN
    UPDATE seat_return SET returned_at = at_instant WHERE session_id = freed_session AND ticket = freed_ticket;
  ELSE
    UPDATE clinic_session SET remaining = remaining - 1 WHERE id = freed_session;
  END IF;
  RETURN NEXT;
END $$;

DROP FUNCTION hold_seats;
CREATE FUNCTION hold_seats(wanted_session uuid, at_instant timestamptz, until_instant timestamptz, most_departments integer,
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
  whole tstzrange;
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
    whole := seat_during(sold, NULL);
    BEGIN
      WITH ahead AS (
        INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id, booked_by,
          ticket, during, department_rank, status, held_until, created_at, version, membership)
        SELECT one.appointment_id, sold.tenant_id, sold.id, sold.doctor_id, sold.department_id, sold.visit_on, one.patient_id,
          one.person_id, one.booked_by, first_ticket - 1 + one.place, whole, one.department_rank, 'HELD',
          one.held_until, at_instant, 1, one.membership
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

REVOKE EXECUTE ON FUNCTION next_tickets, look_before_hold, hold_people, tell_seated, hold_seats FROM PUBLIC;
GRANT EXECUTE ON FUNCTION next_tickets, look_before_hold, hold_people, tell_seated, hold_seats TO banzhen_platform;
