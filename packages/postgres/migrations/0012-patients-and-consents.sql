-- Who may do what for a patient, what people have agreed to, who looked at what is masked, and accounts that were erased.

-- A proxy grant that waits for the owner of a phone. The number is found by the same keyed hash as that of an account.
CREATE TABLE proxy_invitation (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  patient_id uuid NOT NULL REFERENCES patient,
  phone_sealed bytea NOT NULL,
  phone_index bytea NOT NULL CONSTRAINT proxy_invitation_phone_index CHECK (octet_length(phone_index) = 32),
  scope text NOT NULL CONSTRAINT proxy_invitation_scope CHECK (scope IN ('view', 'book')),
  valid_until timestamptz NOT NULL,
  invited_by_account uuid NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT proxy_invitation_not_empty CHECK (created_at < expires_at AND expires_at <= valid_until)
);
CREATE INDEX proxy_invitation_of_patient ON proxy_invitation (patient_id);
CREATE INDEX proxy_invitation_by_expiry ON proxy_invitation (expires_at);
CREATE INDEX proxy_invitation_to_phone ON proxy_invitation (tenant_id, phone_index);

-- Published versions never change.
CREATE TABLE consent_document (
  kind text NOT NULL CONSTRAINT consent_document_kind
    CHECK (kind IN ('terms', 'privacy', 'health-data', 'service-scope')),
  version integer NOT NULL CHECK (version > 0),
  title_zh text NOT NULL,
  title_en text NOT NULL,
  text_zh text NOT NULL,
  text_en text NOT NULL,
  in_force_from timestamptz NOT NULL,
  PRIMARY KEY (kind, version)
);
CREATE TRIGGER consent_document_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What somebody said to a version, one row after the other; `ordinal` tells two of one instant apart.
CREATE TABLE consent (
  id uuid PRIMARY KEY,
  ordinal bigint GENERATED ALWAYS AS IDENTITY,
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES account,
  kind text NOT NULL,
  version integer NOT NULL,
  act text NOT NULL CONSTRAINT consent_act CHECK (act IN ('given', 'withdrawn')),
  at timestamptz NOT NULL,
  network text NOT NULL,
  FOREIGN KEY (kind, version) REFERENCES consent_document
);
CREATE INDEX consent_of_account ON consent (account_id, kind, ordinal);
CREATE TRIGGER consent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- That staff looked at what is masked, and why. Only the seal of the reason may change, when keys do.
CREATE TABLE patient_reveal (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  patient_id uuid NOT NULL REFERENCES patient,
  by_account uuid NOT NULL REFERENCES account,
  fields text[] NOT NULL,
  reason_sealed bytea NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX patient_reveal_of_patient ON patient_reveal (patient_id, at);
CREATE TRIGGER patient_reveal_append_only
  BEFORE UPDATE OF id, tenant_id, patient_id, by_account, fields, at OR DELETE OR TRUNCATE ON patient_reveal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE account ADD COLUMN erased_at timestamptz,
  ADD CONSTRAINT account_erased_has_no_phone CHECK (erased_at IS NULL OR num_nonnulls(phone_sealed, phone_index, display_name) = 0);

ALTER TABLE session DROP CONSTRAINT session_ended_why, ADD CONSTRAINT session_ended_why CHECK (ended_why IN (
  'signed-out', 'revoked', 'banned', 'password-changed', 'phone-changed', 'factor-changed', 'erased'));

-- An order that is being booked while its booker is erased: one waits for the other, and the second is refused.
CREATE FUNCTION refuse_erased_booker() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET app.power = 'platform' SET search_path = public AS $$
DECLARE gone timestamptz;
BEGIN
  -- With the lock it is read as it stands after whoever had it.
  SELECT erased_at INTO gone FROM account WHERE id = NEW.booked_by FOR KEY SHARE;
  IF gone IS NOT NULL THEN
    RAISE EXCEPTION 'an erased account books nothing' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER escort_order_booker_stands BEFORE INSERT ON escort_order
  FOR EACH ROW EXECUTE FUNCTION refuse_erased_booker();

GRANT SELECT, INSERT, UPDATE, DELETE ON proxy_invitation TO banzhen_people, banzhen_platform;
GRANT SELECT, INSERT ON consent_document, consent, patient_reveal TO banzhen_people, banzhen_platform;
REVOKE UPDATE, DELETE ON consent_document, consent, patient_reveal FROM banzhen_people, banzhen_platform;
REVOKE INSERT ON consent_document FROM banzhen_people;
GRANT UPDATE (reason_sealed) ON patient_reveal TO banzhen_platform;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO banzhen_people, banzhen_platform;

-- Who is invited does not see the invitation by themselves: the platform shows it to the owner of the phone.
ALTER TABLE proxy_invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY proxy_invitation_seen ON proxy_invitation USING (
  (SELECT asking_power()) = 'platform'
  OR tenant_id = (SELECT asking_tenant()) AND patient_is_mine(patient_id)) WITH CHECK (true);

ALTER TABLE consent ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY consent_seen ON consent USING (
  (SELECT asking_power()) = 'platform' OR account_id = (SELECT asking_account())) WITH CHECK (true);

ALTER TABLE patient_reveal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY patient_reveal_seen ON patient_reveal USING (
  (SELECT asking_power()) = 'platform'
  OR tenant_id = (SELECT asking_tenant())
    AND ((SELECT asking_power()) = 'tenant' OR patient_is_mine(patient_id))) WITH CHECK (true);
