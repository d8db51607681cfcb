-- What is about people is sealed by the application before it gets here. Each person has a data key, wrapped by a
-- key-encryption key that no database knows; destroying it is what erasing a person means.

CREATE TABLE data_key (
  kid uuid PRIMARY KEY,
  subject_kind text NOT NULL CONSTRAINT data_key_subject_kind CHECK (subject_kind IN ('account', 'patient')),
  subject_id uuid NOT NULL,
  -- `active` seals and opens, `retired` opens until its values are sealed anew, `destroyed` does neither, for good.
  state text NOT NULL CONSTRAINT data_key_state CHECK (state IN ('active', 'retired', 'destroyed')),
  kek_id text,
  wrapped bytea,
  created_at timestamptz NOT NULL DEFAULT now(),
  destroyed_at timestamptz,
  CONSTRAINT data_key_whole CHECK (num_nonnulls(kek_id, wrapped) IN (0, 2)),
  CONSTRAINT data_key_active_opens CHECK (state <> 'active' OR wrapped IS NOT NULL),
  CONSTRAINT data_key_destroyed_shut CHECK (state <> 'destroyed' OR wrapped IS NULL)
);
-- One key of a person seals at a time; a person who was erased gets none again.
CREATE UNIQUE INDEX data_key_current ON data_key (subject_kind, subject_id) WHERE state <> 'retired';
CREATE INDEX data_key_retired ON data_key (subject_kind, subject_id) WHERE state = 'retired';
CREATE INDEX data_key_by_kek ON data_key (kek_id);

-- A rotation of all data keys, so that a killed one is gone on with.
CREATE TABLE data_key_rotation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE UNIQUE INDEX data_key_rotation_one_at_a_time ON data_key_rotation ((true)) WHERE finished_at IS NULL;

ALTER TABLE account
  ALTER COLUMN display_name DROP NOT NULL,
  ADD COLUMN display_name_sealed bytea,
  ADD COLUMN phone_sealed bytea,
  ADD COLUMN phone_index bytea,
  ADD CONSTRAINT account_phone_whole CHECK (num_nonnulls(phone_sealed, phone_index) IN (0, 2)),
  ADD CONSTRAINT account_phone_once UNIQUE (tenant_id, phone_index);

ALTER TABLE patient
  ALTER COLUMN display_name DROP NOT NULL,
  ADD COLUMN display_name_sealed bytea,
  ADD COLUMN real_name_sealed bytea,
  ADD COLUMN id_number_sealed bytea,
  ADD COLUMN id_number_index bytea,
  ADD COLUMN birth_date_sealed bytea,
  ADD COLUMN sex_sealed bytea,
  ADD COLUMN conditions_sealed bytea,
  ADD COLUMN department_sealed bytea,
  ADD COLUMN ward_sealed bytea,
  ADD COLUMN bed_sealed bytea,
  ADD COLUMN home_sealed bytea,
  ADD COLUMN phone_sealed bytea,
  ADD CONSTRAINT patient_id_number_whole CHECK (num_nonnulls(id_number_sealed, id_number_index) IN (0, 2));
CREATE INDEX patient_by_id_number ON patient (tenant_id, id_number_index) WHERE id_number_index IS NOT NULL;

ALTER TABLE service_log
  ALTER COLUMN note DROP NOT NULL,
  ADD COLUMN note_sealed bytea;

ALTER TABLE order_event ADD COLUMN reason_sealed bytea;

ALTER TABLE offer ADD COLUMN reason_sealed bytea;

ALTER TABLE review
  ALTER COLUMN text DROP NOT NULL,
  ADD COLUMN text_sealed bytea;

-- What an older release wrote plainly is found by these and sealed; they are empty most of the time.
CREATE INDEX account_plain ON account (id) WHERE display_name IS NOT NULL;
CREATE INDEX patient_plain ON patient (id) WHERE display_name IS NOT NULL;
CREATE INDEX patient_plain_home ON patient (id) WHERE home_longitude IS NOT NULL;
CREATE INDEX service_log_plain ON service_log (id) WHERE note IS NOT NULL;
CREATE INDEX order_event_plain ON order_event (order_id, version, ordinal) WHERE reason IS NOT NULL;
CREATE INDEX offer_plain ON offer (id) WHERE reason IS NOT NULL;
CREATE INDEX review_plain ON review (order_id) WHERE text IS NOT NULL;

-- A line of the timeline stays what it is, but its reason may be sealed, and sealed anew under another key.
CREATE OR REPLACE TRIGGER order_event_append_only
  BEFORE UPDATE OF order_id, version, ordinal, type, transition, from_status, to_status, at, by_capacity, by_account, refs
    OR DELETE OR TRUNCATE ON order_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_unsealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reason IS NULL AND NEW.reason_sealed IS NOT NULL AND num_nonnulls(OLD.reason, OLD.reason_sealed) > 0 THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER order_event_reason_sealed_only BEFORE UPDATE OF reason, reason_sealed ON order_event
  FOR EACH ROW EXECUTE FUNCTION refuse_unsealing();
