import type { PostgresType, Sql } from 'postgres';
import postgres from 'postgres';

export type { Sql } from 'postgres';

/** How to reach PostgreSQL. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Connections at most; 10 unless told. */
  readonly max?: number;
  /** The name shown in `pg_stat_activity`; `banzhen` unless told. */
  readonly applicationName?: string;
  /** Told of every statement before it is sent, with the number of its connection: for measurements. */
  readonly onStatement?: (connection: number, text: string, parameters: readonly unknown[]) => void;
}

const OID = {
  int8: 20,
  textArray: 1009,
  varcharArray: 1015,
  uuidArray: 2951,
  int4Array: 1007,
  int8Array: 1016,
};

/**
 * Opens a pool of connections to PostgreSQL 15 or newer; nothing is sent before the first query.
 *
 * Promises, with the driver patch of this repository: a lost connection fails the callers that were on it
 * (`code` is `CONNECTION_CLOSED`, `ECONNREFUSED`, … or an SQLSTATE such as `57P01`), never the process, never a
 * later caller; a statement of a lost transaction never runs on the connection that takes its place. A failed
 * COMMIT may still have committed (row IN3): repeat with an idempotency key.
 *
 * `int8` comes back as `number` and throws a `RangeError` beyond 2^53; arrays of text, uuid, int4 and int8 are
 * JavaScript arrays both ways (write `any(${ids}::uuid[])`, never `sql.array`). A statement ends after 5 s, a
 * wait for a lock after 2 s, a transaction that does nothing after 10 s. Close it with `sql.end({ timeout: 5 })`.
 */
export function openPostgres(options: PostgresOptions): Sql {
  return postgres(options.url, {
    max: options.max ?? 10,
    // Its query at connect time has no caller: killed, it leaves an unhandled rejection and a hung query.
    fetch_types: false,
    types: postgresTypes(),
    connect_timeout: 5,
    backoff: reconnectDelaySeconds,
    onnotice: () => undefined,
    ...(options.onStatement === undefined ? {} : { debug: options.onStatement }),
    connection: {
      application_name: options.applicationName ?? 'banzhen',
      statement_timeout: 5_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
}

/** The driver's own delay counts the failures of the whole pool and soon reaches 20 s. */
function reconnectDelaySeconds(failures: number): number {
  return Math.min(0.05 * 2 ** Math.min(failures, 5), 1) * (0.5 + Math.random() / 2);
}

function postgresTypes(): Record<string, PostgresType> {
  return {
    int8: { to: OID.int8, from: [OID.int8], serialize: String, parse: parseInt8 },
    textArray: arrayType(OID.textArray, String),
    varcharArray: arrayType(OID.varcharArray, String),
    uuidArray: arrayType(OID.uuidArray, String),
    int4Array: arrayType(OID.int4Array, Number),
    int8Array: arrayType(OID.int8Array, parseInt8),
  };
}

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} does not fit a JavaScript number`);
  return value;
}

function arrayType(oid: number, parse: (text: string) => unknown): PostgresType {
  return { to: oid, from: [oid], serialize: writeArray, parse: (text: string) => readArray(text, parse) };
}

function writeArray(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return `{${value.map((item) => (item === null ? 'NULL' : quote(String(item)))).join(',')}}`;
}

function quote(item: string): string {
  return `"${item.replace(/["\\]/g, '\\$&')}"`;
}

/** Reads a one-dimensional array such as `{a,"b,\"c",NULL}`. */
function readArray(text: string, parse: (text: string) => unknown): unknown[] {
  return Array.from(text.matchAll(/"((?:[^"\\]|\\.)*)"|([^{},"]+)/gs), ([, quoted, bare]) => {
    if (quoted !== undefined) return parse(quoted.replace(/\\(.)/gs, '$1'));
    return bare === undefined || bare === 'NULL' ? null : parse(bare);
  });
}
