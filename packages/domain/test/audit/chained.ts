import { createHash } from 'node:crypto';
import {
  type AuditEntry,
  type ChainRow,
  canonicalText,
  type Digest,
  emptyStream,
  type Head,
  linked,
  nextCheckpoint,
  type Signer,
  signedLine,
  type Verdict,
  verifyAudit,
} from '@banzhen/domain/audit';

export const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex');

export const at = new Date('2030-01-07T02:00:00.000Z');

export const anEntry = (overrides: Partial<AuditEntry> = {}): AuditEntry => ({
  at,
  actor: { as: 'D' },
  operation: 'order.cancel',
  outcome: 'done',
  ...overrides,
});

/** Rows `1` to `length` of a stream; their version says which is which. */
export const aStream = (length: number, stream = 3): readonly ChainRow[] => {
  const rows: ChainRow[] = [];
  for (let version = 1; version <= length; version += 1)
    rows.push(
      linked(sha256, rows.at(-1) ?? emptyStream(stream), canonicalText(anEntry({ facts: { version } }))),
    );
  return rows;
};

/** The rows again from `from` on, chained anew, with a text of the forger's. */
export const rewritten = (
  rows: readonly ChainRow[],
  from: number,
  body = '{"forged":true}',
): readonly ChainRow[] => {
  const next = [...rows];
  for (let index = from - 1; index < rows.length; index += 1) {
    const before: Head = next[index - 1] ?? emptyStream(3);
    next[index] = linked(sha256, before, index === from - 1 ? body : (rows[index]?.body ?? ''));
  }
  return next;
};

const KEY = 'of the test';
export const signer: Signer = { sign: (text) => sha256(`${KEY} ${text}`) };
export const isSigned = (text: string, signature: string): boolean => signer.sign(text) === signature;

/** A line for each of `lengths`: how far the stream had grown. */
export const linesAt = (rows: readonly ChainRow[], lengths: readonly number[]): readonly string[] => {
  const lines: string[] = [];
  lengths.forEach((length, index) => {
    const line = lines.at(-1);
    const last = line === undefined ? undefined : { no: index, line };
    const head = rows[length - 1];
    lines.push(signedLine(signer, nextCheckpoint(sha256, last, head ? [head] : [], at)));
  });
  return lines;
};

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** The rows of a stream by their number, as a table gives them. */
export const rowsIn = (
  rows: readonly ChainRow[],
  stream: number,
  after = Number.NEGATIVE_INFINITY,
): AsyncIterable<ChainRow> =>
  each(
    rows
      .filter((row) => row.stream === stream && row.seq > after)
      .toSorted((left, right) => left.seq - right.seq),
  );

/** What a verification says of these rows. */
export const judge = (
  rows: readonly ChainRow[],
  { lines, booked }: { readonly lines?: readonly string[]; readonly booked?: string } = {},
): Promise<Verdict> =>
  verifyAudit({
    rows: (stream, after) => rowsIn(rows, stream, after),
    lines: lines && each(lines),
    booked,
    digest: sha256,
    isSigned,
  });
