-- Who somebody is: phones, codes, sessions, passwords, authenticator apps, roles of staff, sanctions.

ALTER TABLE account ADD COLUMN last_sign_in_at timestamptz;

CREATE TABLE account_password (
  account_id uuid PRIMARY KEY REFERENCES account,
  hash text NOT NULL,
  set_at timestamptz NOT NULL
);

-- `last_step` only ever rises: a code of the app works once.
CREATE TABLE account_totp (
  account_id uuid PRIMARY KEY REFERENCES account,
  secret_sealed bytea NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL
);

CREATE TABLE identity_link (
  identity_hash bytea PRIMARY KEY CONSTRAINT identity_link_hash CHECK (octet_length(identity_hash) = 32),
  account_id uuid NOT NULL REFERENCES account,
  linked_at timestamptz NOT NULL
);
CREATE INDEX identity_link_by_account ON identity_link (account_id);

-- The sixth guess breaks a constraint, whatever the statement that counts forgot.
CREATE TABLE sign_in_challenge (
  id uuid PRIMARY KEY,
  purpose text NOT NULL CONSTRAINT sign_in_challenge_purpose CHECK (purpose IN (
    'sign-in', 'reset-password', 'change-phone', 'attach-wechat', 'enrol-totp', 'step-up', 'appeal')),
  phone_index bytea NOT NULL,
  code_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  guesses smallint NOT NULL CONSTRAINT sign_in_challenge_guesses CHECK (guesses BETWEEN 0 AND 5),
  used_at timestamptz
);
CREATE INDEX sign_in_challenge_by_expiry ON sign_in_challenge (expires_at);

CREATE TABLE sign_in_ticket (
  token_hash bytea PRIMARY KEY CONSTRAINT sign_in_ticket_hash CHECK (octet_length(token_hash) = 32),
  purpose text NOT NULL CONSTRAINT sign_in_ticket_purpose CHECK (purpose IN (
    'totp', 'enrol-totp', 'attach-wechat', 'set-up-staff')),
  account_id uuid REFERENCES account,
  -- Of `wechat:<appid>:<openid>`: an account is found by it, nobody is read from it.
  identity_hash bytea,
  expires_at timestamptz NOT NULL,
  guesses smallint NOT NULL CONSTRAINT sign_in_ticket_guesses CHECK (guesses BETWEEN 0 AND 5),
  used_at timestamptz
);
CREATE INDEX sign_in_ticket_by_expiry ON sign_in_ticket (expires_at);
CREATE INDEX sign_in_ticket_by_account ON sign_in_ticket (account_id) WHERE account_id IS NOT NULL;

-- One row for each name and subject: the window that is counted now.
CREATE TABLE sign_in_quota (
  name text NOT NULL,
  subject text NOT NULL,
  window_starts_at timestamptz NOT NULL,
  tries integer NOT NULL CONSTRAINT sign_in_quota_tries CHECK (tries > 0),
  PRIMARY KEY (name, subject)
);
CREATE INDEX sign_in_quota_by_age ON sign_in_quota (window_starts_at);

CREATE TABLE session (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  token_hash bytea NOT NULL
    CONSTRAINT session_token_once UNIQUE
    CONSTRAINT session_token_hash CHECK (octet_length(token_hash) = 32),
  kind text NOT NULL CONSTRAINT session_kind CHECK (kind IN ('family', 'escort', 'staff')),
  auth_level text NOT NULL
    CONSTRAINT session_auth_level CHECK (auth_level IN ('code', 'wechat', 'password', 'password+totp')),
  device text NOT NULL,
  started_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  idle_until timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  stepped_up_at timestamptz,
  ended_at timestamptz,
  ended_why text CONSTRAINT session_ended_why CHECK (ended_why IN (
    'signed-out', 'revoked', 'banned', 'password-changed', 'phone-changed', 'factor-changed')),
  CONSTRAINT session_end_whole CHECK (num_nonnulls(ended_at, ended_why) IN (0, 2))
);
CREATE INDEX session_of_account ON session (account_id) WHERE ended_at IS NULL;
CREATE INDEX session_by_end ON session (ends_at);

CREATE TABLE staff_grant (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES account,
  role text NOT NULL CONSTRAINT staff_grant_role CHECK (role IN (
    'dispatcher', 'quality', 'finance', 'support', 'admin', 'auditor')),
  city_code text,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  granted_by_account uuid REFERENCES account,
  revoked_at timestamptz,
  revoked_by_account uuid REFERENCES account,
  CONSTRAINT staff_grant_not_empty CHECK (valid_from < valid_until),
  CONSTRAINT staff_grant_revocation_whole CHECK (num_nonnulls(revoked_at, revoked_by_account) IN (0, 2))
);
CREATE INDEX staff_grant_of_account ON staff_grant (account_id);
CREATE INDEX staff_grant_of_tenant ON staff_grant (tenant_id) WHERE revoked_at IS NULL;

-- Roles were a column until now; from here on only the grants count.
INSERT INTO staff_grant (id, tenant_id, account_id, role, valid_from)
SELECT gen_random_uuid(), account.tenant_id, account.id, held.role, account.created_at
FROM account CROSS JOIN LATERAL unnest(account.staff_roles) AS held(role);

CREATE TABLE sanction (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  kind text NOT NULL CONSTRAINT sanction_kind CHECK (kind IN ('warned', 'restricted', 'banned')),
  functions text[] NOT NULL DEFAULT '{}'
    CONSTRAINT sanction_functions CHECK (functions <@ ARRAY['book', 'work', 'review', 'chat']),
  cause text NOT NULL CONSTRAINT sanction_cause CHECK (cause IN (
    'false-credentials', 'malicious-review', 'disorder', 'fraud', 'other')),
  reason_sealed bytea NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  imposed_by_account uuid NOT NULL REFERENCES account,
  lifted_at timestamptz,
  lifted_by_account uuid REFERENCES account,
  lift_reason_sealed bytea,
  appealed_at timestamptz,
  appeal_sealed bytea,
  answered_at timestamptz,
  answered_by_account uuid REFERENCES account,
  answer_sealed bytea,
  is_granted boolean,
  version integer NOT NULL CHECK (version > 0),
  CONSTRAINT sanction_not_empty CHECK (valid_from < valid_until),
  CONSTRAINT sanction_restricts CHECK ((kind = 'restricted') = (cardinality(functions) > 0)),
  CONSTRAINT sanction_lift_whole CHECK (num_nonnulls(lifted_at, lifted_by_account, lift_reason_sealed) IN (0, 3)),
  CONSTRAINT sanction_appeal_whole CHECK (num_nonnulls(appealed_at, appeal_sealed) IN (0, 2)),
  CONSTRAINT sanction_answer_whole CHECK (num_nonnulls(answered_at, answered_by_account, answer_sealed, is_granted) IN (0, 4)),
  CONSTRAINT sanction_answers_an_appeal CHECK (answered_at IS NULL OR appealed_at IS NOT NULL)
);
CREATE INDEX sanction_of_account ON sanction (account_id) WHERE lifted_at IS NULL;
CREATE INDEX sanction_appeal_open ON sanction (appealed_at) WHERE appealed_at IS NOT NULL AND answered_at IS NULL;
