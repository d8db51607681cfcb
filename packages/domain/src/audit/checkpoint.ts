import { type Digest, GENESIS, type Head, streams } from './chain.js';

/** Signs texts for whoever must trust them without trusting the database. */
export type Signer = { sign(text: string): string };

/** Whether the holder of the audit key signed exactly this text. */
export type SignatureCheck = (text: string, signature: string) => boolean;

/** How far every stream had grown at an instant, kept where whoever writes the database cannot write (PR8). */
export type Checkpoint = {
  /** 1 for the first; checkpoints of a database are numbered without a gap. */
  readonly no: number;
  readonly at: Date;
  /** The digest of the line before; `GENESIS` for the first. */
  readonly previous: string;
  /** Of every stream that has rows. The `seq` of a head is also how many rows there were. */
  readonly heads: readonly Head[];
};

const textOf = ({ no, at, previous, heads }: Checkpoint): string =>
  [
    'audit/1',
    no,
    at.toISOString(),
    previous,
    ...heads.map(({ stream, seq, hash }) => `${stream}/${seq}/${hash}`),
  ].join(' ');

/** The checkpoint as one line of JSON, with its signature. */
export const signedLine = (signer: Signer, checkpoint: Checkpoint): string => {
  const text = textOf(checkpoint);
  return JSON.stringify({ checkpoint: text, signature: signer.sign(text) });
};

const HEAD = /^(\d+)\/(\d+)\/([0-9a-f]{64})$/;
const TEXT = /^audit\/1 ([1-9]\d*) (\S+) ([0-9a-f]{64})((?: \S+)*)$/;

const headIn = (word: string): Head | undefined => {
  const [, stream, seq, hash] = HEAD.exec(word) ?? [];
  if (stream === undefined || seq === undefined || hash === undefined) return undefined;
  return streams.includes(Number(stream)) ? { stream: Number(stream), seq: Number(seq), hash } : undefined;
};

const checkpointIn = (text: string): Checkpoint | undefined => {
  const [, no, at, previous, words = ''] = TEXT.exec(text) ?? [];
  if (no === undefined || at === undefined || previous === undefined) return undefined;
  const found = words.split(' ').slice(1).map(headIn);
  const heads = found.filter((head) => head !== undefined);
  return heads.length === found.length ? { no: Number(no), at: new Date(at), previous, heads } : undefined;
};

type Given = { readonly checkpoint?: unknown; readonly signature?: unknown };

const givenIn = (line: string): Given => {
  try {
    const given: unknown = JSON.parse(line);
    return typeof given === 'object' && given !== null ? given : {};
  } catch {
    return {};
  }
};

/**
 * What a line of a sink is: a checkpoint, or `forged` when nobody with the key signed it. Any other line, such as one
 * that a crash has torn or that something else has printed, is undefined: it is not missed, because its number is.
 */
export const readLine = (line: string, isSigned: SignatureCheck): Checkpoint | 'forged' | undefined => {
  const { checkpoint: text, signature } = givenIn(line);
  if (typeof text !== 'string' || typeof signature !== 'string') return undefined;
  return (isSigned(text, signature) ? checkpointIn(text) : undefined) ?? 'forged';
};

/** The checkpoint after `last`, whose line was `line`. */
export const nextCheckpoint = (
  digest: Digest,
  last: { readonly no: number; readonly line: string } | undefined,
  heads: readonly Head[],
  at: Date,
): Checkpoint => ({
  no: (last?.no ?? 0) + 1,
  at,
  previous: last ? digest(last.line) : GENESIS,
  heads,
});
