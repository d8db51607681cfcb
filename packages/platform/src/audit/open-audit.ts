import {
  type AuditReader,
  type CheckpointSink,
  type CheckpointTaken,
  makeTakeCheckpoint,
  type Verdict,
  verifyAudit,
} from '@banzhen/domain/audit';
import type { Clock } from '@banzhen/domain/shared/clock';
import {
  type Database,
  postgresAuditChains,
  postgresAuditReader,
  postgresCheckpointBook,
} from '@banzhen/postgres';
import { checkpointSigner, isSignedBy, type KeySource, sha256Hex } from '@banzhen/vault';

export type AuditParts = {
  readonly db: Database;
  readonly keys: KeySource;
  readonly sink: CheckpointSink;
  readonly clock: Clock;
};

export type VerifyOptions = {
  /** Read instead of the sink. */
  readonly lines?: AsyncIterable<string>;
  readonly onRow?: (rows: number) => void;
};

/** The audit of one database: its reads, its checkpoints and its verification. */
export type Audit = {
  readonly reader: AuditReader;
  takeCheckpoint(): Promise<CheckpointTaken>;
  verify(options?: VerifyOptions): Promise<Verdict>;
};

/** Signs and checks with the audit key as it is when the process opens it. */
export const openAudit = async ({ db, keys, sink, clock }: AuditParts): Promise<Audit> => {
  const signer = checkpointSigner(await keys.read());
  const isSigned = (text: string, signature: string) => isSignedBy(signer.publicKey, text, signature);
  const chains = postgresAuditChains(db);
  const book = postgresCheckpointBook(db);
  const digest = sha256Hex;
  return {
    reader: postgresAuditReader(db),
    takeCheckpoint: makeTakeCheckpoint({ book, sink, digest, signer, isSigned, clock }),
    verify: async ({ lines, onRow } = {}) =>
      verifyAudit({
        rows: (stream, after) => chains.rows(stream, after),
        lines: lines ?? sink.reading?.lines(),
        booked: await book.last(),
        digest,
        isSigned,
        ...(onRow ? { onRow } : {}),
      }),
  };
};
