import type { Session } from '@banzhen/domain/accounts';
import { instantOf, optional } from '../sql-values.js';
import { sql } from '../statement.js';
import { instantIn } from './instant-column.js';

/** What `sessionOf` reads; instants as text and the token's hash in hex. */
export const sessionColumns = sql.raw(
  `session.id, session.account_id, encode(session.token_hash, 'hex') AS token_hash, session.kind, session.auth_level,
   session.device, session.started_at, session.last_seen_at, session.idle_until, session.ends_at,
   session.stepped_up_at, session.ended_at, session.ended_why`,
);

export type SessionRow = {
  readonly id: Session['id'];
  readonly account_id: Session['accountId'];
  readonly token_hash: string;
  readonly kind: Session['kind'];
  readonly auth_level: Session['authLevel'];
  readonly device: string;
  readonly started_at: string;
  readonly last_seen_at: string;
  readonly idle_until: string;
  readonly ends_at: string;
  readonly stepped_up_at: string | null;
  readonly ended_at: string | null;
  readonly ended_why: NonNullable<Session['ended']>['why'] | null;
};

export const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  accountId: row.account_id,
  tokenHash: row.token_hash,
  kind: row.kind,
  authLevel: row.auth_level,
  device: row.device,
  startedAt: instantOf(row.started_at),
  lastSeenAt: instantOf(row.last_seen_at),
  idleUntil: instantOf(row.idle_until),
  endsAt: instantOf(row.ends_at),
  ...optional('steppedUpAt', instantIn(row.stepped_up_at)),
  ...(row.ended_at && row.ended_why ? { ended: { at: instantOf(row.ended_at), why: row.ended_why } } : {}),
});
