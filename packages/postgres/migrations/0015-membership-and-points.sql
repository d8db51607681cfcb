-- Members with levels and privileges as published data, what privileges are used up, and points as append-only movements.

-- Published versions never change.
CREATE TABLE membership_policy (
  version integer PRIMARY KEY CHECK (version > 0),
  effective_from timestamptz NOT NULL,
  body jsonb NOT NULL,
  CONSTRAINT membership_policy_body_version CHECK ((body ->> 'version')::integer = version)
);
CREATE INDEX membership_policy_in_force ON membership_policy (effective_from, version);
CREATE TRIGGER membership_policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON membership_policy
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The number of the running period is that of the periods which have begun.
CREATE TABLE member (
  account_id uuid PRIMARY KEY REFERENCES account,
  tenant_id uuid NOT NULL,
  status text NOT NULL CONSTRAINT member_status
    CHECK (status IN ('NONE', 'ACTIVE', 'GRACE', 'FROZEN', 'EXPIRED', 'CANCELLED')),
  growth bigint NOT NULL CHECK (growth >= 0),
  periods integer NOT NULL CHECK (periods >= 0),
  level integer CHECK (level > 0),
  policy_version integer REFERENCES membership_policy,
  period_starts_at timestamptz,
  period_ends_at timestamptz,
  grace_days integer CHECK (grace_days >= 0),
  purchases jsonb,
  grace_until timestamptz,
  frozen_at timestamptz,
  ended_at timestamptz,
  version integer NOT NULL CHECK (version > 0),
  CONSTRAINT member_state_fields CHECK (CASE
    WHEN status IN ('ACTIVE', 'GRACE', 'FROZEN') THEN
      num_nulls(level, policy_version, period_starts_at, period_ends_at, grace_days, purchases) = 0
      AND period_starts_at < period_ends_at AND periods > 0 AND ended_at IS NULL
      AND (status = 'FROZEN') = (frozen_at IS NOT NULL)
      AND (status <> 'ACTIVE' OR grace_until IS NULL) AND (status <> 'GRACE' OR grace_until IS NOT NULL)
    ELSE
      num_nonnulls(level, policy_version, period_starts_at, period_ends_at, grace_days, purchases, grace_until, frozen_at) = 0
      AND (status = 'NONE') = (ended_at IS NULL)
    END)
);
CREATE INDEX member_period_over ON member (period_ends_at) WHERE status = 'ACTIVE';
CREATE INDEX member_grace_over ON member (grace_until) WHERE status = 'GRACE';

CREATE TABLE member_event (
  account_id uuid NOT NULL REFERENCES member,
  version integer NOT NULL,
  tenant_id uuid NOT NULL,
  type text NOT NULL,
  transition text NOT NULL,
  command text NOT NULL,
  from_status text NOT NULL,
  to_status text NOT NULL,
  at timestamptz NOT NULL,
  by_capacity text NOT NULL,
  by_account uuid,
  cause text CONSTRAINT member_event_cause
    CHECK (cause IN ('goodwill', 'campaign', 'correction', 'sanction', 'request')),
  biz_id text,
  refs jsonb NOT NULL,
  PRIMARY KEY (account_id, version),
  CONSTRAINT member_event_once UNIQUE (tenant_id, command, biz_id)
);
CREATE TRIGGER member_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON member_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Uses of a privilege in one window of a period.
CREATE TABLE privilege_use (
  account_id uuid NOT NULL REFERENCES account,
  code text NOT NULL,
  period_no integer NOT NULL CHECK (period_no > 0),
  window_no integer NOT NULL CHECK (window_no >= 0),
  tenant_id uuid NOT NULL,
  taken integer NOT NULL,
  most integer NOT NULL,
  PRIMARY KEY (account_id, code, period_no, window_no),
  CONSTRAINT privilege_use_within_quota CHECK (0 < taken AND taken <= most)
);

-- The row that whoever moves points of an account holds; what they are is in the entries.
CREATE TABLE points_account (
  account_id uuid PRIMARY KEY REFERENCES account,
  tenant_id uuid NOT NULL,
  -- When the next lot that has something left expires, for the job.
  next_expiry_at timestamptz,
  -- No lot before it has anything left, so that a book is read without its past; the chain of entries would show a wrong one.
  first_lot_no bigint NOT NULL DEFAULT 1 CHECK (first_lot_no > 0)
);
CREATE INDEX points_account_by_expiry ON points_account (next_expiry_at) WHERE next_expiry_at IS NOT NULL;

