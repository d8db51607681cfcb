import { uuidv7 } from '@banzhen/postgres';
import type { Sql } from '@banzhen/postgres/open-postgres';
import type { VisitCast } from '../../crowd.js';

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** What one visit sends to the server, transaction by transaction. */
export interface Recording {
  readonly cast: VisitCast;
  readonly transactions: readonly (readonly Statement[])[];
}

/** Collects statements as the driver sends them, on one connection. */
export function recorder(cast: VisitCast) {
  const transactions: Statement[][] = [];
  let open: Statement[] | undefined;
  return {
    onStatement: (_connection: number, text: string, parameters: readonly unknown[]): void => {
      const word = text.trim().toLowerCase();
      if (word.startsWith('begin')) open = [];
      else if (word.startsWith('commit') && open !== undefined) {
        transactions.push(open);
        open = undefined;
      } else open?.push({ text, parameters: [...parameters] });
    },
    recording: (): Recording => ({ cast, transactions }),
  };
}

/** json, jsonb, date, time, timestamp, timestamptz. */
const READY_TYPES = [114, 3802, 1082, 1083, 1114, 1184];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const ORDER_NO = /\bBZ\d{16}\b/g;
/** Busy accounts are kept in sixteen rows, of which each posting takes one by chance. */
const SHARD = /("kind":"(?:psp_clearing|commission_income|tax_payable)","shard":)\d+/g;

/** The same statements about other people, an other order and everything else that is new with each visit. */
function renamer(recorded: VisitCast, cast: VisitCast, kept: ReadonlySet<string>) {
  const names = new Map<string, string>([
    [recorded.patientId, cast.patientId],
    [recorded.familyId, cast.familyId],
    [recorded.escortId, cast.escortId],
    [recorded.escortAccountId, cast.escortAccountId],
  ]);
  const nameOf = (id: string): string => {
    if (kept.has(id)) return id;
    const name = names.get(id) ?? uuidv7();
    names.set(id, name);
    return name;
  };
  const orderNo = `BZ${String(Math.floor(Math.random() * 1e16)).padStart(16, '0')}`;
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'string') return value;
    return value
      .replace(UUID, nameOf)
      .replace(ORDER_NO, orderNo)
      .replace(SHARD, (_all, head: string) => `${head}${Math.floor(Math.random() * 16)}`);
  };
  return renamed;
}

/** Drizzle hands the driver text that is ready to send; recorded parameters are that text. */
export function sendAsRecorded(sql: Sql): void {
  for (const type of READY_TYPES) sql.options.serializers[type] = (value: unknown) => value;
}

/**
 * Sends the recorded statements once more by plain calls of the driver, prepared, with fresh ids: one after the other, or,
 * `inOneFlight`, all of a transaction at once, which no program could that needs an answer to go on.
 */
export async function replay(
  sql: Sql,
  { cast: recorded, transactions }: Recording,
  cast: VisitCast,
  kept: ReadonlySet<string>,
  inOneFlight: boolean,
): Promise<void> {
  const renamed = renamer(recorded, cast, kept);
  for (const statements of transactions) {
    await sql.begin(async (tx) => {
      const send = ({ text, parameters }: Statement) =>
        tx.unsafe(text, parameters.map(renamed) as never[], { prepare: true });
      if (inOneFlight) await Promise.all(statements.map(send));
      else for (const statement of statements) await send(statement);
    });
  }
}
