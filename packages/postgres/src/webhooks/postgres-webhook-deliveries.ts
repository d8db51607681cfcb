import type { WebhookAttempt, WebhookDelivery, WebhookDeliveryStore } from '@banzhen/domain/webhooks';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { at, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';
import { type AttemptRow, attemptOf, type DeliveryRow, deliveryColumns, deliveryOf } from './webhook-row.js';

/** Events on their way to endpoints, and what came of each attempt. */
export const postgresWebhookDeliveries = (db: Database): WebhookDeliveryStore => ({
  async insert({ id, endpointId, event, state, attempts, roundFrom, dueAt, createdAt, finishedAt }) {
    await run(
      db,
      sql`INSERT INTO webhook_delivery (id, endpoint_id, event_id, about, type, subject_id, hospital_id, subject_version,
          due_fen, happened_at, state, attempts, round_from, due_at, created_at, finished_at)
        VALUES (${id}, ${endpointId}, ${event.id}, ${event.about}, ${event.type}, ${event.subjectId},
          ${event.hospitalId ?? null}, ${event.version}::integer, ${event.dueFen ?? null}::bigint, ${at(event.at)}, ${state}, ${attempts}::integer,
          ${roundFrom}::integer, ${at(dueAt)}, ${at(createdAt)}, ${finishedAt ? at(finishedAt) : null})`,
    );
  },

  async find(id) {
    const [row] = await rowsOf<DeliveryRow>(
      db,
      sql`SELECT ${deliveryColumns} FROM webhook_delivery delivery WHERE delivery.id = ${id}`,
    );
    return row && deliveryOf(row);
  },

  async list({ endpointId, state, before, limit }) {
    const rows = await rowsOf<DeliveryRow>(
      db,
      sql`SELECT ${deliveryColumns} FROM webhook_delivery delivery WHERE delivery.endpoint_id = ${endpointId}
          ${state ? sql`AND delivery.state = ${state}` : sql``}
          ${before ? sql`AND (delivery.created_at, delivery.id) < (${at(before.createdAt)}, ${before.id}::uuid)` : sql``}
        ORDER BY delivery.created_at DESC, delivery.id DESC LIMIT ${limit}::integer`,
    );
    return rows.map(deliveryOf);
  },

  async attempts(ids) {
    const rows = await rowsOf<AttemptRow>(
      db,
      sql`SELECT delivery_id, no, tried_at, took_ms, status, retry_after_seconds, failure FROM webhook_attempt
        WHERE delivery_id = ANY (${uuidArray(ids)}) ORDER BY no`,
    );
    const found = new Map<WebhookDelivery['id'], WebhookAttempt[]>(ids.map((id) => [id, []]));
    for (const row of rows) found.get(row.delivery_id)?.push(attemptOf(row));
    return found;
  },

  async settle({ id, attempts }, { no, at: triedAt, tookMs, outcome }, next) {
    const status = outcome.kind === 'answered' ? outcome.status : null;
    const retryAfter = outcome.kind === 'answered' ? (outcome.retryAfterSeconds ?? null) : null;
    const failure = outcome.kind === 'failed' ? outcome.why : null;
    const finishedAt = new Date(triedAt.getTime() + tookMs);
    const settled = await rowsOf(
      db,
      sql`WITH settled AS (
          UPDATE webhook_delivery SET state = ${next.state}, due_at = ${at(next.dueAt)}, lease_until = NULL,
            finished_at = ${next.state === 'pending' ? null : at(finishedAt)}
          WHERE id = ${id} AND state = 'pending' AND attempts = ${attempts}::integer AND lease_until IS NOT NULL RETURNING id)
        INSERT INTO webhook_attempt (delivery_id, no, tried_at, took_ms, status, retry_after_seconds, failure)
        SELECT id, ${no}::integer, ${at(triedAt)}, ${tookMs}::integer, ${status}::smallint, ${retryAfter}::integer, ${failure}
        FROM settled RETURNING no`,
    );
    return settled.length === 1;
  },

  async replay(id, when) {
    const replayed = await rowsOf(
      db,
      sql`UPDATE webhook_delivery SET state = 'pending', round_from = attempts, due_at = ${at(when)}, finished_at = NULL
        WHERE id = ${id} AND state <> 'pending' RETURNING id`,
    );
    return replayed.length === 1;
  },

  async replayFailed(endpointId, since, when) {
    const { count } = await rowOf<{ count: number }>(
      db,
      sql`WITH replayed AS (
          UPDATE webhook_delivery SET state = 'pending', round_from = attempts, due_at = ${at(when)}, finished_at = NULL
          WHERE endpoint_id = ${endpointId} AND state = 'failed' AND finished_at >= ${at(since)} RETURNING id)
        SELECT count(*)::integer AS count FROM replayed`,
    );
    return count;
  },
});
