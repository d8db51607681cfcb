import { dayFrom } from '../days.js';
import type { Json } from '../told.js';
import { aKey, type PartnerScene } from '../v1/partner-scene.js';
import { faultsOf } from './validator.js';

export type Entry = { readonly fullUrl?: string; readonly resource: Json };
export const entriesOf = (bundle: Json) => (bundle.entry ?? []) as readonly Entry[];
export const resourcesIn = (bundle: Json): readonly Json[] =>
  entriesOf(bundle).map(({ resource }) => resource);
export const linkOf = (bundle: Json, relation: string): string | undefined =>
  (bundle.link as readonly { relation: string; url: string }[]).find((link) => link.relation === relation)
    ?.url;
export const codeOf = (outcome: Json): unknown =>
  (outcome.issue as readonly { details: { coding: readonly { code: string }[] } }[])[0]?.details.coding[0]
    ?.code;
export const within = (name: string) => `${name}=ge${dayFrom(0)}&${name}=le${dayFrom(14)}`;

/** The façade of the scene: every answer of it is one of R4, or the call fails. */
export const fhirScene = ({ request, patientId }: PartnerScene) => {
  type Given = NonNullable<Parameters<typeof request>[2]>;
  const call = async (method: string, path: string, given: Given = {}) => {
    const answer = await request(method, path, given);
    const faults = answer.status === 304 ? [] : faultsOf(answer.body);
    if (faults.length > 0) throw new Error(`${method} ${path} answers what is not R4:\n${faults.join('\n')}`);
    return answer;
  };
  const get = (path: string, given: Given = {}) => call('GET', path, given);
  const write = (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    given: Given = {},
  ) =>
    call(method, path, {
      ...given,
      body,
      headers: { 'content-type': 'application/fhir+json', 'idempotency-key': aKey(), ...headers },
    });
  return {
    get,
    write,
    proposed: (slotId: unknown) => ({
      resourceType: 'Appointment',
      status: 'proposed',
      slot: [{ reference: `Slot/${slotId}` }],
      participant: [{ actor: { reference: `Patient/${patientId}` }, status: 'accepted' }],
    }),
    patch: (id: unknown, version: unknown, value: unknown, ...more: object[]) =>
      write('PATCH', `/fhir/Appointment/${id}`, [{ op: 'replace', path: '/status', value }, ...more], {
        'content-type': 'application/json-patch+json',
        'if-match': `W/"${version}"`,
      }),
    freeSlots: async () =>
      resourcesIn((await get(`/fhir/Slot?${within('start')}&status=free&_count=100`)).body),
  };
};

export type FhirScene = ReturnType<typeof fhirScene>;
