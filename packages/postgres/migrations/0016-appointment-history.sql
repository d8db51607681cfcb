-- The history of appointments, one line for each version: moves of one appointment follow one another.
CREATE TABLE appointment_event (
  appointment_id uuid NOT NULL REFERENCES appointment,
  version integer NOT NULL,
  type text NOT NULL,
  transition text NOT NULL,
  from_status text,
  to_status text NOT NULL,
  at timestamptz NOT NULL,
  by_capacity text NOT NULL,
  by_account uuid,
  reason_sealed bytea,
  CONSTRAINT appointment_event_once PRIMARY KEY (appointment_id, version)
);
CREATE TRIGGER appointment_event_append_only
  BEFORE UPDATE OF appointment_id, version, type, transition, from_status, to_status, at, by_capacity, by_account
    OR DELETE OR TRUNCATE ON appointment_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- A reason is sealed anew when keys change, and never taken away.
CREATE FUNCTION refuse_reason_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.reason_sealed IS NOT NULL AND NEW.reason_sealed IS NOT NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER appointment_event_reason_sealed_only BEFORE UPDATE OF reason_sealed ON appointment_event
  FOR EACH ROW EXECUTE FUNCTION refuse_reason_change();

GRANT SELECT, INSERT ON appointment_event TO banzhen_people, banzhen_platform;
REVOKE UPDATE, DELETE ON appointment_event FROM banzhen_people, banzhen_platform;
GRANT UPDATE (reason_sealed) ON appointment_event TO banzhen_platform;

-- Whoever sees an appointment sees its history.
ALTER TABLE appointment_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY appointment_event_seen ON appointment_event USING (
  (SELECT asking_power()) = 'platform'
  OR EXISTS (SELECT FROM appointment WHERE appointment.id = appointment_event.appointment_id))
  WITH CHECK (true);

-- What the jobs of appointments look for.
CREATE INDEX appointment_unanswered ON appointment (submitted_at) WHERE status = 'PENDING_CONFIRM';
CREATE INDEX appointment_unfinished ON appointment (visit_on) WHERE status = 'CHECKED_IN';