CREATE TABLE points_entry (
  account_id uuid NOT NULL REFERENCES points_account,
  seq bigint NOT NULL CHECK (seq > 0),
  tenant_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT points_entry_kind
    CHECK (kind IN ('EARN', 'SPEND', 'RESTORE', 'CLAWBACK', 'EXPIRE', 'ADJUST')),
  biz_id text NOT NULL,
  points bigint NOT NULL,
  left_after bigint NOT NULL CHECK (left_after >= 0),
  debt_after bigint NOT NULL CHECK (debt_after >= 0),
  at timestamptz NOT NULL,
  by_capacity text NOT NULL,
  by_account uuid,
  of_seq bigint,
  cause text CONSTRAINT points_entry_cause CHECK (cause IN ('goodwill', 'correction', 'campaign')),
  PRIMARY KEY (account_id, seq),
  CONSTRAINT points_entry_once UNIQUE (tenant_id, kind, biz_id),
  FOREIGN KEY (account_id, of_seq) REFERENCES points_entry,
  CONSTRAINT points_entry_sign CHECK (CASE
    WHEN kind IN ('EARN', 'RESTORE') THEN points > 0 WHEN kind = 'ADJUST' THEN points <> 0 ELSE points < 0 END),
  CONSTRAINT points_entry_debt_alone CHECK (left_after = 0 OR debt_after = 0),
  CONSTRAINT points_entry_kind_fields CHECK (
    (kind = 'RESTORE') = (of_seq IS NOT NULL) AND (kind = 'ADJUST') = (cause IS NOT NULL))
);
CREATE INDEX points_entry_restored ON points_entry (account_id, of_seq) WHERE of_seq IS NOT NULL;

CREATE TABLE points_lot (
  account_id uuid NOT NULL,
  lot_no bigint NOT NULL CHECK (lot_no > 0),
  tenant_id uuid NOT NULL,
  seq bigint NOT NULL,
  points bigint NOT NULL CHECK (points > 0),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, lot_no),
  FOREIGN KEY (account_id, seq) REFERENCES points_entry
);
CREATE INDEX points_lot_of_entry ON points_lot (account_id, seq);

CREATE TABLE points_draw (
  account_id uuid NOT NULL,
  seq bigint NOT NULL,
  lot_no bigint NOT NULL,
  tenant_id uuid NOT NULL,
  points bigint NOT NULL CHECK (points > 0),
  PRIMARY KEY (account_id, seq, lot_no),
  FOREIGN KEY (account_id, seq) REFERENCES points_entry,
  FOREIGN KEY (account_id, lot_no) REFERENCES points_lot
);
CREATE INDEX points_draw_of_lot ON points_draw (account_id, lot_no);

-- Each entry says what the account has after it, and follows from the one before: so the sum of all is the balance.
CREATE FUNCTION refuse_broken_points() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET app.power = 'platform' SET search_path = public AS $$
DECLARE
  entry points_entry%ROWTYPE;
  left_before bigint := 0;
  debt_before bigint := 0;
  granted bigint;
  drawn bigint;
BEGIN
  SELECT * INTO entry FROM points_entry WHERE account_id = NEW.account_id AND seq = NEW.seq;
  IF entry.seq > 1 THEN
    SELECT left_after, debt_after INTO left_before, debt_before FROM points_entry
      WHERE account_id = NEW.account_id AND seq = NEW.seq - 1;
  END IF;
  SELECT coalesce(sum(points), 0) INTO granted FROM points_lot WHERE account_id = NEW.account_id AND seq = NEW.seq;
  SELECT coalesce(sum(points), 0) INTO drawn FROM points_draw WHERE account_id = NEW.account_id AND seq = NEW.seq;
  IF entry.left_after IS DISTINCT FROM left_before + granted - drawn
    OR entry.left_after - entry.debt_after IS DISTINCT FROM left_before - debt_before + entry.points THEN
    RAISE EXCEPTION 'an entry of points does not follow from the one before'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'points_entry_chain';
  END IF;
  IF EXISTS (SELECT FROM points_draw mine JOIN points_lot lot USING (account_id, lot_no)
    WHERE mine.account_id = NEW.account_id AND mine.seq = NEW.seq AND lot.points <
      (SELECT sum(points) FROM points_draw every WHERE every.account_id = lot.account_id AND every.lot_no = lot.lot_no)) THEN
    RAISE EXCEPTION 'a lot of points gives no more than it has'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'points_lot_floor';
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['points_entry', 'points_lot', 'points_draw'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept || '_append_only', kept);
    EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT ON %I
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_broken_points()', kept || '_chain', kept);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON member, privilege_use, points_account TO banzhen_people, banzhen_platform;
GRANT SELECT, INSERT ON membership_policy, member_event, points_entry, points_lot, points_draw
  TO banzhen_people, banzhen_platform;
REVOKE DELETE ON member, privilege_use, points_account FROM banzhen_people, banzhen_platform;
REVOKE UPDATE, DELETE ON membership_policy, member_event, points_entry, points_lot, points_draw
  FROM banzhen_people, banzhen_platform;
REVOKE INSERT ON membership_policy FROM banzhen_people;

-- People see and move what is their own, staff what is their tenant's; what they may do with it is the policy table's.
DO $$
DECLARE own text;
BEGIN
  FOREACH own IN ARRAY ARRAY['member', 'member_event', 'privilege_use', 'points_account', 'points_entry', 'points_lot', 'points_draw']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', own);
    EXECUTE format($policy$CREATE POLICY %I ON %I USING (
      (SELECT asking_power()) = 'platform'
      OR tenant_id = (SELECT asking_tenant())
        AND ((SELECT asking_power()) = 'tenant' OR account_id = (SELECT asking_account())))$policy$, own || '_seen', own);
  END LOOP;
END $$;
