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

const partOf = (record: unknown, name: string): unknown => (isRecord(record) ? record[name] : undefined);

const textOf = (record: unknown, name: string): string | undefined => {
  const value = partOf(record, name);
  return typeof value === 'string' ? value : undefined;
};

const isRefusal = (value: unknown): value is DomainErrorDto & Readonly<Record<string, unknown>> =>
  ['type', 'zh', 'en'].every((name) => textOf(value, name) !== undefined);

/** Reads what a failed call carries, whatever it is; never throws. */
export function readRefusal(error: unknown): ReadRefusal {
  const carried = partOf(error, 'data');
  const code = textOf(carried, 'code') ?? 'UNREACHABLE';
  const isFinal = isRecord(carried) && code !== 'INTERNAL_SERVER_ERROR' && code !== 'TIMEOUT';
  const refusal = partOf(carried, 'domainError');
  return isRefusal(refusal) ? { refusal, code, isFinal: true } : { code, isFinal };
}

/** A refusal that an answer carries, in the form of a failed call. */
export const asFailure = (domainError: DomainErrorDto): unknown => ({
  data: { code: 'CONFLICT', domainError },
});

/** What was quoted holds no longer: the time is over, or it was used. */
export const isOutdatedQuote = (error: unknown): boolean =>
  ['QuoteOutdated', 'QuoteExpired', 'QuoteUsed'].includes(readRefusal(error).refusal?.type ?? '');

/** Somebody else has changed the order since this page was read. */
export const isStale = (error: unknown): boolean => readRefusal(error).refusal?.type === 'StaleVersion';

/** No role of theirs allows it, or none any more. */
export const isNotAllowed = (error: unknown): boolean => readRefusal(error).refusal?.type === 'NotAllowed';

/** The act needs a fresh proof of who is at the keyboard. */
export const isStepUpNeeded = (error: unknown): boolean =>
  readRefusal(error).refusal?.type === 'StepUpNeeded';

export const isSignedOut = (error: unknown): boolean => readRefusal(error).code === 'UNAUTHORIZED';
