-- Policies, quotes, orders with their shifts, and the time of escorts and patients that they occupy.

-- History is never edited.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TABLE visit_policy (
  version integer PRIMARY KEY CHECK (version > 0),
  effective_from timestamptz NOT NULL,
  body jsonb NOT NULL,
  CONSTRAINT visit_policy_body_version CHECK ((body ->> 'version')::integer = version)
);
CREATE INDEX visit_policy_in_force ON visit_policy (effective_from, version);

CREATE TABLE quote (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES account,
  city_code text NOT NULL REFERENCES city,
  patient_id uuid NOT NULL REFERENCES patient,
  hospital_id uuid NOT NULL REFERENCES hospital,
  service_code text NOT NULL,
  service_kind text NOT NULL CONSTRAINT quote_service_kind CHECK (service_kind IN ('visit', 'care')),
  service_skills text[] NOT NULL,
  shifts jsonb NOT NULL CONSTRAINT quote_shifts_list CHECK (jsonb_typeof(shifts) = 'array'),
  wished_escort_id uuid REFERENCES escort,
  wished_gender text CONSTRAINT quote_wished_gender CHECK (wished_gender IN ('female', 'male')),
  lines jsonb NOT NULL CONSTRAINT quote_lines_list CHECK (jsonb_typeof(lines) = 'array'),
  total_fen bigint NOT NULL CHECK (total_fen >= 0),
  member_discount_bp integer NOT NULL CHECK (member_discount_bp BETWEEN 0 AND 10000),
  policy_version integer NOT NULL REFERENCES visit_policy,
  created_at timestamptz NOT NULL,
  valid_until timestamptz NOT NULL,
  used_for uuid
);
CREATE INDEX quote_by_account ON quote (account_id, created_at);

CREATE TABLE escort_order (
  id uuid PRIMARY KEY,
  order_no text NOT NULL,
  tenant_id uuid NOT NULL,
  city_code text NOT NULL REFERENCES city,
  booked_by uuid NOT NULL REFERENCES account,
  patient_id uuid NOT NULL REFERENCES patient,
  hospital_id uuid NOT NULL REFERENCES hospital,
  service_code text NOT NULL,
  service_kind text NOT NULL CONSTRAINT escort_order_service_kind CHECK (service_kind IN ('visit', 'care')),
  service_skills text[] NOT NULL,
  wished_escort_id uuid REFERENCES escort,
  wished_gender text CONSTRAINT escort_order_wished_gender CHECK (wished_gender IN ('female', 'male')),
  quote_id uuid NOT NULL REFERENCES quote,
  charge_lines jsonb NOT NULL CONSTRAINT escort_order_lines_list CHECK (jsonb_typeof(charge_lines) = 'array'),
  total_fen bigint NOT NULL CHECK (total_fen >= 0),
  policy_version integer NOT NULL REFERENCES visit_policy,
  captured_fen bigint NOT NULL CHECK (captured_fen >= 0),
  refund_requested_fen bigint NOT NULL,
  refunded_fen bigint NOT NULL,
  waived_fen bigint NOT NULL CHECK (waived_fen >= 0),
  review text NOT NULL
    CONSTRAINT escort_order_review CHECK (review IN ('closed', 'open', 'submitted', 'hidden', 'expired')),
  settlement text NOT NULL CONSTRAINT escort_order_settlement
    CHECK (settlement IN ('none', 'accrued', 'held', 'due', 'settled', 'clawed')),
  dispute text NOT NULL
    CONSTRAINT escort_order_dispute CHECK (dispute IN ('none', 'open', 'in_review', 'resolved', 'final')),
  family_reschedules integer NOT NULL CHECK (family_reschedules >= 0),
  assignment_seq integer NOT NULL CHECK (assignment_seq >= 0),
  excluded_escorts uuid[] NOT NULL,
  visit_code text NOT NULL,
  visit_code_wrong_tries integer NOT NULL CHECK (visit_code_wrong_tries >= 0),
  failed_offers integer NOT NULL CHECK (failed_offers >= 0),
  status text NOT NULL CONSTRAINT escort_order_status CHECK (status IN (
    'PENDING_PAYMENT', 'PAID', 'ASSIGNED', 'ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING', 'ENDED', 'FINISHED',
    'CANCELLED', 'NO_SHOW')),
  -- From the first shift's start to the last shift's end.
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  pay_by timestamptz,
  paid_at timestamptz,
  search_since timestamptz,
  departed_at timestamptz,
  arrived_at timestamptz,
  arrival_proof text
    CONSTRAINT escort_order_arrival_proof CHECK (arrival_proof IN ('location', 'visit-code', 'dispatcher')),
  started_at timestamptz,
  current_shift_no integer,
  ended_at timestamptz,
  overdue boolean,
  finished_at timestamptz,
  cancelled_at timestamptz,
  cancellation_cause text CONSTRAINT escort_order_cancellation_cause CHECK (cancellation_cause IN (
    'payment-expired', 'family', 'dispatcher', 'unmatched', 'escort-no-show', 'clinic-changed', 'forced')),
  no_show_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  CONSTRAINT escort_order_no_once UNIQUE (order_no),
  CONSTRAINT escort_order_not_empty CHECK (starts_at < ends_at),
  CONSTRAINT escort_order_refunds CHECK (
    0 <= refunded_fen AND refunded_fen <= refund_requested_fen AND refund_requested_fen <= captured_fen),
  -- A state has the fields that mean something in it.
  CONSTRAINT escort_order_state_fields CHECK (CASE status
    WHEN 'PENDING_PAYMENT' THEN num_nulls(pay_by) = 0
    WHEN 'PAID' THEN num_nulls(paid_at, search_since) = 0
    WHEN 'ASSIGNED' THEN num_nulls(paid_at, search_since) = 0
    WHEN 'ACCEPTED' THEN num_nulls(paid_at) = 0
    WHEN 'EN_ROUTE' THEN num_nulls(paid_at, departed_at) = 0
    WHEN 'ARRIVED' THEN num_nulls(paid_at, arrived_at, arrival_proof) = 0
    WHEN 'SERVING' THEN num_nulls(paid_at, arrived_at, started_at, current_shift_no) = 0
    WHEN 'ENDED' THEN num_nulls(paid_at, started_at, ended_at, overdue) = 0
    WHEN 'FINISHED' THEN num_nulls(paid_at, started_at, ended_at, finished_at) = 0
    WHEN 'CANCELLED' THEN num_nulls(cancelled_at, cancellation_cause) = 0
    WHEN 'NO_SHOW' THEN num_nulls(paid_at, arrived_at, no_show_at) = 0
  END)
);
CREATE INDEX escort_order_unpaid ON escort_order (booked_by) WHERE status = 'PENDING_PAYMENT';
CREATE INDEX escort_order_by_account ON escort_order (booked_by, created_at DESC, id DESC);
CREATE INDEX escort_order_board ON escort_order (tenant_id, id);
CREATE INDEX escort_order_board_by_status ON escort_order (tenant_id, status, id);
CREATE INDEX escort_order_hall ON escort_order (city_code, starts_at) WHERE status IN ('PAID', 'ASSIGNED');
CREATE INDEX escort_order_by_patient ON escort_order (patient_id, finished_at);
CREATE INDEX escort_order_by_hospital ON escort_order (hospital_id);
CREATE INDEX escort_order_by_quote ON escort_order (quote_id);

