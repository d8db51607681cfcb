import type { OperationId } from '@banzhen/domain/policy';
import type { Platform } from '@banzhen/platform';
import { OpenAPIHono } from '@hono/zod-openapi';
import * as appointments from './appointment-routes.js';
import * as clinics from './clinic-routes.js';
import * as escorts from './escort-routes.js';
import { listEvents } from './event-routes.js';
import type { PartnerEnv } from './partner-env.js';
import * as patients from './patient-routes.js';
import { problemAnswer } from './problem.js';
import { reconcile } from './reconciliation-route.js';
import { referencePage } from './reference-page.js';
import { serveSandbox } from './sandbox-routes.js';
import { serveQuestion, serveRead, serveWrite } from './serve.js';
import { readStatement } from './statement-route.js';
import * as webhooks from './webhook-routes.js';

/** What the document says of itself. */
const about = {
  openapi: '3.1.0',
  info: {
    title: 'Banzhen partner API',
    version: '1.0.0',
    description:
      'For partner clinics and insurers. Every request shows a key in `Authorization: Bearer`; every write carries an `Idempotency-Key`, and one that changes something the ETag that was seen in `If-Match`. Refusals are problems (RFC 9457) whose `type` never changes. 合作方接口。',
  },
  servers: [{ url: '/v1' }],
};

/** Everything that partners may call, below `/v1`, with the document that is made of the same routes. */
export const partnerApi = (platform: Platform): OpenAPIHono<PartnerEnv> => {
  const app = new OpenAPIHono<PartnerEnv>();
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'A key of a partner: mk_live_… , or mk_test_… in a sandbox. Never in an address.',
  });

  serveRead(app, platform, listEvents);
  serveRead(app, platform, clinics.listClinics);
  serveRead(app, platform, clinics.listDepartments);
  serveRead(app, platform, clinics.listDoctors);
  serveRead(app, platform, clinics.listSessions);
  serveRead(app, platform, clinics.listDrafts);
  serveRead(app, platform, clinics.listOffers);
  serveRead(app, platform, appointments.listAppointments);
  serveRead(app, platform, clinics.readSession);
  serveWrite(app, platform, clinics.publishSession);
  serveWrite(app, platform, clinics.suspendSession);
  serveWrite(app, platform, clinics.resumeSession);
  serveWrite(app, platform, appointments.holdAppointment);
  serveRead(app, platform, appointments.readAppointment);
  serveWrite(app, platform, appointments.submitAppointment);
  serveWrite(app, platform, appointments.confirmAppointment);
  serveWrite(app, platform, appointments.rejectAppointment);
  serveWrite(app, platform, appointments.rescheduleAppointment);
  serveWrite(app, platform, appointments.cancelAppointment);
  serveWrite(app, platform, appointments.checkInAppointment);
  serveWrite(app, platform, appointments.completeAppointment);
  serveWrite(app, platform, appointments.markNoShow);
  serveRead(app, platform, patients.listMembers);
  serveRead(app, platform, patients.readBenefits);
  serveQuestion(app, platform, reconcile);
  serveQuestion(app, platform, escorts.quoteEscort);
  serveRead(app, platform, escorts.listEscortOrders);
  serveWrite(app, platform, escorts.orderEscort);
  serveRead(app, platform, escorts.readEscortOrder);
  serveWrite(app, platform, escorts.payEscortOrder);
  serveQuestion(app, platform, escorts.quoteEscortCancellation);
  serveWrite(app, platform, escorts.cancelEscortOrder);
  serveRead(app, platform, readStatement);
  serveRead(app, platform, webhooks.listEndpoints);
  serveWrite(app, platform, webhooks.createEndpoint);
  serveWrite(app, platform, webhooks.removeEndpoint);
  serveWrite(app, platform, webhooks.rotateSecret);
  serveWrite(app, platform, webhooks.testEndpoint);
  serveRead(app, platform, webhooks.listDeliveries);
  serveWrite(app, platform, webhooks.replayDelivery);
  serveSandbox(app, platform);

  app.get('/openapi.json', (context) => context.json(partnerDocument(app)));
  referencePage(app);
  app.all('/*', (context) => problemAnswer(context, { type: 'NotFound' }));
  return app;
};

/** The document of `/v1`. */
export const partnerDocument = (app: OpenAPIHono<PartnerEnv>): Readonly<Record<string, unknown>> => ({
  ...app.getOpenAPI31Document(about),
});

/** The rows of the policy table that `/v1` serves. */
export const partnerOperationsServed = (app: OpenAPIHono<PartnerEnv>): readonly OperationId[] =>
  app.openAPIRegistry.definitions.flatMap((one) =>
    one.type === 'route' ? [Reflect.get(one.route, 'x-operation') as OperationId] : [],
  );
