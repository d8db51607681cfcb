-- Nobody can be with two doctors at once: seats of a person overlap nowhere, in whatever clinic; and an appointment keeps the
-- membership that it was made with, for the privilege to cancel late
-- (docs/adr/0018-the-session-row-gives-the-seats.md).

-- When the patient of a seat is with the doctor: at the time of the seat, or somewhen in the session.
CREATE FUNCTION seat_during(sold clinic_session, seat_no integer) RETURNS tstzrange LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN sold.seat_minutes IS NULL OR seat_no IS NULL THEN tstzrange(sold.starts_at, sold.ends_at)
    ELSE tstzrange(
      sold.starts_at + make_interval(mins => (seat_no - 1) / sold.seats_each * sold.seat_minutes),
      sold.starts_at + make_interval(mins => ((seat_no - 1) / sold.seats_each + 1) * sold.seat_minutes)) END;

-- Whoever was seen or did not come has the time for others again, and keeps the seat. Appointments of before that overlap an
-- earlier one of the person have no `during`: they stand, and nothing is held against them.
ALTER TABLE appointment ADD COLUMN during tstzrange, ADD COLUMN membership jsonb,
  ADD COLUMN takes_time boolean NOT NULL GENERATED ALWAYS AS (
    status IN ('HELD', 'PENDING_CONFIRM', 'BOOKED', 'CHECKED_IN')) STORED;
SELECT set_config('app.power', 'platform', true);
UPDATE appointment SET during = seat_during(sitting, appointment.seat_no)
  FROM clinic_session sitting WHERE sitting.id = appointment.session_id;
UPDATE appointment later SET during = NULL WHERE takes_time AND EXISTS (
  SELECT FROM appointment earlier WHERE earlier.person_id = later.person_id AND earlier.takes_time
    AND earlier.during && later.during AND earlier.id < later.id);
SELECT set_config('app.power', '', true);
ALTER TABLE appointment ADD CONSTRAINT appointment_person_free
  EXCLUDE USING gist (person_id WITH =, during WITH &&) WHERE (takes_time);

-- `busy`: when the person is with others during the session. `seat_no`: which timed seat was found for them.
ALTER TYPE seat_wish ADD ATTRIBUTE membership jsonb, ADD ATTRIBUTE busy tstzrange[], ADD ATTRIBUTE seat_no integer;

-- The wishes of `pending`, each with the rank that its department would have on the person's day, or why it can have none, and
-- with when the person is busy: where seats have no times of their own, that refuses the wish. An appointment that is `moved`
-- does not stand in its own way. A session that overlaps another one is on the same day or next to it, on whatever clocks.
CREATE OR REPLACE FUNCTION judged_wishes(pending seat_wish[], sold clinic_session, most_departments integer, moved uuid)
RETURNS seat_wish[] LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT array_agg(ROW(wish.ordinal, wish.appointment_id, wish.patient_id, wish.person_id, wish.booked_by, wish.held_until,
      wish.level, wish.priority, free.rank,
      CASE WHEN day.has_doctor THEN 'already-booked' WHEN free.rank IS NULL THEN 'too-many-departments'
        WHEN sold.seat_minutes IS NULL AND day.busy IS NOT NULL THEN 'overlaps' END,
      wish.membership, day.busy, NULL)::seat_wish
      ORDER BY wish.priority DESC, wish.ordinal)
    FROM unnest(pending) wish
    CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(own.doctor_id = sold.doctor_id AND own.visit_on = sold.visit_on), false) AS has_doctor,
        min(own.department_rank) FILTER (
          WHERE own.department_id = sold.department_id AND own.visit_on = sold.visit_on) AS same_rank,
        array_agg(own.department_rank::integer) FILTER (WHERE own.visit_on = sold.visit_on) AS ranks,
        array_agg(own.during ORDER BY own.during) FILTER (
          WHERE own.takes_time AND own.during && tstzrange(sold.starts_at, sold.ends_at)) AS busy
      FROM appointment own
      WHERE own.person_id = wish.person_id AND own.visit_on BETWEEN sold.visit_on - 1 AND sold.visit_on + 1 AND own.keeps_seat
        AND own.id IS DISTINCT FROM moved) day
    CROSS JOIN LATERAL (
      SELECT CASE WHEN day.ranks IS NULL THEN 1 ELSE coalesce(day.same_rank, (
        SELECT min(rank) FROM generate_series(1, most_departments) rank WHERE rank <> ALL (day.ranks))) END AS rank) free);
END $$;

CREATE FUNCTION is_busy(busy tstzrange[], wanted tstzrange) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN EXISTS (SELECT FROM unnest(busy) one WHERE one && wanted);

-- Free timed seats of a session, in their order.
CREATE FUNCTION free_seat_nos(sold clinic_session) RETURNS integer[] LANGUAGE sql STABLE
  RETURN ARRAY(SELECT no FROM generate_series(1, sold.capacity) no
    WHERE sold.seat_minutes IS NOT NULL AND NOT EXISTS (SELECT FROM appointment other
      WHERE other.session_id = sold.id AND other.seat_no = no AND other.keeps_seat) ORDER BY no);

