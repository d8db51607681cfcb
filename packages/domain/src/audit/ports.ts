import type { ChainRow, Head } from './chain.js';
import type { AuditEntry } from './entry.js';

/** The write side, inside a unit of work: what is not committed with its act was never done. */
export interface AuditTrail {
  /**
   * Adds the entry to the end of its stream. Append last in a transaction, because nobody else appends to that stream
   * until it ends. Throws `EntryUnfit` for an entry that could carry what a person wrote.
   */
  append(entry: AuditEntry): Promise<void>;
}

/** An entry with its place, by which it is found again. */
export type AuditRecord = AuditEntry & Pick<ChainRow, 'stream' | 'seq'>;

export type AuditFilter = {
  /** Entries of this tenant and those of none. */
  readonly tenantId: string;
  readonly accountId?: string | undefined;
  readonly operation?: string | undefined;
  readonly objectId?: string | undefined;
  readonly outcome?: AuditEntry['outcome'] | undefined;
  /** Half-open: from `from` on, before `until`. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
};

/** Where a page ended. */
export type AuditCursor = Pick<AuditRecord, 'at' | 'stream' | 'seq'>;

/** Reads of what was committed. */
export interface AuditReader {
  /** Up to `limit` entries, newest first, those behind `after` only. */
  page(filter: AuditFilter, limit: number, after?: AuditCursor): Promise<readonly AuditRecord[]>;
}

/** The streams as they stand, for whoever checks them. */
export interface AuditChains {
  /** The last row of every stream that has one. */
  heads(): Promise<readonly Head[]>;
  /** Every row of a stream after `after` by `seq`, a batch at a time; doubles too, where somebody has made some. */
  rows(stream: number, after?: number): AsyncIterable<ChainRow>;
  /** The hash of one row, if it is there. */
  hashAt(stream: number, seq: number): Promise<string | undefined>;
}

/** The database's own memory of the last checkpoint: without it nobody would miss a sink that was rolled back. */
export interface CheckpointBook {
  /** The newest line that was kept. */
  last(): Promise<string | undefined>;
  /**
   * Runs `work` while no other process takes a checkpoint, and keeps the line that it answers; `busy` when one does.
   * What `work` throws leaves the book as it was.
   */
  take(
    work: (seen: {
      readonly last: string | undefined;
      readonly chains: AuditChains;
    }) => Promise<string | undefined>,
  ): Promise<'taken' | 'busy'>;
}

/** The second place, out of reach of whoever can write the database: an append-only file, a stream of logs (5.7). */
export interface CheckpointSink {
  /** Returns once the line will survive a crash of the machine, as far as the sink can tell. */
  append(line: string): Promise<void>;
  /** Absent where lines cannot be read back. */
  readonly reading?: {
    /** The newest line that was written as a whole. */
    last(): Promise<string | undefined>;
    /** All lines, oldest first, also those that a crash has torn. */
    lines(): AsyncIterable<string>;
  };
}
