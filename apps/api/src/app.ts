import { channels } from '@banzhen/domain/payments';
import { isTransientFailure, type Log, type Platform } from '@banzhen/platform';
import { Hono } from 'hono';
import { calendarRoutes } from './calendar/calendar-routes.js';
import { checkFhirOperations, checkOperations, checkPartnerOperations } from './check-operations.js';
import { consoleFiles } from './console-files.js';
import { fhirApi, fhirOperationsServed } from './fhir/fhir-api.js';
import { knownNetwork, singleHost } from './guards/caller-network.js';
import { deadline } from './guards/deadline.js';
import type { DoorEnv } from './guards/door-env.js';
import { dressing } from './guards/dressing.js';
import { inOrder } from './guards/in-order.js';
import { knownMethod } from './guards/known-method.js';
import { refusalAnswer } from './guards/refusal-answer.js';
import { limitedBody, safeBody } from './guards/safe-body.js';
import { safeCall } from './guards/safe-call.js';
import { smallCrowd } from './guards/small-crowd.js';
import { procedures } from './inventory.js';
import { caregiverRoutes } from './rest/caregiver-routes.js';
import { messageRoutes } from './rest/message-routes.js';
import { orderRoutes } from './rest/order-routes.js';
import { restAnswer } from './rest/rest-answer.js';
import { userRoutes } from './rest/user-routes.js';
import { trpcEndpoint } from './trpc-endpoint.js';
import { partnerApi, partnerOperationsServed } from './v1/partner-api.js';

/** Nobody is there any more to read the answer. */
const CLIENT_CLOSED_REQUEST = 499;

/** The HTTP face: health, tRPC, provider callbacks, the sandbox outside production, and the console's files. */
export const makeApp = (
  platform: Platform,
  options: {
    readonly consoleFolder: string;
    readonly log: Log;
    /** Whether browsers reach us over TLS, which may end at a proxy. */
    readonly isHttps: boolean;
    /** Proxies of ours that append to `X-Forwarded-For`; none unless told. */
    readonly trustedProxies?: number;
    /** Where everybody reaches us, such as `https://banzhen.example`; whatever a request was sent to unless told. */
    readonly publicUrl?: string | undefined;
  },
): Hono<DoorEnv> => {
  checkOperations(procedures());
  const app = new Hono<DoorEnv>();
  app.use(
    dressing(options.isHttps),
    inOrder(
      ...[singleHost, smallCrowd(), knownNetwork(platform, options.trustedProxies ?? 0)],
      ...[deadline, knownMethod(app), limitedBody, safeBody],
    ),
  );
  app.notFound((context) => refusalAnswer(context, { type: 'NotFound' }));
  app.onError((cause, context) => {
    if (context.req.raw.signal.aborted) {
      options.log.info('request.aborted', { requestId: context.get('requestId') });
      return new Response(null, { status: CLIENT_CLOSED_REQUEST });
    }
    if (isTransientFailure(cause)) return refusalAnswer(context, { type: 'TemporarilyUnavailable' });
    options.log.error('request.failed', { requestId: context.get('requestId'), cause });
    return refusalAnswer(context, { type: 'InternalFault' });
  });

  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    const ready = await platform.readiness();
    return context.json(ready, ready.isReady ? 200 : 503);
  });

  app.all('/trpc/*', safeCall, trpcEndpoint({ platform, ...options }));
  const rest = restAnswer({ platform, ...options });
  app.route('/api/user', userRoutes(rest));
  app.route('/api/caregiver', caregiverRoutes(rest));
  app.route('/api/order', orderRoutes(rest, '/api/order'));
  app.route('/api/message', messageRoutes(rest));

  const partners = partnerApi(platform);
  checkPartnerOperations(partnerOperationsServed(partners));
  app.route('/calendar', calendarRoutes(platform));
  app.route('/v1', partners);
  checkFhirOperations(fhirOperationsServed());
  app.route('/fhir', fhirApi(platform, options.publicUrl));

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
