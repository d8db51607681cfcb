import type { Clock } from '../../shared/clock.js';
import type { Digest, Head } from '../chain.js';
import {
  type Checkpoint,
  nextCheckpoint,
  readLine,
  type SignatureCheck,
  type Signer,
  signedLine,
} from '../checkpoint.js';
import type { AuditChains, CheckpointBook, CheckpointSink } from '../ports.js';

export type CheckpointDeps = {
  readonly book: CheckpointBook;
  readonly sink: CheckpointSink;
  readonly digest: Digest;
  readonly signer: Signer;
  readonly isSigned: SignatureCheck;
  readonly clock: Clock;
};

/**
 * What an operator must hear of at once, told once: lines that the sink has lost, or a row that is not what the newest
 * checkpoint was signed for. A verification finds both for ever after.
 */
export type CheckpointAlarm =
  | { readonly what: 'checkpoints-rolled-back'; readonly no: number }
  | { readonly what: 'row-not-as-signed'; readonly stream: number; readonly seq: number };

export type CheckpointTaken = {
  readonly state: 'written' | 'unchanged' | 'busy';
  readonly alarms: readonly CheckpointAlarm[];
};

type Line = { readonly line: string; readonly checkpoint: Checkpoint; readonly no: number };

const lineIn = (line: string | undefined, isSigned: SignatureCheck): Line | undefined => {
  const checkpoint = line === undefined ? undefined : readLine(line, isSigned);
  if (line === undefined || checkpoint === undefined || checkpoint === 'forged') return undefined;
  return { line, checkpoint, no: checkpoint.no };
};

const lostLines = (kept: Line | undefined, sunk: Line | undefined): readonly CheckpointAlarm[] => {
  if (!kept || (sunk && (sunk.no > kept.no || sunk.line === kept.line))) return [];
  return [{ what: 'checkpoints-rolled-back', no: Math.min(sunk?.no ?? 0, kept.no - 1) + 1 }];
};

const lostRows = async (chains: AuditChains, heads: readonly Head[]): Promise<readonly CheckpointAlarm[]> => {
  const alarms: CheckpointAlarm[] = [];
  for (const { stream, seq, hash } of heads)
    if ((await chains.hashAt(stream, seq)) !== hash) alarms.push({ what: 'row-not-as-signed', stream, seq });
  return alarms;
};

const sameHeads = (left: readonly Head[], right: readonly Head[]): boolean =>
  left.length === right.length && left.every(({ hash }, index) => hash === right[index]?.hash);

/**
 * Signs how far every stream has grown and writes it to the sink, then into the book; a crash between the two is found
 * and mended by the next time. Nothing is written while nothing has grown.
 */
export const makeTakeCheckpoint =
  ({ book, sink, digest, signer, isSigned, clock }: CheckpointDeps) =>
  async (): Promise<CheckpointTaken> => {
    let taken: CheckpointTaken = { state: 'unchanged', alarms: [] };
    const turn = await book.take(async ({ last, chains }) => {
      const kept = lineIn(last, isSigned);
      const sunk = sink.reading ? lineIn(await sink.reading.last(), isSigned) : kept;
      const newest = sunk && sunk.no > (kept?.no ?? 0) ? sunk : kept;
      const alarms = [...lostLines(kept, sunk), ...(await lostRows(chains, newest?.checkpoint.heads ?? []))];
      const heads = await chains.heads();
      if (sameHeads(heads, newest?.checkpoint.heads ?? [])) {
        taken = { state: 'unchanged', alarms };
        return newest?.line;
      }
      const line = signedLine(signer, nextCheckpoint(digest, newest, heads, clock.now()));
      await sink.append(line);
      taken = { state: 'written', alarms };
      return line;
    });
    return turn === 'busy' ? { state: 'busy', alarms: [] } : taken;
  };
