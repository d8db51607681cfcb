import { filePolicy } from '@banzhen/domain/files';
import type { Refusal } from '@banzhen/domain/refusals';
import { done, err, type Result } from '@banzhen/domain/shared/result';
import { bodyLimit } from 'hono/body-limit';
import { isFhirAddress } from '../fhir/outcome.js';
import { isCrossSiteWrite } from '../session.js';
import type { DoorContext, Guard } from './door-env.js';
import { refusalAnswer } from './refusal-answer.js';
import { jsonLimits, scanJson } from './scan-json.js';
import { MOST_UPLOADS, takesUpload, uploadRefusal } from './upload.js';

type BodySize = { readonly bytes: number; readonly keys: number };

/** The largest body, and the most keys in it. */
const usualSize: BodySize = { bytes: 256 * 1024, keys: jsonLimits.keys };
/** A clinic's list of two thousand appointments. */
const listSize: BodySize = { bytes: 1024 * 1024, keys: 20_000 };

/** Files, which are no JSON. */
const uploadSize: BodySize = { bytes: filePolicy.mostBytesOfRequest, keys: 0 };

const sizeOf = (context: DoorContext): BodySize => {
  if (takesUpload(context)) return uploadSize;
  return context.req.path === '/v1/reconciliations' ? listSize : usualSize;
};

const JSON_IN_UTF8 = /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;
/** FHIR has a type of its own for JSON, and browsers do not send it unasked either. */
const JSON_OF_FHIR = /^application\/fhir\+json(?:\s*;\s*(?:charset="?utf-8"?|fhirVersion=4\.0))*\s*$/i;
const JSON_PATCH = /^application\/json-patch\+json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;
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

/** What a partner takes away says all in its address and headers, and has no body. */
const takesAway = ({ req }: DoorContext): boolean => req.method === 'DELETE' && req.path.startsWith('/v1/');

/** What is wrong with the type of a body. The façade takes JSON Patch for a PATCH and nothing else, and a resource otherwise. */
const typeRefusal = ({ req }: DoorContext): Refusal | undefined => {
  const type = req.header('content-type') ?? '';
  const isFhir = isFhirAddress(req.path);
  const isPatch = JSON_PATCH.test(type);
  const isResource = JSON_IN_UTF8.test(type) || (isFhir && JSON_OF_FHIR.test(type));
  const isPlain = (req.header('content-encoding') ?? 'identity') === 'identity';
  if (!isPlain || !(isResource || (isFhir && isPatch))) return { type: 'NotJson' };
  if (!isFhir || isPatch === (req.method === 'PATCH')) return undefined;
  return { type: 'MediaTypeUnfit', takes: isPatch ? 'application/fhir+json' : 'application/json-patch+json' };
};

const bodyRefusal = async (context: DoorContext): Promise<Result<void, Refusal>> => {
  const takesAnyForm = TAKES_ANY_FORM.test(context.req.path);
  const isBare = takesAway(context);
  const unfit = takesAnyForm || isBare ? undefined : typeRefusal(context);
  if (unfit) return err(unfit);
  const bytes = await context.req.arrayBuffer().catch((cause: unknown) => {
    if (context.req.raw.signal.aborted) throw cause;
    return undefined;
  });
  if (bytes === undefined) return err({ type: 'MalformedRequest' });
  const text = textOf(bytes);
  if (text === undefined) return err({ type: 'UnsafeJson', fault: 'not-utf-8', at: 0 });
  context.set('bodyText', text);
  if (isBare) return text === '' ? done : err({ type: 'BodyNotTaken' });
  const isLeftAlone =
    text === '' ? MAY_BE_EMPTY.test(context.req.path) : takesAnyForm && !LOOKS_LIKE_JSON.test(text);
  return isLeftAlone ? done : scanJson(text, sizeOf(context).keys);
};

const tooLarge = (context: DoorContext): Response => {
  const limitBytes = sizeOf(context).bytes;
  const answer = refusalAnswer(context, { type: 'BodyTooLarge', limitBytes });
  // What is left of the body stands in the way of another request on this connection.
  answer.headers.set('connection', 'close');
  return answer;
};

/** Reads until it is too much. */
const counted = ({ bytes }: BodySize): Guard =>
  bodyLimit({ maxSize: bytes, onError: (context) => tooLarge(context as DoorContext) });
const countedBodies = new Map([usualSize, listSize, uploadSize].map((size) => [size, counted(size)]));
const countedBody = (size: BodySize): Guard => countedBodies.get(size) ?? counted(size);

/**
 * Refuses a body that is too large, whether or not it says so. Node reads no more of one than it says, so only one that does
 * not say is counted: looking at the stream of a body costs more than all other guards together.
 */
export const limitedBody: Guard = (context, next) => {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
  const size = sizeOf(context);
  const length = context.req.header('content-length');
  if (length === undefined || context.req.header('transfer-encoding') !== undefined)
    return countedBody(size)(context, next);
  return Number(length) > size.bytes ? Promise.resolve(tooLarge(context)) : next();
};

let uploads = 0;

/** Lets files through to whoever reads them, a few at a time; what is left of a body that is not read ends the connection. */
const letUpload: Guard = async (context, next) => {
  const unfit =
    uploadRefusal(context) ?? (uploads >= MOST_UPLOADS ? { type: 'TooBusy' as const } : undefined);
  if (unfit) {
    const answer = refusalAnswer(context, unfit);
    answer.headers.set('connection', 'close');
    return answer;
  }
  uploads += 1;
  try {
    await next();
  } finally {
    uploads -= 1;
  }
  if (!context.res.ok) context.res.headers.set('connection', 'close');
  return undefined;
};

const letWrite: Guard = async (context, next) => {
  if (!writes.has(context.req.method)) return refusalAnswer(context, { type: 'MethodNotSupported' });
  if (isCrossSiteWrite(context.req.raw)) return refusalAnswer(context, { type: 'CrossSiteWrite' });
  if (takesUpload(context)) return letUpload(context, next);
  const fit = await bodyRefusal(context);
  return fit.ok ? next() : refusalAnswer(context, fit.error);
};

/** Lets a write through when it comes from this site or from a program, as JSON that may be parsed (AU10, FX2). */
export const safeBody: Guard = (context, next) =>
  reads.has(context.req.method) ? next() : letWrite(context, next);
