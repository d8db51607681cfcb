-- The numbers of escort orders, as published versions of each tenant; a quote and its order keep the version that they were made with.

-- The first version is everybody's, under the nil tenant; a tenant's own begin with the second. Published versions never change.
-- What visit_policy had before is here too; that table is left for processes of the release before.
CREATE TABLE visit_policy_version (
  tenant_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  effective_from timestamptz NOT NULL,
  body jsonb NOT NULL,
  reason text,
  PRIMARY KEY (tenant_id, version),
  CONSTRAINT visit_policy_version_body CHECK ((body ->> 'version')::integer = version),
  CONSTRAINT visit_policy_version_first CHECK ((tenant_id = '00000000-0000-0000-0000-000000000000') = (version = 1)),
  CONSTRAINT visit_policy_version_reason CHECK ((reason IS NULL) = (version = 1) AND length(trim(reason)) > 0)
);
INSERT INTO visit_policy_version (tenant_id, version, effective_from, body)
  SELECT '00000000-0000-0000-0000-000000000000', version, effective_from, body FROM visit_policy WHERE version = 1;
CREATE TRIGGER visit_policy_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON visit_policy_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whoever asks, because families, escorts and partners book and are paid by them; numbers of business that name nobody.
CREATE FUNCTION visit_policies_of(wanted_tenant uuid) RETURNS json LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET app.power = 'platform' SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT json_agg(json_build_object('body', body, 'from', effective_from, 'reason', reason) ORDER BY version DESC)
    FROM visit_policy_version WHERE tenant_id IN ('00000000-0000-0000-0000-000000000000', wanted_tenant));
END $$;

-- `policyAt` of the domain says the same.
CREATE FUNCTION visit_policy_in_force(wanted_tenant uuid, at_instant timestamptz) RETURNS integer LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET app.power = 'platform' SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT max(version) FROM visit_policy_version
    WHERE tenant_id IN ('00000000-0000-0000-0000-000000000000', wanted_tenant) AND effective_from <= at_instant);
END $$;

CREATE FUNCTION visit_policy_of(wanted_tenant uuid, wanted_version integer) RETURNS jsonb LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET app.power = 'platform' SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT body FROM visit_policy_version
    WHERE tenant_id IN ('00000000-0000-0000-0000-000000000000', wanted_tenant) AND version = wanted_version);
END $$;

-- A quote or an order names a version that was published to its tenant, instead of one that anybody has.
ALTER TABLE quote DROP CONSTRAINT quote_policy_version_fkey;
ALTER TABLE escort_order DROP CONSTRAINT escort_order_policy_version_fkey;
CREATE FUNCTION refuse_unpublished_visit_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF visit_policy_of(NEW.tenant_id, NEW.policy_version) IS NULL THEN
    RAISE EXCEPTION 'visit policy % was never published to tenant %', NEW.policy_version, NEW.tenant_id
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quote_policy_published BEFORE INSERT OR UPDATE OF tenant_id, policy_version ON quote FOR EACH ROW
  EXECUTE FUNCTION refuse_unpublished_visit_policy();
CREATE TRIGGER escort_order_policy_published BEFORE INSERT OR UPDATE OF tenant_id, policy_version ON escort_order FOR EACH ROW
  EXECUTE FUNCTION refuse_unpublished_visit_policy();

GRANT SELECT, INSERT ON visit_policy_version TO banzhen_people, banzhen_platform;
REVOKE UPDATE, DELETE ON visit_policy_version FROM banzhen_people, banzhen_platform;
REVOKE EXECUTE ON FUNCTION visit_policies_of, visit_policy_in_force, visit_policy_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION visit_policies_of, visit_policy_in_force, visit_policy_of TO banzhen_people, banzhen_platform;

-- Staff see the versions of their tenant and publish its next one; what others are told comes by the functions above.
ALTER TABLE visit_policy_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY visit_policy_version_seen ON visit_policy_version FOR SELECT USING (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND tenant_id IN ('00000000-0000-0000-0000-000000000000', (SELECT asking_tenant())));
CREATE POLICY visit_policy_version_published ON visit_policy_version FOR INSERT WITH CHECK (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()));
CREATE POLICY visit_policy_version_not_partners ON visit_policy_version AS RESTRICTIVE
  USING ((SELECT asking_power()) <> 'partner');
