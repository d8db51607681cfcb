import { type ChainRow, emptyStream, type Head, hashOf, linked } from '@banzhen/domain/audit';
import { sha256Hex } from '@banzhen/vault';

/** What a forger leaves of a stream, and the first row that is not as it was. */
export interface Tampered {
  readonly rows: readonly ChainRow[];
  readonly seq: number;
}

/** A whole number from `from` to `to`. */
export type Pick = (from: number, to: number) => number;

export interface Tampering {
  readonly name: string;
  /** A chain alone shows nothing of it, because what is left is a chain without a flaw. */
  readonly leavesChain: boolean;
  readonly tamper: (rows: readonly ChainRow[], pick: Pick) => Tampered;
}

const FORGED = '{"at":"2030-01-01T00:00:00.000Z","as":"D","operation":"order.forged","outcome":"done"}';

const rowAt = (rows: readonly ChainRow[], seq: number): ChainRow => {
  const row = rows[seq - 1];
  if (!row) throw new Error(`the stream has no row ${seq}`);
  return row;
};
const headBefore = (rows: readonly ChainRow[], seq: number): Head =>
  rows[seq - 2] ?? emptyStream(rowAt(rows, 1).stream);
const rehashed = (row: ChainRow): ChainRow => ({ ...row, hash: hashOf(sha256Hex, row) });
const flipped = (hex: string): string => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);
const changedAt = (rows: readonly ChainRow[], seq: number, change: Partial<ChainRow>) =>
  rows.map((row) => (row.seq === seq ? { ...row, ...change } : row));
const movedUp = (rows: readonly ChainRow[], from: number, by: number) =>
  rows.map((row) => (row.seq >= from ? { ...row, seq: row.seq + by } : row));
const anyOf = (rows: readonly ChainRow[], pick: Pick): number => pick(1, rows.length);

/** All rows from `seq` on, chained anew after what stands before; the first with a text of the forger's. */
const rechained = (rows: readonly ChainRow[], seq: number): readonly ChainRow[] => {
  const kept = rows.slice(0, seq - 1);
  for (const { body } of rows.slice(seq - 1))
    kept.push(linked(sha256Hex, kept.at(-1) ?? headBefore(rows, 1), kept.length === seq - 1 ? FORGED : body));
  return kept;
};

/** What a person with every right on the database could do to its audit. */
export const tamperings: readonly Tampering[] = [
  {
    name: 'edit a text',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = anyOf(rows, pick);
      return { rows: changedAt(rows, seq, { body: FORGED }), seq };
    },
  },
  {
    name: 'edit a text and its hash',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = anyOf(rows, pick);
      return { rows: changedAt(rows, seq, rehashed({ ...rowAt(rows, seq), body: FORGED })), seq };
    },
  },
  {
    name: 'edit a hash',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = anyOf(rows, pick);
      return { rows: changedAt(rows, seq, { hash: flipped(rowAt(rows, seq).hash) }), seq };
    },
  },
  {
    name: 'edit a link',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = anyOf(rows, pick);
      return { rows: changedAt(rows, seq, { prev: flipped(rowAt(rows, seq).prev) }), seq };
    },
  },
  {
    name: 'exchange two texts',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = pick(1, rows.length - 1);
      const other = pick(seq + 1, rows.length);
      const { body } = rowAt(rows, seq);
      return {
        rows: changedAt(changedAt(rows, seq, { body: rowAt(rows, other).body }), other, { body }),
        seq,
      };
    },
  },
  {
    name: 'delete rows',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = pick(1, rows.length - 1);
      const last = pick(seq, rows.length - 1);
      return { rows: rows.filter((row) => row.seq < seq || row.seq > last), seq };
    },
  },
  {
    name: 'delete a row and close the gap',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = pick(1, rows.length - 1);
      return {
        rows: movedUp(
          rows.filter((row) => row.seq !== seq),
          seq + 1,
          -1,
        ),
        seq,
      };
    },
  },
  {
    name: 'delete a row and mend the link',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = pick(1, rows.length - 1);
      const mended = rehashed({ ...rowAt(rows, seq + 1), prev: headBefore(rows, seq).hash });
      const others = rows.filter((row) => row.seq !== seq);
      return { rows: changedAt(others, seq + 1, mended), seq };
    },
  },
  {
    name: 'exchange two rows',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = pick(1, rows.length - 1);
      const other = pick(seq + 1, rows.length);
      const moved = changedAt(changedAt(rows, other, { seq: -1 }), seq, { seq: other });
      return { rows: changedAt(moved, -1, { seq }), seq };
    },
  },
  {
    name: 'move a row to the front',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = pick(1, rows.length - 1);
      const taken = pick(seq + 1, rows.length);
      const rest = rows.filter((row) => row.seq !== taken);
      const shifted = rest.map((row) =>
        row.seq >= seq && row.seq < taken ? { ...row, seq: row.seq + 1 } : row,
      );
      return { rows: [...shifted, { ...rowAt(rows, taken), seq }], seq };
    },
  },
  {
    name: 'insert a row that fits',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = pick(1, rows.length - 1);
      return { rows: [...movedUp(rows, seq, 1), linked(sha256Hex, headBefore(rows, seq), FORGED)], seq };
    },
  },
  {
    name: 'insert a row that does not fit',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = pick(1, rows.length - 1);
      const forged = linked(sha256Hex, headBefore(rows, seq), FORGED);
      return { rows: [...movedUp(rows, seq, 1), { ...forged, hash: flipped(forged.hash) }], seq };
    },
  },
  {
    name: 'fork at a row',
    leavesChain: false,
    tamper: (rows, pick) => {
      const seq = anyOf(rows, pick);
      return { rows: [...rows, linked(sha256Hex, headBefore(rows, seq), FORGED)], seq };
    },
  },
  {
    name: 'fork and go on at the end',
    leavesChain: false,
    tamper: (rows, pick) => {
      const forged = linked(sha256Hex, headBefore(rows, anyOf(rows, pick)), FORGED);
      const seq = rows.length + 1;
      return { rows: [...rows, rehashed({ ...forged, seq })], seq };
    },
  },
  {
    name: 'cut off the end',
    leavesChain: true,
    tamper: (rows, pick) => {
      const seq = anyOf(rows, pick);
      return { rows: rows.slice(0, seq - 1), seq };
    },
  },
  {
    name: 'cut off the end and go on',
    leavesChain: true,
    tamper: (rows, pick) => {
      const seq = pick(1, rows.length - 1);
      return { rows: [...rows.slice(0, seq - 1), linked(sha256Hex, headBefore(rows, seq), FORGED)], seq };
    },
  },
  {
    name: 'write the end anew',
    leavesChain: true,
    tamper: (rows, pick) => {
      const seq = anyOf(rows, pick);
      return { rows: rechained(rows, seq), seq };
    },
  },
  {
    name: 'write everything anew',
    leavesChain: true,
    tamper: (rows) => ({ rows: rechained(rows, 1), seq: 1 }),
  },
];
