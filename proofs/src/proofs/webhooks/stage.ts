import { randomUUID } from 'node:crypto';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type PartnerId,
  type PartnerKeyId,
  type TenantId,
  type WebhookEndpointId,
} from '@banzhen/domain/shared/ids';
import { done, ok } from '@banzhen/domain/shared/result';
import type { WebhookQueue } from '@banzhen/domain/webhooks';
import {
  type OpenDatabase,
  postgresPartnerUnitOfWork,
  postgresWebhookQueue,
  postgresWebhookUnitOfWork,
  uuidv7,
} from '@banzhen/postgres';
import type { openPostgres } from '@banzhen/postgres/open-postgres';
import { sealer } from '../../keys.js';
import type { Receiver } from './receiver.js';

type Sql = ReturnType<typeof openPostgres>;

/** A partner with a key for one hospital, and an endpoint that is told of it. */
export interface Told {
  readonly endpointId: WebhookEndpointId;
  readonly tenantId: TenantId;
  readonly hospitalId: HospitalId;
  readonly receiver: Receiver;
}

/** The stores of webhooks on a database of their own, with what happens there written as its transactions would. */
export interface Stage {
  readonly sql: Sql;
  readonly queue: WebhookQueue;
  readonly unitOfWork: ReturnType<typeof postgresWebhookUnitOfWork>;
  /** A partner whose endpoint is this receiver. */
  tellTo(receiver: Receiver): Promise<Told>;
  /** So many events at the hospital, each in a transaction of its own; answers their ids. */
  happen(told: Told, count: number): Promise<readonly string[]>;
}

const DAY_MS = 86_400_000;

export const makeStage = (database: OpenDatabase, sql: Sql): Stage => {
  const { db } = database;
  const partnerWork = postgresPartnerUnitOfWork({ db, sealer });
  const unitOfWork = postgresWebhookUnitOfWork({ db, sealer });
  return {
    sql,
    queue: postgresWebhookQueue(db),
    unitOfWork,

    async tellTo(receiver) {
      const now = new Date();
      const [tenantId, hospitalId] = [idFrom<TenantId>(uuidv7()), idFrom<HospitalId>(uuidv7())];
      const [partnerId, accountId] = [idFrom<PartnerId>(uuidv7()), idFrom<AccountId>(uuidv7())];
      const endpointId = idFrom<WebhookEndpointId>(uuidv7());
      const made = await partnerWork.run(async ({ partners, partnerKeys }) => {
        const inserted = await partners.insert({
          id: partnerId,
          tenantId,
          accountId,
          kind: 'clinic',
          name: partnerId,
          createdAt: now,
        });
        if (!inserted.ok) return inserted;
        await partnerKeys.insert({
          ...{
            id: idFrom<PartnerKeyId>(uuidv7()),
            partnerId,
            hash: `${randomUUID()}${randomUUID()}`.replaceAll('-', ''),
          },
          ...{
            scope: { hospitalIds: [hospitalId], operations: ['partner-event.list'] },
            networks: [],
            dailyQuota: 1,
          },
          ...{ createdAt: now, createdBy: accountId, expiresAt: new Date(now.getTime() + 300 * DAY_MS) },
        });
        return done;
      });
      if (!made.ok) throw new Error('the partner is new');
      await unitOfWork.run(async ({ endpoints, webhookSecrets }) => {
        await endpoints.insert({
          ...{ id: endpointId, tenantId, partnerId, accountId, url: receiver.url, hospitalIds: [hospitalId] },
          ...{ eventTypes: [], state: 'active', createdAt: now, createdBy: accountId, version: 1 },
        });
        return ok(await webhookSecrets.add(endpointId, { text: receiver.secret, createdAt: now }));
      });
      return { endpointId, tenantId, hospitalId, receiver };
    },

    async happen({ tenantId, hospitalId }, count) {
      const ids = Array.from({ length: count }, () => uuidv7());
      await sql`insert into outbox (id, topic, aggregate_id, type, payload)
        select id, 'appointment', gen_random_uuid(), 'AppointmentBooked',
          jsonb_build_object('tenantId', ${tenantId}::text, 'hospitalId', ${hospitalId}::text, 'version', 2)
        from unnest(${ids}::uuid[]) id`;
      return ids;
    },
  };
};
