import type { HospitalId } from '@banzhen/domain/shared/ids';
import { type Database, rowOf, rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { instantOf, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

/** A place in the feed: the transaction in which something happened, and the message of it. */
export type FeedPlace = { readonly xid: string; readonly id: string };

/** Something that happened to an appointment or a clinic session: ids and words, nothing that somebody wrote. */
export type PartnerEvent = {
  readonly place: FeedPlace;
  readonly topic: 'appointment' | 'clinic-session';
  readonly type: string;
  readonly subjectId: string;
  /** Of the thing after it. */
  readonly version: number;
  readonly hospitalId: HospitalId;
  readonly at: Date;
};

export type FeedPage = {
  readonly events: readonly PartnerEvent[];
  /** Where to go on: nothing that is committed later comes before it. */
  readonly next: FeedPlace;
};

type Row = {
  readonly event_id: string;
  readonly place: string;
  readonly topic: PartnerEvent['topic'];
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly clinic: HospitalId;
  readonly happened_at: string;
};

const FIRST: FeedPlace = { xid: '0', id: '00000000-0000-0000-0000-000000000000' };

const eventOf = (row: Row): PartnerEvent => ({
  place: { xid: row.place, id: row.event_id },
  topic: row.topic,
  type: row.type,
  subjectId: row.subject,
  version: row.version,
  hospitalId: row.clinic,
  at: instantOf(row.happened_at),
});

type FeedQuery = { readonly after?: FeedPlace | undefined; readonly limit: number };

const feedPage = async (
  db: Database,
  { after, limit }: { readonly after: FeedPlace; readonly limit: number },
  asked: Statement,
): Promise<FeedPage> => {
  // Looked at first: what is older than this is seen by the statement after it.
  const { horizon } = await rowOf<{ horizon: string }>(
    db,
    sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon`,
  );
  const rows = await rowsOf<Row>(db, asked);
  const events = rows.map(eventOf);
  const last = events.at(-1)?.place ?? after;
  // A page that is not full has looked at everything below the horizon, so the next one need not begin before it.
  const isBelow = BigInt(last.xid) < BigInt(horizon) - 1n;
  const end: FeedPlace = { xid: String(BigInt(horizon) - 1n), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  return { events, next: events.length < limit && isBelow ? end : last };
};

/**
 * What has happened at the hospitals of the partner who asks, after a place, in an order in which nothing is put in later: by
 * transaction, and only of those that are older than every one that still runs. Whoever follows `next` misses nothing, however
 * late a transaction commits; a long one holds the feed up, and loses nothing.
 */
export const partnerEvents = (
  { db }: SealedDatabase,
  { after = FIRST, limit }: FeedQuery,
): Promise<FeedPage> =>
  feedPage(
    db,
    { after, limit },
    sql`SELECT * FROM partner_events(${after.xid}::xid8, ${after.id}::uuid, ${limit}::integer)`,
  );

/** The same page for staff of the tenant, of the hospitals that they name: those that a partner's keys may follow. */
export const partnerEventsOf = (
  { db }: SealedDatabase,
  { after = FIRST, limit, hospitalIds }: FeedQuery & { readonly hospitalIds: readonly HospitalId[] },
): Promise<FeedPage> =>
  feedPage(
    db,
    { after, limit },
    sql`SELECT * FROM partner_events_of(${uuidArray(hospitalIds)}, ${after.xid}::xid8, ${after.id}::uuid, ${limit}::integer)`,
  );
