import type { OperationId } from '@banzhen/domain/policy';
import type { Platform } from '@banzhen/platform';
import { Hono } from 'hono';
import type { PartnerContext, PartnerEnv } from '../v1/partner-env.js';
import { jsonAccepted } from './accepts-json.js';
import { appointmentActs } from './appointment-acts.js';
import { appointmentSearches } from './appointment-searches.js';
import { bulkOperations, serveBulkPublish } from './bulk-publish.js';
import { capabilityOf } from './capability.js';
import { directoryInteractions } from './directory-interactions.js';
import type { Interaction, ReadOne } from './interaction.js';
import { FHIR_JSON, outcomeAnswer } from './outcome.js';
import { serveAct, serveRead, serveSearch } from './serve-fhir.js';
import { slotInteractions } from './slot-interactions.js';

/** Everything that is served below `/fhir`. */
export const fhirInteractions: readonly Interaction[] = [
  ...directoryInteractions,
  ...slotInteractions,
  ...appointmentSearches,
  ...appointmentActs,
];

/** The rows of the policy table that `/fhir` serves. */
export const fhirOperationsServed = (): readonly OperationId[] => [
  ...new Set([
    ...fhirInteractions.flatMap((one) => (one.kind === 'act' ? one.operations : [one.operation])),
    ...bulkOperations,
  ]),
];

const isReadOfAppointments = (one: Interaction): one is ReadOne =>
  one.kind === 'read' && one.type === 'Appointment';

/** FHIR R4 for partners, below `/fhir`: the same keys, limits, use cases and reads as `/v1`. `publicUrl` is where we are reached. */
export const fhirApi = (platform: Platform, publicUrl: string | undefined): Hono<PartnerEnv> => {
  const app = new Hono<PartnerEnv>();
  const baseOf = (context: PartnerContext) => `${publicUrl ?? new URL(context.req.url).origin}/fhir`;
  const host = { platform, baseOf };
  const readOne = fhirInteractions.find(isReadOfAppointments);
  if (!readOne) throw new Error('appointments are not read');

  app.use('/*', jsonAccepted);
  app.get('/metadata', (context) =>
    context.body(JSON.stringify(capabilityOf(fhirInteractions, baseOf(context))), 200, {
      'content-type': FHIR_JSON,
    }),
  );
  for (const one of fhirInteractions) {
    if (one.kind === 'search') serveSearch(app, host, one);
    else if (one.kind === 'read') serveRead(app, host, one);
    else serveAct(app, host, one, readOne);
  }
  serveBulkPublish(app, host);
  app.all('/*', (context) => outcomeAnswer(context, { type: 'NotFound' }));
  return app;
};
