import type { ProcedureFacts } from '@banzhen/api/inventory';
import fc, { type Arbitrary } from 'fast-check';
import { arbitraryOf } from './arbitrary-of.js';
import { hostileJson, nearly } from './hostile.js';
import type { Known } from './known.js';

/** One request as it will be sent. */
export interface Attempt {
  /** Who sends it; nobody when it is none of the callers. */
  readonly caller: string;
  readonly mode: 'valid' | 'nearly' | 'hostile';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As text, or as bytes in hexadecimal after `hex:`. */
  readonly body?: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };

const plain = (
  { name, kind }: Pick<ProcedureFacts, 'name' | 'kind'>,
  text: string | undefined,
): Pick<Attempt, 'method' | 'path' | 'headers' | 'body'> =>
  kind === 'mutation'
    ? {
        method: 'POST',
        path: `/trpc/${name}`,
        headers: JSON_TYPE,
        ...(text === undefined ? {} : { body: text }),
      }
    : {
        method: 'GET',
        path: `/trpc/${name}${text === undefined ? '' : `?input=${encodeURIComponent(text)}`}`,
        headers: {},
      };

const inBatch = (procedure: ProcedureFacts, times: number, text: string): ReturnType<typeof plain> => {
  const names = Array.from({ length: times }, () => procedure.name).join();
  const { path, ...request } = plain({ name: names, kind: procedure.kind }, text);
  return { ...request, path: `${path}${path.includes('?') ? '&' : '?'}batch=1` };
};

/** What is unlike HTTP as our own apps speak it. */
const unlikely: Arbitrary<Partial<Attempt>> = fc.oneof(
  fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD').map((method) => ({ method })),
  fc
    .constantFrom(
      'text/plain',
      'multipart/form-data',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-7',
      '',
    )
    .map((type) => ({ headers: { 'content-type': type } })),
  fc
    .constantFrom<Record<string, string>>(
      { accept: 'application/jsonl' },
      { 'trpc-accept': 'application/jsonl' },
      { accept: 'text/event-stream', 'last-event-id': 'x'.repeat(500) },
      { 'last-event-id': '\u00ff' },
      { authorization: 'Bearer ' },
      { authorization: `Bearer ${'x'.repeat(5_000)}` },
      { authorization: 'Basic YTpi' },
      { cookie: 'banzhen_session=%00; banzhen_session=x; =; ;' },
      { 'x-forwarded-for': "'; drop table x, ::1, 999.1.1.1" },
      { 'content-encoding': 'gzip' },
      { 'user-agent': `\u00e9${'x'.repeat(3_000)}` },
      { range: 'bytes=0-18446744073709551615' },
      { 'if-none-match': '*' },
    )
    .map((headers) => ({ headers: { ...JSON_TYPE, ...headers } })),
  fc
    .constantFrom('00', 'ff', '22c08022', '22eda08022', 'efbbbf7b7d', '7b2261223a80', 'ffd8ffe000104a46')
    .map((bytes) => ({ body: `hex:${bytes}` })),
);

const bent = (path: string): Arbitrary<string> =>
  fc.constantFrom(
    `${path}/`,
    `${path}%00`,
    `${path}%`,
    `${path}%ff`,
    `${path};a=b`,
    `/${path}`,
    path.replace('.', '%2e'),
    path.replace('.', '..'),
    path.toUpperCase(),
    `${path},${path}`,
    path.replace('/trpc/', '/trpc/,'),
    `${path}?batch=1`,
    `${path}?input=%7B&input=%7B%7D`,
    `${path}?connectionParams=%7B%7D`,
    `${path}?connectionParams=1`,
    `${path}?lastEventId=${'x'.repeat(2_000)}`,
    `${path}?${'a=b&'.repeat(2_000)}`,
    '/trpc/__proto__',
    '/trpc/constructor.name',
    '/trpc/hasOwnProperty',
    '/trpc/',
    '/trpc',
  );

const textOf = (value: unknown): string | undefined => JSON.stringify(value);

/** Requests to one procedure: such as it takes, such with one thing wrong, and such as nobody should send. */
export const attemptsAt = (
  procedure: ProcedureFacts,
  known: Known,
  callers: readonly string[],
): Readonly<Record<Attempt['mode'], Arbitrary<Attempt>>> => {
  const caller = fc.constantFrom(...callers);
  const valid = arbitraryOf(procedure.input, known);
  const as = (mode: Attempt['mode'], request: Arbitrary<Partial<Attempt>>): Arbitrary<Attempt> =>
    fc
      .tuple(caller, request)
      .map(([who, sent]) => ({ ...plain(procedure, undefined), ...sent, caller: who, mode }));
  const good = valid.map((input) => plain(procedure, textOf(input)));
  return {
    valid: as('valid', good),
    nearly: as(
      'nearly',
      nearly(valid).map((input) => plain(procedure, textOf(input))),
    ),
    hostile: as(
      'hostile',
      fc.oneof(
        { weight: 3, arbitrary: hostileJson.map((text) => plain(procedure, text)) },
        { weight: 3, arbitrary: fc.tuple(good, unlikely).map(([sent, odd]) => ({ ...sent, ...odd })) },
        {
          weight: 2,
          arbitrary: fc
            .tuple(
              fc.integer({ min: 1, max: 12 }),
              fc.oneof(
                hostileJson,
                valid.map((input) => JSON.stringify({ 0: input, 1: input })),
              ),
            )
            .map(([times, text]) => inBatch(procedure, times, text)),
        },
        {
          weight: 2,
          arbitrary: good.chain((sent) =>
            bent(sent.path.split('?')[0] ?? '').map((path) => ({ ...sent, path })),
          ),
        },
      ),
    ),
  };
};

/** Requests to a route that is no procedure. */
export const attemptsAtRoute = (
  route: string,
  bodies: Arbitrary<string>,
  callers: readonly string[],
): Arbitrary<Attempt> => {
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const segment = fc.oneof(
    fc.constantFrom(
      '',
      'x',
      'pay',
      'clock',
      'behaviour',
      'index.html',
      '..',
      '%2e%2e',
      '%00',
      '%ff',
      'a'.repeat(300),
    ),
    fc.uuid(),
  );
  const path = fc
    .array(segment, { minLength: 1, maxLength: 3 })
    .map((segments) => pattern.replace(/\*$/, segments.join('/')).replace(/:\w+/g, segments[0] ?? 'x'));
  const body = fc.oneof(hostileJson, bodies);
  const methods = method === 'ALL' ? fc.constantFrom('GET', 'POST', 'DELETE', 'PUT') : fc.constant(method);
  return fc
    .tuple(fc.constantFrom(...callers), methods, path, body, fc.option(unlikely, { freq: 3, nil: {} }))
    .map(([caller, usual, at, text, odd]) => ({
      caller,
      mode: 'hostile' as const,
      method: usual,
      path: at,
      headers: JSON_TYPE,
      body: text,
      ...odd,
    }));
};
