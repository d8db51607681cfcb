import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { Result } from '@banzhen/domain/shared/result';
import type { SeenVersion } from '@banzhen/domain/shared/seen-version';
import type { Platform } from '@banzhen/platform';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { idempotencyKeyIn, tagOf, versionIn } from './headers.js';
import { partnerDoor } from './partner-door.js';
import type { PartnerContext, PartnerEnv } from './partner-env.js';
import { problemAnswer } from './problem.js';
import { noQuery, nothing, problem } from './schemas.js';

type Shape = z.ZodObject;
type Answered<Answer extends z.ZodType> = Promise<Result<z.input<Answer>, Refusal>>;

type Route<Params extends Shape, Answer extends z.ZodType> = {
  /** Its row of the policy table, which a key must be for. */
  readonly operation: OperationId;
  /** As OpenAPI writes it: `/sessions/{sessionId}`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: Params;
  readonly answer: Answer;
};

export type Read<Params extends Shape, Query extends Shape, Answer extends z.ZodType> = Route<
  Params,
  Answer
> & {
  readonly query?: Query;
  readonly read: (
    platform: Platform,
    actor: PartnerActor,
    asked: { readonly params: z.output<Params>; readonly query: z.output<Query> },
  ) => Answered<Answer>;
};

export type Write<Params extends Shape, Body extends Shape, Answer extends z.ZodType> = Route<
  Params,
  Answer
> & {
  readonly body: Body;
  /** Posted, unless it is taken away, which has no body. */
  readonly method?: 'delete';
  /** Of something that counts no versions. */
  readonly isUnversioned?: true;
  /** Makes something new, where nobody has seen a version; every other write changes the version that was seen. */
  readonly makes?: (answer: z.output<Answer>) => string;
  readonly write: (
    platform: Platform,
    actor: PartnerActor,
    asked: {
      readonly params: z.output<Params>;
      readonly body: z.output<Body>;
      readonly idempotencyKey: string;
      /** None for something new, and where whatever there is was meant. */
      readonly expectedVersion?: SeenVersion;
    },
  ) => Answered<Answer>;
};

/** Asks with a body, and changes nothing: it needs no key of its own, and may be sent again. */
export type Question<Body extends Shape, Answer extends z.ZodType, Params extends Shape = Shape> = Route<
  Params,
  Answer
> & {
  /** What a generated client calls it. */
  readonly callName: string;
  readonly body: Body;
  readonly ask: (
    platform: Platform,
    actor: PartnerActor,
    body: z.output<Body>,
    params: z.output<Params>,
  ) => Answered<Answer>;
};

const OK = 200;
const CREATED = 201;

/** What validation has taken from the request; the types are those of the schemas that the same route was made of. */
const taken = <Schema extends Shape>(
  context: PartnerContext,
  target: 'param' | 'query' | 'json',
): z.output<Schema> => context.req.valid(target as never) as z.output<Schema>;

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

const responseOf = (status: number, answer: z.ZodType, isTagged: boolean) => ({
  [status]: {
    description: status === CREATED ? 'Made' : 'Done',
    headers: isTagged ? taggedHeaders : limitHeaders,
    content: { 'application/json': { schema: answer } },
  },
  ...problems,
});

const isVersioned = (answer: z.ZodType): boolean =>
  answer instanceof z.ZodObject && 'version' in answer.shape;

/** Puts an answer through its schema, so that what is not in there does not leave, with its version as a tag. */
const answered = <Answer extends z.ZodType>(
  context: PartnerContext,
  schema: Answer,
  value: z.input<Answer>,
  status: typeof OK | typeof CREATED,
): { readonly told: z.output<Answer>; readonly response: () => Response } => {
  const told = schema.parse(value);
  const version = Reflect.get(Object(told), 'version');
  if (typeof version === 'number') context.header('ETag', tagOf(version));
  return { told, response: () => context.json(told as object, status) };
};

/** What a generated client calls it: `appointments.cancel`, `clinics.list`. */
const callName = (method: 'get' | 'post' | 'delete', path: string): string => {
  const segments = path.split('/').slice(1);
  const words = segments.filter((segment) => !segment.startsWith('{'));
  if (method === 'delete') words.push('delete');
  else if (words.length < segments.length && segments.at(-1)?.startsWith('{')) words.push('read');
  else if (segments.length === 1) words.push(method === 'get' ? 'list' : 'create');
  return words.join('.');
};

const securedBy = [{ key: [] }];

