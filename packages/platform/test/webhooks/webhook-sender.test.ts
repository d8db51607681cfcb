import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookSender } from '@banzhen/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TIMEOUT_MS = 5_000;
const port = (server: Server): number => (server.address() as AddressInfo).port;
const listening = (handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer(handle).listen(0, '127.0.0.1', () => resolve(server));
  });
const request = (url: string) => ({ url, headers: { 'webhook-id': 'x' }, body: '{"type":"T"}' });

describe('what is told over loopback, where that is allowed', () => {
  const seen: { method: string; url: string; body: string; id: string }[] = [];
  const answers: Record<string, (response: ServerResponse) => void> = {
    '/ok': (response) => response.writeHead(204).end(),
    '/later': (response) => response.writeHead(503, { 'retry-after': '120' }).end('busy'),
    '/date': (response) =>
      response.writeHead(429, { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }).end(),
    '/moved': (response) => response.writeHead(302, { location: '/ok' }).end(),
    '/gone': (response) => response.writeHead(410).end(),
    '/hang': () => undefined,
    '/cut': (response) => response.destroy(),
    '/flood': (response) => {
      response.writeHead(200);
      const more = () => {
        while (response.writable && response.write(Buffer.alloc(16_384))) flooded += 16_384;
      };
      response.on('drain', more);
      more();
    },
  };
  let flooded = 0;
  let server: Server;
  const sender = webhookSender({ mayLoopBack: true });
  beforeAll(async () => {
    server = await listening((asked, response) => {
      const chunks: Buffer[] = [];
      asked.on('data', (chunk: Buffer) => chunks.push(chunk));
      asked.on('end', () => {
        seen.push({
          method: asked.method ?? '',
          url: asked.url ?? '',
          body: Buffer.concat(chunks).toString(),
          id: String(asked.headers['webhook-id']),
        });
        answers[asked.url ?? '']?.(response);
      });
    });
  });
  afterAll(async () => {
    await sender.close();
    server.closeAllConnections();
    server.close();
  });
  const send = (path: string, timeoutMs = TIMEOUT_MS) =>
    sender.send(request(`http://127.0.0.1:${port(server)}${path}`), timeoutMs);

  it('arrives as it is', async () => {
    expect(await send('/ok')).toEqual({ kind: 'answered', status: 204 });
    expect(seen.at(-1)).toEqual({ method: 'POST', url: '/ok', body: '{"type":"T"}', id: 'x' });
  });

  it('is answered by a status and a time to wait, and no redirect is followed', async () => {
    expect(await send('/later')).toEqual({ kind: 'answered', status: 503, retryAfterSeconds: 120 });
    const dated = await send('/date');
    expect(dated).toMatchObject({ kind: 'answered', status: 429 });
    expect(dated.kind === 'answered' && (dated.retryAfterSeconds ?? 0)).toBeGreaterThan(3_500);
    expect(await send('/gone')).toEqual({ kind: 'answered', status: 410 });
    const before = seen.length;
    expect(await send('/moved')).toEqual({ kind: 'answered', status: 302 });
    expect(seen.slice(before).map(({ url }) => url)).toEqual(['/moved']);
  });

  it('ends in a word where nothing is answered', async () => {
    expect(await send('/hang', 100)).toEqual({ kind: 'failed', why: 'timeout' });
    expect(await send('/cut')).toEqual({ kind: 'failed', why: 'connection' });
    const closed = await listening(() => undefined);
    const free = port(closed);
    await new Promise((resolve) => closed.close(resolve));
    expect(await sender.send(request(`http://127.0.0.1:${free}/`), TIMEOUT_MS)).toEqual({
      kind: 'failed',
      why: 'connection',
    });
  });

  it('reads no more than 64 kB of an answer without an end', async () => {
    expect(await send('/flood')).toEqual({ kind: 'answered', status: 200 });
    // What lies in the buffers of both sockets is written, but read by nobody.
    expect(flooded).toBeLessThan(16 * 1_024 * 1_024);
  });

  it('goes by no proxy of the environment', async () => {
    const hits: string[] = [];
    const proxy = await listening((asked, response) => {
      hits.push(asked.url ?? '');
      response.writeHead(200).end();
    });
    const before = { ...process.env };
    Object.assign(process.env, {
      HTTP_PROXY: `http://127.0.0.1:${port(proxy)}`,
      http_proxy: `http://127.0.0.1:${port(proxy)}`,
    });
    const own = webhookSender({ mayLoopBack: true });
    const answer = await own.send(request(`http://127.0.0.1:${port(server)}/ok`), TIMEOUT_MS);
    process.env = before;
    await own.close();
    proxy.close();
    expect([answer, hits]).toEqual([{ kind: 'answered', status: 204 }, []]);
  });
});
