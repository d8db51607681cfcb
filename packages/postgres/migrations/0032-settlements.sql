-- Money that partners pay for their accounts: a posting is about an order or about such a payment.

ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_kind,
  ADD CONSTRAINT ledger_account_kind CHECK (kind IN (
    'psp_clearing', 'order_hold', 'escort_pending', 'family_credit', 'commission_income', 'tax_payable',
    'refund_in_flight', 'compensation_expense', 'suspense', 'partner_receivable', 'bank'));

CREATE TABLE partner_settlement (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  partner_id uuid NOT NULL REFERENCES partner,
  amount_fen bigint NOT NULL CONSTRAINT partner_settlement_amount CHECK (amount_fen > 0),
  received_on date NOT NULL,
  bank_reference text NOT NULL CONSTRAINT partner_settlement_reference
    CHECK (char_length(bank_reference) BETWEEN 1 AND 64 AND bank_reference = btrim(bank_reference)),
  -- Counts the bookings of this transfer: there is a next one only where all before were reversed.
  booking integer NOT NULL CONSTRAINT partner_settlement_booking CHECK (booking > 0),
  recorded_at timestamptz NOT NULL,
  recorded_by_account uuid NOT NULL REFERENCES account,
  CONSTRAINT partner_settlement_once UNIQUE (tenant_id, bank_reference, booking)
);
CREATE INDEX partner_settlement_by_partner ON partner_settlement (partner_id, recorded_at);

CREATE TABLE partner_settlement_reversal (
  id uuid PRIMARY KEY,
  settlement_id uuid NOT NULL CONSTRAINT partner_settlement_reversal_once UNIQUE REFERENCES partner_settlement,
  cause text NOT NULL CONSTRAINT partner_settlement_reversal_cause
    CHECK (cause IN ('wrong-partner', 'wrong-amount', 'wrong-details', 'returned')),
  reversed_at timestamptz NOT NULL,
  reversed_by_account uuid NOT NULL REFERENCES account
);

CREATE TRIGGER partner_settlement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON partner_settlement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER partner_settlement_reversal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON partner_settlement_reversal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What 0011 grants by default, without what would change the past.
REVOKE ALL ON partner_settlement, partner_settlement_reversal FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT ON partner_settlement, partner_settlement_reversal TO banzhen_people, banzhen_platform;

ALTER TABLE partner_settlement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY partner_settlement_of_staff ON partner_settlement USING (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()));
CREATE POLICY partner_settlement_not_partners ON partner_settlement AS RESTRICTIVE USING (
  (SELECT asking_power()) <> 'partner');
ALTER TABLE partner_settlement_reversal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY partner_settlement_reversal_of_staff ON partner_settlement_reversal USING (
  (SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND EXISTS (SELECT FROM partner_settlement paid
    WHERE paid.id = partner_settlement_reversal.settlement_id AND paid.tenant_id = (SELECT asking_tenant())));
CREATE POLICY partner_settlement_reversal_not_partners ON partner_settlement_reversal AS RESTRICTIVE USING (
  (SELECT asking_power()) <> 'partner');

ALTER TABLE ledger_posting ALTER COLUMN order_id DROP NOT NULL,
  ADD COLUMN settlement_id uuid REFERENCES partner_settlement,
  ADD CONSTRAINT ledger_posting_about CHECK (num_nonnulls(order_id, settlement_id) = 1);
CREATE INDEX ledger_posting_by_settlement ON ledger_posting (settlement_id) WHERE settlement_id IS NOT NULL;

-- A posting about a payment is the business of staff of its tenant, and of nobody else.
DROP POLICY ledger_posting_seen ON ledger_posting;
CREATE POLICY ledger_posting_seen ON ledger_posting USING (CASE (SELECT asking_power())
  WHEN 'platform' THEN true
  WHEN 'tenant' THEN CASE WHEN settlement_id IS NULL THEN order_is_of_my_tenant(order_id)
    ELSE EXISTS (SELECT FROM partner_settlement paid WHERE paid.id = settlement_id AND paid.tenant_id = (SELECT asking_tenant())) END
  WHEN 'person' THEN order_is_mine(order_id)
  ELSE false END) WITH CHECK (true);

-- As in 0030, with what the partner paid, without what of it was reversed, apart from what its orders charged and credited.
DROP FUNCTION partner_account_days;
CREATE FUNCTION partner_account_days(from_at timestamptz, until_at timestamptz, zone text)
RETURNS TABLE (day date, charged bigint, credited bigint, settled bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET app.power = 'platform' SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT CASE WHEN posting.at >= from_at THEN (posting.at AT TIME ZONE zone)::date END AS booked_on,
      coalesce(sum(entry.amount_fen) FILTER (WHERE entry.amount_fen > 0 AND posting.order_id IS NOT NULL), 0)::bigint,
      coalesce(-sum(entry.amount_fen) FILTER (WHERE entry.amount_fen < 0 AND posting.order_id IS NOT NULL), 0)::bigint,
      coalesce(-sum(entry.amount_fen) FILTER (WHERE posting.settlement_id IS NOT NULL), 0)::bigint
    FROM ledger_entry entry JOIN ledger_posting posting ON posting.id = entry.posting_id
    WHERE entry.account = 'partner_receivable:' || asking_account()::text AND posting.at < until_at
      AND cardinality(asking_hospitals()) > 0
    GROUP BY booked_on ORDER BY booked_on NULLS FIRST;
END $$;

-- A line is about an order, or about a payment with its day and what the bank calls it.
DROP FUNCTION partner_account_lines;
CREATE FUNCTION partner_account_lines(from_at timestamptz, until_at timestamptz, after_at timestamptz, after_line uuid, most integer)
RETURNS TABLE (line uuid, kind text, ordered uuid, happened_at timestamptz, amount bigint, paid_by uuid, received date, reference text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET app.power = 'platform' SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT told.line, told.kind, told.order_id, told.at, told.amount_fen, paid.id, paid.received_on, paid.bank_reference
    FROM (SELECT right(posting.business_key, 36)::uuid AS line, posting.kind, posting.order_id, posting.settlement_id, posting.at,
        entry.amount_fen
      FROM ledger_entry entry JOIN ledger_posting posting ON posting.id = entry.posting_id
      WHERE entry.account = 'partner_receivable:' || asking_account()::text AND posting.at >= from_at AND posting.at < until_at
        AND cardinality(asking_hospitals()) > 0) AS told
      LEFT JOIN partner_settlement paid ON paid.id = told.settlement_id
    WHERE (told.at, told.line) > (after_at, after_line)
    ORDER BY told.at, told.line LIMIT most;
END $$;

REVOKE EXECUTE ON FUNCTION partner_account_days, partner_account_lines FROM PUBLIC;
GRANT EXECUTE ON FUNCTION partner_account_days, partner_account_lines TO banzhen_people, banzhen_platform;
