-- Departments, doctors and rooms of a tenant, clinic sessions, and the appointments that have their seats. PostgreSQL is the
-- truth about seats (docs/adr/0018-the-session-row-gives-the-seats.md).

CREATE TABLE department (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  hospital_id uuid NOT NULL REFERENCES hospital,
  name text NOT NULL
);
CREATE INDEX department_by_hospital ON department (hospital_id);

CREATE TABLE doctor (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  department_id uuid NOT NULL REFERENCES department,
  name text NOT NULL,
  title text NOT NULL,
  introduction text NOT NULL
);
CREATE INDEX doctor_by_department ON doctor (department_id);

CREATE TABLE room (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  hospital_id uuid NOT NULL REFERENCES hospital,
  name text NOT NULL
);
CREATE INDEX room_by_hospital ON room (hospital_id);

CREATE TABLE clinic_session (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  hospital_id uuid NOT NULL REFERENCES hospital,
  department_id uuid NOT NULL REFERENCES department,
  doctor_id uuid NOT NULL REFERENCES doctor,
  room_id uuid NOT NULL REFERENCES room,
  zone text NOT NULL,
  visit_on date NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- Both or neither: seats at times of their own, or seats of the whole session.
  seat_minutes integer CHECK (seat_minutes > 0),
  seats_each integer CHECK (seats_each > 0),
  capacity integer NOT NULL CHECK (capacity > 0),
  remaining integer NOT NULL,
  -- The last ticket that was given; it never goes back.
  last_ticket integer NOT NULL DEFAULT 0 CHECK (last_ticket >= 0),
  release_at timestamptz,
  early_release jsonb NOT NULL CONSTRAINT clinic_session_early_list CHECK (jsonb_typeof(early_release) = 'array'),
  status text NOT NULL CONSTRAINT clinic_session_status
    CHECK (status IN ('DRAFT', 'PUBLISHED', 'RELEASED', 'SUSPENDED', 'CLOSED')),
  published_at timestamptz,
  released_at timestamptz,
  suspended_at timestamptz,
  closed_at timestamptz,
  version integer NOT NULL CHECK (version > 0),
  is_occupying boolean NOT NULL GENERATED ALWAYS AS (status IN ('PUBLISHED', 'RELEASED', 'SUSPENDED')) STORED,
  CONSTRAINT clinic_session_not_empty CHECK (starts_at < ends_at),
  CONSTRAINT clinic_session_remaining CHECK (0 <= remaining AND remaining <= capacity),
  CONSTRAINT clinic_session_seats_whole CHECK (num_nonnulls(seat_minutes, seats_each) IN (0, 2)),
  CONSTRAINT clinic_session_state_fields CHECK (CASE status
    WHEN 'DRAFT' THEN num_nonnulls(published_at, released_at, suspended_at, closed_at) = 0
    WHEN 'PUBLISHED' THEN num_nulls(release_at, published_at) = 0
    WHEN 'RELEASED' THEN num_nulls(release_at, published_at, released_at) = 0
    WHEN 'SUSPENDED' THEN num_nulls(release_at, published_at, released_at, suspended_at) = 0
    WHEN 'CLOSED' THEN num_nulls(release_at, published_at, released_at, closed_at) = 0
  END),
  CONSTRAINT clinic_session_doctor_free
    EXCLUDE USING gist (doctor_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (is_occupying),
  CONSTRAINT clinic_session_room_free
    EXCLUDE USING gist (room_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (is_occupying)
);
CREATE INDEX clinic_session_by_doctor ON clinic_session (doctor_id, visit_on);
CREATE INDEX clinic_session_by_department ON clinic_session (department_id, visit_on);
CREATE INDEX clinic_session_due ON clinic_session (release_at) WHERE status = 'PUBLISHED';

CREATE TABLE appointment (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  session_id uuid NOT NULL REFERENCES clinic_session,
  -- Copies of the session's, for limits that reach over several sessions.
  doctor_id uuid NOT NULL,
  department_id uuid NOT NULL,
  visit_on date NOT NULL,
  patient_id uuid NOT NULL REFERENCES patient,
  -- One for each real person, whichever family keeps the patient.
  person_id uuid NOT NULL,
  booked_by uuid NOT NULL REFERENCES account,
  ticket integer NOT NULL CHECK (ticket > 0),
  seat_no integer CHECK (seat_no > 0),
  -- The how-manieth department of the person's day this is.
  department_rank smallint NOT NULL CHECK (department_rank > 0),
  sequence integer NOT NULL DEFAULT 0 CHECK (sequence >= 0),
  family_reschedules integer NOT NULL DEFAULT 0 CHECK (family_reschedules >= 0),
  status text NOT NULL CONSTRAINT appointment_status CHECK (status IN (
    'HELD', 'EXPIRED', 'PENDING_CONFIRM', 'BOOKED', 'REJECTED', 'CANCELLED', 'PROVIDER_CANCELLED', 'CHECKED_IN',
    'FULFILLED', 'NO_SHOW', 'ENTERED_IN_ERROR')),
  held_until timestamptz,
  submitted_at timestamptz,
  clinic_record text,
  checked_in_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  keeps_seat boolean NOT NULL GENERATED ALWAYS AS (
    status IN ('HELD', 'PENDING_CONFIRM', 'BOOKED', 'CHECKED_IN', 'FULFILLED', 'NO_SHOW')) STORED,
  CONSTRAINT appointment_state_fields CHECK (CASE status
    WHEN 'HELD' THEN held_until IS NOT NULL
    WHEN 'PENDING_CONFIRM' THEN submitted_at IS NOT NULL
    WHEN 'BOOKED' THEN clinic_record IS NOT NULL
    WHEN 'CHECKED_IN' THEN num_nulls(clinic_record, checked_in_at) = 0
    WHEN 'FULFILLED' THEN num_nulls(clinic_record, ended_at) = 0
    WHEN 'NO_SHOW' THEN num_nulls(clinic_record, ended_at) = 0
    ELSE ended_at IS NOT NULL
  END),
  CONSTRAINT appointment_ticket_once UNIQUE (session_id, ticket),
  -- Two appointments of a person on a day are of one department, or of different ranks: so ranks count departments.
  CONSTRAINT appointment_departments EXCLUDE USING gist
    (person_id WITH =, visit_on WITH =, department_rank WITH =, department_id WITH <>) WHERE (keeps_seat)
);
CREATE UNIQUE INDEX appointment_person_once ON appointment (session_id, person_id) WHERE keeps_seat;
CREATE UNIQUE INDEX appointment_doctor_day_once ON appointment (person_id, visit_on, doctor_id) WHERE keeps_seat;
CREATE UNIQUE INDEX appointment_seat_once ON appointment (session_id, seat_no) WHERE keeps_seat AND seat_no IS NOT NULL;
CREATE INDEX appointment_by_booker ON appointment (booked_by, id);
CREATE INDEX appointment_by_patient ON appointment (patient_id, id);
CREATE INDEX appointment_held ON appointment (held_until) WHERE status = 'HELD';
CREATE INDEX appointment_no_shows ON appointment (person_id, ended_at) WHERE status = 'NO_SHOW';

-- A seat that was given up, and when it is on sale again. One row for a ticket, so that none comes back twice.
CREATE TABLE seat_return (
  session_id uuid NOT NULL REFERENCES clinic_session,
  ticket integer NOT NULL,
  due_at timestamptz NOT NULL,
  returned_at timestamptz,
  PRIMARY KEY (session_id, ticket)
);
CREATE INDEX seat_return_due ON seat_return (due_at) WHERE returned_at IS NULL;

CREATE TYPE seat_wish AS (
  ordinal integer,
  appointment_id uuid,
  patient_id uuid,
  person_id uuid,
  booked_by uuid,
  held_until timestamptz,
  level text,
  priority integer,
  department_rank integer,
  refusal text
);

-- Whether members of a level may book: after the release, or from their own instant on.
CREATE FUNCTION is_on_sale(sold clinic_session, asking_level text, at_instant timestamptz) RETURNS boolean LANGUAGE sql STABLE
  RETURN sold.status = 'RELEASED' OR sold.status = 'PUBLISHED' AND EXISTS (
    SELECT FROM jsonb_to_recordset(sold.early_release) AS early(level text, at timestamptz)
    WHERE early.level = asking_level AND early.at <= at_instant);

-- The wishes of `pending`, each with the rank that its department would have on the person's day, or why it can have none. An
-- appointment that is `moved` does not stand in its own way.
CREATE FUNCTION judged_wishes(pending seat_wish[], sold clinic_session, most_departments integer, moved uuid) RETURNS seat_wish[]
LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT array_agg(ROW(wish.ordinal, wish.appointment_id, wish.patient_id, wish.person_id, wish.booked_by, wish.held_until,
      wish.level, wish.priority, free.rank,
      CASE WHEN day.has_doctor THEN 'already-booked' WHEN free.rank IS NULL THEN 'too-many-departments' END)::seat_wish
      ORDER BY wish.priority DESC, wish.ordinal)
    FROM unnest(pending) wish
    CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(own.doctor_id = sold.doctor_id), false) AS has_doctor,
        min(own.department_rank) FILTER (WHERE own.department_id = sold.department_id) AS same_rank,
        array_agg(own.department_rank::integer) AS ranks
      FROM appointment own
      WHERE own.person_id = wish.person_id AND own.visit_on = sold.visit_on AND own.keeps_seat
        AND own.id IS DISTINCT FROM moved) day
    CROSS JOIN LATERAL (
      SELECT CASE WHEN day.ranks IS NULL THEN 1 ELSE coalesce(day.same_rank, (
        SELECT min(rank) FROM generate_series(1, most_departments) rank WHERE rank <> ALL (day.ranks))) END AS rank) free);
