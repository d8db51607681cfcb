-- How much partners use their keys, for staff of their tenant, and what a partner is told, as staff may look at it.

GRANT SELECT ON partner_key_use TO banzhen_people;
GRANT DELETE ON partner_key_use TO banzhen_platform;

ALTER TABLE partner_key_use ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY partner_key_use_of_staff ON partner_key_use USING (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND EXISTS (SELECT FROM partner_key JOIN partner ON partner.id = partner_key.partner_id
    WHERE partner_key.id = partner_key_use.key_id AND partner.tenant_id = (SELECT asking_tenant())));
CREATE POLICY partner_key_use_not_partners ON partner_key_use AS RESTRICTIVE USING (
  (SELECT asking_power()) <> 'partner');

-- Rows that have been of no use for longest are found first.
CREATE INDEX partner_key_use_by_day ON partner_key_use ((used_on::timestamp AT TIME ZONE 'UTC'));

-- The same feed as `partner_events`, for staff of the tenant and hospitals that they name.
CREATE FUNCTION partner_events_of(hospitals uuid[], after_xid xid8, after_id uuid, most integer)
RETURNS TABLE (event_id uuid, place text, topic text, type text, subject text, version integer, clinic uuid, happened_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT told.id, told.xid::text, told.topic, told.type, told.aggregate_id, (told.payload ->> 'version')::integer,
      (told.payload ->> 'hospitalId')::uuid, told.created_at
    FROM outbox told
    WHERE told.topic IN ('appointment', 'clinic-session')
      AND told.xid < pg_snapshot_xmin(pg_current_snapshot()) AND (told.xid, told.id) > (after_xid, after_id)
      AND asking_power() = 'tenant' AND told.payload ->> 'tenantId' = asking_tenant()::text
      AND (told.payload ->> 'hospitalId')::uuid = ANY (hospitals)
    ORDER BY told.xid, told.id LIMIT most;
END $$;
REVOKE EXECUTE ON FUNCTION partner_events_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION partner_events_of TO banzhen_people;

-- Drafts are seen by the clinic's own system too, which may publish them; who may is the policy table's.
CREATE POLICY clinic_session_drafts_of_partner ON clinic_session FOR SELECT USING (
  (SELECT asking_power()) = 'partner' AND tenant_id = (SELECT asking_tenant())
    AND hospital_id = ANY ((SELECT asking_hospitals())::uuid[]));
CREATE POLICY clinic_session_published_by_partner ON clinic_session FOR UPDATE USING (
  (SELECT asking_power()) = 'partner' AND tenant_id = (SELECT asking_tenant())
    AND hospital_id = ANY ((SELECT asking_hospitals())::uuid[]))
  WITH CHECK ((SELECT asking_power()) = 'partner' AND tenant_id = (SELECT asking_tenant()) AND status <> 'DRAFT'
    AND hospital_id = ANY ((SELECT asking_hospitals())::uuid[]));
