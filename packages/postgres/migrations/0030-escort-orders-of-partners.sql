-- Escort orders that partners book for patients of their hospitals, on accounts of their own.

ALTER TABLE payment DROP CONSTRAINT payment_channel,
  ADD CONSTRAINT payment_channel CHECK (channel IN ('wechat', 'alipay', 'unionpay', 'account'));
ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_kind,
  ADD CONSTRAINT ledger_account_kind CHECK (kind IN (
    'psp_clearing', 'order_hold', 'escort_pending', 'family_credit', 'commission_income', 'tax_payable',
    'refund_in_flight', 'compensation_expense', 'suspense', 'partner_receivable'));

-- How much a partner may owe, in the row of what it owes: one lock guards both. Without a limit it may owe nothing.
ALTER TABLE ledger_account ADD COLUMN limit_fen bigint
  CONSTRAINT ledger_account_limit CHECK (limit_fen IS NULL OR kind = 'partner_receivable' AND limit_fen >= 0);

CREATE INDEX escort_order_by_booker ON escort_order (booked_by, id);

-- A partner sees the orders that it has booked itself at the hospitals of its key, and what hangs on them as far as it acts on it.
CREATE FUNCTION order_is_of_partner(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET app.power = 'platform' SET search_path = public AS $$
BEGIN
  RETURN EXISTS (SELECT FROM escort_order WHERE id = wanted AND tenant_id = asking_tenant()
    AND booked_by = asking_account() AND hospital_id = ANY (asking_hospitals()));
END $$;

DROP POLICY escort_order_not_partners ON escort_order;
CREATE POLICY escort_order_not_partners ON escort_order AS RESTRICTIVE USING (
  (SELECT asking_power()) <> 'partner'
  OR booked_by = (SELECT asking_account()) AND hospital_id = ANY ((SELECT asking_hospitals())::uuid[]));
DROP POLICY quote_not_partners ON quote;
CREATE POLICY quote_not_partners ON quote AS RESTRICTIVE USING (
  (SELECT asking_power()) <> 'partner'
  OR account_id = (SELECT asking_account()) AND hospital_id = ANY ((SELECT asking_hospitals())::uuid[]));

DO $$
DECLARE hanging text;
BEGIN
  FOREACH hanging IN ARRAY ARRAY['order_event', 'cancellation_quote', 'payment', 'refund', 'ledger_posting']
  LOOP
    EXECUTE format($policy$CREATE POLICY %I ON %I USING (
      CASE (SELECT asking_power()) WHEN 'partner' THEN order_is_of_partner(order_id) ELSE false END)$policy$,
      hanging || '_of_partner', hanging);
    EXECUTE format('DROP POLICY %I ON %I', hanging || '_not_partners', hanging);
    EXECUTE format($policy$CREATE POLICY %I ON %I AS RESTRICTIVE USING (
      CASE (SELECT asking_power()) WHEN 'partner' THEN order_is_of_partner(order_id) ELSE true END)$policy$,
      hanging || '_not_partners', hanging);
  END LOOP;
END $$;

-- Of patients a partner sees no row: of one who has been at its hospitals it learns whether their name was proven, and nothing else.
CREATE FUNCTION partner_knows_real_name(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET app.power = 'platform' SET search_path = public AS $$
BEGIN
  RETURN (SELECT is_real_named FROM patient WHERE id = wanted AND tenant_id = asking_tenant()
    AND EXISTS (SELECT FROM appointment JOIN clinic_session sitting ON sitting.id = appointment.session_id
      WHERE appointment.patient_id = wanted AND appointment.tenant_id = asking_tenant()
        AND sitting.hospital_id = ANY (asking_hospitals())));
END $$;

-- Who comes, by the name that families see too: the escorts who have accepted shifts of the partner's own orders.
CREATE FUNCTION partner_order_escorts(wanted uuid[])
RETURNS TABLE (ordered uuid, shift_no integer, account uuid, display_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET app.power = 'platform' SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT shift.order_id, shift.no, known.id,
      coalesce('s' || encode(known.display_name_sealed, 'hex'), 'p' || known.display_name)
    FROM order_shift shift JOIN escort ON escort.id = shift.escort_id JOIN account known ON known.id = escort.account_id
    WHERE shift.order_id = ANY (wanted) AND shift.cover = 'accepted' AND order_is_of_partner(shift.order_id);
END $$;

-- The account of the partner who asks, by days of a zone: what it was before `from_at`, in a row without a day, and each day.
CREATE FUNCTION partner_account_days(from_at timestamptz, until_at timestamptz, zone text)
RETURNS TABLE (day date, charged bigint, credited bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET app.power = 'platform' SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT CASE WHEN posting.at >= from_at THEN (posting.at AT TIME ZONE zone)::date END AS booked_on,
      coalesce(sum(entry.amount_fen) FILTER (WHERE entry.amount_fen > 0), 0)::bigint,
      coalesce(-sum(entry.amount_fen) FILTER (WHERE entry.amount_fen < 0), 0)::bigint
    FROM ledger_entry entry JOIN ledger_posting posting ON posting.id = entry.posting_id
    WHERE entry.account = 'partner_receivable:' || asking_account()::text AND posting.at < until_at
      AND cardinality(asking_hospitals()) > 0
    GROUP BY booked_on ORDER BY booked_on NULLS FIRST;
END $$;

-- Its lines, by instant, then by what each is about: a payment, a refund, or an order that was compensated.
CREATE FUNCTION partner_account_lines(from_at timestamptz, until_at timestamptz, after_at timestamptz, after_line uuid, most integer)
RETURNS TABLE (line uuid, kind text, ordered uuid, happened_at timestamptz, amount bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET app.power = 'platform' SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT told.line, told.kind, told.order_id, told.at, told.amount_fen
    FROM (SELECT right(posting.business_key, 36)::uuid AS line, posting.kind, posting.order_id, posting.at, entry.amount_fen
      FROM ledger_entry entry JOIN ledger_posting posting ON posting.id = entry.posting_id
      WHERE entry.account = 'partner_receivable:' || asking_account()::text AND posting.at >= from_at AND posting.at < until_at
        AND cardinality(asking_hospitals()) > 0) AS told
    WHERE (told.at, told.line) > (after_at, after_line)
    ORDER BY told.at, told.line LIMIT most;
END $$;

REVOKE EXECUTE ON FUNCTION partner_knows_real_name, partner_order_escorts, partner_account_days, partner_account_lines FROM PUBLIC;
GRANT EXECUTE ON FUNCTION partner_knows_real_name, partner_order_escorts, partner_account_days, partner_account_lines
  TO banzhen_people, banzhen_platform;
