-- Counts so many requests of a key on a day, all of them or none, and notes its last use to the minute. A function that is selected, so that it
-- is one round trip; should it have counted although its caller is told of a failure, that is a request more, and no money.
CREATE FUNCTION count_partner_requests(counted_key uuid, counted_day date, asked integer, most integer, counted_at timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  -- A crash of the server may forget the counts of its last moments.
  PERFORM set_config('synchronous_commit', 'off', true);
  INSERT INTO partner_key_use AS spent (key_id, used_on, requests)
  SELECT counted_key, counted_day, asked WHERE asked <= most
  ON CONFLICT (key_id, used_on) DO UPDATE SET requests = spent.requests + excluded.requests
    WHERE spent.requests + excluded.requests <= most;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE partner_key SET last_used_at = counted_at
  WHERE id = counted_key AND (last_used_at IS NULL OR last_used_at < counted_at - interval '1 minute');
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION count_partner_requests(uuid, date, integer, integer, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_partner_requests(uuid, date, integer, integer, timestamptz) TO banzhen_platform;
