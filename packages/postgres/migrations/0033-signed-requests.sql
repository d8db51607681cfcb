-- The public key with which a partner signs what changes something; keys without one need no signatures.

ALTER TABLE partner_key ADD COLUMN signing_key bytea CONSTRAINT partner_key_signing_key CHECK (octet_length(signing_key) = 44);
