import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeApp } from '../../dist/app.js';
import { type OpenApi, openApi } from '../open-api.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
}, 120_000);
afterAll(() => api.close());

/** One address of every kind: an answer, a refusal, nothing there, a refused body, a page of the sandbox. */
const addresses: [path: string, init?: RequestInit][] = [
  ['/healthz'],
  ['/readyz'],
  ['/trpc/auth.me'],
  ['/trpc/nothing.here'],
  ['/nowhere.txt'],
  ['/callbacks/wechat', { method: 'POST', body: '{}' }],
  ['/api/user/login', { method: 'POST', body: '{' }],
  ['/sandbox/clock'],
  ['/sandbox/pay/none'],
];

describe('5.15: headers', () => {
  it.each<[string, RequestInit?]>(addresses)(
    'of %s leave a browser nothing to do with it',
    async (path, init) => {
      const { headers } = await api.request(path, init);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
    },
  );

  it('ask for TLS only where there is some', async () => {
    const log = { info: () => undefined, error: () => undefined };
    const secure = makeApp(api.platform, { consoleFolder: '/nowhere', log, isHttps: true });
    expect((await secure.request('/healthz')).headers.get('strict-transport-security')).toBe(
      'max-age=31536000; includeSubDomains',
    );
  });

  it('an address of programs where nothing is answers them, and not with a page of the console', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'banzhen-page-'));
    await writeFile(join(folder, 'index.html'), '<p>page</p>');
    const log = { info: () => undefined, error: () => undefined };
    const app = makeApp(api.platform, { consoleFolder: folder, log, isHttps: false });
    expect(await (await app.request('/orders/1')).text()).toBe('<p>page</p>');
    for (const path of ['/api', '/api/nothing', '/calendar', '/calendar/a-token', '/callbacks/nobody']) {
      const answer = await app.request(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ error: { data: { domainError: { type: 'NotFound' } } } });
    }
    await rm(folder, { recursive: true });
  });

  it('end the connection whose body was too large to be read, so that no next request meets what is left of it', async () => {
    const answer = await api.request('/trpc/family.quote', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': String(300 * 1024) },
      body: JSON.stringify({ text: 'x'.repeat(300 * 1024) }),
    });
    expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'close']);
  });

  it('number requests here, whatever the caller calls them', async () => {
    const ask = async () =>
      (await api.request('/healthz', { headers: { 'x-request-id': 'mine' } })).headers.get('x-request-id');
    const numbers = await Promise.all([ask(), ask(), ask()]);
    expect(new Set([...numbers, 'mine']).size).toBe(4);
  });
});

describe('a fault of ours', () => {
  it('is told by number only, the same as in the log', async () => {
    const broken = new Proxy(api.platform, {
      get: (platform, name) =>
        name === 'readiness'
          ? () => Promise.reject(new Error('張三 13800138000'))
          : Reflect.get(platform, name),
    });
    const told: { event: string; facts: unknown }[] = [];
    const log = {
      info: () => undefined,
      error: (event: string, facts: unknown) => void told.push({ event, facts }),
    };
    const app = makeApp(broken, { consoleFolder: '/nowhere', log, isHttps: false });
    const answer = await app.request('/readyz');
    expect(answer.status).toBe(500);
    const requestId = answer.headers.get('x-request-id');
    expect(await answer.json()).toEqual({
      error: {
        message: 'InternalFault',
        code: -32603,
        data: {
          code: 'INTERNAL_SERVER_ERROR',
          httpStatus: 500,
          requestId,
          domainError: { type: 'InternalFault', zh: expect.any(String), en: expect.any(String) },
        },
      },
    });
    expect(told).toEqual([{ event: 'request.failed', facts: { requestId, cause: expect.any(Error) } }]);
  });
});
