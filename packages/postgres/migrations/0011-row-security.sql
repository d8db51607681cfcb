-- The second line behind the policy table (A25, A27): coarse predicates on rows; states, times and fields are the policy table's.
-- Who asks is told by the first statement of a transaction and gone with it: app.power (platform, tenant or person), app.tenant,
-- app.account, app.escort, and one of two roles, which own nothing. Without them no row of a person is seen.

-- Roles belong to the whole server: another database of it may have made them already.
DO $$
DECLARE app_role text;
BEGIN
  FOREACH app_role IN ARRAY ARRAY['banzhen_people', 'banzhen_platform'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS NOSUPERUSER', app_role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF NOT pg_has_role(current_user, app_role, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', app_role);
    END IF;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO banzhen_people, banzhen_platform;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO banzhen_people, banzhen_platform;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO banzhen_people, banzhen_platform;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO banzhen_people, banzhen_platform;

-- What proves who somebody is, is the platform's alone.
REVOKE ALL ON account_password, account_totp, identity_link, sign_in_challenge, sign_in_ticket, sign_in_quota, session,
  staff_grant, sanction FROM banzhen_people;
-- Whether an escort may work now is asked whenever one is chosen; why not is not.
GRANT SELECT (account_id, kind, functions, valid_from, valid_until, lifted_at) ON sanction TO banzhen_people;
REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM banzhen_people, banzhen_platform;
-- History is added to.
REVOKE UPDATE, DELETE ON order_event, ledger_posting, ledger_entry FROM banzhen_people, banzhen_platform;
-- A reason is sealed anew when keys change; a trigger sees to it that nothing else happens to it.
GRANT UPDATE (reason, reason_sealed) ON order_event TO banzhen_platform;
-- The audit is added to by audit_append alone; the book of checkpoints is the background's.
REVOKE INSERT, UPDATE, DELETE ON audit_entry FROM banzhen_people, banzhen_platform;
REVOKE INSERT, UPDATE, DELETE ON audit_checkpoint FROM banzhen_people;

CREATE FUNCTION asking_power() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.power', true), '');
CREATE FUNCTION asking_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.tenant', true), '')::uuid;
CREATE FUNCTION asking_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.account', true), '')::uuid;
CREATE FUNCTION asking_escort() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.escort', true), '')::uuid;

-- These look at other protected tables whoever asks, so they run as their owner with the platform's power. What they answer
-- is about the asker alone.
CREATE FUNCTION patient_is_mine(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET app.power = 'platform' SET search_path = public
  RETURN EXISTS (SELECT FROM patient_grant WHERE patient_id = wanted AND account_id = asking_account());

CREATE FUNCTION order_is_mine(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET app.power = 'platform' SET search_path = public
  RETURN EXISTS (SELECT FROM escort_order WHERE id = wanted AND tenant_id = asking_tenant() AND (
    booked_by = asking_account()
    OR EXISTS (SELECT FROM patient_grant held
      WHERE held.patient_id = escort_order.patient_id AND held.account_id = asking_account())
    OR EXISTS (SELECT FROM order_shift mine WHERE mine.order_id = wanted AND mine.escort_id = asking_escort())
    -- Whoever gives up a shift still writes down that they did.
    OR EXISTS (SELECT FROM offer mine WHERE mine.order_id = wanted AND mine.escort_id = asking_escort())));

CREATE FUNCTION order_is_of_my_tenant(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET app.power = 'platform' SET search_path = public
  RETURN EXISTS (SELECT FROM escort_order WHERE id = wanted AND tenant_id = asking_tenant());

ALTER TABLE patient_grant ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY patient_grant_seen ON patient_grant USING (
  (SELECT asking_power()) IN ('platform', 'tenant')
  OR account_id = (SELECT asking_account()) OR patient_is_mine(patient_id)) WITH CHECK (true);

ALTER TABLE escort_order ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY escort_order_seen ON escort_order USING (
  (SELECT asking_power()) = 'platform'
  OR tenant_id = (SELECT asking_tenant()) AND (
    (SELECT asking_power()) = 'tenant'
    OR booked_by = (SELECT asking_account())
    OR EXISTS (SELECT FROM patient_grant held
      WHERE held.patient_id = escort_order.patient_id AND held.account_id = (SELECT asking_account()))
    -- Whatever is, or a moment ago was, in the hall, and their own shifts and offers.
    OR (SELECT asking_escort()) IS NOT NULL AND search_since IS NOT NULL
      AND status IN ('PAID', 'ASSIGNED', 'ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING')
    OR (SELECT asking_escort()) IS NOT NULL AND EXISTS (SELECT FROM order_shift held
      WHERE held.order_id = escort_order.id AND held.escort_id = (SELECT asking_escort()))
    OR (SELECT asking_escort()) IS NOT NULL AND EXISTS (SELECT FROM offer made
      WHERE made.order_id = escort_order.id AND made.escort_id = (SELECT asking_escort()))))
  WITH CHECK (true);

ALTER TABLE patient ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY patient_seen ON patient USING (
  (SELECT asking_power()) = 'platform'
  OR tenant_id = (SELECT asking_tenant()) AND (
    (SELECT asking_power()) = 'tenant'
    OR EXISTS (SELECT FROM patient_grant held
      WHERE held.patient_id = patient.id AND held.account_id = (SELECT asking_account()))
    OR EXISTS (SELECT FROM order_shift mine
      WHERE mine.patient_id = patient.id AND mine.escort_id = (SELECT asking_escort()))
    OR EXISTS (SELECT FROM escort_order own
      WHERE own.patient_id = patient.id AND own.booked_by = (SELECT asking_account()))))
  WITH CHECK (true);

ALTER TABLE quote ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY quote_seen ON quote USING (
  (SELECT asking_power()) = 'platform'
  OR tenant_id = (SELECT asking_tenant())
    AND ((SELECT asking_power()) = 'tenant' OR account_id = (SELECT asking_account())
      OR patient_is_mine(patient_id))) WITH CHECK (true);

ALTER TABLE account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY account_seen ON account USING (
  (SELECT asking_power()) = 'platform' OR tenant_id = (SELECT asking_tenant())) WITH CHECK (true);

-- What hangs on an order is seen by those whose business the order is; the hall is not enough.
DO $$
DECLARE hanging text;
BEGIN
  FOREACH hanging IN ARRAY ARRAY['order_event', 'cancellation_quote', 'service_log', 'review', 'payment', 'refund', 'ledger_posting']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', hanging);
    EXECUTE format($policy$CREATE POLICY %I ON %I USING (CASE (SELECT asking_power())
      WHEN 'platform' THEN true
      WHEN 'tenant' THEN order_is_of_my_tenant(order_id)
      WHEN 'person' THEN order_is_mine(order_id)
      ELSE false END) WITH CHECK (true)$policy$, hanging || '_seen', hanging);
  END LOOP;
END $$;

-- The books must balance whoever posts.
ALTER FUNCTION refuse_unbalanced_posting() SECURITY DEFINER SET app.power = 'platform' SET search_path = public;
