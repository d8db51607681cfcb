-- The door of partners asks for every request by two statements that are their own transactions (docs/adr/0028-what-a-request-costs.md), like
-- `hold_seats`: each says by itself that the platform asks. Nobody but the platform may execute them.

-- Who shows a key, by its hash.
CREATE FUNCTION find_partner_key(shown_hash bytea, OUT shown partner_key, OUT owner partner) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET app.power = 'platform' SET search_path = public AS $$
BEGIN
  SELECT * INTO shown FROM partner_key WHERE hash = shown_hash;
  SELECT * INTO owner FROM partner WHERE id = shown.partner_id;
END $$;

ALTER FUNCTION count_partner_requests(uuid, date, integer, integer, timestamptz)
  SECURITY DEFINER SET app.power = 'platform' SET search_path = public;

REVOKE ALL ON FUNCTION find_partner_key(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_partner_key(bytea) TO banzhen_platform;
