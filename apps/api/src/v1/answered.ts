import { z } from '@hono/zod-openapi';
import { dressedAnswer } from '../guards/dressing.js';
import { tagOf } from './headers.js';
import { toldLimit } from './partner-door.js';
import type { PartnerContext } from './partner-env.js';
import { problem } from './schemas.js';

export const OK = 200;
export const CREATED = 201;

const problems = {
  default: {
    description: 'A problem (RFC 9457); `type` is stable',
    content: { 'application/problem+json': { schema: problem } },
  },
} as const;

const limitHeaders = z.object({
  RateLimit: z
    .string()
    .openapi({ description: 'What is left of the limit of this partner, and seconds until it is whole' }),
  'RateLimit-Policy': z.string(),
  'X-Request-Id': z.string(),
});
const taggedHeaders = limitHeaders.extend({ ETag: z.string().openapi({ description: 'The version' }) });

const isVersioned = (answer: z.ZodType): boolean =>
  answer instanceof z.ZodObject && 'version' in answer.shape;

/** What the document says of the answers of a route. */
export const responsesOf = (status: number, answer: z.ZodType) => ({
  [status]: {
    description: status === CREATED ? 'Made' : 'Done',
    headers: isVersioned(answer) ? taggedHeaders : limitHeaders,
    content: { 'application/json': { schema: answer } },
  },
  ...problems,
});

/**
 * Puts an answer through its schema, so that what is not in there does not leave, with its version as a tag, and where it was made as its
 * place.
 */
export const answered = async <Answer extends z.ZodType>(
  context: PartnerContext,
  schema: Answer,
  value: z.input<Answer>,
  status: typeof OK | typeof CREATED,
  placeOf?: (told: z.output<Answer>) => string,
): Promise<Response> => {
  const told = schema.parse(value);
  const version = Reflect.get(Object(told), 'version');
  const standing = await context.get('standing');
  return dressedAnswer(context, JSON.stringify(told), status, {
    'content-type': 'application/json',
    ...(standing ? toldLimit(standing) : {}),
    ...(typeof version === 'number' ? { etag: tagOf(version) } : {}),
    ...(placeOf ? { location: placeOf(told) } : {}),
  });
};
