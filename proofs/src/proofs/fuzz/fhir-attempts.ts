import { randomUUID } from 'node:crypto';
import fc, { type Arbitrary } from 'fast-check';
import type { Attempt } from './attempts.js';
import { hostileJson, hostileValue, nearly } from './hostile.js';
import type { Known } from './known.js';

type Sent = Pick<Attempt, 'method' | 'path' | 'headers' | 'body'>;

/** A parameter of a search, as the CapabilityStatement has it. */
export interface FhirParam {
  readonly name: string;
  readonly type: string;
  readonly documentation: string;
}

/** Something that the CapabilityStatement says is served. */
export interface FhirTarget {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below `/fhir`; `{id}` stands for one. */
  readonly path: string;
  readonly params: readonly FhirParam[];
  /** The type of what is sent. */
  readonly sends?: 'create' | 'hold' | 'book' | 'patch';
}

const PATCH_TYPE = 'application/json-patch+json';
const FHIR_TYPE = 'application/fhir+json';

const textOf = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toString();
const inHeader = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 2_000);

const soon = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** One of what the product has told under this name, which may be nothing yet; else an id of nothing. */
const told = (known: Known, name: string): Arbitrary<string> =>
  fc.nat().map((no) => {
    const values = known.of(name);
    return values[no % Math.max(1, values.length)] ?? randomUUID();
  });

const codes = ({ documentation }: FhirParam): readonly string[] => documentation.match(/[a-z-]{4,}/g) ?? [];

const arbitraryOfParam = (param: FhirParam, known: Known): Arbitrary<string> => {
  if (param.type === 'date')
    return fc
      .tuple(fc.constantFrom('', 'eq', 'ge', 'gt', 'le', 'lt'), fc.integer({ min: -3, max: 20 }))
      .map(([prefix, days]) => `${prefix}${soon(days)}`);
  if (param.type === 'reference')
    return fc.oneof(told(known, 'reference'), told(known, 'id'), told(known, 'doctorId'));
  return fc.oneof(fc.constantFrom('x', ...codes(param)), told(known, 'id'));
};

const references = (known: Known) => ({
  slot: told(known, 'sessionId').map((id) => ({ reference: `Slot/${id}` })),
  patient: told(known, 'patientId').map((id) => ({ reference: `Patient/${id}` })),
});

const proposed = (known: Known): Arbitrary<object> =>
  fc.record(references(known)).map(({ slot, patient }) => ({
    ...{ resourceType: 'Appointment', status: 'proposed', slot: [slot] },
    participant: [{ actor: patient, status: 'needs-action' }],
  }));

const parameters = (parameter: object): object => ({ resourceType: 'Parameters', parameter: [parameter] });

const bodies: Readonly<Record<NonNullable<FhirTarget['sends']>, (known: Known) => Arbitrary<object>>> = {
  create: proposed,
  hold: (known) => proposed(known).map((resource) => parameters({ name: 'appt-resource', resource })),
  book: (known) => told(known, 'appointmentId').map((id) => parameters({ name: 'appt-id', valueUri: id })),
  patch: () =>
    fc.constantFrom('cancelled', 'booked', 'checked-in', 'fulfilled', 'noshow').map((value) => [
      { op: 'replace', path: '/status', value },
      ...(value === 'booked'
        ? [
            {
              op: 'add',
              path: '/identifier/-',
              value: { system: 'urn:banzhen:clinic-record', value: 'R1' },
            },
          ]
        : []),
    ]),
};

/** Under which name the product tells the ids of a type. */
const idName: Readonly<Record<string, string>> = {
  Location: 'clinicId',
  Slot: 'sessionId',
  Appointment: 'appointmentId',
  bulk: 'clinicId',
};
const idsOf = ({ path }: FhirTarget, known: Known): Arbitrary<string> =>
  told(known, idName[path.split('/')[1] ?? ''] ?? 'doctorId');

type Query = readonly (readonly [name: string, value: string])[];

const request = (
  { method, path, sends }: FhirTarget,
  id: string,
  query: Query,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Sent => {
  const search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]));
  const type = sends === 'patch' ? PATCH_TYPE : FHIR_TYPE;
  return {
    method,
    path: `/fhir${path.replace('{id}', encodeURIComponent(id) || 'x')}${search.size > 0 ? `?${search}` : ''}`,
    headers: { ...headers, ...(sends ? { 'content-type': type } : {}) },
    ...(sends && body !== undefined ? { body } : {}),
  };
};

/** A search that is bounded as far as it has to be, with some of its parameters and a size of pages. */
const queryOf = ({ params }: FhirTarget, known: Known): Arbitrary<Query> => {
  const some = fc.tuple(
    ...params.map((param) =>
      fc.option(arbitraryOfParam(param, known).map((value) => [param.name, value] as const)),
    ),
  );
  const bounds = params.some(({ name }) => name === 'start')
    ? [['start', `ge${soon(0)}`] as const, ['start', `le${soon(14)}`] as const]
    : [];
  return fc
    .tuple(some, fc.option(fc.integer({ min: 1, max: 9 })), fc.boolean())
    .map(([given, count, isBounded]) => [
      ...given.flatMap((one) => (one && !(isBounded && one[0] === 'start') ? [one] : [])),
      ...(isBounded ? bounds : []),
      ...(count === null ? [] : [['_count', String(count)] as const]),
    ]);
};

const oddQuery: Arbitrary<Query> = fc.array(
  fc.tuple(
    fc.constantFrom(
      '_id',
      'start',
      'date',
      'status',
      'actor',
      'location',
      '_cursor',
      '_count',
      '_since',
      'x:y',
    ),
    hostileValue.map(textOf),
  ),
  { maxLength: 4 },
);

/** Requests to something below `/fhir`, as a partner who may do it: such as it takes, nearly takes, and should never see. */
export const attemptsAtFhir = (
  target: FhirTarget,
  known: Known,
): Readonly<Record<Attempt['mode'], Arbitrary<Attempt>>> => {
  const id = idsOf(target, known);
  const query = queryOf(target, known);
  const body: Arbitrary<unknown> = target.sends ? bodies[target.sends](known) : fc.constant(undefined);
  const good = fc
    .tuple(fc.stringMatching(/^[\w-]{8,100}$/), fc.integer({ min: 1, max: 4 }))
    .map(([key, no]) => ({ 'idempotency-key': key, 'if-match': `W/"${no}"` }));
  const bad = fc.tuple(hostileValue, hostileValue, hostileValue).map(([key, tag, unless]) => ({
    'idempotency-key': inHeader(textOf(key)),
    'if-match': inHeader(textOf(tag)),
    'if-none-exist': inHeader(textOf(unless)),
  }));
  const as = (
    mode: Attempt['mode'],
    parts: Arbitrary<readonly [string, Query, Readonly<Record<string, string>>, unknown]>,
  ): Arbitrary<Attempt> =>
    parts.map(([at, asked, headers, given]) => ({
      ...request(target, at, asked, headers, target.sends ? textOf(given) : undefined),
      ...{ mode, caller: 'partner' },
    }));
  return {
    valid: as('valid', fc.tuple(id, query, good, body)),
    nearly: as('nearly', fc.tuple(id, fc.oneof(query, oddQuery), good, nearly(body))),
    hostile: as('hostile', fc.tuple(hostileValue.map(textOf), oddQuery, bad, hostileJson)),
  };
};
