import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { AppRouter } from '@banzhen/api';
import { directCalls } from '@banzhen/api/direct-call';
import { appRouter } from '@banzhen/api/router';
import { type ServerType, serve } from '@hono/node-server';
import { createTRPCClient, httpBatchLink, httpLink, TRPCClientError } from '@trpc/client';
import { TRPCError } from '@trpc/server';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Asked, NOBODYS, others, plain, post } from './direct-call-forms.js';
import { type OpenApi, openApi, people } from './open-api.js';

let api: OpenApi;
let restore: readonly (() => void)[] = [];
beforeAll(async () => {
  api = await openApi({ RATE_LIMIT_SCALE: '100' });
}, 60_000);
afterAll(() => api.close());
afterEach(() => {
  for (const undo of restore) undo();
  restore = [];
});

/** Until the end of the test `part` does this instead. */
const plant = <Part extends object>(part: Part, instead: Partial<Part>): void => {
  const before = { ...part };
  restore = [...restore, () => Object.assign(part, before)];
  Object.assign(part, instead);
};

/** A header that changes nothing of an answer and that only the stock adapter reads. */
const BY_STOCK = { 'trpc-accept': 'application/json' };

const NEW_EACH_TIME =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const TOKEN = /"token":"[^"]+"|banzhen_session=[^;]+|Expires=[^;]+/g;
const settled = (text: string): string => text.replace(TOKEN, '…').replace(NEW_EACH_TIME, '…');

const told = async (answer: Response) => ({
  status: answer.status,
  headers: Object.fromEntries([...answer.headers].map(([name, value]) => [name, settled(value)])),
  body: settled(await answer.text()),
});

const ask = async ({ path, as, init = {} }: Asked, more: Readonly<Record<string, string>> = {}) => {
  const token: Record<string, string> = as
    ? { authorization: `Bearer ${await api.signInAs(people[as])}` }
    : {};
  const headers = { ...token, ...(init.headers as Record<string, string>), ...more };
  return told(await api.request(path, { ...init, headers }));
};

/** The same answer from both, which is told. */
const sameFromBoth = async (asked: Asked) => {
  const directly = await ask(asked);
  expect(directly).toEqual(await ask(asked, BY_STOCK));
  return directly;
};

/** Whether it is answered directly, as the same door finds out. */
const isDirect = async (
  { path, init = {} }: Asked,
  more: Readonly<Record<string, string>> = {},
): Promise<boolean> => {
  let found: unknown;
  const probe = new Hono();
  probe.all('*', async (context) => {
    const body = context.req.method === 'POST' ? await context.req.text() : undefined;
    found = directCalls(appRouter).callIn(context, body);
    return context.json({});
  });
  const headers = { ...(init.headers as Record<string, string>), ...more };
  await probe.request(`http://localhost${path}`, { ...init, headers });
  return found !== undefined;
};

