import { done } from '@banzhen/domain/shared/result';
import { type Log, type Platform, wordOf } from '@banzhen/platform';
import type { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Handler } from 'hono';
import { deviceOf } from './device.js';
import { type DirectCall, directCalls } from './direct-call.js';
import type { DoorContext, DoorEnv } from './guards/door-env.js';
import { dressedAnswer } from './guards/dressing.js';
import { limitOf } from './guards/operation-limits.js';
import { refusalHeaders } from './guards/refusal-answer.js';
import { LARGEST_BATCH } from './guards/safe-call.js';
import { appRouter } from './router.js';
import { type AnswerHeaders, keepSessionIn, sessionToken } from './session.js';
import { orTryAgain, type RequestContext } from './trpc.js';

/** The request with the body that the door has read. */
const readAgain = async ({ req }: DoorContext): Promise<Request> =>
  req.method === 'POST'
    ? new Request(req.raw.url, {
        method: 'POST',
        headers: req.raw.headers,
        body: await req.arrayBuffer(),
        signal: req.raw.signal,
      })
    : req.raw;

/** What procedures get of a request; `answer` are the headers of its answer. */
export const contextOf = async (
  request: Request,
  answer: AnswerHeaders,
  { platform, isHttps, requestId, network }: EndpointOptions & DoorEnv['Variables'],
): Promise<RequestContext> => {
  const token = sessionToken(request, isHttps);
  const whoNow = async () => (token ? platform.identity.identify(token) : undefined);
  const actor = await orTryAgain(whoNow());
  const caller = { network, ...(actor ? { accountId: actor.accountId } : {}) };
  return {
    actor,
    whoNow,
    origin: { network, device: deviceOf(request.headers.get('user-agent')), requestId },
    platform,
    requestId,
    admit: async (operation, kind) => {
      const admitted = await platform.limits.admit(limitOf(operation, kind), { ...caller, operation });
      if (!admitted.ok)
        for (const [name, value] of Object.entries(refusalHeaders(admitted.error))) answer.set(name, value);
      return admitted.ok ? done : admitted;
    },
    keepSession: keepSessionIn(answer, isHttps),
  };
};

export type EndpointOptions = {
  readonly platform: Platform;
  readonly log: Log;
  readonly isHttps: boolean;
};

const reportIn =
  ({ log }: EndpointOptions, requestId: DoorEnv['Variables']['requestId']) =>
  ({ error, path }: { readonly error: TRPCError; readonly path: string | undefined }): void => {
    if (error.code === 'INTERNAL_SERVER_ERROR')
      log.error('procedure.failed', {
        requestId,
        procedure: wordOf(path ?? ''),
        cause: error.cause ?? error,
      });
  };

/** Headers that are few, and mostly none: a `Headers` of its own is made for those who say something. */
const spareHeaders = () => {
  let said: Headers | undefined;
  const headers: AnswerHeaders = {
    append: (name, value) => {
      said ??= new Headers();
      said.append(name, value);
    },
    set: (name, value) => {
      said ??= new Headers();
      said.set(name, value);
    },
  };
  return { headers, said: () => said };
};

/** What the stock adapter says of every answer. */
const VARIES = { vary: 'trpc-accept, accept', 'content-type': 'application/json' };

const direct = directCalls<RequestContext>(appRouter);

const directly =
  (options: EndpointOptions) =>
  async (context: DoorContext, call: DirectCall): Promise<Response> => {
    const requestId = context.get('requestId');
    const { headers, said } = spareHeaders();
    const { raw } = context.req;
    const { status, body, error } = await direct.call(call, raw.signal, () =>
      contextOf(raw, headers, { ...options, ...context.var }),
    );
    if (error) reportIn(options, requestId)({ error, path: call.path });
    const more = said();
    if (!more) return dressedAnswer(context, body, status, VARIES);
    for (const [name, value] of Object.entries(VARIES)) more.set(name, value);
    return new Response(body, { status, headers: more });
  };

/** Everything that our own apps call, behind the door: one call directly, whatever else by the stock adapter. */
export const trpcEndpoint = (options: EndpointOptions): Handler<DoorEnv> => {
  const answerDirectly = directly(options);
  return async (context) => {
    const call = direct.callIn(context, context.get('bodyText'));
    if (call) return answerDirectly(context, call);
    const request = await readAgain(context);
    return fetchRequestHandler({
      endpoint: '/trpc',
      req: request,
      router: appRouter,
      maxBatchSize: LARGEST_BATCH,
      createContext: ({ resHeaders }) => contextOf(request, resHeaders, { ...options, ...context.var }),
      onError: reportIn(options, context.var.requestId),
    });
  };
};