ALTER TABLE quote ADD CONSTRAINT quote_used_for FOREIGN KEY (used_for) REFERENCES escort_order
  DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE order_shift (
  order_id uuid NOT NULL REFERENCES escort_order,
  no integer NOT NULL CHECK (no > 0),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  cover text NOT NULL CONSTRAINT order_shift_cover CHECK (cover IN ('open', 'offered', 'accepted')),
  escort_id uuid REFERENCES escort,
  offer_id uuid,
  seq integer,
  expires_at timestamptz,
  accepted_at timestamptz,
  -- Copies of the order's, written with it: the work of a thousand escorts is then read from one table.
  patient_id uuid NOT NULL REFERENCES patient,
  is_duty boolean NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (order_id, no),
  CONSTRAINT order_shift_not_empty CHECK (starts_at < ends_at),
  CONSTRAINT order_shift_cover_fields CHECK (CASE cover
    WHEN 'open' THEN num_nonnulls(escort_id, offer_id, seq, expires_at, accepted_at) = 0
    WHEN 'offered' THEN num_nulls(escort_id, offer_id, seq, expires_at) = 0 AND accepted_at IS NULL
    WHEN 'accepted' THEN num_nulls(escort_id, seq, accepted_at) = 0 AND num_nonnulls(offer_id, expires_at) = 0
  END)
);
CREATE INDEX order_shift_by_escort ON order_shift (escort_id, starts_at) WHERE escort_id IS NOT NULL;
CREATE INDEX order_shift_duties ON order_shift (starts_at, ends_at) WHERE cover = 'accepted' AND is_duty;
CREATE INDEX order_shift_finished ON order_shift (finished_at, escort_id)
  WHERE cover = 'accepted' AND finished_at IS NOT NULL;
CREATE INDEX order_shift_by_patient ON order_shift (patient_id);

-- `during` includes travel and buffer; `until` marks a tentative hold, which somebody else may free once it is over.
CREATE TABLE escort_block (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  escort_id uuid NOT NULL REFERENCES escort,
  order_id uuid NOT NULL REFERENCES escort_order,
  shift_no integer NOT NULL,
  during tstzrange NOT NULL CONSTRAINT escort_block_not_empty CHECK (NOT isempty(during)),
  until timestamptz,
  active boolean NOT NULL DEFAULT true,
  CONSTRAINT escort_block_no_overlap EXCLUDE USING gist (escort_id WITH =, during WITH &&) WHERE (active)
);
CREATE INDEX escort_block_by_order ON escort_block (order_id) WHERE active;
CREATE INDEX escort_block_tentative ON escort_block (escort_id, until) WHERE active AND until IS NOT NULL;