describe('one call by itself', () => {
  it.each(plain)('%s is answered directly with %i, as by the stock adapter', async (_, status, asked) => {
    expect([await isDirect(asked), await isDirect(asked, BY_STOCK)]).toEqual([true, false]);
    expect((await sameFromBoth(asked)).status).toBe(status);
  });

  it.each(others)('%s is left to the stock adapter', async (_, asked) => {
    expect(await isDirect(asked)).toBe(false);
    await sameFromBoth(asked);
  });

  it('a read as a stream is left to the stock adapter, which refuses it', async () => {
    const asked = { path: '/trpc/auth.me', init: { headers: { accept: 'application/jsonl' } } };
    expect(await isDirect(asked)).toBe(false);
    expect(await ask(asked)).toMatchObject({ status: 400 });
  });

  it('keeps a session in a cookie as the stock adapter does', async () => {
    const body = JSON.stringify({ accountId: people.family });
    const { headers } = await sameFromBoth({ path: '/trpc/demo.signInAs', init: post(body) });
    expect(headers['set-cookie']).toMatch(/HttpOnly; SameSite=Lax/);
  });

  it('says by a number only that it failed by our fault, and the log says of which procedure', async () => {
    plant(api.platform.identity, { describe: () => Promise.reject(new Error('a bug')) });
    const before = api.logged.length;
    const { status, body } = await sameFromBoth({ path: '/trpc/auth.me', as: 'family' });
    expect(status).toBe(500);
    expect(body).not.toContain('a bug');
    const said = api.logged.slice(before).filter(({ event }) => event === 'procedure.failed');
    expect(said).toHaveLength(2);
    for (const { facts } of said)
      expect(facts).toMatchObject({ procedure: 'auth.me', cause: { message: 'a bug' } });
  });

  it.each([
    ['by our fault', 500, new Error('a bug')],
    ['for a while', 503, new TRPCError({ code: 'SERVICE_UNAVAILABLE' })],
  ])('says that nobody can be recognised %s', async (_, status, cause) => {
    const token = await api.signInAs(people.family);
    plant(api.platform.identity, { identify: () => Promise.reject(cause) });
    const asked = { path: '/trpc/auth.me', init: { headers: { authorization: `Bearer ${token}` } } };
    expect((await sameFromBoth(asked)).status).toBe(status);
  });

  it('says how long to wait when it is too often', async () => {
    const refused = { ok: false, error: { type: 'TooManyRequests', retryAfterSeconds: 7 } } as const;
    const { admit } = api.platform.limits;
    plant(api.platform.limits, {
      admit: async (name, call) => (name === 'door' ? admit(name, call) : refused),
    });
    const { status, headers } = await sameFromBoth({ path: '/trpc/auth.me', as: 'family' });
    expect({ status, after: headers['retry-after'] }).toEqual({ status: 429, after: '7' });
  });

  it('does not answer what does not look like its schema', async () => {
    plant(api.platform.identity, { describe: () => Promise.resolve({ name: 7 } as never) });
    expect((await sameFromBoth({ path: '/trpc/auth.me', as: 'family' })).status).toBe(500);
  });
});

describe('the client of our own apps', () => {
  let server: ServerType;
  let url: string;
  beforeAll(async () => {
    server = serve({ fetch: api.app.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/trpc`;
  });
  afterAll(() => {
    server.close();
  });

  const clientBy = async (link: typeof httpLink | typeof httpBatchLink) => {
    const authorization = `Bearer ${await api.signInAs(people.family)}`;
    return createTRPCClient<AppRouter>({ links: [link({ url, headers: { authorization } })] });
  };

  it.each([
    ['one call at a time', httpLink],
    ['in batches', httpBatchLink],
  ])('reads, writes and is refused %s', async (_, link) => {
    const client = await clientBy(link);
    const [me, signedIn] = await Promise.all([
      client.auth.me.query(),
      client.catalogue.hospitals.query({ cityCode: '110000' }),
    ]);
    expect(me.accountId).toBe(people.family);
    expect(signedIn.length).toBeGreaterThan(0);
    const refused = await client.appointment.cancel
      .mutate({ appointmentId: NOBODYS })
      .catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(TRPCClientError);
    expect(refused).toMatchObject({
      data: { code: 'NOT_FOUND', httpStatus: 404, domainError: { type: 'NotFound', zh: expect.any(String) } },
    });
  });

  it('may hang up before it is answered, and nothing fails', async () => {
    const client = await clientBy(httpLink);
    const { describe: before } = api.platform.identity;
    const hangUp = new AbortController();
    let isDone = false;
    plant(api.platform.identity, {
      describe: async (actor) => {
        hangUp.abort();
        const me = await before(actor);
        isDone = true;
        return me;
      },
    });
    await expect(client.auth.me.query(undefined, { signal: hangUp.signal })).rejects.toThrow();
    await expect.poll(() => isDone).toBe(true);
    expect(api.logged.map(({ event }) => event)).not.toContain('request.failed');
  });
});
