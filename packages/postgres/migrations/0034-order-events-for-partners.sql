-- Events of escort orders, for the partners that have booked them on account.

ALTER TABLE escort_order ADD COLUMN on_account boolean NOT NULL DEFAULT false;
UPDATE escort_order SET on_account = true WHERE booked_by IN (SELECT account_id FROM partner);

-- What the feed is made of. Of orders only those of partners say who booked them, and only in what a partner is told.
DROP INDEX outbox_of_clinics;
CREATE INDEX outbox_of_feed ON outbox (xid, id)
  WHERE topic IN ('appointment', 'clinic-session') OR topic = 'order' AND payload ? 'bookedBy';

ALTER TABLE webhook_delivery ADD COLUMN due_fen bigint,
  DROP CONSTRAINT webhook_delivery_about,
  ADD CONSTRAINT webhook_delivery_about CHECK (about IN ('appointment', 'session', 'escort-order', 'webhook-endpoint')),
  ADD CONSTRAINT webhook_delivery_due CHECK (due_fen IS NULL OR about = 'escort-order' AND due_fen > 0);

-- `partner_events` and `partner_events_of` stay for the release before, which knows of no orders.
CREATE FUNCTION partner_feed(after_xid xid8, after_id uuid, most integer)
RETURNS TABLE (event_id uuid, place text, topic text, type text, subject text, version integer, clinic uuid, due_fen bigint,
  happened_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT told.id, told.xid::text, told.topic, told.type, told.aggregate_id, (told.payload ->> 'version')::integer,
      (told.payload ->> 'hospitalId')::uuid, (told.payload ->> 'dueFen')::bigint, told.created_at
    FROM outbox told
    WHERE (told.topic IN ('appointment', 'clinic-session') OR told.topic = 'order' AND told.payload ? 'bookedBy')
      AND told.xid < pg_snapshot_xmin(pg_current_snapshot()) AND (told.xid, told.id) > (after_xid, after_id)
      AND asking_power() = 'partner' AND told.payload ->> 'tenantId' = asking_tenant()::text
      AND (told.payload ->> 'hospitalId')::uuid = ANY (asking_hospitals())
      AND (told.topic <> 'order' OR (told.payload ->> 'bookedBy')::uuid = asking_account())
    ORDER BY told.xid, told.id LIMIT most;
END $$;

-- The same for staff of the tenant, of the partner and the hospitals that they name.
CREATE FUNCTION partner_feed_of(of_account uuid, hospitals uuid[], after_xid xid8, after_id uuid, most integer)
RETURNS TABLE (event_id uuid, place text, topic text, type text, subject text, version integer, clinic uuid, due_fen bigint,
  happened_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT told.id, told.xid::text, told.topic, told.type, told.aggregate_id, (told.payload ->> 'version')::integer,
      (told.payload ->> 'hospitalId')::uuid, (told.payload ->> 'dueFen')::bigint, told.created_at
    FROM outbox told
    WHERE (told.topic IN ('appointment', 'clinic-session') OR told.topic = 'order' AND told.payload ? 'bookedBy')
      AND told.xid < pg_snapshot_xmin(pg_current_snapshot()) AND (told.xid, told.id) > (after_xid, after_id)
      AND asking_power() = 'tenant' AND told.payload ->> 'tenantId' = asking_tenant()::text
      AND (told.payload ->> 'hospitalId')::uuid = ANY (hospitals)
      AND (told.topic <> 'order' OR (told.payload ->> 'bookedBy')::uuid = of_account)
    ORDER BY told.xid, told.id LIMIT most;
END $$;
REVOKE EXECUTE ON FUNCTION partner_feed_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION partner_feed_of TO banzhen_people;

CREATE OR REPLACE FUNCTION webhooks_behind(at timestamptz, most integer) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE
  horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
  endpoint record;
  readable uuid[];
  found_some integer := 0;
BEGIN
  FOR endpoint IN SELECT id, tenant_id, partner_id, account_id, hospital_ids, event_types, feed_xid, feed_id FROM webhook_endpoint
    WHERE state = 'active' AND feed_xid::text::bigint < horizon::text::bigint - 1 LOOP
    readable := webhook_readable(endpoint.partner_id, endpoint.hospital_ids, at);
    CONTINUE WHEN readable = '{}';
    IF EXISTS (SELECT FROM outbox told WHERE (told.topic IN ('appointment', 'clinic-session') OR told.topic = 'order' AND told.payload ? 'bookedBy')
        AND told.xid < horizon AND (told.xid, told.id) > (endpoint.feed_xid, endpoint.feed_id)
        AND told.payload ->> 'tenantId' = endpoint.tenant_id::text AND (told.payload ->> 'hospitalId')::uuid = ANY (readable)
        AND (told.topic <> 'order' OR (told.payload ->> 'bookedBy')::uuid = endpoint.account_id)
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

CREATE OR REPLACE FUNCTION webhook_fan_out(of_endpoint uuid, at timestamptz, due timestamptz, most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  horizon xid8;
  endpoint record;
  readable uuid[];
  reached record;
  made integer := 0;
BEGIN
  SELECT id, tenant_id, partner_id, account_id, hospital_ids, event_types, feed_xid, feed_id INTO endpoint FROM webhook_endpoint
    WHERE id = of_endpoint AND state = 'active' FOR NO KEY UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN 0; END IF;
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  readable := webhook_readable(endpoint.partner_id, endpoint.hospital_ids, at);
  FOR reached IN SELECT told.id, told.xid, told.topic, told.type, told.aggregate_id, told.payload, told.created_at FROM outbox told
    WHERE (told.topic IN ('appointment', 'clinic-session') OR told.topic = 'order' AND told.payload ? 'bookedBy')
      AND told.xid < horizon AND (told.xid, told.id) > (endpoint.feed_xid, endpoint.feed_id)
      AND told.payload ->> 'tenantId' = endpoint.tenant_id::text AND (told.payload ->> 'hospitalId')::uuid = ANY (readable)
      AND (told.topic <> 'order' OR (told.payload ->> 'bookedBy')::uuid = endpoint.account_id)
      AND (endpoint.event_types = '{}' OR told.type = ANY (endpoint.event_types))
    ORDER BY told.xid, told.id LIMIT most
  LOOP
    INSERT INTO webhook_delivery (endpoint_id, event_id, about, type, subject_id, hospital_id, subject_version, due_fen,
        happened_at, state, attempts, round_from, due_at, created_at)
      VALUES (endpoint.id, reached.id, CASE reached.topic WHEN 'appointment' THEN 'appointment' WHEN 'order' THEN 'escort-order' ELSE 'session' END, reached.type,
        reached.aggregate_id::uuid, (reached.payload ->> 'hospitalId')::uuid, (reached.payload ->> 'version')::integer,
        (reached.payload ->> 'dueFen')::bigint, reached.created_at, 'pending', 0, 0, due, due)
      ON CONFLICT (endpoint_id, event_id) DO NOTHING;
    made := made + 1;
  END LOOP;
  IF made > 0 THEN
    UPDATE webhook_endpoint SET feed_xid = reached.xid, feed_id = reached.id WHERE id = endpoint.id;
  END IF;
  RETURN made;
END $$;
