import { channels } from '@banzhen/domain/payments';
import type { Log, Platform } from '@banzhen/platform';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { consoleFiles } from './console-files.js';
import { appRouter } from './router.js';
import { isCrossSiteWrite, keepSessionIn, sessionToken } from './session.js';

const LARGEST_BODY = 256 * 1024;

const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Reads the body before tRPC does, so that one over the limit is refused as such (413) and not as a broken call. */
const wholeRequest = async (request: Request): Promise<Request> =>
  request.method === 'POST'
    ? new Request(request.url, {
        method: 'POST',
        headers: request.headers,
        body: await request.arrayBuffer(),
        signal: request.signal,
      })
    : request;

/** The HTTP face: health, tRPC, provider callbacks, the sandbox outside production, and the console's files. */
export const makeApp = (
  platform: Platform,
  options: {
    readonly consoleFolder: string;
    readonly log: Log;
    /** Whether browsers reach us over TLS, which may end at a proxy. */
    readonly isHttps: boolean;
  },
): Hono => {
  const app = new Hono();
  app.use(secureHeaders({ contentSecurityPolicy, referrerPolicy: 'no-referrer' }));
  app.use(bodyLimit({ maxSize: LARGEST_BODY }));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    options.log.error('request.failed', { name: error.name });
    return context.json({ error: 'internal error' }, 500);
  });

  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    const ready = await platform.readiness();
    return context.json(ready, ready.isReady ? 200 : 503);
  });

  app.all('/trpc/*', async (context) => {
    const request = await wholeRequest(context.req.raw);
    if (isCrossSiteWrite(request)) return context.json({ error: 'cross-site request refused' }, 403);
    return fetchRequestHandler({
      endpoint: '/trpc',
      req: request,
      router: appRouter,
      maxBatchSize: 10,
      createContext: async ({ resHeaders }) => {
        const token = sessionToken(request);
        const actor = token ? await platform.identity.identify(token) : undefined;
        resHeaders.set('cache-control', 'no-store');
        return { actor, platform, keepSession: keepSessionIn(resHeaders, options.isHttps) };
      },
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR')
          options.log.error('procedure.failed', { path: path ?? '', cause: error.cause ?? error });
      },
    });
  });

  for (const channel of channels) {
    app.post(`/callbacks/${channel}`, async (context) => {
      const taken = await platform.receiveCallback(channel, context.req.header(), await context.req.text());
      return taken.ok
        ? context.json({ code: 'SUCCESS' })
        : context.json({ code: 'FAIL', why: taken.error.type }, 401);
    });
  }

  const { sandbox } = platform;
  if (sandbox) {
    app.all('/sandbox/*', async (context) => {
      const url = new URL(context.req.url);
      const answer = await sandbox.handle({
        method: context.req.method,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        body: context.req.method === 'GET' ? '' : await context.req.text(),
      });
      return new Response(answer.body, {
        status: answer.status,
        headers: { 'content-type': answer.contentType, ...answer.headers },
      });
    });
  }

  app.get('*', consoleFiles(options.consoleFolder));
  return app;
};
