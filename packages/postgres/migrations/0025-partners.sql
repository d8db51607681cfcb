-- Organisations whose systems work with a tenant, their keys, and what a key's rows are.

CREATE TABLE partner (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  -- Nobody signs in with it: what the partner's systems do is done under it.
  account_id uuid NOT NULL CONSTRAINT partner_account_once UNIQUE REFERENCES account,
  kind text NOT NULL CONSTRAINT partner_kind CHECK (kind IN ('clinic', 'insurer')),
  name text NOT NULL CONSTRAINT partner_name_length CHECK (char_length(name) BETWEEN 1 AND 80),
  created_at timestamptz NOT NULL,
  CONSTRAINT partner_name_once UNIQUE (tenant_id, name)
);

-- What is kept of a key is the SHA-256 of 256 random bits: enough to find it, useless to whoever reads it.
CREATE TABLE partner_key (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partner,
  hash bytea NOT NULL CONSTRAINT partner_key_hash CHECK (octet_length(hash) = 32) CONSTRAINT partner_key_hash_once UNIQUE,
  hospital_ids uuid[] NOT NULL CONSTRAINT partner_key_hospitals CHECK (cardinality(hospital_ids) BETWEEN 1 AND 200),
  operations text[] NOT NULL CONSTRAINT partner_key_operations CHECK (cardinality(operations) >= 1),
  networks text[] NOT NULL CONSTRAINT partner_key_networks CHECK (cardinality(networks) <= 50),
  daily_quota integer NOT NULL CONSTRAINT partner_key_quota CHECK (daily_quota > 0),
  created_at timestamptz NOT NULL,
  made_by_account uuid NOT NULL REFERENCES account,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_at timestamptz,
  CONSTRAINT partner_key_life CHECK (expires_at > created_at AND expires_at <= created_at + interval '365 days')
);
CREATE INDEX partner_key_by_partner ON partner_key (partner_id, created_at);

-- One row for a key and a UTC day.
CREATE TABLE partner_key_use (
  key_id uuid NOT NULL REFERENCES partner_key,
  used_on date NOT NULL,
  requests integer NOT NULL CONSTRAINT partner_key_use_counted CHECK (requests > 0),
  PRIMARY KEY (key_id, used_on)
);

-- What 0011 grants by default, without what would make another key or another partner of one.
REVOKE ALL ON partner, partner_key, partner_key_use FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE (name) ON partner TO banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON partner_key TO banzhen_people;
GRANT SELECT, INSERT, UPDATE (revoked_at, last_used_at) ON partner_key TO banzhen_platform;
GRANT SELECT, INSERT, UPDATE ON partner_key_use TO banzhen_platform;

ALTER TABLE partner ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY partner_of_staff ON partner USING (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()));
ALTER TABLE partner_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY partner_key_of_staff ON partner_key USING (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND EXISTS (SELECT FROM partner
    WHERE partner.id = partner_key.partner_id AND partner.tenant_id = (SELECT asking_tenant())));

-- A partner's system asks with the power `partner`, and with the hospitals that its key is for (AZ8).
CREATE FUNCTION asking_hospitals() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('app.hospitals', true), ''), '{}')::uuid[];

CREATE POLICY clinic_session_of_partner ON clinic_session FOR UPDATE USING (
  (SELECT asking_power()) = 'partner' AND tenant_id = (SELECT asking_tenant())
    AND status <> 'DRAFT' AND hospital_id = ANY ((SELECT asking_hospitals())::uuid[]));
CREATE POLICY appointment_of_partner ON appointment USING (
  (SELECT asking_power()) = 'partner' AND tenant_id = (SELECT asking_tenant()));
CREATE POLICY waitlist_entry_of_partner ON waitlist_entry USING (
  (SELECT asking_power()) = 'partner' AND tenant_id = (SELECT asking_tenant()));

-- Whatever else lets rows be seen, a partner sees those of its hospitals, and of every other table that tells of people none.
DO $$
DECLARE
  guarded record;
  condition text;
BEGIN
  FOR guarded IN SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity
  LOOP
    condition := CASE
      WHEN guarded.relname IN ('department', 'room', 'clinic_session', 'waitlist_entry')
        THEN 'hospital_id = ANY ((SELECT asking_hospitals())::uuid[])'
      WHEN guarded.relname = 'doctor'
        THEN 'EXISTS (SELECT FROM department held WHERE held.id = doctor.department_id
          AND held.hospital_id = ANY ((SELECT asking_hospitals())::uuid[]))'
      WHEN guarded.relname IN ('appointment', 'seat_return')
        THEN format('EXISTS (SELECT FROM clinic_session held WHERE held.id = %I.session_id
          AND held.hospital_id = ANY ((SELECT asking_hospitals())::uuid[]))', guarded.relname)
      WHEN guarded.relname = 'appointment_event'
        THEN 'EXISTS (SELECT FROM appointment WHERE appointment.id = appointment_event.appointment_id)'
      ELSE 'false'
    END;
    EXECUTE format($policy$CREATE POLICY %I ON %I AS RESTRICTIVE USING (
      (SELECT asking_power()) <> 'partner' OR %s)$policy$, guarded.relname || '_not_partners', guarded.relname, condition);
  END LOOP;
END $$;

-- The feed of events. A sequence is given out in another order than transactions commit, so a cursor over it skips what commits
-- late; a row whose transaction is older than every running one can be followed by none before it.
ALTER TABLE outbox ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX outbox_of_clinics ON outbox (xid, id) WHERE topic IN ('appointment', 'clinic-session');

-- What has happened at the hospitals of whoever asks, after a place in the feed: whatever the application asks for, of those alone.
CREATE FUNCTION partner_events(after_xid xid8, after_id uuid, most integer)
RETURNS TABLE (event_id uuid, place text, topic text, type text, subject text, version integer, clinic uuid, happened_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT told.id, told.xid::text, told.topic, told.type, told.aggregate_id, (told.payload ->> 'version')::integer,
      (told.payload ->> 'hospitalId')::uuid, told.created_at
    FROM outbox told
    WHERE told.topic IN ('appointment', 'clinic-session')
      AND told.xid < pg_snapshot_xmin(pg_current_snapshot()) AND (told.xid, told.id) > (after_xid, after_id)
      AND asking_power() = 'partner' AND told.payload ->> 'tenantId' = asking_tenant()::text
      AND (told.payload ->> 'hospitalId')::uuid = ANY (asking_hospitals())
    ORDER BY told.xid, told.id LIMIT most;
END $$;
