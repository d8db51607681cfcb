import { type ChainRow, type Digest, emptyStream, type Head, hashOf } from './chain.js';
import { diagnose } from './diagnosis.js';
import type { RowFault } from './fault.js';

/** The rows of one stream by `seq`, from the first or after `after`, as they stand when they are asked for. */
export type StreamRows = (stream: number, after?: number) => AsyncIterable<ChainRow>;

/** Goes along one stream, and never past a row that is wrong. */
export type Walk = {
  /** The last row that is in order. */
  head(): Head;
  fault(): RowFault | undefined;
  /** Goes on up to row `seq`, or to the end. */
  advance(seq: number): Promise<void>;
  /** Holds what a signed checkpoint says about the stream against what stands there. */
  compare(signed: Head): Promise<void>;
  /** Lets go of the rows that nobody asked for. */
  close(): Promise<void>;
};

const follows = (digest: Digest, head: Head, row: ChainRow): boolean =>
  row.seq === head.seq + 1 && row.prev === head.hash && hashOf(digest, row) === row.hash;

/** `onRow` is told of every row that is in order. */
export const walkAlong = (digest: Digest, rows: StreamRows, stream: number, onRow: () => void): Walk => {
  let coming = rows(stream)[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<ChainRow>> | undefined;
  let head = emptyStream(stream);
  let fault: RowFault | undefined;
  let vouchedSeq = 0;

  const advance = async (seq: number): Promise<void> => {
    while (!fault) {
      next ??= coming.next();
      const { done, value: row } = await next;
      if (done || (head.seq >= seq && row.seq > seq)) return;
      if (!follows(digest, head, row)) {
        fault = await diagnose(digest, rows(stream), { head, row, vouchedSeq });
        return;
      }
      head = row;
      onRow();
      next = undefined;
    }
  };
  return {
    head: () => head,
    fault: () => fault,
    advance,
    async compare(signed) {
      await advance(signed.seq);
      if (!fault && head.seq < signed.seq) {
        // Rows may have come since the last one was read, and so may the checkpoint that names them.
        coming = rows(stream, head.seq)[Symbol.asyncIterator]();
        next = undefined;
        await advance(signed.seq);
      }
      if (fault) return;
      if (head.seq < signed.seq) fault = { what: 'truncated', stream, seq: head.seq + 1, vouchedSeq };
      else if (head.seq === signed.seq && head.hash !== signed.hash)
        fault = { what: 'rewritten', stream, seq: vouchedSeq + 1, until: signed.seq };
      else vouchedSeq = Math.max(vouchedSeq, signed.seq);
    },
    async close() {
      await coming.return?.();
    },
  };
};
