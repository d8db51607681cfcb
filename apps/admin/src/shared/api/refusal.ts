import type { DomainErrorDto } from '@banzhen/contracts';

/** Why the API did not do it, in both languages when the API said so. */
export type ReadRefusal = {
  readonly refusal?: DomainErrorDto & Readonly<Record<string, unknown>>;
  readonly code: string;
  /** The server has answered: asking again changes nothing. */
  readonly isFinal: boolean;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isRefusal = (value: unknown): value is DomainErrorDto & Readonly<Record<string, unknown>> =>
  isRecord(value) &&
  typeof value['type'] === 'string' &&
  typeof value['zh'] === 'string' &&
  typeof value['en'] === 'string';

/** Reads what a failed call carries, whatever it is; never throws. */
export function readRefusal(error: unknown): ReadRefusal {
  const carried = isRecord(error) && isRecord(error['data']) ? error['data'] : undefined;
  const code = typeof carried?.['code'] === 'string' ? carried['code'] : 'UNREACHABLE';
  const isFinal = carried !== undefined && code !== 'INTERNAL_SERVER_ERROR' && code !== 'TIMEOUT';
  const refusal = carried?.['domainError'];
  return isRefusal(refusal) ? { refusal, code, isFinal: true } : { code, isFinal };
}

/** Somebody else has changed the order since this page was read. */
export const isStale = (error: unknown): boolean => readRefusal(error).refusal?.type === 'StaleVersion';

export const isSignedOut = (error: unknown): boolean => readRefusal(error).code === 'UNAUTHORIZED';
