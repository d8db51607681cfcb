import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { Result } from '@banzhen/domain/shared/result';
import type { SeenVersion } from '@banzhen/domain/shared/seen-version';
import type { Platform } from '@banzhen/platform';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { answered, CREATED, OK, responsesOf } from './answered.js';
import { type Asked, askedIn, type Shape, type Shapes } from './asked.js';
import { idempotencyKeyIn, versionIn } from './headers.js';
import { partnerDoor } from './partner-door.js';
import type { PartnerContext, PartnerEnv } from './partner-env.js';
import { problemAnswer } from './problem.js';
import { noParams, noQuery } from './schemas.js';

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

const securedBy = [{ key: [] }];

/** What a generated client calls it: `appointments.cancel`, `clinics.list`. */
const callName = (method: 'get' | 'post' | 'delete', path: string): string => {
  const segments = path.split('/').slice(1);
  const words = segments.filter((segment) => !segment.startsWith('{'));
  if (method === 'delete') words.push('delete');
  else if (words.length < segments.length && segments.at(-1)?.startsWith('{')) words.push('read');
  else if (segments.length === 1) words.push(method === 'get' ? 'list' : 'create');
  return words.join('.');
};

/** A route as it is written down and served: the door, then what was asked, then what is done. */
const serve = <Params extends Shape, Query extends Shape, Body extends Shape, Answer extends z.ZodType>(
  app: OpenAPIHono<PartnerEnv>,
  platform: Platform,
  route: {
    readonly method: 'get' | 'post' | 'delete';
    readonly path: string;
    readonly summary: string;
    readonly operation: OperationId;
    readonly operationId: string;
    readonly headers?: z.ZodObject;
    readonly status: typeof OK | typeof CREATED;
    readonly answer: Answer;
  },
  shapes: Shapes<Params, Query, Body>,
  handle: (context: PartnerContext, asked: Asked<Params, Query, Body>) => Promise<Response>,
): void => {
  const { method, path, summary, operation, operationId, headers, status, answer } = route;
  const { params, query, body } = shapes;
  const described = createRoute({
    ...{ method, path, summary, operationId },
    ...{ security: securedBy, 'x-operation': operation },
    request: {
      ...(params === noParams ? {} : { params }),
      query,
      ...(headers ? { headers } : {}),
      ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    },
    responses: responsesOf(status, answer),
  });
  app.openAPIRegistry.registerPath(described);
  app.on(method, described.getRoutingPath(), partnerDoor(platform, operation), (context) => {
    const asked = askedIn(context, shapes);
    return asked.ok ? handle(context, asked.value) : problemAnswer(context, asked.error);
  });
};

/** Serves something to be read. */
export const serveRead = <Params extends Shape, Query extends Shape, Answer extends z.ZodType>(
  app: OpenAPIHono<PartnerEnv>,
  platform: Platform,
  { params, query, read, ...rest }: Read<Params, Query, Answer>,
): void => {
  const route = { ...rest, method: 'get', operationId: callName('get', rest.path), status: OK } as const;
  const shapes = { params: params ?? noParams, query: query ?? noQuery } as Shapes<Params, Query, Shape>;
  serve(app, platform, route, shapes, async (context, asked) => {
    const result = await read(platform, context.get('partner'), asked);
    return result.ok
      ? answered(context, rest.answer, result.value, OK)
      : problemAnswer(context, result.error);
  });
};

/** Serves something to be asked for with a body. */
export const serveQuestion = <Body extends Shape, Answer extends z.ZodType, Params extends Shape>(
  app: OpenAPIHono<PartnerEnv>,
  platform: Platform,
  { params, callName: operationId, body, ask, ...rest }: Question<Body, Answer, Params>,
): void => {
  const route = { ...rest, method: 'post', operationId, status: OK } as const;
  const shapes = { params: params ?? noParams, query: noQuery, body } as Shapes<Params, Shape, Body>;
  serve(app, platform, route, shapes, async (context, asked) => {
    const result = await ask(platform, context.get('partner'), asked.body, asked.params);
    return result.ok
      ? answered(context, rest.answer, result.value, OK)
      : problemAnswer(context, result.error);
  });
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
  { params, body, makes, isUnversioned, write, method: told, ...rest }: Write<Params, Body, Answer>,
): void => {
  const method = told ?? 'post';
  const status = makes ? CREATED : OK;
  const seesVersion = !makes && !isUnversioned;
  const headers = seesVersion ? writeHeaders : keyHeader;
  const route = { ...rest, method, operationId: callName(method, rest.path), headers, status } as const;
  const shapes = {
    ...{ params: params ?? noParams, query: noQuery },
    ...(method === 'post' ? { body } : {}),
  } as Shapes<Params, Shape, Body>;
  // Headers are looked at by hand, in words of their own; the document has them all the same.
  serve(app, platform, route, shapes, async (context, { params: address, body: given }) => {
    const key = idempotencyKeyIn(context.req.header('idempotency-key'));
    if (!key.ok) return problemAnswer(context, key.error);
    const version = seesVersion ? versionIn(context.req.header('if-match')) : undefined;
    if (version?.ok === false) return problemAnswer(context, version.error);
    const result = await write(platform, context.get('partner'), {
      ...{ params: address, body: given },
      idempotencyKey: key.value,
      ...version?.value,
    });
    if (!result.ok) return problemAnswer(context, result.error);
    return answered(context, rest.answer, result.value, status, makes);
  });
};
