import type { Refusal } from '@banzhen/domain/refusals';
import { done, err, type Result } from '@banzhen/domain/shared/result';
import { bodyLimit } from 'hono/body-limit';
import { isFhirAddress } from '../fhir/outcome.js';
import { isCrossSiteWrite } from '../session.js';
import type { DoorContext, Guard } from './door-env.js';
import { refusalAnswer } from './refusal-answer.js';
import { scanJson } from './scan-json.js';

/** The largest body in bytes. */
export const LARGEST_BODY = 256 * 1024;

const JSON_IN_UTF8 = /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;
/** FHIR has types of its own for JSON, and browsers do not send them unasked either. */
const JSON_OF_FHIR =
  /^application\/(?:fhir\+json|json-patch\+json)(?:\s*;\s*(?:charset="?utf-8"?|fhirVersion=4\.0))*\s*$/i;
/** Providers write as they like and prove it by their signature; the pages of the sandbox have forms. */
const TAKES_ANY_FORM = /^\/(?:callbacks|sandbox)\//;
/** A procedure may take nothing, and a provider's page may send nothing. */
const MAY_BE_EMPTY = /^\/(?:callbacks|sandbox|trpc)\//;
const LOOKS_LIKE_JSON = /^\s*[{[]/;
const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const writes: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const utf8 = new TextDecoder('utf-8', { fatal: true });

const textOf = (bytes: ArrayBuffer): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

const isJsonType = (type: string, path: string): boolean =>
  JSON_IN_UTF8.test(type) || (isFhirAddress(path) && JSON_OF_FHIR.test(type));

const isJson = (context: DoorContext): boolean =>
  isJsonType(context.req.header('content-type') ?? '', context.req.path) &&
  (context.req.header('content-encoding') ?? 'identity') === 'identity';

const bodyRefusal = async (context: DoorContext): Promise<Result<void, Refusal>> => {
  const takesAnyForm = TAKES_ANY_FORM.test(context.req.path);
  if (!takesAnyForm && !isJson(context)) return err({ type: 'NotJson' });
  const bytes = await context.req.arrayBuffer().catch((cause: unknown) => {
    if (context.req.raw.signal.aborted) throw cause;
    return undefined;
  });
  if (bytes === undefined) return err({ type: 'MalformedRequest' });
  const text = textOf(bytes);
  if (text === undefined) return err({ type: 'UnsafeJson', fault: 'not-utf-8', at: 0 });
  context.set('bodyText', text);
  const isLeftAlone =
    text === '' ? MAY_BE_EMPTY.test(context.req.path) : takesAnyForm && !LOOKS_LIKE_JSON.test(text);
  return isLeftAlone ? done : scanJson(text);
};

const tooLarge = (context: DoorContext): Response => {
  const answer = refusalAnswer(context, { type: 'BodyTooLarge', limitBytes: LARGEST_BODY });
  // What is left of the body stands in the way of another request on this connection.
  answer.headers.set('connection', 'close');
  return answer;
};

/** Reads until it is too much. */
const countedBody: Guard = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: (context) => tooLarge(context as DoorContext),
});

/**
 * Refuses a body that is too large, whether or not it says so. Node reads no more of one than it says, so only one that does
 * not say is counted: looking at the stream of a body costs more than all other guards together.
 */
export const limitedBody: Guard = async (context, next) => {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
  const length = context.req.header('content-length');
  if (length === undefined || context.req.header('transfer-encoding') !== undefined)
    return countedBody(context, next);
  return Number(length) > LARGEST_BODY ? tooLarge(context) : next();
};

/** Lets a write through when it comes from this site or from a program, as JSON that may be parsed (AU10, FX2). */
export const safeBody: Guard = async (context, next) => {
  if (reads.has(context.req.method)) return next();
  if (!writes.has(context.req.method)) return refusalAnswer(context, { type: 'MethodNotSupported' });
  if (isCrossSiteWrite(context.req.raw)) return refusalAnswer(context, { type: 'CrossSiteWrite' });
  const fit = await bodyRefusal(context);
  return fit.ok ? next() : refusalAnswer(context, fit.error);
};
