-- That the demo city was loaded whole, and whether what its staff sign in with was taken away for good.

CREATE TABLE demo_city (
  -- The tenant of the demo: there is one.
  tenant_id uuid PRIMARY KEY,
  loaded_at timestamptz NOT NULL,
  access_taken_at timestamptz
);

-- What 0011 grants by default, without what would load it again.
REVOKE ALL ON demo_city FROM banzhen_people, banzhen_platform;
GRANT SELECT, INSERT, UPDATE (access_taken_at) ON demo_city TO banzhen_platform;

-- Loaded until now are those whose staff were given what they sign in with, which came last.
INSERT INTO demo_city (tenant_id, loaded_at)
  SELECT account.tenant_id, account.created_at FROM account JOIN account_password ON account_id = account.id
    WHERE account.id = '01900003-0000-7000-8000-000000000007';
