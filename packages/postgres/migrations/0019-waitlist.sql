-- Who waits for a seat, and what was offered to whom (6.9, L1-L5; docs/adr/0021-waitlist.md).
CREATE TABLE waitlist_entry (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  hospital_id uuid NOT NULL REFERENCES hospital,
  department_id uuid NOT NULL REFERENCES department,
  -- Empty: any doctor of the department.
  doctor_id uuid REFERENCES doctor,
  zone text NOT NULL,
  -- The wanted dates, [from_on, until_on).
  from_on date NOT NULL,
  until_on date NOT NULL,
  patient_id uuid NOT NULL REFERENCES patient,
  person_id uuid NOT NULL,
  booked_by uuid NOT NULL REFERENCES account,
  joined_as text NOT NULL CONSTRAINT waitlist_entry_joined_as CHECK (joined_as IN ('U', 'D')),
  -- The how-manieth of the person's live entries this is: so ranks count entries.
  rank smallint NOT NULL CHECK (rank > 0),
  status text NOT NULL CONSTRAINT waitlist_entry_status CHECK (status IN (
    'WAITING', 'OFFERED', 'PAUSED', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'LAPSED')),
  appointment_id uuid REFERENCES appointment,
  offered_until timestamptz,
  ended_at timestamptz,
  created_at timestamptz NOT NULL,
  waiting_since timestamptz NOT NULL,
  expiries integer NOT NULL CHECK (expiries >= 0),
  version integer NOT NULL CHECK (version > 0),
  is_live boolean NOT NULL GENERATED ALWAYS AS (status IN ('WAITING', 'OFFERED', 'PAUSED')) STORED,
  CONSTRAINT waitlist_entry_dates CHECK (from_on < until_on),
  CONSTRAINT waitlist_entry_state_fields CHECK (CASE status
    WHEN 'WAITING' THEN num_nonnulls(appointment_id, offered_until, ended_at) = 0
    WHEN 'PAUSED' THEN num_nonnulls(appointment_id, offered_until, ended_at) = 0
    WHEN 'OFFERED' THEN num_nulls(appointment_id, offered_until) = 0 AND ended_at IS NULL
    WHEN 'ACCEPTED' THEN num_nulls(appointment_id, ended_at) = 0
    ELSE ended_at IS NOT NULL
  END)
);
CREATE UNIQUE INDEX waitlist_entry_rank_once ON waitlist_entry (person_id, rank) WHERE is_live;
CREATE UNIQUE INDEX waitlist_entry_target_once ON waitlist_entry (person_id, department_id, doctor_id)
  NULLS NOT DISTINCT WHERE is_live;
CREATE UNIQUE INDEX waitlist_entry_offered_once ON waitlist_entry (appointment_id) WHERE status = 'OFFERED';
CREATE INDEX waitlist_entry_line ON waitlist_entry (department_id, waiting_since, id) WHERE status = 'WAITING';
CREATE INDEX waitlist_entry_by_joiner ON waitlist_entry (booked_by, id);
CREATE INDEX waitlist_entry_by_patient ON waitlist_entry (patient_id, id);
CREATE INDEX waitlist_entry_lapsing ON waitlist_entry (until_on) WHERE status IN ('WAITING', 'PAUSED');

-- Every offer that a department's waitlist has made, numbered, with how many of them went to members out of turn. Whoever
-- chooses holds the row of the department; without that the next number is taken twice, and the key refuses.
CREATE TABLE waitlist_offer (
  department_id uuid NOT NULL REFERENCES department,
  number integer NOT NULL CHECK (number > 0),
  out_of_turn integer NOT NULL,
  is_out_of_turn boolean NOT NULL,
  entry_id uuid NOT NULL REFERENCES waitlist_entry,
  appointment_id uuid NOT NULL UNIQUE REFERENCES appointment,
  offered_at timestamptz NOT NULL,
  CONSTRAINT waitlist_offer_once PRIMARY KEY (department_id, number),
  CONSTRAINT waitlist_offer_bounded CHECK (out_of_turn >= 0 AND out_of_turn * 5 <= number)
);
CREATE TRIGGER waitlist_offer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON waitlist_offer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- So, by induction, what is counted is what was offered.
CREATE FUNCTION refuse_broken_turn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET app.power = 'platform' SET search_path = public AS $$
DECLARE before waitlist_offer%ROWTYPE;
BEGIN
  SELECT * INTO before FROM waitlist_offer WHERE department_id = NEW.department_id AND number = NEW.number - 1;
  IF NEW.number > 1 AND before.number IS NULL
    OR NEW.out_of_turn <> coalesce(before.out_of_turn, 0) + NEW.is_out_of_turn::integer THEN
    RAISE EXCEPTION 'offer % does not follow from the one before', NEW.number USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER waitlist_offer_follows BEFORE INSERT ON waitlist_offer FOR EACH ROW EXECUTE FUNCTION refuse_broken_turn();

