import { lengthPrefixed } from './canonical.js';
import type { AuditEntry } from './entry.js';

/** SHA-256 of a text, in lower-case hex. */
export type Digest = (text: string) => string;

/** Entries are chained in so many streams, so that writers seldom wait for each other. */
export const STREAM_COUNT = 16;

export const streams: readonly number[] = Array.from({ length: STREAM_COUNT }, (_, stream) => stream);

/** What stands before the first row of a stream. */
export const GENESIS = '0'.repeat(64);

/** One row of a stream: the stored text, the hash of the row before it, and the hash of all that. */
export type ChainRow = {
  readonly stream: number;
  /** 1 for the first row of the stream, and no number is left out. */
  readonly seq: number;
  readonly body: string;
  readonly prev: string;
  readonly hash: string;
};

/** The last row of a stream. Its hash stands for every row before it. */
export type Head = Pick<ChainRow, 'stream' | 'seq' | 'hash'>;

export const emptyStream = (stream: number): Head => ({ stream, seq: 0, hash: GENESIS });

/** Entries about one thing, or else by one person, stay in one stream. */
export const streamKeyOf = ({ object, actor, operation }: AuditEntry): string =>
  object?.id ?? actor.accountId ?? operation;

export const streamOf = (digest: Digest, key: string): number =>
  Number.parseInt(digest(key).slice(0, 2), 16) % STREAM_COUNT;

/** What a row's hash must be. */
export const hashOf = (digest: Digest, { stream, seq, body, prev }: Omit<ChainRow, 'hash'>): string =>
  digest(lengthPrefixed([stream, seq, body, prev]));

/** The row that carries `body` after `head`. */
export const linked = (digest: Digest, head: Head, body: string): ChainRow => {
  const row = { stream: head.stream, seq: head.seq + 1, body, prev: head.hash };
  return { ...row, hash: hashOf(digest, row) };
};
