import type { Sql } from '@banzhen/postgres/open-postgres';
import { plantLookingFirst } from '../slots/planted.js';

/**
 * Keys are claimed beside the effect instead of with it, and are gone by the time it is there; and seats are taken by looking
 * first, so that nothing else stops a second one.
 */
export async function plantForgottenKeys(sql: Sql): Promise<void> {
  await sql.unsafe(`
    CREATE FUNCTION forget_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
      DELETE FROM idempotency WHERE account_id = NEW.account_id AND operation = NEW.operation AND key = NEW.key;
      RETURN NULL;
    END $$;
    CREATE TRIGGER idempotency_forgotten AFTER INSERT ON idempotency FOR EACH ROW EXECUTE FUNCTION forget_key();`);
  await plantLookingFirst(sql);
}
