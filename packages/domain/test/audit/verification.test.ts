import { type ChainRow, GENESIS, hashOf, linked, signedLine, verifyAudit } from '@banzhen/domain/audit';
import { describe, expect, it } from 'vitest';
import { aStream, at, isSigned, judge, linesAt, rewritten, rowsIn, sha256, signer } from './chained.js';

const rows = aStream(12);
const stream = 3;
const row = (seq: number): ChainRow => {
  const found = rows[seq - 1];
  if (!found) throw new Error(`there is no row ${seq}`);
  return found;
};
const without = (...seqs: readonly number[]) => rows.filter(({ seq }) => !seqs.includes(seq));
const changed = (seq: number, change: Partial<ChainRow>) =>
  rows.map((one) => (one.seq === seq ? { ...one, ...change } : one));
/** A row chained after `seq` that was never appended. */
const forgedAfter = (seq: number) => linked(sha256, row(seq), '{"forged":true}');
const shifted = (from: number, by: number) =>
  rows.map((one) => (one.seq >= from ? { ...one, seq: one.seq + by } : one));

describe('a chain on its own', () => {
  it('is in order', async () => {
    expect(await judge(rows)).toEqual({ rows: 12, checkpoints: 0, faults: [] });
    expect(await judge([])).toEqual({ rows: 0, checkpoints: 0, faults: [] });
  });

  const rehashed = (one: ChainRow): ChainRow => ({ ...one, hash: hashOf(sha256, one) });
  it.each<[string, readonly ChainRow[], string, number]>([
    ['the text of a row', changed(5, { body: '{"forged":true}' }), 'edited', 5],
    ['the hash of a row', changed(5, { hash: sha256('else') }), 'edited', 5],
    ['the predecessor of a row', changed(5, { prev: sha256('else') }), 'edited', 5],
    ['the first row', changed(1, { body: '{}' }), 'edited', 1],
    ['the last row', changed(12, { body: '{}' }), 'edited', 12],
    ['a row with a new hash', changed(5, rehashed({ ...row(5), body: '{}' })), 'edited', 5],
    ['the last but one with a new hash', changed(11, rehashed({ ...row(11), body: '{}' })), 'edited', 11],
    [
      'two texts, exchanged',
      changed(5, { body: row(8).body }).map((one) => (one.seq === 8 ? { ...one, body: row(5).body } : one)),
      'edited',
      5,
    ],
    ['a row, taken out', without(5), 'deleted', 5],
    ['three rows, taken out', without(5, 6, 7), 'deleted', 5],
    ['the first rows, taken out', without(1, 2), 'deleted', 1],
    [
      'a row, taken out and the rest moved up',
      without(5).map((one) => (one.seq > 5 ? { ...one, seq: one.seq - 1 } : one)),
      'deleted',
      5,
    ],
    [
      'a row, taken out and the next one chained anew',
      without(5).map((one) => (one.seq === 6 ? rehashed({ ...one, prev: row(4).hash }) : one)),
      'deleted',
      5,
    ],
    [
      'two neighbours, exchanged',
      rows.map((one) => (one.seq === 5 ? { ...one, seq: 6 } : one.seq === 6 ? { ...one, seq: 5 } : one)),
      'reordered',
      5,
    ],
    [
      'two rows, exchanged',
      rows.map((one) => (one.seq === 3 ? { ...one, seq: 10 } : one.seq === 10 ? { ...one, seq: 3 } : one)),
      'reordered',
      3,
    ],
    [
      'the last row and another, exchanged',
      rows.map((one) => (one.seq === 3 ? { ...one, seq: 12 } : one.seq === 12 ? { ...one, seq: 3 } : one)),
      'reordered',
      3,
    ],
    ['a row, moved to the end', without(5).concat({ ...row(5), seq: 13 }), 'reordered', 5],
    ['a row, put between with a right hash', [...shifted(5, 1), forgedAfter(4)], 'inserted', 5],
    [
      'a row, put between with some hash',
      [...shifted(5, 1), { ...forgedAfter(4), hash: sha256('else') }],
      'inserted',
      5,
    ],
    [
      'a row, put between with some predecessor',
      [...shifted(5, 1), rehashed({ ...forgedAfter(4), prev: sha256('else') })],
      'inserted',
      5,
    ],
    ['a copy of a row, put at the end', [...rows, { ...row(5), seq: 13 }], 'inserted', 13],
    ['a row before the first', [...rows, { ...row(1), seq: 0 }], 'inserted', 0],
    ['a second row at a place', [...rows, forgedAfter(4)], 'forked', 5],
    ['a second row at the last place', [...rows, forgedAfter(11)], 'forked', 12],
    [
      'a second row after an earlier one, at the end',
      [...rows, rehashed({ ...forgedAfter(4), seq: 13 })],
      'forked',
      13,
    ],
  ])('shows %s', async (_name, tampered, what, seq) => {
    expect((await judge(tampered)).faults).toEqual([{ what, stream, seq }]);
  });

  it('control: says nothing of rows cut off at the end, nor of a tail that was written anew', async () => {
    expect((await judge(rows.slice(0, 9))).faults).toEqual([]);
    expect((await judge(rewritten(rows, 5))).faults).toEqual([]);
  });

  it('names the first fault of each stream, and goes on with the others', async () => {
    const other = aStream(6, 9).filter(({ seq }) => seq !== 2);
    expect((await judge([...changed(5, { body: '{}' }), ...other])).faults).toEqual([
      { what: 'edited', stream: 3, seq: 5 },
      { what: 'deleted', stream: 9, seq: 2 },
    ]);
  });
});

