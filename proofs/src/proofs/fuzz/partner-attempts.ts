import fc, { type Arbitrary } from 'fast-check';
import { type PartnerCall, partnerDocument, written } from '../../partner-calls.js';
import { arbitraryOfSchema } from './arbitrary-of.js';
import type { Attempt } from './attempts.js';
import { hostileJson, hostileValue, nearly } from './hostile.js';
import type { Known } from './known.js';

type Sent = Pick<Attempt, 'method' | 'path' | 'headers' | 'body'>;

/** Half a character makes no address: it is sent as the sign for what cannot be read. */
const textOf = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toString();

/** Characters that no header can carry make no request at all. */
const inHeader = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 2_000);

const document = partnerDocument();

const partsOf = (call: PartnerCall, known: Known) => {
  const parameters = call.parameters ?? [];
  const among = (place: string): Arbitrary<Readonly<Record<string, unknown>>> => {
    const own = parameters.filter((one) => one.in === place);
    const fields = own.map(
      ({ name, schema }) => [name, arbitraryOfSchema(written(schema, document), known, name)] as const,
    );
    return fc.record(Object.fromEntries(fields), {
      requiredKeys: own.filter(({ required }) => required).map(({ name }) => name),
    });
  };
  const schema = call.requestBody?.content['application/json']?.schema;
  const body = schema ? arbitraryOfSchema(written(schema, document), known, '') : undefined;
  return { path: among('path'), query: among('query'), body };
};

const request = (
  { method, path }: PartnerCall,
  at: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Sent => {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, textOf(value)]),
  );
  const where = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(textOf(at[name])) || 'x');
  return {
    method,
    path: `${where}${search.size > 0 ? `?${search}` : ''}`,
    headers: { ...headers, ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) },
    ...(body === undefined ? {} : { body }),
  };
};

const odd: Arbitrary<Readonly<Record<string, unknown>>> = fc.dictionary(
  fc.constantFrom('clinicId', 'sessionId', 'appointmentId', 'from', 'until', 'limit', 'cursor', 'unknown'),
  hostileValue,
  { maxKeys: 4 },
);

/** Requests to one call of `/v1`, with the key of a partner who may do it: such as it takes, nearly takes, and should never see. */
export const attemptsAtCall = (
  call: PartnerCall,
  known: Known,
): Readonly<Record<Attempt['mode'], Arbitrary<Attempt>>> => {
  const { path, query, body } = partsOf(call, known);
  const key = fc.stringMatching(/^[\w-]{8,100}$/);
  const version = fc.integer({ min: 1, max: 4 }).map((no) => `"${no}"`);
  const goodHeaders = fc
    .tuple(key, version)
    .map(([idempotency, tag]) => ({ 'idempotency-key': idempotency, 'if-match': tag }));
  const badHeaders = fc.tuple(hostileValue, hostileValue).map(([one, other]) => ({
    'idempotency-key': inHeader(textOf(one)),
    'if-match': inHeader(textOf(other)),
  }));
  const text = body?.map(textOf) ?? fc.constant(undefined);
  const as = (mode: Attempt['mode'], sent: Arbitrary<Sent>): Arbitrary<Attempt> =>
    sent.map((one) => ({ ...one, mode, caller: 'partner' }));
  return {
    valid: as(
      'valid',
      fc
        .tuple(path, query, goodHeaders, text)
        .map(([at, asked, headers, given]) => request(call, at, asked, headers, given)),
    ),
    nearly: as(
      'nearly',
      fc
        .tuple(path, query, goodHeaders, body ? nearly(body).map(textOf) : nearly(query))
        .map(([at, asked, headers, other]) =>
          body
            ? request(call, at, asked, headers, textOf(other))
            : request(call, at, Object(other) as Readonly<Record<string, unknown>>, headers, undefined),
        ),
    ),
    hostile: as(
      'hostile',
      fc
        .tuple(fc.oneof(path, odd), fc.oneof(query, odd), badHeaders, hostileJson)
        .map(([at, asked, headers, given]) =>
          request(call, at, asked, headers, call.method === 'POST' ? given : undefined),
        ),
    ),
  };
};
