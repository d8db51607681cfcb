import { type AccountId, type HospitalId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { type Asker, nobody, type OpenDatabase, platformAsker, uuidv7 } from '@banzhen/postgres';
import { rowsOf, run, sql } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';

const tables = ['webhook_endpoint', 'webhook_secret', 'webhook_delivery'] as const;

/** What row-level security promises about webhooks by itself (A25, AZ8). */
export const webhookRowSecurityCases = (opened: () => OpenDatabase): void => {
  const place = () => ({
    tenantId: idFrom<TenantId>(uuidv7()),
    accountId: idFrom<AccountId>(uuidv7()),
    hospitals: [idFrom<HospitalId>(uuidv7()), idFrom<HospitalId>(uuidv7())] as const,
  });
  const anEndpoint = async ({ tenantId, accountId, hospitals }: ReturnType<typeof place>) => {
    const [partner, endpoint, secret, delivery] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const { db } = opened();
    await run(
      db,
      sql`INSERT INTO account (id, tenant_id, display_name) VALUES (${accountId}, ${tenantId}, 'P')`,
    );
    await run(
      db,
      sql`INSERT INTO partner (id, tenant_id, account_id, kind, name, created_at)
        VALUES (${partner}, ${tenantId}, ${accountId}, 'clinic', ${partner}, now())`,
    );
    await run(
      db,
      sql`INSERT INTO webhook_endpoint (id, tenant_id, partner_id, account_id, url, hospital_ids, event_types, state, created_at,
          made_by_account, version)
        VALUES (${endpoint}, ${tenantId}, ${partner}, ${accountId}, 'https://clinic.example/',
          ARRAY[${hospitals[0]}::uuid, ${hospitals[1]}::uuid], '{}', 'active', now(), ${accountId}, 1)`,
    );
    await run(
      db,
      sql`INSERT INTO webhook_secret (id, endpoint_id, text_sealed, created_at) VALUES (${secret}, ${endpoint}, '\\x00', now())`,
    );
    await run(
      db,
      sql`INSERT INTO webhook_delivery (id, endpoint_id, event_id, about, type, subject_id, subject_version, happened_at, state,
          attempts, round_from, due_at, created_at)
        VALUES (${delivery}, ${endpoint}, ${uuidv7()}, 'session', 'T', ${uuidv7()}, 1, now(), 'pending', 0, 0, now(), now())`,
    );
    return { webhook_endpoint: endpoint, webhook_secret: secret, webhook_delivery: delivery };
  };
  const sees = async (asker: Asker, ids: Awaited<ReturnType<typeof anEndpoint>>) => {
    const seen = [];
    for (const table of tables) {
      const rows = await rowsOf(
        opened().for(() => asker),
        sql`SELECT id FROM ${sql.raw(table)} WHERE id = ${ids[table]}`,
      );
      seen.push(rows.length);
    }
    return seen;
  };

  it('shows endpoints, secrets and deliveries to staff of the tenant and to the partner whose key has all their hospitals', async () => {
    const where = place();
    const { tenantId, accountId, hospitals } = where;
    const ids = await anEndpoint(where);
    const partner = (given: Partial<Asker> = {}): Asker =>
      ({ power: 'partner', tenantId, accountId, hospitalIds: hospitals, ...given }) as Asker;
    const [all, none] = [
      [1, 1, 1],
      [0, 0, 0],
    ];
    expect(await sees(platformAsker, ids)).toEqual(all);
    expect(await sees({ power: 'tenant', tenantId, accountId }, ids)).toEqual(all);
    expect(await sees(partner(), ids)).toEqual(all);
    const blind: readonly Asker[] = [
      nobody,
      { power: 'person', tenantId, accountId },
      { power: 'tenant', tenantId: idFrom<TenantId>(uuidv7()), accountId },
      partner({ hospitalIds: [hospitals[0]] }),
      partner({ accountId: idFrom<AccountId>(uuidv7()) }),
      partner({ tenantId: idFrom<TenantId>(uuidv7()) }),
    ];
    for (const asker of blind) expect(await sees(asker, ids)).toEqual(none);
  });

  it('lets nobody who asks for themselves read a secret, send an endpoint elsewhere or hand out events', async () => {
    const where = place();
    const ids = await anEndpoint(where);
    const { tenantId, accountId, hospitals } = where;
    const askers: readonly Asker[] = [
      { power: 'tenant', tenantId, accountId },
      { power: 'partner', tenantId, accountId, hospitalIds: hospitals },
    ];
    const forbidden = [
      'SELECT text_sealed FROM webhook_secret',
      "UPDATE webhook_endpoint SET url = 'https://elsewhere.example/'",
      'UPDATE webhook_endpoint SET hospital_ids = ARRAY[gen_random_uuid()]',
      "UPDATE webhook_delivery SET type = 'Other'",
      'DELETE FROM webhook_delivery',
      `SELECT webhook_fan_out('${ids.webhook_endpoint}', now(), now(), 1)`,
      'SELECT webhook_claim(now(), now(), 1, 1)',
    ];
    for (const asker of askers)
      for (const statement of forbidden) {
        const attempt = run(
          opened().for(() => asker),
          sql.raw(statement),
        );
        await expect(attempt).rejects.toMatchObject({ code: '42501' });
      }
  });
};