describe('a chain with checkpoints', () => {
  const lines = linesAt(rows, [3, 7, 10]);
  const booked = lines.at(-1) ?? '';

  it('is in order, rows after the newest checkpoint too', async () => {
    expect(await judge(rows, { lines, booked })).toEqual({
      rows: 12,
      checkpoints: 3,
      vouchedAt: at,
      faults: [],
    });
  });

  it.each<[string, readonly ChainRow[], object]>([
    ['rows cut off at the end', rows.slice(0, 8), { what: 'truncated', stream, seq: 9, vouchedSeq: 7 }],
    ['every row gone', [], { what: 'truncated', stream, seq: 1, vouchedSeq: 0 }],
    ['a tail written anew', rewritten(rows, 5), { what: 'rewritten', stream, seq: 4, until: 7 }],
    ['everything written anew', rewritten(rows, 1), { what: 'rewritten', stream, seq: 1, until: 3 }],
    [
      'the last row signed for, with a new hash',
      changed(10, rehash(10)),
      { what: 'rewritten', stream, seq: 8, until: 10 },
    ],
    ['a row taken out that a checkpoint named', without(7), { what: 'deleted', stream, seq: 7 }],
    ['a fork at the row of a checkpoint', [...rows, forgedAfter(6)], { what: 'forked', stream, seq: 7 }],
    [
      'a foreign row after the last that was signed for',
      [...rows.slice(0, 10), foreign(11)],
      { what: 'inserted', stream, seq: 11 },
    ],
  ])('shows %s', async (_name, tampered, fault) => {
    expect((await judge(tampered, { lines, booked })).faults).toEqual([fault]);
  });

  function rehash(seq: number): Partial<ChainRow> {
    const edited = { ...row(seq), body: '{}' };
    return { ...edited, hash: hashOf(sha256, edited) };
  }
  function foreign(seq: number): ChainRow {
    const made = { stream, seq, body: '{}', prev: sha256('else'), hash: '' };
    return { ...made, hash: hashOf(sha256, made) };
  }

  it('control: without the lines only the newest one, which the database keeps, is held against the rows', async () => {
    expect((await judge(rows.slice(0, 8), { booked })).faults).toEqual([
      { what: 'truncated', stream, seq: 9, vouchedSeq: 0 },
    ]);
    expect((await judge(rows.slice(0, 8), { booked: lines[0] ?? '' })).faults).toEqual([]);
  });

  it('shows a sink that lost its last lines, or all of them', async () => {
    const rolledBack = { what: 'checkpoints-rolled-back' };
    expect((await judge(rows, { lines: lines.slice(0, 2), booked })).faults).toEqual([
      { ...rolledBack, no: 3 },
    ]);
    expect((await judge(rows, { lines: [], booked })).faults).toEqual([{ ...rolledBack, no: 1 }]);
  });

  it('shows a line that is missing, one that nobody signed, and one of another history', async () => {
    const [first = '', second = '', third = ''] = lines;
    expect((await judge(rows, { lines: [first, third], booked })).faults).toEqual([
      { what: 'checkpoint-missing', no: 2 },
    ]);
    expect((await judge(rows, { lines: [second, third], booked })).faults).toEqual([
      { what: 'checkpoint-missing', no: 1 },
    ]);
    const forged = second.replace('/7/', '/6/');
    expect((await judge(rows, { lines: [first, forged, third], booked })).faults).toEqual([
      { what: 'checkpoint-forged', no: 2 },
    ]);
    const foreignLine = signedLine(signer, { no: 2, at, previous: GENESIS, heads: [] });
    expect((await judge(rows, { lines: [first, foreignLine], booked: foreignLine })).faults).toEqual([
      { what: 'checkpoint-missing', no: 2 },
    ]);
  });

  it('believes no line that the database alone could have made', async () => {
    const made = JSON.stringify({ checkpoint: 'audit/1 9 2030', signature: 'x' });
    expect(isSigned('audit/1 9 2030', 'x')).toBe(false);
    expect((await judge(rows, { lines, booked: made })).faults).toEqual([
      { what: 'checkpoint-forged', no: 4 },
    ]);
  });

  it('steps over lines that a crash has torn or doubled, and over what others print', async () => {
    const [first = '', ...others] = lines;
    const torn = [first.slice(0, 40), first, first, 'listening on 3000', '{"level":30}', '', ...others];
    expect((await judge(rows, { lines: torn, booked })).faults).toEqual([]);
  });

  it('takes rows and lines that come while it reads', async () => {
    const growing = rows.slice(0, 3);
    async function* linesThatComeLater() {
      yield lines[0] ?? '';
      growing.push(...rows.slice(3));
      yield* lines.slice(1);
    }
    const verdict = await verifyAudit({
      rows: (wanted, after) => rowsIn(growing, wanted, after),
      lines: linesThatComeLater(),
      booked: lines[0],
      digest: sha256,
      isSigned,
    });
    expect(verdict).toEqual({ rows: 12, checkpoints: 3, vouchedAt: at, faults: [] });
  });

  it('takes a sink that is a line ahead of the database', async () => {
    expect((await judge(rows, { lines, booked: lines[1] ?? '' })).faults).toEqual([]);
  });
});
