import type { AccountId, TenantId } from '@banzhen/domain/shared/ids';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { run, sql } from '@banzhen/postgres/testing';

type Whose = { readonly tenantId: TenantId; readonly accountId: AccountId; readonly patientId: string };

/** An invitation, a reveal and a consent about one patient and whoever keeps them, by their ids. */
export const tellOfPatient = async ({ db }: OpenDatabase, { tenantId, accountId, patientId }: Whose) => {
  const [invitation, reveal, consent] = [uuidv7(), uuidv7(), uuidv7()];
  await run(
    db,
    sql`INSERT INTO proxy_invitation VALUES (${invitation}, ${tenantId}, ${patientId}, '\\x00', decode(repeat('00', 32), 'hex'),
      'view', now() + interval '2 days', ${accountId}, now(), now() + interval '1 day')`,
  );
  await run(
    db,
    sql`INSERT INTO patient_reveal VALUES (${reveal}, ${tenantId}, ${patientId}, ${accountId}, '{bed}', '\\x00', now())`,
  );
  await run(
    db,
    sql.raw("INSERT INTO consent_document VALUES ('terms', 1, '', '', '', '', now()) ON CONFLICT DO NOTHING"),
  );
  await run(
    db,
    sql`INSERT INTO consent (id, tenant_id, account_id, kind, version, act, at, network)
      VALUES (${consent}, ${tenantId}, ${accountId}, 'terms', 1, 'given', now(), '')`,
  );
  return { invitation, reveal, consent };
};