END $$;

-- Takes seats for a batch. A function in PL/pgSQL because each of its statements sees what was committed while it waited for
-- the session: one statement with a lock in it would look at the past and refuse people falsely.
CREATE FUNCTION take_seats(wanted_session uuid, wishes jsonb, at_instant timestamptz, most_departments integer)
RETURNS TABLE (ordinal integer, answer text, ticket integer, seat_no integer) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  sold clinic_session%ROWTYPE;
  pending seat_wish[];
  seated integer[];
  tickets integer[];
  seat_nos integer[];
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
    RETURN QUERY SELECT wish.ordinal, 'not-open', NULL::integer, NULL::integer FROM unnest(pending) wish
      WHERE is_on_sale(sold, wish.level, at_instant) IS NOT TRUE;
    pending := (SELECT array_agg(wish) FROM unnest(pending) wish WHERE is_on_sale(sold, wish.level, at_instant));
  END IF;

  -- Again for those who lost to a batch of another doctor that ran at once: now its effect is seen.
  FOR attempt IN 1..10 LOOP
    pending := judged_wishes(pending, sold, most_departments, NULL);
    RETURN QUERY SELECT wish.ordinal, wish.refusal, NULL::integer, NULL::integer FROM unnest(pending) wish
      WHERE wish.refusal IS NOT NULL;
    GET DIAGNOSTICS given = ROW_COUNT;
    IF given > 0 THEN
      pending := (SELECT array_agg(wish) FROM unnest(pending) wish WHERE wish.refusal IS NULL);
    END IF;
    IF pending IS NULL THEN
      RETURN;
    END IF;
    IF sold.remaining = 0 THEN
      RETURN QUERY SELECT wish.ordinal, 'full', NULL::integer, NULL::integer FROM unnest(pending) wish;
      RETURN;
    END IF;

    -- Rows are written in the order of people, so that two batches never wait for one another in a circle.
    WITH free AS (
      SELECT no, row_number() OVER (ORDER BY no) AS place FROM generate_series(1, sold.capacity) no
      WHERE sold.seat_minutes IS NOT NULL AND NOT EXISTS (SELECT FROM appointment other
        WHERE other.session_id = wanted_session AND other.seat_no = no AND other.keeps_seat)
    ), first AS (
      SELECT DISTINCT ON (wish.person_id) wish.* FROM unnest(pending) wish
      ORDER BY wish.person_id, wish.priority DESC, wish.ordinal
    ), chosen AS (
      SELECT first.*, row_number() OVER (ORDER BY first.priority DESC, first.ordinal) AS place FROM first
      ORDER BY first.priority DESC, first.ordinal LIMIT sold.remaining
    ), taken AS (
      INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id, booked_by,
        ticket, seat_no, department_rank, status, held_until, created_at, version)
      SELECT chosen.appointment_id, sold.tenant_id, sold.id, sold.doctor_id, sold.department_id, sold.visit_on,
        chosen.patient_id, chosen.person_id, chosen.booked_by, sold.last_ticket + chosen.place, free.no,
        chosen.department_rank, 'HELD', chosen.held_until, at_instant, 1
      FROM chosen LEFT JOIN free ON free.place = chosen.place ORDER BY chosen.person_id
      ON CONFLICT DO NOTHING RETURNING person_id, ticket, seat_no
    )
    SELECT coalesce(array_agg(chosen.ordinal), '{}'), array_agg(taken.ticket), array_agg(taken.seat_no)
      INTO seated, tickets, seat_nos FROM taken JOIN chosen ON chosen.person_id = taken.person_id;
    given := cardinality(seated);
    RETURN QUERY SELECT one.ordinal, 'seat', one.ticket, one.seat_no
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

