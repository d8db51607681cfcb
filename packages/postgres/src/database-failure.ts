const RETRYABLE = new Set(['40001', '40P01']);
/** Connection lost, resources exhausted, waited too long for a lock or a statement, server going down. */
const TRANSIENT = /^(?:08|53)|^(?:55P03|57014|57P0\d|25P03)$/;
const SQL_STATE = /^[0-9A-Z]{5}$/;
const OUT_OF_REACH = /^(?:CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)/;
const MISUSE = /^(?:NOT_TAGGED_CALL|UNDEFINED_VALUE|MAX_PARAMETERS_EXCEEDED)$/;

/**
 * The database refused or went away. What leaves this package says the SQLSTATE (or the driver's code) and the
 * constraint, and never the parameters, which are about people (PR1).
 */
export class DatabaseFailure extends Error {
  readonly type = 'DatabaseFailure';
  readonly code: string;
  readonly constraint: string | undefined;
  /** The server ended a transaction for the sake of another one: running it again is all that is needed (BK6). */
  readonly isRetryable: boolean;
  /** Busy, restarting or out of reach: the same request with the same key may go well in a while (503, IN2, IN3). */
  readonly isTransient: boolean;

  constructor(code: string, constraint: string | undefined) {
    super(`the database failed: ${code}${constraint ? ` on ${constraint}` : ''}`);
    this.name = 'DatabaseFailure';
    this.code = code;
    this.constraint = constraint;
    this.isRetryable = RETRYABLE.has(code);
    this.isTransient = this.isRetryable || TRANSIENT.test(code) || OUT_OF_REACH.test(code);
  }
}

type Told = { readonly code?: unknown; readonly constraint_name?: unknown; readonly constraint?: unknown };

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

const failureIn = (error: Error & Told): DatabaseFailure | undefined => {
  const code = textOf(error.code);
  if (!code || ![SQL_STATE, OUT_OF_REACH, MISUSE].some((form) => form.test(code))) return undefined;
  return new DatabaseFailure(code, textOf(error.constraint_name) ?? textOf(error.constraint));
};

/** The failure behind an error of drizzle or a driver, or undefined when the error is of another kind. */
export const databaseFailure = (thrown: unknown): DatabaseFailure | undefined => {
  if (thrown instanceof DatabaseFailure) return thrown;
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const failure = failureIn(error);
    if (failure) return failure;
  }
  const isDrizzle = thrown instanceof Error && thrown.message.startsWith('Failed query:');
  return isDrizzle ? new DatabaseFailure('UNKNOWN', undefined) : undefined;
};

/** Runs `work` and throws `DatabaseFailure` where drizzle would tell all parameters. */
export const safely = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (thrown) {
    throw databaseFailure(thrown) ?? thrown;
  }
};

type Port = { readonly [method: string]: unknown };

/** The same adapter with every method run `safely`. */
export const withSafeErrors = <T extends object>(adapter: T): T => {
  const safe =
    (method: (...args: unknown[]) => unknown) =>
    async (...args: unknown[]) => {
      try {
        return await method(...args);
      } catch (thrown) {
        throw databaseFailure(thrown) ?? thrown;
      }
    };
  const entries = Object.entries(adapter as Port).map(([name, member]) => [
    name,
    typeof member === 'function' ? safe((...args) => member.apply(adapter, args)) : member,
  ]);
  return Object.fromEntries(entries) as T;
};
