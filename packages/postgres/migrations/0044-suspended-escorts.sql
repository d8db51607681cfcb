-- Escorts are suspended, come back, and are revoked for ever (machine 6.7, K7 to K9; docs/adr/0041-suspended-and-revoked-escorts.md).

ALTER TABLE certification DROP CONSTRAINT certification_status, ADD CONSTRAINT certification_status CHECK (status IN (
  'SUBMITTED', 'NEEDS_INFO', 'REJECTED', 'APPROVED', 'EXPIRING', 'EXPIRED', 'SUSPENDED', 'REVOKED', 'CLOSED'));
ALTER TABLE certification
  ADD CONSTRAINT certification_suspended_whole CHECK (status <> 'SUSPENDED' OR valid_until IS NOT NULL
    AND (class <> 'nurse' OR first_approved_by_account IS NOT NULL AND first_approved_by_account <> decided_by_account)),
  -- A keyed index of the number of the identity card; rows of the release before get theirs with their next change.
  ADD COLUMN identity_index bytea;
CREATE INDEX certification_identity ON certification (tenant_id, identity_index) WHERE status IN ('APPROVED', 'EXPIRING', 'SUSPENDED');
CREATE INDEX certification_standing ON certification (tenant_id, status, id)
  WHERE status IN ('APPROVED', 'EXPIRING', 'SUSPENDED', 'REVOKED');
GRANT UPDATE (identity_index) ON certification TO banzhen_people, banzhen_platform;

-- What was done about an escort's qualification. Only the seal of its words may change, when keys do.
CREATE TABLE certification_measure (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  certification_id uuid NOT NULL REFERENCES certification,
  account_id uuid NOT NULL REFERENCES account,
  kind text NOT NULL CONSTRAINT certification_measure_kind CHECK (kind IN ('suspended', 'lifted', 'revocation-proposed', 'revoked')),
  cause text CONSTRAINT certification_measure_cause CHECK (cause IN ('false-papers', 'harm')),
  -- Nobody where the rule of missed visits did it.
  by_account uuid REFERENCES account,
  proposed_by_account uuid REFERENCES account,
  until timestamptz,
  -- Reason and condition.
  words_sealed bytea NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT certification_measure_caused CHECK ((cause IS NOT NULL) = (kind IN ('revocation-proposed', 'revoked'))),
  CONSTRAINT certification_measure_until CHECK (until IS NULL OR kind = 'suspended' AND until > at),
  CONSTRAINT certification_measure_by_rule CHECK (by_account IS NOT NULL OR kind = 'suspended'),
  CONSTRAINT certification_measure_by_another CHECK (by_account <> account_id AND proposed_by_account <> account_id),
  -- A revocation has two administrators.
  CONSTRAINT certification_measure_second_admin CHECK (CASE kind
    WHEN 'revoked' THEN num_nulls(by_account, proposed_by_account) = 0 AND by_account <> proposed_by_account
    ELSE proposed_by_account IS NULL END)
);
CREATE INDEX certification_measure_of_account ON certification_measure (account_id, at);
CREATE INDEX certification_measure_of ON certification_measure (certification_id);
CREATE TRIGGER certification_measure_append_only
  BEFORE UPDATE OF id, tenant_id, certification_id, account_id, kind, cause, by_account, proposed_by_account, until, at OR DELETE OR TRUNCATE
  ON certification_measure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Identities of revoked escorts. They stay when the account is erased: what is left of it here is an index that tells nobody a number.
CREATE TABLE barred_identity (
  tenant_id uuid NOT NULL,
  identity_index bytea NOT NULL,
  certification_id uuid NOT NULL REFERENCES certification,
  barred_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, identity_index)
);
CREATE INDEX barred_identity_of ON barred_identity (certification_id);
CREATE TRIGGER barred_identity_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON barred_identity
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

REVOKE ALL ON certification_measure, barred_identity FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT ON certification_measure, barred_identity TO banzhen_people, banzhen_platform;
GRANT UPDATE (words_sealed) ON certification_measure TO banzhen_platform;
ALTER TABLE certification_measure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE barred_identity ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY certification_measure_seen ON certification_measure USING ((SELECT asking_power()) = 'platform'
  OR tenant_id = (SELECT asking_tenant())
    AND ((SELECT asking_power()) = 'tenant' OR account_id = (SELECT asking_account())));
CREATE POLICY certification_measure_not_partners ON certification_measure AS RESTRICTIVE USING ((SELECT asking_power()) <> 'partner');
CREATE POLICY barred_identity_seen ON barred_identity USING ((SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()));
CREATE POLICY barred_identity_not_partners ON barred_identity AS RESTRICTIVE USING ((SELECT asking_power()) <> 'partner');

-- One writer for each identity: whoever bars it and whoever asks, so that nobody is approved while it is barred elsewhere.
CREATE FUNCTION hold_identity(wanted_tenant uuid, wanted_index bytea) RETURNS void LANGUAGE sql
  RETURN pg_advisory_xact_lock(uuid_hash_extended(encode(substring(wanted_index FOR 16), 'hex')::uuid,
    uuid_hash_extended(wanted_tenant, hashtextextended('identity', 0))));

-- Asked by whoever submits, who may not look at the table: with the index of a number that they have given themselves.
CREATE FUNCTION identity_is_barred(wanted_tenant uuid, wanted_index bytea) RETURNS boolean LANGUAGE plpgsql
SECURITY DEFINER SET app.power = 'platform' SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM hold_identity(wanted_tenant, wanted_index);
  RETURN EXISTS (SELECT FROM barred_identity WHERE tenant_id = wanted_tenant AND identity_index = wanted_index);
END $$;

CREATE FUNCTION shift_has_begun(wanted_order uuid, wanted_shift integer) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET app.power = 'platform' SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM escort_order WHERE id = wanted_order AND (status = 'ARRIVED' AND wanted_shift = 1
    OR status = 'SERVING' AND wanted_shift = current_shift_no));
END $$;

-- As before; and whoever ends a qualification holds the escort too, so what is read here stays true until this ends. The row of an escort
-- who may not work is left out, and whoever writes it finds it missing. A shift that has begun is served to its end, and a tentative block is
-- no work yet: an order whose wish is an escort off work is paid and moved as any other, and its search passes them over.
CREATE OR REPLACE FUNCTION hold_escort() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_one('escort', NEW.escort_id);
  IF NEW.until IS NULL AND EXISTS (SELECT FROM escort WHERE id = NEW.escort_id AND certification <> 'APPROVED')
    AND NOT shift_has_begun(NEW.order_id, NEW.shift_no) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;

CREATE INDEX escort_off_work ON escort (id) WHERE certification <> 'APPROVED';
CREATE INDEX escort_order_missed ON escort_order (cancelled_at) WHERE cancellation_cause = 'escort-no-show';
