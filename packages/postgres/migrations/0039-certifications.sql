-- Files that people send, sealed in pieces, and the credentials of escorts that are reviewed by them.

CREATE TABLE stored_file (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  -- Whose it is: their key seals the pieces, and erasing them deletes the row.
  account_id uuid NOT NULL REFERENCES account,
  media_type text NOT NULL CONSTRAINT stored_file_media_type CHECK (media_type IN ('image/jpeg', 'application/pdf')),
  bytes integer NOT NULL CONSTRAINT stored_file_bytes CHECK (bytes BETWEEN 1 AND 10485760),
  stored_at timestamptz NOT NULL
);
CREATE INDEX stored_file_of_account ON stored_file (account_id);

-- Pieces of a size that whoever seals all anew can hold many of.
CREATE TABLE stored_file_part (
  file_id uuid NOT NULL REFERENCES stored_file ON DELETE CASCADE,
  no integer NOT NULL CONSTRAINT stored_file_part_no CHECK (no >= 0),
  content_sealed bytea NOT NULL,
  PRIMARY KEY (file_id, no)
);

CREATE TABLE certification (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES account,
  city_code text NOT NULL REFERENCES city,
  class text NOT NULL CONSTRAINT certification_class CHECK (class IN ('escort', 'care-worker', 'nurse')),
  status text NOT NULL CONSTRAINT certification_status CHECK (
    status IN ('SUBMITTED', 'NEEDS_INFO', 'REJECTED', 'APPROVED', 'EXPIRING', 'EXPIRED', 'CLOSED')),
  -- Name and numbers.
  material_sealed bytea NOT NULL,
  -- Which paper is which file, and until when it counts.
  documents jsonb NOT NULL,
  code_of_conduct integer NOT NULL,
  submitted_at timestamptz NOT NULL,
  first_approved_by_account uuid REFERENCES account,
  first_approved_at timestamptz,
  decided_by_account uuid REFERENCES account,
  decided_at timestamptz,
  -- Reasons, remarks, and where officers have looked.
  review_sealed bytea,
  valid_until timestamptz,
  version integer NOT NULL CONSTRAINT certification_version CHECK (version > 0),
  CONSTRAINT certification_first_approval_whole CHECK (num_nonnulls(first_approved_by_account, first_approved_at) IN (0, 2)),
  CONSTRAINT certification_decision_whole CHECK (num_nonnulls(decided_by_account, decided_at) IN (0, 2)),
  CONSTRAINT certification_decided CHECK (decided_at IS NOT NULL OR status IN ('SUBMITTED', 'CLOSED')),
  CONSTRAINT certification_approved_until CHECK (valid_until IS NOT NULL OR status NOT IN ('APPROVED', 'EXPIRING', 'EXPIRED')),
  -- A nurse has two officers, and nobody reviews themselves.
  CONSTRAINT certification_second_officer CHECK (class <> 'nurse' OR status NOT IN ('APPROVED', 'EXPIRING', 'EXPIRED')
    OR first_approved_by_account IS NOT NULL AND first_approved_by_account <> decided_by_account),
  CONSTRAINT certification_by_another CHECK (account_id <> decided_by_account AND account_id <> first_approved_by_account)
);
CREATE UNIQUE INDEX certification_one_live ON certification (account_id) WHERE status = 'SUBMITTED';
CREATE INDEX certification_of_account ON certification (account_id, submitted_at);
CREATE INDEX certification_waiting ON certification (tenant_id, submitted_at) WHERE status = 'SUBMITTED';
CREATE INDEX certification_running_out ON certification (valid_until) WHERE status IN ('APPROVED', 'EXPIRING');

-- That an officer looked at a paper, and why. Only the seal of the reason may change, when keys do.
CREATE TABLE certification_reveal (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  certification_id uuid NOT NULL REFERENCES certification,
  account_id uuid NOT NULL REFERENCES account,
  by_account uuid NOT NULL REFERENCES account,
  document text NOT NULL,
  reason_sealed bytea NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX certification_reveal_of ON certification_reveal (certification_id, at);
CREATE TRIGGER certification_reveal_append_only
  BEFORE UPDATE OF id, tenant_id, certification_id, account_id, by_account, document, at OR DELETE OR TRUNCATE ON certification_reveal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

REVOKE ALL ON stored_file, stored_file_part, certification, certification_reveal FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT ON stored_file, stored_file_part, certification, certification_reveal TO banzhen_people, banzhen_platform;
-- What was submitted stays as it was submitted.
GRANT UPDATE (status, first_approved_by_account, first_approved_at, decided_by_account, decided_at, review_sealed, valid_until, version)
  ON certification TO banzhen_people;
GRANT UPDATE (status, first_approved_by_account, first_approved_at, decided_by_account, decided_at, review_sealed, valid_until, version,
  material_sealed) ON certification TO banzhen_platform;
GRANT UPDATE (content_sealed) ON stored_file_part TO banzhen_platform;
GRANT UPDATE (reason_sealed) ON certification_reveal TO banzhen_platform;
GRANT DELETE ON stored_file, stored_file_part TO banzhen_platform;

ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE stored_file_part ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE certification ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE certification_reveal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['stored_file', 'certification', 'certification_reveal'] LOOP
    EXECUTE format($policy$CREATE POLICY %I ON %I USING ((SELECT asking_power()) = 'platform'
      OR tenant_id = (SELECT asking_tenant())
        AND ((SELECT asking_power()) = 'tenant' OR account_id = (SELECT asking_account())))$policy$, guarded || '_seen', guarded);
  END LOOP;
  CREATE POLICY stored_file_part_seen ON stored_file_part USING ((SELECT asking_power()) = 'platform'
    OR EXISTS (SELECT FROM stored_file WHERE stored_file.id = stored_file_part.file_id));
  FOREACH guarded IN ARRAY ARRAY['stored_file', 'stored_file_part', 'certification', 'certification_reveal'] LOOP
    EXECUTE format($policy$CREATE POLICY %I ON %I AS RESTRICTIVE USING ((SELECT asking_power()) <> 'partner')$policy$,
      guarded || '_not_partners', guarded);
  END LOOP;
END $$;
