-- Visit bundles: a seat of a clinic and an order for an escort that are held together or released together
-- (docs/adr/0022-visit-bundle.md).

CREATE TABLE visit_bundle (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  booked_by uuid NOT NULL REFERENCES account,
  patient_id uuid NOT NULL REFERENCES patient,
  order_id uuid NOT NULL CONSTRAINT visit_bundle_order_once UNIQUE REFERENCES escort_order,
  appointment_id uuid NOT NULL CONSTRAINT visit_bundle_appointment_once UNIQUE REFERENCES appointment,
  -- The seat as the order was made for it.
  seat_sequence integer NOT NULL CHECK (seat_sequence >= 0),
  seat_starts_at timestamptz NOT NULL,
  status text NOT NULL CONSTRAINT visit_bundle_status
    CHECK (status IN ('HELD', 'ASKED', 'BOUND', 'CHOOSING', 'RELEASED', 'DONE')),
  choose_by timestamptz,
  ended_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  is_live boolean NOT NULL GENERATED ALWAYS AS (status IN ('HELD', 'ASKED', 'BOUND', 'CHOOSING')) STORED,
  -- The versions of its halves by which it was last judged: when one of them moves, it is judged again.
  seen_appointment integer NOT NULL DEFAULT 0,
  seen_order integer NOT NULL DEFAULT 0,
  CONSTRAINT visit_bundle_state_fields CHECK (CASE status
    WHEN 'CHOOSING' THEN choose_by IS NOT NULL AND ended_at IS NULL
    WHEN 'RELEASED' THEN choose_by IS NULL AND ended_at IS NOT NULL
    WHEN 'DONE' THEN choose_by IS NULL AND ended_at IS NOT NULL
    ELSE num_nonnulls(choose_by, ended_at) = 0
  END)
);
CREATE INDEX visit_bundle_live ON visit_bundle (id) WHERE is_live;
CREATE INDEX visit_bundle_choosing ON visit_bundle (choose_by) WHERE status = 'CHOOSING';
CREATE INDEX visit_bundle_by_booker ON visit_bundle (booked_by, id);
CREATE INDEX visit_bundle_by_patient ON visit_bundle (patient_id, id);

-- Bundles are made and kept with the platform's rows, because seats are; people read their own.
GRANT SELECT, INSERT, UPDATE ON visit_bundle TO banzhen_platform;
REVOKE DELETE ON visit_bundle FROM banzhen_platform;
REVOKE INSERT, UPDATE, DELETE ON visit_bundle FROM banzhen_people;
GRANT SELECT ON visit_bundle TO banzhen_people;

ALTER TABLE visit_bundle ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY visit_bundle_seen ON visit_bundle USING (
  (SELECT asking_power()) = 'platform'
  OR tenant_id = (SELECT asking_tenant()) AND (
    (SELECT asking_power()) = 'tenant'
    OR booked_by = (SELECT asking_account())
    OR EXISTS (SELECT FROM patient_grant held
      WHERE held.patient_id = visit_bundle.patient_id AND held.account_id = (SELECT asking_account()))))
  WITH CHECK (true);