-- Finds a timed seat for each wish, in their order, where some of the people are busy for a part of the session: the first
-- free one at which they are not. Without one the wish is refused; beyond the seats that are on sale it has none.
CREATE FUNCTION placed_wishes(pending seat_wish[], sold clinic_session) RETURNS seat_wish[] LANGUAGE plpgsql AS $$
DECLARE
  free integer[] := free_seat_nos(sold);
  wishes_left integer := sold.remaining;
  seen uuid[] := '{}';
  without uuid[] := '{}';
  placed seat_wish[] := '{}';
  wish seat_wish;
BEGIN
  FOREACH wish IN ARRAY pending LOOP
    IF wish.person_id <> ALL (seen) AND wishes_left > 0 THEN
      seen := seen || wish.person_id;
      wish.seat_no := (SELECT min(no) FROM unnest(free) no WHERE NOT is_busy(wish.busy, seat_during(sold, no)));
      IF wish.seat_no IS NULL THEN
        without := without || wish.person_id;
      ELSE
        free := array_remove(free, wish.seat_no);
        wishes_left := wishes_left - 1;
      END IF;
    END IF;
    IF wish.person_id = ANY (without) THEN
      wish.refusal := 'overlaps';
    END IF;
    placed := placed || wish;
  END LOOP;
  RETURN placed;
END $$;

-- As before, for people who are not busy at the time of their seat. Whoever is, is told when.
DROP FUNCTION take_seats;
CREATE FUNCTION take_seats(wanted_session uuid, wishes jsonb, at_instant timestamptz, most_departments integer)
RETURNS TABLE (ordinal integer, answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  sold clinic_session%ROWTYPE;
  pending seat_wish[];
  seated integer[];
  tickets integer[];
  seat_nos integer[];
  is_placed boolean;
  given integer;
BEGIN
  -- All sessions of the doctor's day, so that nobody is given a seat in two of them.
  PERFORM FROM clinic_session asked
    JOIN clinic_session day ON day.doctor_id = asked.doctor_id AND day.visit_on = asked.visit_on
    WHERE asked.id = wanted_session ORDER BY day.id FOR NO KEY UPDATE OF day;
  SELECT * INTO sold FROM clinic_session WHERE id = wanted_session;

  SELECT array_agg(wish ORDER BY wish.priority DESC, wish.ordinal) INTO pending
    FROM jsonb_populate_recordset(NULL::seat_wish, wishes) wish;
  IF sold.status IS DISTINCT FROM 'RELEASED' THEN
    RETURN QUERY SELECT wish.ordinal, 'not-open', NULL::integer, NULL::integer, NULL::timestamptz, NULL::timestamptz
      FROM unnest(pending) wish WHERE is_on_sale(sold, wish.level, at_instant) IS NOT TRUE;
    pending := (SELECT array_agg(wish) FROM unnest(pending) wish WHERE is_on_sale(sold, wish.level, at_instant));
  END IF;

  -- Again for those who lost to a batch of another doctor that ran at once: now its effect is seen.
  FOR attempt IN 1..10 LOOP
    pending := judged_wishes(pending, sold, most_departments, NULL);
    is_placed := sold.seat_minutes IS NOT NULL AND sold.remaining > 0
      AND EXISTS (SELECT FROM unnest(pending) wish WHERE wish.busy IS NOT NULL AND wish.refusal IS NULL);
    IF is_placed THEN
      pending := placed_wishes((SELECT array_agg(wish) FILTER (WHERE wish.refusal IS NULL) FROM unnest(pending) wish), sold)
        || (SELECT array_agg(wish) FILTER (WHERE wish.refusal IS NOT NULL) FROM unnest(pending) wish);
    END IF;
    RETURN QUERY SELECT wish.ordinal, wish.refusal, NULL::integer, NULL::integer,
        CASE WHEN wish.refusal = 'overlaps' THEN lower(wish.busy[1]) END,
        CASE WHEN wish.refusal = 'overlaps' THEN upper(wish.busy[1]) END
      FROM unnest(pending) wish WHERE wish.refusal IS NOT NULL;
    GET DIAGNOSTICS given = ROW_COUNT;
    IF given > 0 THEN
      pending := (SELECT array_agg(wish) FROM unnest(pending) wish WHERE wish.refusal IS NULL);
    END IF;
    IF pending IS NULL THEN
      RETURN;
    END IF;
    IF sold.remaining = 0 THEN
      RETURN QUERY SELECT wish.ordinal, 'full', NULL::integer, NULL::integer, NULL::timestamptz, NULL::timestamptz
        FROM unnest(pending) wish;
      RETURN;
    END IF;

    -- Rows are written in the order of people, so that two batches never wait for one another in a circle.
    WITH free AS (
      SELECT no, row_number() OVER (ORDER BY no) AS place FROM generate_series(1, sold.capacity) no
      WHERE sold.seat_minutes IS NOT NULL AND NOT is_placed AND NOT EXISTS (SELECT FROM appointment other
        WHERE other.session_id = wanted_session AND other.seat_no = no AND other.keeps_seat)
    ), first AS (
      SELECT DISTINCT ON (wish.person_id) wish.* FROM unnest(pending) wish
      WHERE NOT is_placed OR wish.seat_no IS NOT NULL
      ORDER BY wish.person_id, wish.priority DESC, wish.ordinal
    ), chosen AS (
      SELECT first.*, row_number() OVER (ORDER BY first.priority DESC, first.ordinal) AS place FROM first
      ORDER BY first.priority DESC, first.ordinal LIMIT sold.remaining
    ), taken AS (
      INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id, booked_by,
        ticket, seat_no, during, department_rank, status, held_until, created_at, version, membership)
      SELECT chosen.appointment_id, sold.tenant_id, sold.id, sold.doctor_id, sold.department_id, sold.visit_on,
        chosen.patient_id, chosen.person_id, chosen.booked_by, sold.last_ticket + chosen.place, coalesce(chosen.seat_no, free.no),
        seat_during(sold, coalesce(chosen.seat_no, free.no::integer)), chosen.department_rank, 'HELD', chosen.held_until,
        at_instant, 1, chosen.membership
      FROM chosen LEFT JOIN free ON free.place = chosen.place ORDER BY chosen.person_id
      ON CONFLICT DO NOTHING RETURNING person_id, ticket, seat_no
    )
    SELECT coalesce(array_agg(chosen.ordinal), '{}'), array_agg(taken.ticket), array_agg(taken.seat_no)
      INTO seated, tickets, seat_nos FROM taken JOIN chosen ON chosen.person_id = taken.person_id;
    given := cardinality(seated);
    RETURN QUERY SELECT one.ordinal, 'seat', one.ticket, one.seat_no, NULL::timestamptz, NULL::timestamptz
      FROM unnest(seated, tickets, seat_nos) AS one(ordinal, ticket, seat_no);

    UPDATE clinic_session SET remaining = remaining - given, last_ticket = greatest(last_ticket, (
        SELECT max(other.ticket) FROM appointment other WHERE other.session_id = wanted_session))
      WHERE id = wanted_session RETURNING * INTO sold;
    IF given = cardinality(pending) THEN
      RETURN;
    END IF;
    pending := (SELECT array_agg(wish) FROM unnest(pending) wish WHERE wish.ordinal <> ALL (seated));
  END LOOP;
  RAISE EXCEPTION 'seats of % are contended', wanted_session USING ERRCODE = 'serialization_failure';
