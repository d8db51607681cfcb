-- Where partners are told of events, by which secrets, and what became of each.

CREATE TABLE webhook_endpoint (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  partner_id uuid NOT NULL REFERENCES partner,
  -- The partner's own, under which its systems ask.
  account_id uuid NOT NULL REFERENCES account,
  url text NOT NULL CONSTRAINT webhook_endpoint_url CHECK (char_length(url) BETWEEN 1 AND 2000),
  hospital_ids uuid[] NOT NULL CONSTRAINT webhook_endpoint_hospitals CHECK (cardinality(hospital_ids) BETWEEN 1 AND 200),
  event_types text[] NOT NULL CONSTRAINT webhook_endpoint_types CHECK (cardinality(event_types) <= 100),
  state text NOT NULL CONSTRAINT webhook_endpoint_state CHECK (state IN ('active', 'disabled', 'removed')),
  disabled_why text CONSTRAINT webhook_endpoint_why CHECK (disabled_why IN ('gone', 'failing', 'by-hand')),
  disabled_at timestamptz,
  failing_since timestamptz,
  created_at timestamptz NOT NULL,
  made_by_account uuid NOT NULL REFERENCES account,
  version integer NOT NULL CONSTRAINT webhook_endpoint_version CHECK (version > 0),
  -- Its place in the feed: from the beginning on before every transaction that ran when it was made.
  feed_xid xid8 NOT NULL DEFAULT ((pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text)::xid8,
  feed_id uuid NOT NULL DEFAULT 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  CONSTRAINT webhook_endpoint_state_fields CHECK (
    (state = 'disabled') = (disabled_why IS NOT NULL) AND (state = 'disabled') = (disabled_at IS NOT NULL))
);
CREATE INDEX webhook_endpoint_by_partner ON webhook_endpoint (partner_id, created_at);
CREATE INDEX webhook_endpoint_active ON webhook_endpoint (id) WHERE state = 'active';

CREATE TABLE webhook_secret (
  id uuid PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoint,
  text_sealed bytea NOT NULL,
  created_at timestamptz NOT NULL,
  ends_at timestamptz
);
CREATE INDEX webhook_secret_by_endpoint ON webhook_secret (endpoint_id, created_at);

CREATE TABLE webhook_delivery (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoint,
  event_id uuid NOT NULL,
  about text NOT NULL CONSTRAINT webhook_delivery_about CHECK (about IN ('appointment', 'session', 'webhook-endpoint')),
  type text NOT NULL,
  subject_id uuid NOT NULL,
  hospital_id uuid,
  subject_version integer NOT NULL,
  happened_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT webhook_delivery_state CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts integer NOT NULL CONSTRAINT webhook_delivery_attempts CHECK (attempts >= 0),
  round_from integer NOT NULL CONSTRAINT webhook_delivery_round CHECK (round_from BETWEEN 0 AND attempts),
  due_at timestamptz NOT NULL,
  lease_until timestamptz,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  -- One event comes to one endpoint as one delivery, whoever hands it out.
  CONSTRAINT webhook_delivery_once UNIQUE (endpoint_id, event_id),
  CONSTRAINT webhook_delivery_state_fields CHECK (
    (state = 'pending') = (finished_at IS NULL) AND (lease_until IS NULL OR state = 'pending'))
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, due_at, id) WHERE state = 'pending';
CREATE INDEX webhook_delivery_leased ON webhook_delivery (endpoint_id, lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX webhook_delivery_newest ON webhook_delivery (endpoint_id, created_at DESC, id DESC);
CREATE INDEX webhook_delivery_ended ON webhook_delivery ((coalesce(finished_at, due_at)));

CREATE TABLE webhook_attempt (
  delivery_id uuid NOT NULL REFERENCES webhook_delivery ON DELETE CASCADE,
  no integer NOT NULL CONSTRAINT webhook_attempt_no CHECK (no > 0),
  tried_at timestamptz NOT NULL,
  took_ms integer NOT NULL,
  status smallint,
  retry_after_seconds integer,
  failure text CONSTRAINT webhook_attempt_failure CHECK (failure IN ('address-refused', 'connection', 'timeout')),
  PRIMARY KEY (delivery_id, no),
  CONSTRAINT webhook_attempt_outcome CHECK ((status IS NULL) = (failure IS NOT NULL))
);

REVOKE ALL ON webhook_endpoint, webhook_secret, webhook_delivery, webhook_attempt FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE (state, disabled_why, disabled_at, failing_since, version) ON webhook_endpoint TO banzhen_people;
GRANT SELECT, INSERT, UPDATE (state, disabled_why, disabled_at, failing_since, version, feed_xid, feed_id)
  ON webhook_endpoint TO banzhen_platform;
-- Whoever asks for themselves may put a secret in and end one, and read none.
GRANT SELECT (id, endpoint_id, created_at, ends_at), INSERT, UPDATE (ends_at) ON webhook_secret TO banzhen_people;
GRANT SELECT, INSERT, UPDATE (text_sealed, ends_at) ON webhook_secret TO banzhen_platform;
GRANT SELECT, INSERT, UPDATE (state, round_from, due_at, lease_until, finished_at) ON webhook_delivery TO banzhen_people;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_delivery TO banzhen_platform;
GRANT SELECT ON webhook_attempt TO banzhen_people;
GRANT SELECT, INSERT, DELETE ON webhook_attempt TO banzhen_platform;

ALTER TABLE webhook_endpoint ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_secret ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_attempt ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY webhook_endpoint_of_staff ON webhook_endpoint USING (
  (SELECT asking_power()) = 'platform' OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()));
CREATE POLICY webhook_endpoint_of_partner ON webhook_endpoint USING (
  (SELECT asking_power()) = 'partner' AND tenant_id = (SELECT asking_tenant())
    AND account_id = (SELECT asking_account()));
CREATE POLICY webhook_endpoint_not_partners ON webhook_endpoint AS RESTRICTIVE USING (
  (SELECT asking_power()) <> 'partner' OR hospital_ids <@ (SELECT asking_hospitals())::uuid[]);
DO $$
DECLARE
  guarded text;
  owner text;
BEGIN
  FOR guarded, owner IN VALUES ('webhook_secret', 'webhook_endpoint WHERE webhook_endpoint.id = webhook_secret.endpoint_id'),
    ('webhook_delivery', 'webhook_endpoint WHERE webhook_endpoint.id = webhook_delivery.endpoint_id'),
    ('webhook_attempt', 'webhook_delivery WHERE webhook_delivery.id = webhook_attempt.delivery_id')
  LOOP
    EXECUTE format($policy$CREATE POLICY %I ON %I USING (
      (SELECT asking_power()) = 'platform' OR EXISTS (SELECT FROM %s))$policy$, guarded || '_of_owner', guarded, owner);
    EXECUTE format($policy$CREATE POLICY %I ON %I AS RESTRICTIVE USING (
      (SELECT asking_power()) <> 'partner' OR EXISTS (SELECT FROM %s))$policy$, guarded || '_not_partners', guarded, owner);
  END LOOP;
END $$;
-- Of which of these hospitals a live key of the partner may read events at an instant: no endpoint is told of any other (AZ8).
CREATE FUNCTION webhook_readable(of_partner uuid, wanted uuid[], at timestamptz) RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT DISTINCT hospital FROM partner_key key, unnest(key.hospital_ids) hospital
    WHERE key.partner_id = of_partner AND 'partner-event.list' = ANY (key.operations) AND key.expires_at > at
      AND (key.revoked_at IS NULL OR key.revoked_at > at) AND hospital = ANY (wanted));
