import type { AccountId, HospitalId } from '@banzhen/domain/shared/ids';
import { aboutOf, type FeedSubject, type FeedTopic } from '@banzhen/domain/webhooks';
import { type Database, rowOf, rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { instantOf, optional, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

/** A place in the feed: the transaction in which something happened, and the message of it. */
export type FeedPlace = { readonly xid: string; readonly id: string };

/** Something that happened to an appointment, a clinic session or an escort order of a partner: ids and words, nothing that somebody wrote. */
export type PartnerEvent = {
  readonly place: FeedPlace;
  readonly about: FeedSubject;
  readonly type: string;
  readonly subjectId: string;
  /** Of the thing after it. */
  readonly version: number;
  readonly hospitalId: HospitalId;
  /** What is still to be put on account for the order after it, in fen. */
  readonly dueFen?: number;
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
  readonly topic: FeedTopic;
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly clinic: HospitalId;
  readonly due_fen: string | number | null;
  readonly happened_at: string;
};

const FIRST: FeedPlace = { xid: '0', id: '00000000-0000-0000-0000-000000000000' };

const eventOf = (row: Row): PartnerEvent => ({
  place: { xid: row.place, id: row.event_id },
  about: aboutOf[row.topic],
  type: row.type,
  subjectId: row.subject,
  version: row.version,
  hospitalId: row.clinic,
  ...optional('dueFen', row.due_fen === null ? null : Number(row.due_fen)),
  at: instantOf(row.happened_at),
});

/** Whose feed it is: the account of the partner, and the hospitals that its keys may follow. */
type PartnerFollowed = { readonly accountId: AccountId; readonly hospitalIds: readonly HospitalId[] };

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
 * What has happened at the hospitals of the partner who asks, and there to orders of its own, after a place, in an order in which nothing is put in later: by
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
    sql`SELECT * FROM partner_feed(${after.xid}::xid8, ${after.id}::uuid, ${limit}::integer)`,
  );

/** The same page for staff of the tenant: of the hospitals that a partner's keys may follow, and of its own orders there. */
export const partnerEventsOf = (
  { db }: SealedDatabase,
  { after = FIRST, limit, hospitalIds, accountId }: FeedQuery & PartnerFollowed,
): Promise<FeedPage> =>
  feedPage(
    db,
    { after, limit },
    sql`SELECT * FROM partner_feed_of(${accountId}::uuid, ${uuidArray(hospitalIds)}, ${after.xid}::xid8, ${after.id}::uuid, ${limit}::integer)`,
  );
