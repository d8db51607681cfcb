-- What the desk finds about messages that were reported.

-- A reported message is one matter, however many have reported it: it waits, or was upheld or not.
CREATE TABLE conversation_reported_message (
  order_id uuid NOT NULL,
  seq integer NOT NULL,
  tenant_id uuid NOT NULL,
  status text NOT NULL
    CONSTRAINT conversation_reported_message_status CHECK (status IN ('open', 'upheld', 'not-upheld')),
  -- Since when it waits, or when it was closed.
  since timestamptz NOT NULL,
  -- Grows with each report and with each finding.
  version integer NOT NULL CONSTRAINT conversation_reported_message_version CHECK (version > 0),
  PRIMARY KEY (order_id, seq),
  FOREIGN KEY (order_id, seq) REFERENCES conversation_message (order_id, seq) ON DELETE CASCADE
);
CREATE INDEX conversation_reported_message_listed
  ON conversation_reported_message (tenant_id, (status <> 'open'), since, order_id, seq);

-- When the desk has come to a finding after this report.
ALTER TABLE conversation_report ADD COLUMN looked_at timestamptz;

-- Of all tenants, also where the login is no superuser.
SELECT set_config('app.power', 'platform', true);
INSERT INTO conversation_reported_message (order_id, seq, tenant_id, status, since, version)
  SELECT told.order_id, told.seq, escort_order.tenant_id, 'open', min(told.at), count(*)::integer
  FROM conversation_report told JOIN escort_order ON escort_order.id = told.order_id
  GROUP BY told.order_id, told.seq, escort_order.tenant_id;
SELECT set_config('app.power', '', true);

-- Which places were shown; of older looks nobody knows.
ALTER TABLE conversation_reveal
  ADD COLUMN first_seq integer NOT NULL DEFAULT 0,
  ADD COLUMN last_seq integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT conversation_reveal_places CHECK (0 <= first_seq AND first_seq <= last_seq);
DROP TRIGGER conversation_reveal_append_only ON conversation_reveal;
CREATE TRIGGER conversation_reveal_append_only
  BEFORE UPDATE OF id, tenant_id, order_id, by_account, at, first_seq, last_seq OR DELETE OR TRUNCATE ON conversation_reveal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Stays when its message goes, like the looks at it.
CREATE TABLE conversation_finding (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  order_id uuid NOT NULL REFERENCES escort_order,
  seq integer NOT NULL,
  outcome text NOT NULL CONSTRAINT conversation_finding_outcome CHECK (outcome IN ('upheld', 'not-upheld')),
  by_account uuid NOT NULL REFERENCES account,
  note_sealed bytea NOT NULL,
  at timestamptz NOT NULL,
  -- Made by the client: one finding for each.
  key text NOT NULL,
  CONSTRAINT conversation_finding_once UNIQUE (by_account, key)
);
CREATE INDEX conversation_finding_of ON conversation_finding (order_id, seq, at);
CREATE TRIGGER conversation_finding_append_only
  BEFORE UPDATE OF id, tenant_id, order_id, seq, outcome, by_account, at, key OR DELETE OR TRUNCATE ON conversation_finding
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

REVOKE ALL ON conversation_reported_message, conversation_finding FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE (status, since, version) ON conversation_reported_message TO banzhen_people, banzhen_platform;
GRANT SELECT, INSERT ON conversation_finding TO banzhen_people, banzhen_platform;
GRANT UPDATE (note_sealed) ON conversation_finding TO banzhen_platform;
GRANT UPDATE (looked_at) ON conversation_report TO banzhen_people, banzhen_platform;

ALTER TABLE conversation_reported_message ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE conversation_finding ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Whoever takes part reports, and sees what is hidden; only the desk finds.
CREATE POLICY conversation_reported_message_seen ON conversation_reported_message USING (CASE (SELECT asking_power())
  WHEN 'platform' THEN true
  WHEN 'tenant' THEN tenant_id = (SELECT asking_tenant())
  WHEN 'person' THEN conversation_is_mine(order_id)
  ELSE false END);
CREATE POLICY conversation_finding_of_desk ON conversation_finding USING ((SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()));
CREATE POLICY conversation_reported_message_not_partners ON conversation_reported_message AS RESTRICTIVE
  USING ((SELECT asking_power()) <> 'partner');
CREATE POLICY conversation_finding_not_partners ON conversation_finding AS RESTRICTIVE
  USING ((SELECT asking_power()) <> 'partner');

-- What somebody has said themselves is theirs to have a copy of, also after they have left the shift.
CREATE POLICY conversation_message_own ON conversation_message FOR SELECT
  USING ((SELECT asking_power()) = 'person' AND by_account = (SELECT asking_account()));
CREATE INDEX conversation_message_of_account ON conversation_message (by_account, at);
