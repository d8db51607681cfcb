import { isDeepStrictEqual } from 'node:util';
import type { ProcedureFacts } from '@banzhen/api/inventory';
import { z } from 'zod';
import type { Attempt } from './attempts.js';
import type { Answered } from './send.js';

/** The form of every refusal, whoever gives it. */
const refusal = z.object({
  message: z.string(),
  code: z.int(),
  data: z.strictObject({
    code: z.string(),
    httpStatus: z.int(),
    requestId: z.uuid().optional(),
    domainError: z.looseObject({
      type: z.string().regex(/^[A-Z][A-Za-z]+$/),
      zh: z.string().min(2),
      en: z.string().min(2),
    }),
  }),
});

/** Whether an answer that was read as JSON is a refusal in the form of the door. */
export const isRefusal = (told: unknown): boolean =>
  typeof told === 'object' && told !== null && 'error' in told && refusal.safeParse(told.error).success;

/** What is told to be done one day is answered as such, in words (RFC 9110, 15.6.2). */
const NOT_IMPLEMENTED = 501;
const isNotYet = (told: unknown): boolean =>
  isRefusal(told) && JSON.stringify(told).includes('"type":"NotYetAvailable"');

/** Words of a machine room. */
const TELLS_TOO_MUCH =
  /node_modules|\bat [\w.<>]+ \(|TypeError|SyntaxError|PostgresError|SQLSTATE|drizzle|\bselect .* from\b|\/packages\/\w+\/dist/i;

/** Pages and scripts, which are the same for everybody. */
const IS_A_FILE = /^text\/(?:html|javascript)/;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const faultOfPart = (part: unknown, output: z.ZodType | undefined): string | undefined => {
  if (typeof part !== 'object' || part === null) return 'an answer that is neither a result nor a refusal';
  if ('error' in part) return refusal.safeParse(part.error).success ? undefined : 'a refusal of another form';
  if (!('result' in part)) return 'an answer that is neither a result nor a refusal';
  if (output === undefined) return undefined;
  const data: unknown =
    typeof part.result === 'object' && part.result !== null && 'data' in part.result
      ? part.result.data
      : undefined;
  const read = output.safeParse(data);
  if (!read.success) return `a result unlike its schema: ${z.prettifyError(read.error).slice(0, 300)}`;
  return isDeepStrictEqual(read.data, data) ? undefined : 'a result with more than its schema says';
};

/** What is wrong with an answer, or undefined. The output is known when one procedure was meant. */
export const faultOf = (
  { path, method }: Pick<Attempt, 'path' | 'method'>,
  { status, contentType, text }: Answered,
  procedure?: ProcedureFacts,
): string | undefined => {
  if (status === undefined) return `no answer: ${text}`;
  if (status >= 500 && !(status === NOT_IMPLEMENTED && isNotYet(parsed(text))))
    return `status ${status}: ${text.slice(0, 300)}`;
  if (!IS_A_FILE.test(contentType) && TELLS_TOO_MUCH.test(text))
    return `tells too much: ${text.slice(0, 300)}`;
  if (method === 'HEAD' || contentType.startsWith('text/event-stream')) return undefined;
  if (path.startsWith('/api/'))
    return status < 400 || isRefusal(parsed(text)) ? undefined : `no refusal: ${text.slice(0, 200)}`;
  if (!path.startsWith('/trpc/')) return undefined;
  if (contentType.startsWith('text/html') || contentType === '') return `no JSON from ${path}`;
  if (contentType.startsWith('application/jsonl')) return undefined;
  const told = parsed(text);
  const isMeant = procedure !== undefined && path.split('?')[0] === `/trpc/${procedure.name}`;
  const parts = Array.isArray(told) ? told : [told];
  for (const part of parts) {
    const fault = faultOfPart(part, isMeant ? procedure.output : undefined);
    if (fault !== undefined) return fault;
  }
  return undefined;
};