END $$;

-- Endpoints with something to be handed out. One of a partner without a live key waits where it is; one for which nothing has
-- happened for long is moved on, so that nobody looks at all of that again.
CREATE FUNCTION webhooks_behind(at timestamptz, most integer) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE
  horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
  endpoint record;
  readable uuid[];
  found_some integer := 0;
BEGIN
  FOR endpoint IN SELECT id, tenant_id, partner_id, hospital_ids, event_types, feed_xid, feed_id FROM webhook_endpoint
    WHERE state = 'active' AND feed_xid::text::bigint < horizon::text::bigint - 1 LOOP
    readable := webhook_readable(endpoint.partner_id, endpoint.hospital_ids, at);
    CONTINUE WHEN readable = '{}';
    IF EXISTS (SELECT FROM outbox told WHERE told.topic IN ('appointment', 'clinic-session')
        AND told.xid < horizon AND (told.xid, told.id) > (endpoint.feed_xid, endpoint.feed_id)
        AND told.payload ->> 'tenantId' = endpoint.tenant_id::text AND (told.payload ->> 'hospitalId')::uuid = ANY (readable)
        AND (endpoint.event_types = '{}' OR told.type = ANY (endpoint.event_types))) THEN
      RETURN NEXT endpoint.id;
      found_some := found_some + 1;
      EXIT WHEN found_some = most;
    ELSIF horizon::text::bigint - endpoint.feed_xid::text::bigint > 1000 THEN
      UPDATE webhook_endpoint SET feed_xid = (horizon::text::bigint - 1)::text::xid8, feed_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        WHERE id = endpoint.id AND feed_xid = endpoint.feed_xid AND feed_id = endpoint.feed_id;
    END IF;
  END LOOP;
