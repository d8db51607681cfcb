import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenApi, openApi, people } from './open-api.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
  await api.platform.startBackground();
}, 60_000);
afterAll(() => api.close());

const until = async (reader: ReadableStreamDefaultReader<Uint8Array>, pattern: RegExp): Promise<string> => {
  const decoder = new TextDecoder();
  for (let text = ''; ; ) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the stream ended: ${text}`);
    text += decoder.decode(value);
    if (pattern.test(text)) return text;
  }
};

it('tells a dispatcher of a change without being asked again', async () => {
  const stop = new AbortController();
  const stream = await api.request('/trpc/live.orders?input=%7B%7D', {
    headers: {
      authorization: `Bearer demo-${people.dispatcher}`,
      accept: 'text/event-stream',
      // What a browser sends when it connects again.
      'last-event-id': 'seen-before',
    },
    signal: stop.signal,
  });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const reader = stream.body?.getReader();
  if (!reader) throw new Error('no body');
  await until(reader, /connected/);

  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const input = {
    patientId: '01900004-0000-7000-8000-000000000003',
    hospitalId: '01900002-0000-7000-8000-000000000001',
    serviceCode: 'escort-half-day',
    startsAt: at(300),
    endsAt: at(304),
  };
  const quoted = (await (await api.mutate('family.quote', input, 'otherFamily')).json()) as {
    result: { data: { quoteId: string } };
  };
  const command = {
    quoteId: quoted.result.data.quoteId,
    consentedScopeVersion: 1,
    idempotencyKey: 'live-test-1',
  };
  expect((await api.mutate('family.create', command, 'otherFamily')).status).toBe(200);
  expect(await until(reader, /OrderCreated/)).toContain('"type":"OrderCreated"');
  stop.abort();
});

it('refuses to follow what one may not see', async () => {
  const stranger = await api.request('/trpc/live.orders?input=%7B%7D', {
    headers: { authorization: `Bearer demo-${people.family}` },
  });
  expect(await stranger.text()).toMatch(/NotAllowed|FORBIDDEN/);
});
