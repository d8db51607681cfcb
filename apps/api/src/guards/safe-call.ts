import type { Refusal } from '@banzhen/domain/refusals';
import type { Guard } from './door-env.js';
import { operationLimits } from './operation-limits.js';
import { refusalAnswer } from './refusal-answer.js';
import { scanJson } from './scan-json.js';

/** The most calls that one request may carry. */
export const LARGEST_BATCH = 10;

/** Where tRPC finds JSON in an address. */
const JSON_PARAMETERS = ['input', 'connectionParams'];

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** The procedures that tRPC will read out of this address. */
const proceduresIn = (url: URL): readonly string[] | undefined => {
  const path = decoded(url.pathname.replace(/^\/+[^/]*\/*/, '').replace(/\/+$/, ''));
  if (path === undefined) return undefined;
  return url.searchParams.getAll('batch').includes('1') ? path.split(',') : [path];
};

const isTakenAlone = (procedure: string): boolean => {
  const limit = operationLimits.get(procedure);
  return limit === 'sign-in' || limit === 'guess';
};

const refusalOf = (url: URL): Refusal | undefined => {
  const procedures = proceduresIn(url);
  if (procedures === undefined) return { type: 'MalformedRequest' };
  if (procedures.length > LARGEST_BATCH) return { type: 'BatchTooLarge', limit: LARGEST_BATCH };
  if (procedures.length > 1 && procedures.some(isTakenAlone)) return { type: 'NotInBatch' };
  for (const name of JSON_PARAMETERS) {
    for (const text of url.searchParams.getAll(name)) {
      const fit = scanJson(text);
      if (!fit.ok) return fit.error;
    }
  }
  return undefined;
};

/** Refuses what must not reach tRPC: large batches, guessable operations among others, hostile JSON in the address (AU1). */
export const safeCall: Guard = async (context, next) => {
  const refusal = refusalOf(new URL(context.req.url));
  return refusal ? refusalAnswer(context, refusal) : next();
};
