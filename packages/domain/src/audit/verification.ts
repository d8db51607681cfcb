import { type Digest, streams } from './chain.js';
import { type Checkpoint, readLine, type SignatureCheck } from './checkpoint.js';
import type { AuditFault, CheckpointFault } from './fault.js';
import { type StreamRows, type Walk, walkAlong } from './walk.js';

export type Verification = {
  readonly rows: StreamRows;
  /** The lines of the second sink, oldest first; undefined when they cannot be had. */
  readonly lines: AsyncIterable<string> | undefined;
  /** The newest line that the database remembers to have written. */
  readonly booked: string | undefined;
  readonly digest: Digest;
  readonly isSigned: SignatureCheck;
  /** Told after every row that is in order, how many there have been. */
  readonly onRow?: (rows: number) => void;
};

export type Verdict = {
  /** Rows that are in order. */
  readonly rows: number;
  /** Checkpoints of the sink that were held against them. Without any, truncation and a rewrite look like nothing. */
  readonly checkpoints: number;
  /** When the newest checkpoint was taken: what was cut off after it cannot be seen. */
  readonly vouchedAt?: Date;
  /** The first thing that is wrong with each stream, and with the checkpoints. Empty: nothing is. */
  readonly faults: readonly AuditFault[];
};

type Line = { readonly text: string; readonly checkpoint: Checkpoint };
type LinesSeen = { readonly last?: Line; readonly count: number; readonly fault?: CheckpointFault };

/** What is wrong with `line` as the one after `last`. */
const gapBefore = (
  digest: Digest,
  last: Line | undefined,
  { checkpoint }: Line,
): CheckpointFault | undefined => {
  const no = (last?.checkpoint.no ?? 0) + 1;
  const isNext = checkpoint.no === no && (!last || checkpoint.previous === digest(last.text));
  return isNext ? undefined : { what: 'checkpoint-missing', no: Math.min(no, checkpoint.no) };
};

const compareAll = async (walks: readonly Walk[], { heads }: Checkpoint): Promise<void> => {
  for (const head of heads) await walks[head.stream]?.compare(head);
};

const followLines = async (
  { lines, digest, isSigned }: Verification,
  walks: readonly Walk[],
): Promise<LinesSeen> => {
  let seen: LinesSeen = { count: 0 };
  for await (const text of lines ?? []) {
    const { last, count, fault } = seen;
    const checkpoint = readLine(text, isSigned);
    if (checkpoint === undefined || text === last?.text) continue;
    if (checkpoint === 'forged') {
      seen = { ...seen, fault: fault ?? { what: 'checkpoint-forged', no: (last?.checkpoint.no ?? 0) + 1 } };
      continue;
    }
    const line = { text, checkpoint };
    const wrong = fault ?? gapBefore(digest, last, line);
    seen = { last: line, count: count + 1, ...(wrong ? { fault: wrong } : {}) };
    await compareAll(walks, checkpoint);
  }
  return seen;
};

/** What the database remembers to have written must be at the end of the sink, or else the sink lost it. */
const followBooked = async (
  { lines, booked, isSigned }: Verification,
  walks: readonly Walk[],
  { last, fault }: LinesSeen,
): Promise<CheckpointFault | undefined> => {
  if (booked === undefined) return fault;
  const checkpoint = readLine(booked, isSigned) ?? 'forged';
  const no = (last?.checkpoint.no ?? 0) + 1;
  if (checkpoint === 'forged') return fault ?? { what: 'checkpoint-forged', no };
  if (checkpoint.no < no) return fault;
  await compareAll(walks, checkpoint);
  return fault ?? (lines ? { what: 'checkpoints-rolled-back', no } : undefined);
};

/**
 * Goes along all streams at once, checkpoint by checkpoint, in memory that does not grow with their number: every row by
 * its place, its predecessor and its hash, every checkpoint by its signature, its number and the heads that it names.
 */
export const verifyAudit = async (given: Verification): Promise<Verdict> => {
  let rows = 0;
  const onRow = () => {
    rows += 1;
    given.onRow?.(rows);
  };
  const walks = streams.map((stream) => walkAlong(given.digest, given.rows, stream, onRow));
  try {
    const seen = await followLines(given, walks);
    const fault = await followBooked(given, walks, seen);
    for (const walk of walks) await walk.advance(Number.MAX_SAFE_INTEGER);
    const faults = [...walks.map((walk) => walk.fault()), fault].filter((one) => one !== undefined);
    const vouched = seen.last ? { vouchedAt: seen.last.checkpoint.at } : {};
    return { rows, checkpoints: seen.count, ...vouched, faults };
  } finally {
    await Promise.all(walks.map((walk) => walk.close()));
  }
};
