import type { Sql } from '@banzhen/postgres/open-postgres';
import type { Subject } from './cases.js';

/** What the tables say of a thing. */
export interface Trace {
  readonly version: number;
  /** Messages of the outbox about it, by type. */
  readonly messages: ReadonlyMap<string, number>;
}

/** What there is of the subject now. */
export async function traceOf(sql: Sql, subject: Subject): Promise<Trace> {
  if (subject.kind === 'hold') {
    const [row] = await sql<{ held: number }[]>`
      select count(*)::integer as held from appointment
      where session_id = ${subject.sessionId} and patient_id = ${subject.patientId}`;
    return { version: row?.held ?? 0, messages: new Map() };
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
