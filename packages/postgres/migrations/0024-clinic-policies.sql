-- The numbers by which seats are booked, as published versions of each tenant, and the version that an appointment was made with.

-- The first version is everybody's, under the nil tenant; a tenant's own begin with the second. Published versions never change.
CREATE TABLE clinic_policy (
  tenant_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  effective_from timestamptz NOT NULL,
  body jsonb NOT NULL,
  reason text,
  PRIMARY KEY (tenant_id, version),
  CONSTRAINT clinic_policy_body_version CHECK ((body ->> 'version')::integer = version),
  CONSTRAINT clinic_policy_first CHECK ((tenant_id = '00000000-0000-0000-0000-000000000000') = (version = 1)),
  CONSTRAINT clinic_policy_reason CHECK ((reason IS NULL) = (version = 1) AND length(trim(reason)) > 0)
);
INSERT INTO clinic_policy (tenant_id, version, effective_from, body) VALUES ('00000000-0000-0000-0000-000000000000', 1, '1970-01-01T00:00:00Z', '{
  "version": 1,
  "appointments": {
    "hold": { "minutes": 5, "withPaymentMinutes": 15 },
    "confirmWithinMinutes": 15,
    "changes": {
      "reschedulesByFamily": 2,
      "rescheduleCutOffMinutes": 1440, "cancelCutOffMinutes": 1440, "lateCancelCutOffMinutes": 120
    },
    "departmentsPerDay": 3,
    "onSite": { "metres": 300, "accuracyMetres": 100 },
    "noShow": { "graceMinutes": 30, "lockAfter": 3, "withinMonths": 12, "lockDays": 180 },
    "returnPath": {
      "randomBeyondMinutes": 1440, "shortestMinutes": 10, "longestMinutes": 120,
      "hours": { "fromMinute": 420, "toMinute": 1320 }
    }
  },
  "bookingTimes": { "closesMinutesBefore": 30, "horizonDays": 60, "hours": { "fromMinute": 0, "toMinute": 1440 } },
  "waitlist": {
    "liveEntries": 5,
    "offer": { "minutes": 30, "soonMinutes": 1440, "minutesWhenSoon": 10, "hours": { "fromMinute": 420, "toMinute": 1320 } },
    "pauseAfter": 2,
    "outOfTurnBp": 2000
  }
}');
CREATE TRIGGER clinic_policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON clinic_policy
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whoever asks, because families book by them too; numbers of business that name nobody.
CREATE FUNCTION clinic_policies_of(wanted_tenant uuid) RETURNS json LANGUAGE sql STABLE SECURITY DEFINER
  SET app.power = 'platform' SET search_path = public
  RETURN (SELECT json_agg(json_build_object('body', body, 'from', effective_from, 'reason', reason) ORDER BY version DESC)
    FROM clinic_policy WHERE tenant_id IN ('00000000-0000-0000-0000-000000000000', wanted_tenant));

-- What there was before was made with the first version.
ALTER TABLE appointment ADD COLUMN policy_version integer NOT NULL DEFAULT 1 CHECK (policy_version > 0);
ALTER TABLE appointment ALTER COLUMN policy_version DROP DEFAULT;

-- An appointment keeps the newest version that was in force when it was made: that follows from its tenant and its instant,
-- whichever way it is made. `policyAt` of the domain says the same.
CREATE FUNCTION keep_clinic_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.policy_version := (SELECT max(version) FROM clinic_policy
    WHERE tenant_id IN ('00000000-0000-0000-0000-000000000000', NEW.tenant_id) AND effective_from <= NEW.created_at);
  RETURN NEW;
END $$;
CREATE TRIGGER appointment_keeps_policy BEFORE INSERT ON appointment FOR EACH ROW EXECUTE FUNCTION keep_clinic_policy();

CREATE FUNCTION refuse_other_clinic_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'appointment % keeps the policy that it was made with', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER appointment_policy_kept BEFORE UPDATE OF policy_version ON appointment FOR EACH ROW
  WHEN (NEW.policy_version <> OLD.policy_version) EXECUTE FUNCTION refuse_other_clinic_policy();

-- One use of a privilege comes back when what took it is undone (H12), which staff of its tenant do; the last one leaves no row.
GRANT DELETE ON privilege_use TO banzhen_people, banzhen_platform;
CREATE POLICY privilege_use_given_back ON privilege_use AS RESTRICTIVE FOR DELETE
  USING ((SELECT asking_power()) IN ('platform', 'tenant'));

GRANT SELECT, INSERT ON clinic_policy TO banzhen_people, banzhen_platform;
REVOKE UPDATE, DELETE ON clinic_policy FROM banzhen_people, banzhen_platform;
REVOKE EXECUTE ON FUNCTION clinic_policies_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinic_policies_of TO banzhen_people, banzhen_platform;

-- Staff see the versions of their tenant and publish its next one; what a person is told comes by the function above.
ALTER TABLE clinic_policy ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY clinic_policy_seen ON clinic_policy FOR SELECT USING (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND tenant_id IN ('00000000-0000-0000-0000-000000000000', (SELECT asking_tenant())));
CREATE POLICY clinic_policy_published ON clinic_policy FOR INSERT WITH CHECK (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()));
