import type { WebhookEndpointId } from '@banzhen/domain/shared/ids';
import type { WebhookQueue } from '@banzhen/domain/webhooks';
import { type Database, rowOf, rowsOf } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';
import { type ClaimedRow, claimedOf, deliveryColumns } from './webhook-row.js';

/** The feed of partners as deliveries, and deliveries for workers, by the functions of 0026. */
export const postgresWebhookQueue = (db: Database): WebhookQueue =>
  withSafeErrors<WebhookQueue>({
    async behind(now, limit) {
      const rows = await rowsOf<{ id: WebhookEndpointId }>(
        db,
        sql`SELECT id FROM webhooks_behind(${at(now)}, ${limit}::integer) id`,
      );
      return rows.map(({ id }) => id);
    },

    async fanOut(id, { now, dueAt, limit }) {
      const { made } = await rowOf<{ made: number }>(
        db,
        sql`SELECT webhook_fan_out(${id}::uuid, ${at(now)}, ${at(dueAt)}, ${limit}::integer) AS made`,
      );
      return made;
    },

    async claim({ now, until, limit, perEndpoint }) {
      const rows = await rowsOf<ClaimedRow>(
        db,
        sql`SELECT ${deliveryColumns}, endpoint.tenant_id AS endpoint_tenant, endpoint.url AS endpoint_url
          FROM webhook_claim(${at(now)}, ${at(until)}, ${limit}::integer, ${perEndpoint}::integer) delivery
          JOIN webhook_endpoint endpoint ON endpoint.id = delivery.endpoint_id ORDER BY delivery.due_at, delivery.id`,
      );
      return rows.map(claimedOf);
    },
  });
