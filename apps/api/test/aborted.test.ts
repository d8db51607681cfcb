import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenApi, openApi } from './open-api.js';

let api: OpenApi;
let server: ServerType;
let port: number;
beforeAll(async () => {
  api = await openApi();
  server = serve({ fetch: api.app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
}, 60_000);
afterAll(async () => {
  server.close();
  await api.close();
});

const events = () => api.logged.map(({ event }) => event);
const headOf = (path: string, length: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${length}\r\n\r\n`;

/** Sends the beginning of a request and hangs up. */
const hangUp = async (text: string): Promise<void> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const received = once(server, 'request');
  socket.write(text);
  await received;
  socket.destroy();
};

describe('a client that hangs up', () => {
  it.each([
    ['/trpc/demo.signInAs', 'Content-Length: 1000', '{"acc'],
    ['/trpc/demo.signInAs', 'Transfer-Encoding: chunked', '5\r\n{"acc\r\n'],
    ['/callbacks/wechat', 'Content-Length: 1000', '{"acc'],
    ['/sandbox/clock', 'Content-Length: 1000', '{"acc'],
  ])('while it sends to %s (%s) is noted and is no error', async (path, length, body) => {
    const before = events().filter((event) => event === 'request.aborted').length;
    await hangUp(`${headOf(path, length)}${body}`);
    await expect.poll(() => events().filter((event) => event === 'request.aborted').length).toBe(before + 1);
    expect(events()).not.toContain('request.failed');
    expect(events()).not.toContain('procedure.failed');
  });

  it('harms nobody else', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(answer.status).toBe(200);
  });
});

describe('a request that fails by our fault', () => {
  it('is an error in the log', async () => {
    const { sandbox } = api.platform;
    if (!sandbox) throw new Error('tests have a sandbox');
    const { handle } = sandbox;
    Object.assign(sandbox, { handle: () => Promise.reject(new Error('a bug')) });
    const answer = await api.request('/sandbox/clock');
    Object.assign(sandbox, { handle });
    expect(answer.status).toBe(500);
    expect(events()).toContain('request.failed');
  });
});