/** Serves something to be read. */
export const serveRead = <Params extends Shape, Query extends Shape, Answer extends z.ZodType>(
  app: OpenAPIHono<PartnerEnv>,
  platform: Platform,
  { operation, path, summary, params, query, answer, read }: Read<Params, Query, Answer>,
): void => {
  const route = createRoute({
    method: 'get',
    path,
    summary,
    operationId: callName('get', path),
    security: securedBy,
    'x-operation': operation,
    middleware: [partnerDoor(platform, operation)],
    request: { ...(params ? { params } : {}), query: query ?? noQuery },
    responses: responseOf(OK, answer, isVersioned(answer)),
  });
  const handle = async (context: PartnerContext): Promise<Response> => {
    const asked = { params: taken<Params>(context, 'param'), query: taken<Query>(context, 'query') };
    const result = await read(platform, context.var.partner, asked);
    if (!result.ok) return problemAnswer(context, result.error);
    return answered(context, answer, result.value, OK).response();
  };
  app.openapi(route, handle as never);
};

/** Serves something to be asked for with a body. */
export const serveQuestion = <Body extends Shape, Answer extends z.ZodType, Params extends Shape>(
  app: OpenAPIHono<PartnerEnv>,
  platform: Platform,
  {
    operation,
    path,
    summary,
    params,
    callName: operationId,
    body,
    answer,
    ask,
  }: Question<Body, Answer, Params>,
): void => {
  const route = createRoute({
    method: 'post',
    path,
    summary,
    operationId,
    security: securedBy,
    'x-operation': operation,
    middleware: [partnerDoor(platform, operation)],
    request: {
      ...(params ? { params } : {}),
      query: noQuery,
      body: { required: true, content: { 'application/json': { schema: body } } },
    },
    responses: responseOf(OK, answer, isVersioned(answer)),
  });
  const handle = async (context: PartnerContext): Promise<Response> => {
    const asked = params ? taken<Params>(context, 'param') : ({} as z.output<Params>);
    const result = await ask(platform, context.var.partner, taken<Body>(context, 'json'), asked);
    if (!result.ok) return problemAnswer(context, result.error);
    return answered(context, answer, result.value, OK).response();
  };
  app.openapi(route, handle as never);
};

const keyHeader = z.object({
  'idempotency-key': z.string().openapi({ description: 'Made and kept by the client before it sends' }),
});
const writeHeaders = keyHeader.extend({
  'if-match': z.string().openapi({ description: 'The ETag of the version that was seen' }),
});

/** Serves something to be done: once for each key, and on the version that was seen. */
export const serveWrite = <Params extends Shape, Body extends Shape, Answer extends z.ZodType>(
  app: OpenAPIHono<PartnerEnv>,
  platform: Platform,
  {
    operation,
    path,
    summary,
    params,
    body,
    answer,
    makes,
    isUnversioned,
    write,
    ...rest
  }: Write<Params, Body, Answer>,
): void => {
  const { method = 'post' } = rest;
  const status = makes ? CREATED : OK;
  const seesVersion = !makes && !isUnversioned;
  const documented = { headers: seesVersion ? writeHeaders : keyHeader };
  const route = createRoute({
    method,
    path,
    summary,
    operationId: callName(method, path),
    security: securedBy,
    'x-operation': operation,
    middleware: [partnerDoor(platform, operation)],
    request: {
      ...(params ? { params } : {}),
      query: noQuery,
      ...(method === 'post'
        ? { body: { required: true, content: { 'application/json': { schema: body ?? nothing } } } }
        : {}),
    },
    responses: responseOf(status, answer, isVersioned(answer)),
  });
  // Headers are looked at by hand, in words of their own; the document has them all the same.
  const handle = async (context: PartnerContext): Promise<Response> => {
    const key = idempotencyKeyIn(context.req.header('idempotency-key'));
    if (!key.ok) return problemAnswer(context, key.error);
    const version = seesVersion ? versionIn(context.req.header('if-match')) : undefined;
    if (version?.ok === false) return problemAnswer(context, version.error);
    const result = await write(platform, context.var.partner, {
      params: taken<Params>(context, 'param'),
      body: method === 'post' ? taken<Body>(context, 'json') : ({} as z.output<Body>),
      idempotencyKey: key.value,
      ...version?.value,
    });
    if (!result.ok) return problemAnswer(context, result.error);
    const { told, response } = answered(context, answer, result.value, status);
    if (makes) context.header('Location', makes(told));
    return response();
  };
  app.openapi(route, handle as never);
  Object.assign(route.request, documented);
};
