import { type ChainRow, type Digest, type Head, hashOf } from './chain.js';
import type { RowFault } from './fault.js';

/** Where a stream stops being a chain: the last row that is in order, and the row that is not. */
export type Break = {
  readonly head: Head;
  readonly row: ChainRow;
  /** Up to this row a checkpoint says that all is as it was. */
  readonly vouchedSeq: number;
};

/** What the whole stream tells about a break. */
type Evidence = {
  /** The row that was made to follow the head is still there, at another place. */
  readonly hasSuccessor: boolean;
  /** Some row was made after the one that breaks the chain, or it is the last. */
  readonly isFollowedOrLast: boolean;
  /** An earlier row was made after the same one. */
  readonly sharesPrev: boolean;
  /** The same row stands elsewhere too. */
  readonly hasTwin: boolean;
  readonly lastSeq: number;
};

const gather = async (
  digest: Digest,
  rows: AsyncIterable<ChainRow>,
  { head, row }: Break,
): Promise<Evidence> => {
  const seen = { hasSuccessor: false, isFollowed: false, sharesPrev: false, hasTwin: false, lastSeq: 0 };
  const place = head.seq + 1;
  for await (const other of rows) {
    seen.lastSeq = other.seq;
    if (other.seq === row.seq && other.body === row.body && other.hash === row.hash) continue;
    if (other.prev === head.hash && hashOf(digest, { ...other, seq: place }) === other.hash)
      seen.hasSuccessor = true;
    if (other.prev === row.hash) seen.isFollowed = true;
    if (other.prev === row.prev && other.seq < row.seq) seen.sharesPrev = true;
    if (other.hash === row.hash) seen.hasTwin = true;
  }
  return { ...seen, isFollowedOrLast: seen.isFollowed || row.seq === seen.lastSeq };
};

/** The place that a row's own hash names: no other number fits it. */
const placeOf = (digest: Digest, row: ChainRow, lastSeq: number): number | undefined => {
  if (hashOf(digest, row) === row.hash) return row.seq;
  for (let seq = 1; seq <= lastSeq; seq += 1) if (hashOf(digest, { ...row, seq }) === row.hash) return seq;
  return undefined;
};

/** A row that is right in itself, at its own place, but was made after a row that is not the head. */
const afterAnother = ({ head, row, vouchedSeq }: Break, evidence: Evidence): RowFault => {
  const { stream } = head;
  if (evidence.sharesPrev) return { what: 'forked', stream, seq: row.seq };
  if (head.seq <= vouchedSeq) return { what: 'inserted', stream, seq: row.seq };
  return { what: 'edited', stream, seq: evidence.isFollowedOrLast ? head.seq : row.seq };
};

/** What has been done to a stream at a break. Reads the stream once more, from its beginning. */
export const diagnose = async (
  digest: Digest,
  rows: AsyncIterable<ChainRow>,
  seen: Break,
): Promise<RowFault> => {
  const { head, row } = seen;
  const { stream } = head;
  const place = head.seq + 1;
  const evidence = await gather(digest, rows, seen);
  if (row.seq < place)
    return { what: row.seq === head.seq && place > 1 ? 'forked' : 'inserted', stream, seq: row.seq };
  const origin = placeOf(digest, row, evidence.lastSeq);
  if (evidence.hasSuccessor) {
    const isMoved = row.seq > place || (origin !== undefined && origin !== row.seq);
    return { what: isMoved ? 'reordered' : 'inserted', stream, seq: place };
  }
  if (row.seq > place) return { what: 'deleted', stream, seq: place };
  if (row.prev === head.hash || origin === undefined) return { what: 'edited', stream, seq: place };
  if (origin === place) return afterAnother(seen, evidence);
  if (origin > place) return { what: 'deleted', stream, seq: place };
  return { what: 'inserted', stream, seq: evidence.hasTwin ? place : origin };
};
