-- Cities, catalogue, hospitals, accounts, patients and escorts. PostgreSQL 15 SQL only: the embedded engine is newer.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE city (
  code text PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  zone text NOT NULL,
  is_open boolean NOT NULL
);

CREATE TABLE escort_service (
  city_code text NOT NULL REFERENCES city,
  code text NOT NULL,
  kind text NOT NULL CONSTRAINT escort_service_kind CHECK (kind IN ('visit', 'care')),
  title_zh text NOT NULL,
  title_en text NOT NULL,
  unit_minutes integer NOT NULL CHECK (unit_minutes > 0),
  unit_price_fen bigint NOT NULL CHECK (unit_price_fen >= 0),
  shift_minutes integer NOT NULL CHECK (shift_minutes > 0),
  skills text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (city_code, code)
);

CREATE TABLE hospital (
  id uuid PRIMARY KEY,
  city_code text NOT NULL REFERENCES city,
  code text NOT NULL,
  name text NOT NULL,
  district text NOT NULL DEFAULT '',
  kind text NOT NULL DEFAULT '',
  grade text NOT NULL DEFAULT '',
  longitude double precision,
  latitude double precision,
  datum text CONSTRAINT hospital_datum CHECK (datum IN ('WGS-84', 'GCJ-02')),
  CONSTRAINT hospital_code_once UNIQUE (city_code, code),
  CONSTRAINT hospital_place_whole CHECK (num_nonnulls(longitude, latitude, datum) IN (0, 3))
);
CREATE INDEX hospital_by_name ON hospital (city_code, name);

CREATE TABLE account (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  display_name text NOT NULL,
  staff_roles text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT account_staff_roles CHECK (staff_roles <@ ARRAY['dispatcher', 'quality', 'finance', 'admin'])
);

CREATE TABLE membership (
  account_id uuid PRIMARY KEY REFERENCES account,
  discount_bp integer NOT NULL CHECK (discount_bp BETWEEN 0 AND 10000),
  valid_until timestamptz
);

CREATE TABLE patient (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  display_name text NOT NULL,
  is_real_named boolean NOT NULL,
  home_longitude double precision,
  home_latitude double precision,
  home_datum text CONSTRAINT patient_home_datum CHECK (home_datum IN ('WGS-84', 'GCJ-02')),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT patient_home_whole CHECK (num_nonnulls(home_longitude, home_latitude, home_datum) IN (0, 3))
);

CREATE TABLE patient_grant (
  patient_id uuid NOT NULL REFERENCES patient,
  account_id uuid NOT NULL REFERENCES account,
  scopes text[] NOT NULL CONSTRAINT patient_grant_scopes CHECK (scopes <@ ARRAY['view', 'book']),
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  PRIMARY KEY (patient_id, account_id, valid_from),
  CONSTRAINT patient_grant_not_empty CHECK (valid_from < valid_until)
);
CREATE INDEX patient_grant_by_account ON patient_grant (account_id);

CREATE TABLE escort (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  tenant_id uuid NOT NULL,
  city_code text NOT NULL REFERENCES city,
  gender text NOT NULL CONSTRAINT escort_gender CHECK (gender IN ('female', 'male')),
  account_state text NOT NULL
    CONSTRAINT escort_account_state CHECK (account_state IN ('ACTIVE', 'WARNED', 'RESTRICTED', 'BANNED')),
  certification text NOT NULL CONSTRAINT escort_certification
    CHECK (certification IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'EXPIRED', 'SUSPENDED', 'REVOKED')),
  is_accepting boolean NOT NULL,
  skills text[] NOT NULL DEFAULT '{}',
  services text[] NOT NULL DEFAULT '{}',
  hospital_ids uuid[] NOT NULL DEFAULT '{}',
  base_longitude double precision,
  base_latitude double precision,
  base_datum text CONSTRAINT escort_base_datum CHECK (base_datum IN ('WGS-84', 'GCJ-02')),
  -- Mean stars x 100 is rating_sum / rating_count.
  rating_sum bigint NOT NULL DEFAULT 0 CHECK (rating_sum >= 0),
  rating_count integer NOT NULL DEFAULT 0 CHECK (rating_count >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT escort_account_once UNIQUE (account_id),
  CONSTRAINT escort_base_whole CHECK (num_nonnulls(base_longitude, base_latitude, base_datum) IN (0, 3))
);
CREATE INDEX escort_by_city ON escort (city_code);

CREATE TABLE escort_credential (
  escort_id uuid NOT NULL REFERENCES escort,
  kind text NOT NULL,
  valid_until timestamptz NOT NULL,
  PRIMARY KEY (escort_id, kind)
);

CREATE TABLE escort_roster (
  escort_id uuid NOT NULL REFERENCES escort,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  from_minute smallint NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  to_minute smallint NOT NULL CHECK (to_minute BETWEEN 1 AND 2880),
  PRIMARY KEY (escort_id, weekday, from_minute)
);

CREATE TABLE escort_leave (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  escort_id uuid NOT NULL REFERENCES escort,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  CONSTRAINT escort_leave_not_empty CHECK (starts_at < ends_at)
);
CREATE INDEX escort_leave_by_escort ON escort_leave (escort_id, ends_at);

CREATE TABLE escort_do_not_match (
  escort_id uuid NOT NULL REFERENCES escort,
  patient_id uuid NOT NULL REFERENCES patient,
  PRIMARY KEY (escort_id, patient_id)
);
CREATE INDEX escort_do_not_match_by_patient ON escort_do_not_match (patient_id);
