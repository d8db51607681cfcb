-- What families, escorts and the desk say to each other about an order.

CREATE TABLE conversation (
  order_id uuid PRIMARY KEY REFERENCES escort_order,
  -- The place of the newest message. Whoever says something holds this row to the end, so that places have no gap and no double.
  last_seq integer NOT NULL DEFAULT 0 CONSTRAINT conversation_last_seq CHECK (last_seq >= 0)
);

CREATE TABLE conversation_message (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES conversation,
  seq integer NOT NULL CONSTRAINT conversation_message_seq CHECK (seq > 0),
  side text NOT NULL CONSTRAINT conversation_message_side CHECK (side IN ('family', 'escort', 'desk')),
  by_account uuid NOT NULL REFERENCES account,
  at timestamptz NOT NULL,
  text_sealed bytea NOT NULL,
  -- Made by the client: one message for each.
  key text,
  CONSTRAINT conversation_message_place UNIQUE (order_id, seq),
  CONSTRAINT conversation_message_once UNIQUE (by_account, key)
);
CREATE INDEX conversation_message_lately ON conversation_message (order_id, by_account, at);
CREATE INDEX conversation_message_oldest ON conversation_message (at);

CREATE TABLE conversation_mark (
  order_id uuid NOT NULL REFERENCES conversation,
  -- A side, or of escorts the one.
  reader text NOT NULL CONSTRAINT conversation_mark_reader CHECK (reader IN ('family', 'desk') OR reader ~ '^[0-9a-f-]{36}$'),
  seq integer NOT NULL CONSTRAINT conversation_mark_seq CHECK (seq > 0),
  PRIMARY KEY (order_id, reader)
);

CREATE TABLE conversation_report (
  order_id uuid NOT NULL,
  seq integer NOT NULL,
  by_account uuid NOT NULL REFERENCES account,
  cause text NOT NULL
    CONSTRAINT conversation_report_cause CHECK (cause IN ('insult', 'harassment', 'off-platform', 'fraud', 'unlawful', 'other')),
  at timestamptz NOT NULL,
  PRIMARY KEY (order_id, seq, by_account),
  FOREIGN KEY (order_id, seq) REFERENCES conversation_message (order_id, seq) ON DELETE CASCADE
);

CREATE TABLE conversation_reveal (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  order_id uuid NOT NULL REFERENCES escort_order,
  by_account uuid NOT NULL REFERENCES account,
  reason_sealed bytea NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX conversation_reveal_of_order ON conversation_reveal (order_id, at);

-- What was said is not said otherwise later; it is sealed anew when keys change, and goes when its time is over.
CREATE TRIGGER conversation_message_stays
  BEFORE UPDATE OF id, order_id, seq, side, by_account, at, key OR TRUNCATE ON conversation_message
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER conversation_reveal_append_only
  BEFORE UPDATE OF id, tenant_id, order_id, by_account, at OR DELETE OR TRUNCATE ON conversation_reveal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

REVOKE ALL ON conversation, conversation_message, conversation_mark, conversation_report, conversation_reveal
  FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE (last_seq) ON conversation TO banzhen_people, banzhen_platform;
GRANT SELECT, INSERT ON conversation_message, conversation_report, conversation_reveal TO banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE (seq) ON conversation_mark TO banzhen_people, banzhen_platform;
GRANT UPDATE (text_sealed), DELETE ON conversation_message TO banzhen_platform;
GRANT UPDATE (reason_sealed) ON conversation_reveal TO banzhen_platform;

-- Narrower than `order_is_mine`: whoever was only offered a shift, or has given one up, is told nothing of what is said.
CREATE FUNCTION conversation_is_mine(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET app.power = 'platform' SET search_path = public
  RETURN EXISTS (SELECT FROM escort_order WHERE id = wanted AND tenant_id = asking_tenant() AND (
    booked_by = asking_account()
    OR EXISTS (SELECT FROM patient_grant held
      WHERE held.patient_id = escort_order.patient_id AND held.account_id = asking_account())
    OR EXISTS (SELECT FROM order_shift mine
      WHERE mine.order_id = wanted AND mine.escort_id = asking_escort() AND mine.cover = 'accepted')));

DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['conversation', 'conversation_message', 'conversation_mark', 'conversation_report', 'conversation_reveal']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
    -- Why the desk has looked is the desk's.
    EXECUTE format($policy$CREATE POLICY %I ON %I USING (CASE (SELECT asking_power())
      WHEN 'platform' THEN true
      WHEN 'tenant' THEN order_is_of_my_tenant(order_id)
      WHEN 'person' THEN %L <> 'conversation_reveal' AND conversation_is_mine(order_id)
      ELSE false END)$policy$, guarded || '_seen', guarded, guarded);
    EXECUTE format($policy$CREATE POLICY %I ON %I AS RESTRICTIVE USING ((SELECT asking_power()) <> 'partner')$policy$,
      guarded || '_not_partners', guarded);
  END LOOP;
END $$;
