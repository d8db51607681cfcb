import type { WebhookEndpointStore } from '@banzhen/domain/webhooks';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { at, instantOf, textArray, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';
import { type EndpointRow, endpointColumns, endpointOf } from './webhook-row.js';

const MOST = 1_000;

/** Where partners are told of events. */
export const postgresWebhookEndpoints = (db: Database): WebhookEndpointStore => ({
  async insert(endpoint) {
    const { disabled, failingSince } = endpoint;
    await run(
      db,
      sql`INSERT INTO webhook_endpoint (id, tenant_id, partner_id, account_id, url, hospital_ids, event_types, state,
          disabled_why, disabled_at, failing_since, created_at, made_by_account, version)
        VALUES (${endpoint.id}, ${endpoint.tenantId}, ${endpoint.partnerId}, ${endpoint.accountId}, ${endpoint.url},
          ${uuidArray(endpoint.hospitalIds)}, ${textArray(endpoint.eventTypes)}, ${endpoint.state},
          ${disabled?.why ?? null}, ${disabled ? at(disabled.at) : null}, ${failingSince ? at(failingSince) : null},
          ${at(endpoint.createdAt)}, ${endpoint.createdBy}, ${endpoint.version}::integer)`,
    );
  },

  async find(id) {
    const [row] = await rowsOf<EndpointRow>(
      db,
      sql`SELECT ${endpointColumns} FROM webhook_endpoint endpoint WHERE endpoint.id = ${id}`,
    );
    return row && endpointOf(row);
  },

  async lock(id) {
    const [row] = await rowsOf<EndpointRow>(
      db,
      sql`SELECT ${endpointColumns} FROM webhook_endpoint endpoint WHERE endpoint.id = ${id} FOR NO KEY UPDATE`,
    );
    return row && endpointOf(row);
  },

  async ofPartner(id) {
    const rows = await rowsOf<EndpointRow>(
      db,
      sql`SELECT ${endpointColumns} FROM webhook_endpoint endpoint WHERE endpoint.partner_id = ${id} AND endpoint.state <> 'removed'
        ORDER BY endpoint.created_at DESC, endpoint.id DESC LIMIT ${MOST}::integer`,
    );
    return rows.map(endpointOf);
  },

  async update({ id, state, disabled, failingSince, version }, expectedVersion) {
    const changed = await rowsOf(
      db,
      sql`UPDATE webhook_endpoint SET state = ${state}, disabled_why = ${disabled?.why ?? null},
          disabled_at = ${disabled ? at(disabled.at) : null}, failing_since = ${failingSince ? at(failingSince) : null},
          version = ${version}::integer
        WHERE id = ${id} AND version = ${expectedVersion}::integer RETURNING id`,
    );
    return changed.length === 1;
  },

  noteSuccess: (id) =>
    run(
      db,
      sql`UPDATE webhook_endpoint SET failing_since = NULL WHERE id = ${id} AND failing_since IS NOT NULL`,
    ),

  async noteFailure(id, when) {
    await run(
      db,
      sql`UPDATE webhook_endpoint SET failing_since = ${at(when)} WHERE id = ${id} AND failing_since IS NULL`,
    );
    const { since } = await rowOf<{ since: string }>(
      db,
      sql`SELECT coalesce(failing_since, ${at(when)}) AS since FROM webhook_endpoint WHERE id = ${id}`,
    );
    return instantOf(since);
  },

  async disable(id, why, when) {
    const disabled = await rowsOf(
      db,
      sql`UPDATE webhook_endpoint SET state = 'disabled', disabled_why = ${why}, disabled_at = ${at(when)},
          failing_since = NULL, version = version + 1
        WHERE id = ${id} AND state = 'active' RETURNING id`,
    );
    return disabled.length === 1;
  },
});