END $$;

-- The next events of one endpoint as its deliveries. The place in the feed moves in the same transaction: nothing is put in
-- before it later (0025), so nothing is missed and nothing is handed out twice. Another worker at the same endpoint is left alone.
CREATE FUNCTION webhook_fan_out(of_endpoint uuid, at timestamptz, due timestamptz, most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  horizon xid8;
  endpoint record;
  readable uuid[];
  reached record;
  made integer := 0;
BEGIN
  SELECT id, tenant_id, partner_id, hospital_ids, event_types, feed_xid, feed_id INTO endpoint FROM webhook_endpoint
    WHERE id = of_endpoint AND state = 'active' FOR NO KEY UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN 0; END IF;
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  readable := webhook_readable(endpoint.partner_id, endpoint.hospital_ids, at);
  FOR reached IN SELECT told.id, told.xid, told.topic, told.type, told.aggregate_id, told.payload, told.created_at FROM outbox told
    WHERE told.topic IN ('appointment', 'clinic-session')
      AND told.xid < horizon AND (told.xid, told.id) > (endpoint.feed_xid, endpoint.feed_id)
      AND told.payload ->> 'tenantId' = endpoint.tenant_id::text AND (told.payload ->> 'hospitalId')::uuid = ANY (readable)
      AND (endpoint.event_types = '{}' OR told.type = ANY (endpoint.event_types))
    ORDER BY told.xid, told.id LIMIT most
  LOOP
    INSERT INTO webhook_delivery (endpoint_id, event_id, about, type, subject_id, hospital_id, subject_version, happened_at,
        state, attempts, round_from, due_at, created_at)
      VALUES (endpoint.id, reached.id, CASE reached.topic WHEN 'appointment' THEN 'appointment' ELSE 'session' END, reached.type,
        reached.aggregate_id::uuid, (reached.payload ->> 'hospitalId')::uuid, (reached.payload ->> 'version')::integer,
        reached.created_at, 'pending', 0, 0, due, due)
      ON CONFLICT (endpoint_id, event_id) DO NOTHING;
    made := made + 1;
  END LOOP;
  IF made > 0 THEN
    UPDATE webhook_endpoint SET feed_xid = reached.xid, feed_id = reached.id WHERE id = endpoint.id;
  END IF;
  RETURN made;
END $$;

-- Deliveries for one worker. The endpoint is held while its leases are counted, by a statement that sees what was committed
-- before: so no endpoint ever has more than its places, however many workers there are.
CREATE FUNCTION webhook_claim(at timestamptz, leased_until timestamptz, most integer, of_each integer)
RETURNS SETOF webhook_delivery LANGUAGE plpgsql AS $$
DECLARE
  candidate uuid;
  left_over integer := most;
  free integer;
  given integer;
BEGIN
  FOR candidate IN SELECT endpoint.id FROM webhook_endpoint endpoint
    CROSS JOIN LATERAL (SELECT due_at FROM webhook_delivery due WHERE due.endpoint_id = endpoint.id AND due.state = 'pending'
      AND due.due_at <= at AND (due.lease_until IS NULL OR due.lease_until <= at) ORDER BY due.due_at, due.id LIMIT 1) first
    WHERE endpoint.state = 'active' ORDER BY first.due_at
  LOOP
    EXIT WHEN left_over <= 0;
    PERFORM FROM webhook_endpoint WHERE id = candidate AND state = 'active' FOR NO KEY UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    SELECT of_each - count(*) INTO free FROM webhook_delivery WHERE endpoint_id = candidate AND lease_until > at;
    CONTINUE WHEN free <= 0;
    RETURN QUERY UPDATE webhook_delivery SET lease_until = leased_until, attempts = attempts + 1
      WHERE id IN (SELECT id FROM webhook_delivery WHERE endpoint_id = candidate AND state = 'pending' AND due_at <= at
          AND (lease_until IS NULL OR lease_until <= at) ORDER BY due_at, id LIMIT least(free, left_over) FOR UPDATE SKIP LOCKED)
      RETURNING webhook_delivery.*;
    GET DIAGNOSTICS given = ROW_COUNT;
    left_over := left_over - given;
  END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION webhook_readable, webhooks_behind, webhook_fan_out, webhook_claim FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook_readable, webhooks_behind, webhook_fan_out, webhook_claim TO banzhen_platform;
