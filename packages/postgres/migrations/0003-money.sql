-- Payments, refunds and the double-entry ledger. Amounts are whole fen.

CREATE TABLE payment (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES escort_order,
  channel text NOT NULL CONSTRAINT payment_channel CHECK (channel IN ('wechat', 'alipay', 'unionpay')),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  status text NOT NULL
    CONSTRAINT payment_status CHECK (status IN ('CREATED', 'PENDING', 'SUCCEEDED', 'CLOSED', 'FAILED')),
  pay_url text,
  provider_ref text,
  use text CONSTRAINT payment_use CHECK (use IN ('taken', 'late', 'duplicate')),
  refund_reserved_fen bigint NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  CONSTRAINT payment_refund_within_capture CHECK (0 <= refund_reserved_fen AND refund_reserved_fen <= amount_fen),
  CONSTRAINT payment_used_when_succeeded CHECK ((status = 'SUCCEEDED') = (use IS NOT NULL))
);
CREATE INDEX payment_by_order ON payment (order_id);
CREATE INDEX payment_unanswered ON payment (created_at) WHERE status IN ('CREATED', 'PENDING');
CREATE UNIQUE INDEX payment_provider_ref_once ON payment (channel, provider_ref) WHERE provider_ref IS NOT NULL;

CREATE TABLE refund (
  id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payment,
  order_id uuid NOT NULL REFERENCES escort_order,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  reason text NOT NULL CONSTRAINT refund_reason CHECK (reason IN (
    'cancelled', 'late', 'duplicate', 'no-show', 'unmatched', 'rescheduled', 'early-end')),
  status text NOT NULL
    CONSTRAINT refund_status CHECK (status IN ('APPROVED', 'SUBMITTED', 'SUCCEEDED', 'FAILED', 'MANUAL')),
  attempts integer NOT NULL CHECK (attempts >= 0),
  next_try_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL CHECK (version > 0)
);
CREATE INDEX refund_by_order ON refund (order_id);
CREATE INDEX refund_by_payment ON refund (payment_id);
CREATE INDEX refund_due ON refund (next_try_at) WHERE status IN ('APPROVED', 'SUBMITTED', 'FAILED');

CREATE TABLE provider_notice (
  channel text NOT NULL,
  event_id text NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT provider_notice_once PRIMARY KEY (channel, event_id)
);

-- Accounts that every order touches are kept in several rows, so that captures do not queue for one.
CREATE TABLE ledger_account (
  name text NOT NULL,
  shard smallint NOT NULL CHECK (shard >= 0),
  kind text NOT NULL CONSTRAINT ledger_account_kind CHECK (kind IN (
    'psp_clearing', 'order_hold', 'escort_pending', 'family_credit', 'commission_income', 'tax_payable',
    'refund_in_flight', 'compensation_expense', 'suspense')),
  balance_fen bigint NOT NULL,
  PRIMARY KEY (name, shard)
);

CREATE TABLE ledger_posting (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  business_key text NOT NULL,
  kind text NOT NULL,
  order_id uuid NOT NULL REFERENCES escort_order,
  at timestamptz NOT NULL,
  CONSTRAINT ledger_posting_once UNIQUE (business_key)
);
CREATE INDEX ledger_posting_by_order ON ledger_posting (order_id);

CREATE TABLE ledger_entry (
  posting_id bigint NOT NULL REFERENCES ledger_posting,
  ordinal integer NOT NULL,
  account text NOT NULL,
  shard smallint NOT NULL,
  amount_fen bigint NOT NULL CONSTRAINT ledger_entry_not_zero CHECK (amount_fen <> 0),
  PRIMARY KEY (posting_id, ordinal),
  FOREIGN KEY (account, shard) REFERENCES ledger_account
);
CREATE INDEX ledger_entry_by_account ON ledger_entry (account, posting_id);

CREATE TRIGGER ledger_posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_unbalanced_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(amount_fen) FROM ledger_entry WHERE posting_id = NEW.posting_id) <> 0 THEN
    RAISE EXCEPTION 'posting does not sum to zero'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_posting_zero_sum';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_posting_zero_sum AFTER INSERT ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_posting();

-- A CHECK would look at the row that an upsert proposes, so the floor is looked at when the row stands.
CREATE FUNCTION refuse_overdrawn_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an order cannot pay out more than it holds'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_account_floor';
END $$;
CREATE TRIGGER ledger_account_floor AFTER INSERT OR UPDATE ON ledger_account
  FOR EACH ROW WHEN (NEW.kind = 'order_hold' AND NEW.balance_fen > 0) EXECUTE FUNCTION refuse_overdrawn_hold();

-- The books of the sandbox payment provider, which stands for a server of its own.
CREATE TABLE sandbox_provider_record (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
