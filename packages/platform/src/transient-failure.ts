import { DatabaseFailure } from '@banzhen/postgres';

/** Whether the same request may go well in a while, because the database is busy, restarting or out of reach. */
export const isTransientFailure = (cause: unknown): boolean =>
  cause instanceof DatabaseFailure && cause.isTransient;
