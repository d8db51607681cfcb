import {
  type AuditChains,
  type AuditCursor,
  type AuditFilter,
  type AuditRecord,
  type AuditTrail,
  type ChainRow,
  type CheckpointBook,
  canonicalText,
  type Digest,
  emptyStream,
  entryOf,
  type Head,
  linked,
  streamKeyOf,
  streamOf,
  streams,
} from '../audit/index.js';
import { ok } from '../shared/result.js';
import type { AuditStores } from './contracts/fixture.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { Tables } from './in-memory-tables.js';

/** 64 hex digits that differ for different texts, and that anybody could forge: for tests without node:crypto. */
export const toyDigest: Digest = (text) => {
  let digest = '';
  for (let seed = 1; seed <= 8; seed += 1) {
    let hash = 0x811c9dc5 ^ seed;
    for (let at = 0; at < text.length; at += 1)
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193 + 2 * seed);
    digest += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return digest;
};

const rowsOf = ({ auditRows }: Tables, stream: number): readonly ChainRow[] =>
  auditRows.where((row) => row.stream === stream);

const headOf = (tables: Tables, stream: number): Head => rowsOf(tables, stream).at(-1) ?? emptyStream(stream);

export const inMemoryAuditTrail = (tables: Tables): AuditTrail => ({
  async append(entry) {
    const stream = streamOf(toyDigest, streamKeyOf(entry));
    const row = linked(toyDigest, headOf(tables, stream), canonicalText(entry));
    tables.auditRows.insert(`${stream}/${row.seq}`, row);
  },
});

const matches = (entry: AuditRecord, filter: AuditFilter): boolean =>
  (entry.tenantId === undefined || entry.tenantId === filter.tenantId) &&
  (filter.accountId === undefined || entry.actor.accountId === filter.accountId) &&
  (filter.operation === undefined || entry.operation === filter.operation) &&
  (filter.objectId === undefined || entry.object?.id === filter.objectId) &&
  (filter.outcome === undefined || entry.outcome === filter.outcome) &&
  (filter.from === undefined || entry.at >= filter.from) &&
  (filter.until === undefined || entry.at < filter.until);

/** Positive when `left` comes after `right` in time, then by stream and place. */
const compare = (left: AuditCursor, right: AuditCursor): number =>
  left.at.getTime() - right.at.getTime() || left.stream - right.stream || left.seq - right.seq;

const chainsOver = (tables: () => Tables): AuditChains => ({
  heads: async () => streams.map((stream) => headOf(tables(), stream)).filter(({ seq }) => seq > 0),
  async *rows(stream, after = 0) {
    yield* rowsOf(tables(), stream).filter(({ seq }) => seq > after);
  },
  hashAt: async (stream, seq) => tables().auditRows.get(`${stream}/${seq}`)?.hash,
});

const LAST = 'last';

const inMemoryBook = (database: InMemoryDatabase): CheckpointBook => {
  let isBusy = false;
  return {
    last: async () => database.committed().checkpointLines.get(LAST),
    async take(work) {
      if (isBusy) return 'busy';
      isBusy = true;
      try {
        await database.transaction(async (tables) => {
          const last = tables.checkpointLines.get(LAST);
          const line = await work({ last, chains: chainsOver(() => tables) });
          if (line !== undefined) tables.checkpointLines.put(LAST, line);
          return ok(undefined);
        });
        return 'taken';
      } finally {
        isBusy = false;
      }
    },
  };
};

export const inMemoryAuditStores = (database: InMemoryDatabase): AuditStores => ({
  digest: toyDigest,
  book: inMemoryBook(database),
  chains: chainsOver(() => database.committed()),
  reader: {
    async page(filter, limit, after) {
      const records = database
        .committed()
        .auditRows.where(() => true)
        .map(({ stream, seq, body }): AuditRecord => ({ ...entryOf(body), stream, seq }));
      return records
        .filter((record) => matches(record, filter) && (!after || compare(record, after) < 0))
        .toSorted((left, right) => compare(right, left))
        .slice(0, limit);
    },
  },
});
