import { TRPCClientError } from '@trpc/client';

/** A refusal as the API tells it: its type, what to do in two languages, and further facts. */
export type Refusal = {
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  readonly [fact: string]: unknown;
};

const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'type' in value && 'zh' in value && 'en' in value;

/** The refusal that an API call failed with; undefined for every other failure. */
export const refusalIn = (failure: unknown): Refusal | undefined => {
  if (!(failure instanceof TRPCClientError)) return undefined;
  const told: unknown = failure.data;
  const refusal =
    typeof told === 'object' && told !== null && 'domainError' in told ? told.domainError : undefined;
  return isRefusal(refusal) ? refusal : undefined;
};

/** Whatever made a person's call fail, as something to tell. */
export const causeOf = (failure: unknown): Refusal => {
  const refusal = refusalIn(failure);
  if (refusal) return refusal;
  if (failure instanceof TRPCClientError && isRefusal(failure.cause)) return failure.cause;
  if (isRefusal(failure)) return failure;
  const text = failure instanceof Error ? failure.message : String(failure);
  return { type: failure instanceof Error ? failure.name : 'Unknown', zh: text, en: text };
};
