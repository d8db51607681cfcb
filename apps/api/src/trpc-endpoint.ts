import { done } from '@banzhen/domain/shared/result';
import { type Log, type Platform, wordOf } from '@banzhen/platform';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Handler } from 'hono';
import { deviceOf } from './device.js';
import type { DoorContext, DoorEnv } from './guards/door-env.js';
import { limitOf } from './guards/operation-limits.js';
import { refusalHeaders } from './guards/refusal-answer.js';
import { LARGEST_BATCH } from './guards/safe-call.js';
import { appRouter } from './router.js';
import { keepSessionIn, sessionToken } from './session.js';
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
  answer: Headers,
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

/** Everything that our own apps call, behind the door. */
export const trpcEndpoint =
  (options: EndpointOptions): Handler<DoorEnv> =>
  async (context) => {
    const request = await readAgain(context);
    const { requestId } = context.var;
    return fetchRequestHandler({
      endpoint: '/trpc',
      req: request,
      router: appRouter,
      maxBatchSize: LARGEST_BATCH,
      createContext: ({ resHeaders }) => contextOf(request, resHeaders, { ...options, ...context.var }),
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR')
          options.log.error('procedure.failed', {
            requestId,
            procedure: wordOf(path ?? ''),
            cause: error.cause ?? error,
          });
      },
    });
  };
