-- What was done, chained so that nobody can change it unseen, and how far it was last signed.

-- `body` is the text that is stored, searched and hashed; a json column would give it another form.
CREATE TABLE audit_entry (
  stream smallint NOT NULL CONSTRAINT audit_entry_stream CHECK (stream BETWEEN 0 AND 15),
  seq bigint NOT NULL CONSTRAINT audit_entry_seq CHECK (seq > 0),
  body text NOT NULL,
  prev bytea NOT NULL CONSTRAINT audit_entry_prev CHECK (octet_length(prev) = 32),
  hash bytea NOT NULL CONSTRAINT audit_entry_hash CHECK (octet_length(hash) = 32),
  PRIMARY KEY (stream, seq),
  -- Two rows after the same one are a fork, whatever the lock was worth.
  CONSTRAINT audit_entry_no_fork UNIQUE (stream, prev)
);
CREATE INDEX audit_entry_by_time ON audit_entry (((body::jsonb ->> 'at') COLLATE "C"), stream, seq);
CREATE INDEX audit_entry_by_account
  ON audit_entry ((body::jsonb ->> 'account'), ((body::jsonb ->> 'at') COLLATE "C"), stream, seq);
CREATE INDEX audit_entry_by_object
  ON audit_entry ((body::jsonb ->> 'object'), ((body::jsonb ->> 'at') COLLATE "C"), stream, seq);
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The only way to append, for whoever may call it: it sees the last row of a stream whatever rows the caller may see.
-- Entries of one key stay in one stream. Whoever appends to a stream waits for the last one to commit; each statement in
-- here sees what was committed before it began, so the head is read after the wait.
CREATE FUNCTION audit_append(key text, entry text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  own smallint := get_byte(sha256(convert_to(key, 'UTF8')), 0) % 16;
  place bigint;
  before bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(726194302, own);
  SELECT seq + 1, hash INTO place, before FROM audit_entry WHERE stream = own ORDER BY seq DESC LIMIT 1;
  IF NOT FOUND THEN
    place := 1;
    before := decode(repeat('00', 32), 'hex');
  END IF;
  INSERT INTO audit_entry (stream, seq, body, prev, hash)
  SELECT own, place, entry, before, sha256(convert_to(
    string_agg(length(part) || ':' || part || ',', '' ORDER BY ordinal), 'UTF8'))
  FROM unnest(ARRAY[own::text, place::text, entry, encode(before, 'hex')]) WITH ORDINALITY AS given(part, ordinal);
END $$;

-- The newest line that was written to the second sink.
CREATE TABLE audit_checkpoint (
  id smallint PRIMARY KEY CONSTRAINT audit_checkpoint_single CHECK (id = 1),
  line text
);
INSERT INTO audit_checkpoint (id) VALUES (1);
