-- What a tenant's services cost, with the range in which prices for them are usual (B57), as published versions that never change.

CREATE TABLE price_list (
  tenant_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  effective_from timestamptz NOT NULL,
  reason text NOT NULL CHECK (length(trim(reason)) > 0),
  PRIMARY KEY (tenant_id, version)
);

-- In fen. What a version does not name costs what escort_service says.
CREATE TABLE price_list_price (
  tenant_id uuid NOT NULL,
  version integer NOT NULL,
  city_code text NOT NULL,
  service_code text NOT NULL,
  unit_price_fen bigint NOT NULL CHECK (unit_price_fen BETWEEN 100 AND 10000000),
  lowest_fen bigint CHECK (lowest_fen BETWEEN 100 AND 10000000),
  highest_fen bigint CHECK (highest_fen BETWEEN 100 AND 10000000),
  PRIMARY KEY (tenant_id, version, city_code, service_code),
  FOREIGN KEY (tenant_id, version) REFERENCES price_list,
  FOREIGN KEY (city_code, service_code) REFERENCES escort_service,
  CONSTRAINT price_list_price_range CHECK ((lowest_fen IS NULL) = (highest_fen IS NULL)),
  CONSTRAINT price_list_price_in_range CHECK (lowest_fen IS NULL OR unit_price_fen BETWEEN lowest_fen AND highest_fen)
);

CREATE TRIGGER price_list_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON price_list
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER price_list_price_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON price_list_price
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whoever asks, because families and partners are quoted by them. `priceListAt` of the domain says the same.
CREATE FUNCTION prices_in_force(wanted_tenant uuid, wanted_at timestamptz)
  RETURNS TABLE (city_code text, service_code text, unit_price_fen bigint, lowest_fen bigint, highest_fen bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET app.power = 'platform' SET search_path = public, pg_temp
  AS $$
    SELECT one.city_code, one.service_code, one.unit_price_fen, one.lowest_fen, one.highest_fen FROM price_list_price one
      WHERE one.tenant_id = wanted_tenant AND one.version = (SELECT max(version) FROM price_list
        WHERE tenant_id = wanted_tenant AND effective_from <= wanted_at)
  $$;

GRANT SELECT, INSERT ON price_list, price_list_price TO banzhen_people, banzhen_platform;
REVOKE UPDATE, DELETE ON price_list, price_list_price FROM banzhen_people, banzhen_platform;
REVOKE EXECUTE ON FUNCTION prices_in_force FROM PUBLIC;
GRANT EXECUTE ON FUNCTION prices_in_force TO banzhen_people, banzhen_platform;

-- Staff see the versions of their tenant and publish its next one; what others are told comes by the function above.
ALTER TABLE price_list ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY price_list_of_staff ON price_list USING ((SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()));
CREATE POLICY price_list_not_partners ON price_list AS RESTRICTIVE USING ((SELECT asking_power()) <> 'partner');
ALTER TABLE price_list_price ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY price_list_price_of_staff ON price_list_price USING ((SELECT asking_power()) = 'platform'
  OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()));
CREATE POLICY price_list_price_not_partners ON price_list_price AS RESTRICTIVE
  USING ((SELECT asking_power()) <> 'partner');
