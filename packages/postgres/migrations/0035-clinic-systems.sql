-- Systems of clinics that keep appointments themselves, by which secrets they are asked, and what each is still to be asked or told.

CREATE TABLE clinic_system (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  hospital_id uuid NOT NULL REFERENCES hospital,
  partner_id uuid NOT NULL REFERENCES partner,
  -- The partner's own, whose key seals the secrets.
  account_id uuid NOT NULL REFERENCES account,
  url text NOT NULL CONSTRAINT clinic_system_url CHECK (char_length(url) BETWEEN 1 AND 2000),
  state text NOT NULL CONSTRAINT clinic_system_state CHECK (state IN ('active', 'paused')),
  created_at timestamptz NOT NULL,
  made_by_account uuid NOT NULL REFERENCES account,
  version integer NOT NULL CONSTRAINT clinic_system_version CHECK (version > 0),
  -- One answer for each seat: a tenant asks one system in a hospital.
  CONSTRAINT clinic_system_once UNIQUE (tenant_id, hospital_id)
);
CREATE INDEX clinic_system_by_partner ON clinic_system (partner_id, created_at);

CREATE TABLE clinic_system_secret (
  id uuid PRIMARY KEY,
  system_id uuid NOT NULL REFERENCES clinic_system,
  text_sealed bytea NOT NULL,
  created_at timestamptz NOT NULL,
  ends_at timestamptz
);
CREATE INDEX clinic_system_secret_by_system ON clinic_system_secret (system_id, created_at);

-- An appointment of which a system may have a record. Written before the first call, so that none is forgotten whoever dies.
CREATE TABLE clinic_errand (
  appointment_id uuid PRIMARY KEY REFERENCES appointment,
  system_id uuid NOT NULL REFERENCES clinic_system,
  known text NOT NULL DEFAULT 'unclear' CONSTRAINT clinic_errand_known CHECK (known IN ('unclear', 'record', 'released')),
  -- The version of the appointment that it was last judged by; another one makes it due.
  judged_version integer NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0 CONSTRAINT clinic_errand_attempts CHECK (attempts >= 0),
  -- None where only a change of the appointment makes it due.
  due_at timestamptz,
  lease_until timestamptz,
  open_since timestamptz NOT NULL,
  fault text CONSTRAINT clinic_errand_fault CHECK (fault IN ('no-answer', 'disagrees')),
  is_over boolean NOT NULL DEFAULT false
);
CREATE INDEX clinic_errand_open ON clinic_errand (system_id, due_at) WHERE NOT is_over;

REVOKE ALL ON clinic_system, clinic_system_secret, clinic_errand FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE (url, state, version) ON clinic_system TO banzhen_people;
GRANT SELECT, INSERT, UPDATE (url, state, version) ON clinic_system TO banzhen_platform;
-- Whoever asks for themselves may put a secret in and end one, and read none.
GRANT SELECT (id, system_id, created_at, ends_at), INSERT, UPDATE (ends_at) ON clinic_system_secret TO banzhen_people;
GRANT SELECT, INSERT, UPDATE (text_sealed, ends_at) ON clinic_system_secret TO banzhen_platform;
GRANT SELECT ON clinic_errand TO banzhen_people;
GRANT SELECT, INSERT, UPDATE ON clinic_errand TO banzhen_platform;

ALTER TABLE clinic_system ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE clinic_system_secret ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE clinic_errand ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY clinic_system_of_staff ON clinic_system USING (
  (SELECT asking_power()) = 'platform' OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()));
DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['clinic_system_secret', 'clinic_errand'] LOOP
    EXECUTE format($policy$CREATE POLICY %I ON %I USING ((SELECT asking_power()) = 'platform'
      OR EXISTS (SELECT FROM clinic_system WHERE clinic_system.id = %I.system_id))$policy$, guarded || '_of_staff', guarded, guarded);
  END LOOP;
  FOREACH guarded IN ARRAY ARRAY['clinic_system', 'clinic_system_secret', 'clinic_errand'] LOOP
    EXECUTE format($policy$CREATE POLICY %I ON %I AS RESTRICTIVE USING ((SELECT asking_power()) <> 'partner')$policy$,
      guarded || '_not_partners', guarded);
  END LOOP;
END $$;

-- Errands for one process, those of what families have just submitted among them. The system is held while its leases are counted, by
-- a statement that sees what was committed before: so no system ever has more than its places, however many processes there are.
CREATE FUNCTION clinic_errand_claim(at timestamptz, leased_until timestamptz, most integer, of_each integer)
RETURNS SETOF clinic_errand LANGUAGE plpgsql AS $$
DECLARE
  candidate uuid;
  left_over integer := most;
  free integer;
  given integer;
BEGIN
  -- What its desk has confirmed before the system could be asked is to be there too; what was booked before there was a system is not.
  INSERT INTO clinic_errand (appointment_id, system_id, due_at, open_since)
    SELECT appointment.id, system.id, coalesce(appointment.submitted_at, at), coalesce(appointment.submitted_at, at)
    FROM clinic_system system
      JOIN clinic_session sitting ON sitting.tenant_id = system.tenant_id AND sitting.hospital_id = system.hospital_id
        AND sitting.visit_on >= at::date - 1
      JOIN appointment ON appointment.session_id = sitting.id
    WHERE system.state = 'active' AND (appointment.status = 'PENDING_CONFIRM'
        OR appointment.status = 'BOOKED' AND appointment.created_at >= system.created_at)
      AND NOT EXISTS (SELECT FROM clinic_errand known WHERE known.appointment_id = appointment.id)
    LIMIT 200
    ON CONFLICT (appointment_id) DO NOTHING;
  FOR candidate IN SELECT id FROM clinic_system WHERE state = 'active' ORDER BY random() LOOP
    EXIT WHEN left_over <= 0;
    CONTINUE WHEN NOT EXISTS (SELECT FROM clinic_errand errand JOIN appointment ON appointment.id = errand.appointment_id
      WHERE errand.system_id = candidate AND NOT errand.is_over AND (errand.lease_until IS NULL OR errand.lease_until <= at)
        AND (errand.due_at <= at OR errand.judged_version <> appointment.version));
    PERFORM FROM clinic_system WHERE id = candidate AND state = 'active' FOR NO KEY UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    SELECT of_each - count(*) INTO free FROM clinic_errand WHERE system_id = candidate AND NOT is_over AND lease_until > at;
    CONTINUE WHEN free <= 0;
    RETURN QUERY UPDATE clinic_errand SET lease_until = leased_until, attempts = attempts + 1
      WHERE appointment_id IN (SELECT errand.appointment_id FROM clinic_errand errand
          JOIN appointment ON appointment.id = errand.appointment_id
        WHERE errand.system_id = candidate AND NOT errand.is_over AND (errand.lease_until IS NULL OR errand.lease_until <= at)
          AND (errand.due_at <= at OR errand.judged_version <> appointment.version)
        ORDER BY errand.due_at NULLS FIRST, errand.appointment_id LIMIT least(free, left_over) FOR UPDATE OF errand SKIP LOCKED)
      RETURNING clinic_errand.*;
    GET DIAGNOSTICS given = ROW_COUNT;
    left_over := left_over - given;
  END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION clinic_errand_claim FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinic_errand_claim TO banzhen_platform;
