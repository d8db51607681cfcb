import type { Sql } from '@banzhen/postgres/open-postgres';
import type { Subject } from './case.js';

/** What the tables say of a thing. */
export interface Trace {
  readonly version: number;
  /** Messages of the outbox about it, by type. */
  readonly messages: ReadonlyMap<string, number>;
}

/** How many of something there are, where they tell how often a request had its effect. */
const countOf = (sql: Sql, subject: Exclude<Subject, { kind: 'appointment' | 'session' }>) => {
  switch (subject.kind) {
    case 'hold':
      return sql`appointment WHERE session_id = ${subject.sessionId} AND patient_id = ${subject.patientId}`;
    case 'new-endpoint':
      return sql`webhook_endpoint WHERE url = ${subject.url}`;
    case 'endpoint':
      return sql`webhook_endpoint, generate_series(1, version) WHERE id = ${subject.endpointId}`;
    case 'secrets':
      return sql`webhook_secret WHERE endpoint_id = ${subject.endpointId}`;
    case 'tests':
      return sql`webhook_delivery WHERE endpoint_id = ${subject.endpointId} AND about = 'webhook-endpoint'`;
    case 'new-order':
      return sql`escort_order WHERE quote_id = ${subject.quoteId}`;
    case 'payments':
      return sql`payment WHERE order_id = ${subject.orderId}`;
    case 'cancellations':
      return sql`order_event WHERE order_id = ${subject.orderId} AND type = 'OrderCancelled'`;
    case 'replay':
      return sql`webhook_delivery WHERE id = ${subject.deliveryId} AND state = 'pending'`;
  }
};

/** What there is of the subject now. */
export async function traceOf(sql: Sql, subject: Subject): Promise<Trace> {
  if (!('id' in subject)) {
    const [row] = await sql<
      { found: number }[]
    >`select count(*)::integer as found from ${countOf(sql, subject)}`;
    return { version: row?.found ?? 0, messages: new Map() };
  }
  const table = subject.kind === 'session' ? 'clinic_session' : 'appointment';
  const [row] = await sql<{ version: number }[]>`select version from ${sql(table)} where id = ${subject.id}`;
  const told = await sql<{ type: string; count: number }[]>`
    select type, count(*)::integer as count from outbox where aggregate_id = ${subject.id} group by type`;
  return { version: row?.version ?? 0, messages: new Map(told.map(({ type, count }) => [type, count])) };
}

/** How often it was changed between the two: by its version or its messages, whichever says more. */
export const effectsBetween = (before: Trace, after: Trace): number =>
  Math.max(
    after.version - before.version,
    ...[...after.messages].map(([type, count]) => count - (before.messages.get(type) ?? 0)),
  );