-- Since when the waitlist has a freed seat to offer; empty once nobody of it wants the seat. `due_at` waits for that.
ALTER TABLE seat_return ADD COLUMN waitlist_since timestamptz;
CREATE INDEX seat_return_for_waitlist ON seat_return (waitlist_since) WHERE returned_at IS NULL AND waitlist_since IS NOT NULL;

-- What somebody who waits could be offered: a seat of this session, to whoever waits since before an instant.
CREATE FUNCTION wants_seat_of(entry waitlist_entry, sold clinic_session, since_before timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE
  RETURN entry.status = 'WAITING' AND entry.department_id = sold.department_id
    AND (entry.doctor_id IS NULL OR entry.doctor_id = sold.doctor_id)
    AND entry.from_on <= sold.visit_on AND sold.visit_on < entry.until_on AND entry.waiting_since < since_before;

-- These look at entries of others whoever asks, so they run as their owner with the platform's power; they tell that there are
-- some, and how many, never whose.
CREATE FUNCTION someone_waits(wanted_session uuid, since_before timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET app.power = 'platform' SET search_path = public
  RETURN EXISTS (SELECT FROM waitlist_entry entry, clinic_session sold
    WHERE sold.id = wanted_session AND wants_seat_of(entry, sold, since_before));

-- The place in the line of whoever waits for some of the same seats, from 1 on.
CREATE FUNCTION waitlist_place(wanted_entry uuid) RETURNS integer LANGUAGE sql STABLE
SECURITY DEFINER SET app.power = 'platform' SET search_path = public
  RETURN (SELECT 1 + count(*)::integer FROM waitlist_entry own JOIN waitlist_entry other
    ON other.department_id = own.department_id AND other.status = 'WAITING' AND other.id <> own.id
      AND (other.doctor_id IS NULL OR own.doctor_id IS NULL OR other.doctor_id = own.doctor_id)
      AND other.from_on < own.until_on AND own.from_on < other.until_on
      AND (other.waiting_since, other.id) < (own.waiting_since, own.id)
    WHERE own.id = wanted_entry);

-- Gives a freed seat to one wish: as if it were on sale for them alone. Whoever is refused leaves everything as it was.
CREATE FUNCTION take_freed_seat(freed_session uuid, freed_ticket integer, wish jsonb, at_instant timestamptz,
  most_departments integer)
RETURNS TABLE (answer text, ticket integer, seat_no integer) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  -- The same rows in the same order as `take_seats`.
  PERFORM FROM clinic_session asked
    JOIN clinic_session day ON day.doctor_id = asked.doctor_id AND day.visit_on = asked.visit_on
    WHERE asked.id = freed_session ORDER BY day.id FOR NO KEY UPDATE OF day;
  PERFORM FROM seat_return WHERE session_id = freed_session AND ticket = freed_ticket AND returned_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'full', NULL::integer, NULL::integer;
    RETURN;
  END IF;
  UPDATE clinic_session SET remaining = remaining + 1 WHERE id = freed_session;
  SELECT taken.answer, taken.ticket, taken.seat_no INTO answer, ticket, seat_no
    FROM take_seats(freed_session, wish, at_instant, most_departments) taken;
  IF answer = 'seat' THEN
    UPDATE seat_return SET returned_at = at_instant WHERE session_id = freed_session AND ticket = freed_ticket;
  ELSE
    UPDATE clinic_session SET remaining = remaining - 1 WHERE id = freed_session;
  END IF;
  RETURN NEXT;
END $$;

REVOKE EXECUTE ON FUNCTION take_freed_seat FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_freed_seat TO banzhen_platform;

GRANT SELECT, INSERT, UPDATE ON waitlist_entry TO banzhen_people, banzhen_platform;
REVOKE DELETE ON waitlist_entry FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT ON waitlist_offer TO banzhen_platform;
GRANT SELECT ON waitlist_offer TO banzhen_people;
REVOKE UPDATE, DELETE ON waitlist_offer FROM banzhen_people, banzhen_platform;
REVOKE INSERT ON waitlist_offer FROM banzhen_people;

-- An entry is seen like the appointment that it may become; the platform alone adds one, because limits look at all of them.
ALTER TABLE waitlist_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY waitlist_entry_seen ON waitlist_entry USING (
  (SELECT asking_power()) = 'platform'
  OR tenant_id = (SELECT asking_tenant()) AND (
    (SELECT asking_power()) = 'tenant'
    OR booked_by = (SELECT asking_account())
    OR EXISTS (SELECT FROM patient_grant held
      WHERE held.patient_id = waitlist_entry.patient_id AND held.account_id = (SELECT asking_account()))))
  WITH CHECK (true);
CREATE POLICY waitlist_entry_added ON waitlist_entry AS RESTRICTIVE FOR INSERT
  WITH CHECK ((SELECT asking_power()) = 'platform');

-- Who was offered what, and out of turn or not, is for staff of the tenant.
ALTER TABLE waitlist_offer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY waitlist_offer_seen ON waitlist_offer USING (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND EXISTS (SELECT FROM department
    WHERE department.id = waitlist_offer.department_id AND department.tenant_id = (SELECT asking_tenant())))
  WITH CHECK ((SELECT asking_power()) = 'platform');