END $$;

-- As before, to a seat at which the person is not busy.
DROP FUNCTION move_seat;
CREATE FUNCTION move_seat(moved uuid, wanted_session uuid, asking_level text, at_instant timestamptz, most_departments integer)
RETURNS TABLE (answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  sold clinic_session%ROWTYPE;
  own appointment%ROWTYPE;
  wish seat_wish;
  free_no integer;
BEGIN
  PERFORM FROM clinic_session asked
    JOIN clinic_session day ON day.doctor_id = asked.doctor_id AND day.visit_on = asked.visit_on
    WHERE asked.id = wanted_session ORDER BY day.id FOR NO KEY UPDATE OF day;
  SELECT * INTO sold FROM clinic_session WHERE id = wanted_session;
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
    ticket := sold.last_ticket + 1;
    seat_no := free_no;
    UPDATE appointment SET session_id = sold.id, doctor_id = sold.doctor_id, department_id = sold.department_id,
      visit_on = sold.visit_on, ticket = sold.last_ticket + 1, seat_no = free_no, during = seat_during(sold, free_no),
      department_rank = wish.department_rank
      WHERE id = moved;
    UPDATE clinic_session SET remaining = remaining - 1, last_ticket = last_ticket + 1 WHERE id = sold.id;
  END IF;
  RETURN NEXT;
EXCEPTION WHEN unique_violation OR exclusion_violation THEN
  -- Lost to a batch of another doctor that ran at once; a second try sees it.
  RAISE EXCEPTION 'seats of % are contended', wanted_session USING ERRCODE = 'serialization_failure';
END $$;

-- As before; it tells when the person is busy, too.
DROP FUNCTION take_freed_seat;
CREATE FUNCTION take_freed_seat(freed_session uuid, freed_ticket integer, wish jsonb, at_instant timestamptz,
  most_departments integer)
RETURNS TABLE (answer text, ticket integer, seat_no integer, busy_from timestamptz, busy_until timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  -- The same rows in the same order as `take_seats`.
  PERFORM FROM clinic_session asked
    JOIN clinic_session day ON day.doctor_id = asked.doctor_id AND day.visit_on = asked.visit_on
    WHERE asked.id = freed_session ORDER BY day.id FOR NO KEY UPDATE OF day;
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

REVOKE EXECUTE ON FUNCTION take_seats, move_seat, take_freed_seat, placed_wishes, free_seat_nos FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_seats, move_seat, take_freed_seat, placed_wishes, free_seat_nos TO banzhen_platform;