-- Gives an appointment a seat of another session. Its old ticket is nobody's then, and comes back by `seat_return`.
CREATE FUNCTION move_seat(moved uuid, wanted_session uuid, asking_level text, at_instant timestamptz, most_departments integer)
RETURNS TABLE (answer text, ticket integer, seat_no integer) LANGUAGE plpgsql AS $$
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
  answer := CASE
    WHEN own.id IS NULL THEN 'no-seat'
    WHEN sold.id IS NULL OR NOT is_on_sale(sold, asking_level, at_instant) THEN 'not-open'
    WHEN own.session_id = sold.id THEN 'already-booked'
    WHEN wish.refusal IS NOT NULL THEN wish.refusal
    WHEN sold.remaining = 0 THEN 'full'
    ELSE 'seat'
  END;
  IF answer = 'seat' THEN
    ticket := sold.last_ticket + 1;
    SELECT min(no) INTO free_no FROM generate_series(1, sold.capacity) no
      WHERE sold.seat_minutes IS NOT NULL AND NOT EXISTS (SELECT FROM appointment other
        WHERE other.session_id = sold.id AND other.seat_no = no AND other.keeps_seat);
    seat_no := free_no;
    UPDATE appointment SET session_id = sold.id, doctor_id = sold.doctor_id, department_id = sold.department_id,
      visit_on = sold.visit_on, ticket = sold.last_ticket + 1, seat_no = free_no, department_rank = wish.department_rank
      WHERE id = moved;
    UPDATE clinic_session SET remaining = remaining - 1, last_ticket = last_ticket + 1 WHERE id = sold.id;
  END IF;
  RETURN NEXT;
