-- What the accounts of the books hold of one tenant: of its orders and of what its partners have paid. An account that is nobody's in
-- particular, such as the one at the bank, is every tenant's with its own part.
CREATE FUNCTION tenant_balances() RETURNS TABLE (account text, balance bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET app.power = 'platform' SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT entry.account, sum(entry.amount_fen)::bigint
    FROM ledger_entry entry JOIN ledger_posting posting ON posting.id = entry.posting_id
      LEFT JOIN escort_order ordered ON ordered.id = posting.order_id
      LEFT JOIN partner_settlement paid ON paid.id = posting.settlement_id
    WHERE coalesce(ordered.tenant_id, paid.tenant_id) = asking_tenant()
    GROUP BY entry.account ORDER BY entry.account;
END $$;
REVOKE EXECUTE ON FUNCTION tenant_balances FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenant_balances TO banzhen_people;
