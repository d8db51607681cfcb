-- Outbox, inbox and the keys of requests that must have their effect once.

CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  topic text NOT NULL,
  aggregate_id text NOT NULL,
  type text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  claimed_until timestamptz,
  published_at timestamptz,
  acknowledged_at timestamptz,
  dead_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  error text
);
CREATE INDEX outbox_undone ON outbox (id) WHERE published_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_unacknowledged ON outbox (published_at)
  WHERE published_at IS NOT NULL AND acknowledged_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_dead ON outbox (dead_at) WHERE dead_at IS NOT NULL;

CREATE TABLE inbox (
  consumer text NOT NULL,
  message_id uuid NOT NULL,
  consumed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT inbox_once PRIMARY KEY (consumer, message_id)
);

CREATE TABLE idempotency (
  account_id uuid NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  answer jsonb,
  created_at timestamptz NOT NULL,
  CONSTRAINT idempotency_once PRIMARY KEY (account_id, operation, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);