EXCEPTION WHEN unique_violation OR exclusion_violation THEN
  -- Lost to a batch of another doctor that ran at once; a second try sees it.
  RAISE EXCEPTION 'seats of % are contended', wanted_session USING ERRCODE = 'serialization_failure';
END $$;

REVOKE EXECUTE ON FUNCTION take_seats, move_seat, judged_wishes, is_on_sale FROM PUBLIC;
-- A batch is of many people, and limits look at all of them: the platform alone gives seats.
GRANT EXECUTE ON FUNCTION take_seats, move_seat, judged_wishes, is_on_sale TO banzhen_platform;

-- What 0011 grants by default, without what would let a ticket be given again.
GRANT SELECT, INSERT, UPDATE, DELETE ON department, doctor, room, clinic_session TO banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE ON appointment, seat_return TO banzhen_people, banzhen_platform;
REVOKE DELETE ON appointment, seat_return FROM banzhen_people, banzhen_platform;

-- Who works where and when is read by all of the tenant and written by its staff; drafts are theirs alone.
DO $$
DECLARE directory text;
BEGIN
  FOREACH directory IN ARRAY ARRAY['department', 'doctor', 'room', 'clinic_session']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', directory);
    EXECUTE format($policy$CREATE POLICY %I ON %I FOR SELECT USING (
      (SELECT asking_power()) = 'platform' OR tenant_id = (SELECT asking_tenant())%s)$policy$,
      directory || '_seen', directory,
      CASE directory WHEN 'clinic_session' THEN ' AND (status <> ''DRAFT'' OR (SELECT asking_power()) = ''tenant'')' ELSE '' END);
    EXECUTE format($policy$CREATE POLICY %I ON %I USING (
      (SELECT asking_power()) = 'platform'
      OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()))$policy$, directory || '_written', directory);
  END LOOP;
END $$;

ALTER TABLE appointment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY appointment_seen ON appointment USING (
  (SELECT asking_power()) = 'platform'
  OR tenant_id = (SELECT asking_tenant()) AND (
    (SELECT asking_power()) = 'tenant'
    OR booked_by = (SELECT asking_account())
    OR EXISTS (SELECT FROM patient_grant held
      WHERE held.patient_id = appointment.patient_id AND held.account_id = (SELECT asking_account()))))
  WITH CHECK (true);

-- Looks at appointments of others whoever asks, so it runs as its owner with the platform's power.
CREATE FUNCTION seat_is_given_up(wanted_session uuid, wanted_ticket integer) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET app.power = 'platform' SET search_path = public AS $$
BEGIN
  RETURN EXISTS (SELECT FROM clinic_session WHERE id = wanted_session AND wanted_ticket <= last_ticket)
    AND NOT EXISTS (SELECT FROM appointment WHERE session_id = wanted_session AND ticket = wanted_ticket AND keeps_seat);
END $$;

-- Whoever gives a seat up plans its return, without seeing when others come back; a seat that somebody has comes back by nobody.
ALTER TABLE seat_return ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY seat_return_seen ON seat_return USING ((SELECT asking_power()) = 'platform')
  WITH CHECK (seat_is_given_up(session_id, ticket));
