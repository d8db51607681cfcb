-- The server plans the query of a function in SQL anew at every call, and keeps the plan of one in PL/pgSQL. A batch of seats, and every
-- appointment that is written alone, asks these (docs/adr/0025-the-booking-path.md).

CREATE OR REPLACE FUNCTION clinic_policy_in_force(wanted_tenant uuid, at_instant timestamptz) RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT max(version) FROM clinic_policy
    WHERE tenant_id IN ('00000000-0000-0000-0000-000000000000', wanted_tenant) AND effective_from <= at_instant);
END $$;

CREATE OR REPLACE FUNCTION free_seat_nos(sold clinic_session) RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT no FROM generate_series(1, sold.capacity) no
    WHERE sold.seat_minutes IS NOT NULL AND NOT EXISTS (SELECT FROM appointment other
      WHERE other.session_id = sold.id AND other.seat_no = no AND other.keeps_seat) ORDER BY no);
END $$;