CREATE TABLE patient_block (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  order_id uuid NOT NULL REFERENCES escort_order,
  shift_no integer NOT NULL,
  during tstzrange NOT NULL CONSTRAINT patient_block_not_empty CHECK (NOT isempty(during)),
  until timestamptz,
  active boolean NOT NULL DEFAULT true,
  CONSTRAINT patient_block_no_overlap EXCLUDE USING gist (patient_id WITH =, during WITH &&) WHERE (active)
);
CREATE INDEX patient_block_by_order ON patient_block (order_id) WHERE active;
CREATE INDEX patient_block_tentative ON patient_block (patient_id, until) WHERE active AND until IS NOT NULL;

CREATE TABLE order_event (
  order_id uuid NOT NULL REFERENCES escort_order,
  version integer NOT NULL,
  ordinal integer NOT NULL,
  type text NOT NULL,
  transition text NOT NULL,
  from_status text,
  to_status text NOT NULL,
  at timestamptz NOT NULL,
  by_capacity text NOT NULL CONSTRAINT order_event_by_capacity
    CHECK (by_capacity IN ('U', 'E', 'D', 'Q', 'F', 'A', 'C', 'PSP', 'SYS')),
  by_account uuid,
  reason text,
  refs jsonb NOT NULL,
  CONSTRAINT order_event_once PRIMARY KEY (order_id, version, ordinal)
);
CREATE TRIGGER order_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- `next_try_at` moves when a timer fails; `due_at` stays what the order said.
CREATE TABLE order_timer (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES escort_order,
  kind text NOT NULL CONSTRAINT order_timer_kind CHECK (kind IN (
    'payment-expiry', 'find-escort', 'offer-expiry', 'give-up', 'escort-alarm', 'overrun', 'auto-confirm',
    'balance-overdue', 'review-expiry')),
  due_at timestamptz NOT NULL,
  offer_id uuid,
  armed_version integer NOT NULL,
  next_try_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  error text,
  done_at timestamptz
);
CREATE INDEX order_timer_due ON order_timer (next_try_at) WHERE done_at IS NULL;
CREATE INDEX order_timer_by_order ON order_timer (order_id) WHERE done_at IS NULL;

CREATE TABLE cancellation_quote (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES escort_order,
  order_version integer NOT NULL,
  fault text NOT NULL CONSTRAINT cancellation_quote_fault
    CHECK (fault IN ('family', 'escort', 'clinic', 'emergency', 'platform')),
  rule text NOT NULL,
  refund_fen bigint NOT NULL CHECK (refund_fen >= 0),
  escort_fen bigint NOT NULL CHECK (escort_fen >= 0),
  platform_fen bigint NOT NULL CHECK (platform_fen >= 0),
  compensation_fen bigint NOT NULL CHECK (compensation_fen >= 0),
  escort_id uuid REFERENCES escort,
  expires_at timestamptz NOT NULL
);
CREATE INDEX cancellation_quote_by_order ON cancellation_quote (order_id);

CREATE TABLE service_log (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES escort_order,
  shift_no integer NOT NULL,
  escort_id uuid NOT NULL REFERENCES escort,
  step text NOT NULL CONSTRAINT service_log_step CHECK (step IN (
    'number-taken', 'waiting', 'consultation', 'examination', 'medicine', 'returned', 'condition', 'nursing',
    'medication', 'hand-over', 'contact-attempt')),
  note text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX service_log_by_order ON service_log (order_id, at);

CREATE TABLE review (
  order_id uuid PRIMARY KEY REFERENCES escort_order,
  escort_id uuid NOT NULL REFERENCES escort,
  by_account uuid NOT NULL REFERENCES account,
  stars smallint NOT NULL CONSTRAINT review_stars CHECK (stars BETWEEN 1 AND 5),
  text text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX review_by_escort ON review (escort_id, at);

CREATE TABLE offer (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES escort_order,
  shift_no integer NOT NULL,
  escort_id uuid NOT NULL REFERENCES escort,
  seq integer NOT NULL,
  status text NOT NULL
    CONSTRAINT offer_status CHECK (status IN ('OPEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'VOID')),
  score double precision NOT NULL,
  terms jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  reason text,
  CONSTRAINT offer_ended CHECK ((status = 'OPEN') = (ended_at IS NULL)),
  -- One exclusive offer at a time, looked at when the transaction ends.
  CONSTRAINT offer_exclusive EXCLUDE (order_id WITH =, shift_no WITH =) WHERE (status = 'OPEN')
    DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX offer_by_order ON offer (order_id);
CREATE INDEX offer_by_escort ON offer (escort_id, made_at DESC);
