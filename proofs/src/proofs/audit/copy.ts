import { type ChainRow, makeTakeCheckpoint, streams, type Verdict, verifyAudit } from '@banzhen/domain/audit';
import { fileCheckpointSink } from '@banzhen/platform';
import {
  type Database,
  postgresAuditChains,
  postgresAuditTrail,
  postgresCheckpointBook,
  uuidv7,
} from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { run, sql } from '@banzhen/postgres/testing';
import { checkpointSigner, isSignedBy, keysFile, sha256Hex } from '@banzhen/vault';
import { keysPath } from '../../keys.js';

/** An audit as its writers left it. */
export interface FilledAudit {
  readonly rows: number;
  readonly checkpoints: number;
  readonly streams: readonly { readonly no: number; readonly rows: readonly ChainRow[] }[];
  readonly lines: readonly string[];
}

const CHECKPOINTS = 6;

const digest = sha256Hex;
const signer = checkpointSigner(await keysFile(keysPath).read());
const isSigned = (text: string, signature: string) => isSignedBy(signer.publicKey, text, signature);

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** Appends so many rows a stream on average, as use cases do, with checkpoints between, the last one after the last row. */
export async function fillAudit(db: Database, file: string, rowsEach: number): Promise<FilledAudit> {
  const sink = fileCheckpointSink(file);
  const clock = { now: () => new Date() };
  const book = postgresCheckpointBook(db);
  const takeCheckpoint = makeTakeCheckpoint({ book, sink, digest, signer, isSigned, clock });
  const rows = rowsEach * streams.length;
  const trail = postgresAuditTrail(db);
  for (let no = 1; no <= rows; no += 1) {
    const object = { kind: 'order', id: uuidv7() };
    await trail.append({
      at: clock.now(),
      actor: { as: 'D' },
      operation: 'order.cancel',
      object,
      outcome: 'done',
      facts: { no },
    });
    if (no % Math.ceil(rows / CHECKPOINTS) === 0 || no === rows) await takeCheckpoint();
  }
  const chains = postgresAuditChains(db);
  const filled = await Promise.all(streams.map(async (no) => ({ no, rows: await all(chains.rows(no)) })));
  const lines = await all(sink.reading?.lines() ?? each([]));
  return {
    rows,
    checkpoints: lines.length,
    streams: filled.filter(({ rows: own }) => own.length > 1),
    lines,
  };
}

/** The same rows in a database where nothing hinders the forger any more; answers its url. */
export async function copyWithoutGuards(databaseUrl: string): Promise<string> {
  const urlOf = (name: string) => Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href;
  const server = openPostgres({ url: urlOf('postgres'), max: 1 });
  await server`create database tampered template banzhen`.finally(() => server.end({ timeout: 5 }));
  const copy = openPostgres({ url: urlOf('tampered'), max: 1 });
  try {
    await copy`drop trigger audit_entry_append_only on audit_entry`;
    await copy`alter table audit_entry drop constraint audit_entry_pkey, drop constraint audit_entry_no_fork`;
    await copy`create index on audit_entry (stream, seq)`;
  } finally {
    await copy.end({ timeout: 5 });
  }
  return urlOf('tampered');
}

class Undone extends Error {
  readonly verdict: Verdict;
  constructor(verdict: Verdict) {
    super('the tampering is undone');
    this.verdict = verdict;
  }
}

/** What a verification says after somebody has left `tampered` of one stream; then everything is as it was again. */
export async function tamperedVerdict(
  db: Database,
  filled: FilledAudit,
  tampered: { readonly stream: number; readonly rows: readonly ChainRow[] } | undefined,
  withCheckpoints: boolean,
): Promise<Verdict> {
  const undone = db.transaction(async (tx) => {
    if (tampered) await leave(tx, tampered.stream, tampered.rows);
    const chains = postgresAuditChains(tx);
    throw new Undone(
      await verifyAudit({
        rows: (stream, after) => chains.rows(stream, after),
        lines: withCheckpoints ? each(filled.lines) : undefined,
        booked: withCheckpoints ? filled.lines.at(-1) : undefined,
        digest,
        isSigned,
      }),
    );
  });
  return await undone.catch((thrown: unknown) => {
    if (thrown instanceof Undone) return thrown.verdict;
    throw thrown;
  });
}

async function leave(tx: Database, stream: number, rows: readonly ChainRow[]): Promise<void> {
  await run(tx, sql`delete from audit_entry where stream = ${stream}::smallint`);
  await run(
    tx,
    sql`insert into audit_entry (stream, seq, body, prev, hash)
      select stream, seq, body, decode(prev, 'hex'), decode(hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(stream smallint, seq bigint, body text, prev text, hash text)`,
  );
}
