import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenApi, openApi, people } from '../open-api.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
}, 120_000);
afterAll(() => api.close());

const JSON_TYPE = 'application/json';
const cookie = 'banzhen_session=a-session';
const write = (headers: Record<string, string>, method = 'POST', body: string | null = '{}') =>
  api.request('/trpc/auth.signOut', { method, headers, body: method === 'GET' ? null : body });
const refusalOf = async (answer: Response) => {
  const { error } = (await answer.json()) as { error?: { data: { domainError: Record<string, unknown> } } };
  return error?.data.domainError;
};

/** What a browser says of where a request comes from; the last is a program, which says nothing. */
const places: readonly {
  readonly from: string;
  readonly headers: Record<string, string>;
  readonly isOurs: boolean;
}[] = [
  {
    from: 'this page',
    headers: { 'sec-fetch-site': 'same-origin', origin: 'http://localhost' },
    isOurs: true,
  },
  { from: 'the address bar', headers: { 'sec-fetch-site': 'none' }, isOurs: true },
  {
    from: 'another site',
    headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    isOurs: false,
  },
  {
    from: 'a sister site',
    headers: { 'sec-fetch-site': 'same-site', origin: 'http://sister.localhost' },
    isOurs: false,
  },
  { from: 'an old browser here', headers: { origin: 'http://localhost' }, isOurs: true },
  { from: 'an old browser elsewhere', headers: { origin: 'https://evil.example' }, isOurs: false },
  { from: 'another port', headers: { origin: 'http://localhost:8080' }, isOurs: false },
  { from: 'a name that ends like ours', headers: { origin: 'http://evil-localhost' }, isOurs: false },
  {
    from: 'a name that begins like ours',
    headers: { origin: 'http://localhost.evil.example' },
    isOurs: false,
  },
  { from: 'a sandboxed frame', headers: { origin: 'null' }, isOurs: false },
  { from: 'nonsense', headers: { origin: 'http://' }, isOurs: false },
  { from: 'a program', headers: {}, isOurs: true },
];
const types: readonly { readonly type: string | undefined; readonly isJson: boolean }[] = [
  { type: JSON_TYPE, isJson: true },
  { type: 'application/json; charset=utf-8', isJson: true },
  { type: 'Application/JSON;charset="UTF-8"', isJson: true },
  { type: undefined, isJson: false },
  { type: '', isJson: false },
  { type: 'text/plain', isJson: false },
  { type: 'text/plain; application/json', isJson: false },
  { type: 'application/x-www-form-urlencoded', isJson: false },
  { type: 'multipart/form-data; boundary=x', isJson: false },
  { type: 'application/octet-stream', isJson: false },
  { type: 'application/json; charset=utf-16', isJson: false },
  { type: 'application/jsonp', isJson: false },
  { type: 'text/json', isJson: false },
  { type: 'application/json, text/plain', isJson: false },
];
const matrix = places.flatMap((place) => types.map((type) => ({ ...place, ...type })));

describe('AU10: where a write comes from and what it is', () => {
  it.each(matrix)('from $from as $type', async ({ headers, isOurs, type, isJson }) => {
    const answer = await write({
      cookie,
      ...headers,
      ...(type === undefined ? {} : { 'content-type': type }),
    });
    const expected = !isOurs ? 'CrossSiteWrite' : !isJson ? 'NotJson' : undefined;
    expect((await refusalOf(answer))?.type).toBe(expected);
    expect(answer.status).toBe(!isOurs ? 403 : !isJson ? 415 : 200);
    expect(answer.headers.has('set-cookie')).toBe(isOurs && isJson);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'GET', 'PURGE'])('%s never writes', async (method) => {
    const answer = await write({ cookie, 'content-type': JSON_TYPE }, method);
    expect([405, 404]).toContain(answer.status);
    expect(answer.headers.has('set-cookie')).toBe(false);
  });

  it('tells no other site that it may read', async () => {
    for (const { headers } of places)
      for (const path of ['/trpc/demo.people', '/healthz', '/']) {
        const answer = await api.request(path, { headers: { cookie, ...headers } });
        const told = [...answer.headers.keys()].filter((name) => name.startsWith('access-control'));
        expect([path, told]).toEqual([path, []]);
      }
  });

  it('is refused in both languages with what to do', async () => {
    expect(await refusalOf(await write({ cookie }))).toMatchObject({
      type: 'NotJson',
      zh: expect.stringContaining('application/json'),
      en: expect.stringContaining('application/json'),
    });
  });
});

describe('FX2: what a write may carry', () => {
  const send = (body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
    api.request('/trpc/auth.signOut', {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE, ...headers },
      body,
    });
  it.each<[string, string | Uint8Array<ArrayBuffer>, number, object]>([
    ['nothing', '', 200, {}],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400, { fault: 'not-utf-8' }],
    ['an overlong encoding', new Uint8Array([0x22, 0xc0, 0x80, 0x22]), 400, { fault: 'not-utf-8' }],
    ['a surrogate in UTF-8', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), 400, { fault: 'not-utf-8' }],
    ['nesting of 200,000', '['.repeat(200_000), 400, { fault: 'too-deep' }],
    ['a key twice', '{"a":1,"a":2}', 400, { fault: 'duplicate-key' }],
    ['a prototype', '{"__proto__":{}}', 400, { fault: 'forbidden-key' }],
    ['a quarter of a megabyte', JSON.stringify('x'.repeat(256 * 1024 - 2)), 200, {}],
    ['a byte more', JSON.stringify('x'.repeat(256 * 1024 - 1)), 413, { type: 'BodyTooLarge' }],
  ])('%s', async (_, body, status, facts) => {
    const answer = await send(body);
    expect(answer.status).toBe(status);
    if (status !== 200) expect(await refusalOf(answer)).toMatchObject(facts);
  });

  it('is not unpacked', async () => {
    expect((await send('x', { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('is looked through in an address as well', async () => {
    const ask = (input: string) => api.request(`/trpc/demo.people?input=${encodeURIComponent(input)}`);
    expect(await refusalOf(await ask('['.repeat(2_000)))).toMatchObject({ fault: 'too-deep' });
    expect(await refusalOf(await ask('{"a":1,"a":1}'))).toMatchObject({ fault: 'duplicate-key' });
    expect(await refusalOf(await ask('{'))).toMatchObject({ fault: 'malformed' });
  });

  it('is answered with no more than was asked', async () => {
    const input = { statuses: Array.from({ length: 20_000 }, () => 'no status') };
    const answer = await api.request('/trpc/dispatch.giveUp', {
      method: 'POST',
      headers: {
        'content-type': JSON_TYPE,
        authorization: `Bearer ${await api.signInAs(people.dispatcher)}`,
      },
      body: JSON.stringify({ ...input, ['k'.repeat(10_000)]: 1 }),
    });
    expect(answer.status).toBe(400);
    expect((await answer.text()).length).toBeLessThan(8_000);
  });
});
