import type { Act, Interaction, ReadOne, Search } from './interaction.js';
import type { Resource, ResourceType } from './resource.js';

/** The day on which what is served last changed. */
const CHANGED_ON = '2026-11-22';

const definitionOf: Readonly<Record<'hold' | 'book', string>> = {
  hold: 'http://fhir.org/guides/argonaut-scheduling/OperationDefinition/appointment-hold',
  book: 'http://fhir.org/guides/argonaut-scheduling/OperationDefinition/appointment-book',
};

const interactionsOf = (mine: readonly (Interaction & object)[]) =>
  mine.flatMap((one) => {
    if (one.kind === 'search') return [{ code: 'search-type' }];
    if (one.kind === 'read') return [{ code: 'read' }];
    return one.code === 'create' || one.code === 'patch'
      ? [{ code: one.code, documentation: one.documentation }]
      : [];
  });

const operationsOf = (acts: readonly Act[]) =>
  acts.flatMap(({ code, documentation }) =>
    code === 'hold' || code === 'book' ? [{ name: code, definition: definitionOf[code], documentation }] : [],
  );

const resourceOf = (type: ResourceType, mine: readonly (Search | ReadOne | Act)[]) => {
  const acts = mine.filter((one) => one.kind === 'act');
  const params = mine.flatMap((one) => (one.kind === 'search' ? Object.entries(one.params) : []));
  const operation = operationsOf(acts);
  return {
    type,
    interaction: interactionsOf(mine),
    versioning: acts.length > 0 ? 'versioned-update' : 'no-version',
    ...(acts.length > 0 ? { conditionalCreate: true, conditionalRead: 'not-match' } : {}),
    ...(params.length > 0
      ? {
          searchParam: params.map(([name, { type: kind, documentation }]) => ({
            name,
            type: kind,
            documentation,
          })),
        }
      : {}),
    ...(operation.length > 0 ? { operation } : {}),
  };
};

const typeOf = (one: Interaction): ResourceType => (one.kind === 'act' ? 'Appointment' : one.type);

/** What is served, made of what is served. */
export const capabilityOf = (interactions: readonly Interaction[], base: string): Resource => {
  const types = [...new Set(interactions.map(typeOf))].toSorted();
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: CHANGED_ON,
    kind: 'instance',
    software: { name: 'Banzhen' },
    implementation: { description: 'Partner interface of Banzhen 伴诊', url: base },
    fhirVersion: '4.0.1',
    format: ['json'],
    patchFormat: ['application/json-patch+json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'Every request shows a key in Authorization: Bearer; every write carries an Idempotency-Key (a create may carry If-None-Exist: identifier=… instead), and one that changes something the ETag that was seen in If-Match. Patients are told by reference and are not served.',
        security: { cors: false, description: 'A key of a partner, for some operations at some hospitals' },
        operation: [
          {
            name: 'bulk-publish',
            definition: 'http://hl7.org/fhir/uv/bulkdata/OperationDefinition/bulk-publish',
            documentation: 'SMART Scheduling Links: a manifest of NDJSON files; the key is shown for each',
          },
        ],
        resource: types.map((type) =>
          resourceOf(
            type,
            interactions.filter((one) => typeOf(one) === type),
          ),
        ),
      },
    ],
  };
};
