-- Links under which the calendars of escorts and doctors are subscribed to.

CREATE TABLE calendar_link (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  escort_id uuid REFERENCES escort,
  doctor_id uuid REFERENCES doctor,
  -- The SHA-256 of 256 random bits: enough to find it, useless to whoever reads it.
  hash bytea NOT NULL CONSTRAINT calendar_link_hash CHECK (octet_length(hash) = 32) CONSTRAINT calendar_link_hash_once UNIQUE,
  created_at timestamptz NOT NULL,
  made_by_account uuid NOT NULL REFERENCES account,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT calendar_link_owner CHECK (num_nonnulls(escort_id, doctor_id) = 1),
  CONSTRAINT calendar_link_life CHECK (expires_at > created_at AND expires_at <= created_at + interval '365 days')
);
-- One that counts for each owner, whoever makes two at once.
CREATE UNIQUE INDEX calendar_link_of_escort ON calendar_link (escort_id) WHERE revoked_at IS NULL AND escort_id IS NOT NULL;
CREATE UNIQUE INDEX calendar_link_of_doctor ON calendar_link (doctor_id) WHERE revoked_at IS NULL AND doctor_id IS NOT NULL;
CREATE INDEX calendar_link_by_escort ON calendar_link (escort_id, created_at) WHERE escort_id IS NOT NULL;
CREATE INDEX calendar_link_by_doctor ON calendar_link (doctor_id, created_at) WHERE doctor_id IS NOT NULL;

-- Which shifts an escort has had, also those of which nothing is left elsewhere.
CREATE INDEX order_event_accepted ON order_event ((refs ->> 'escortId')) WHERE type = 'ShiftAccepted';

-- What 0011 grants by default, without what would make another link of one.
REVOKE ALL ON calendar_link FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON calendar_link TO banzhen_people, banzhen_platform;

ALTER TABLE calendar_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY calendar_link_of_escort ON calendar_link USING (
  (SELECT asking_power()) IN ('person', 'tenant') AND escort_id = (SELECT asking_escort()));
CREATE POLICY calendar_link_of_staff ON calendar_link USING (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND doctor_id IS NOT NULL AND tenant_id = (SELECT asking_tenant()));
CREATE POLICY calendar_link_not_partners ON calendar_link AS RESTRICTIVE USING ((SELECT asking_power()) <> 'partner');
