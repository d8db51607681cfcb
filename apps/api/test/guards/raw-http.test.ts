import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawServer, startRawServer } from './raw-server.js';

let raw: RawServer;
beforeAll(async () => {
  raw = await startRawServer();
}, 120_000);
afterAll(() => raw.stop());

const lines = (...all: readonly string[]) => `${[...all, 'Connection: close'].join('\r\n')}\r\n\r\n`;
const get = (...headers: readonly string[]) => lines('GET /healthz HTTP/1.1', 'Host: localhost', ...headers);
const post = (body: string, ...headers: readonly string[]) =>
  lines('POST /trpc/auth.signOut HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...headers) +
  body;
const statusesOf = (answer: string) =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
const refusalIn = (answer: string) =>
  JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)).error.data.domainError;

describe('FX13: what is no plain HTTP', () => {
  it.each<[string, string, readonly number[]]>([
    ['a length and chunks', post('0\r\n\r\n', 'Content-Length: 5', 'Transfer-Encoding: chunked'), [400]],
    ['chunks and a length', post('0\r\n\r\n', 'Transfer-Encoding: chunked', 'Content-Length: 5'), [400]],
    ['two lengths', post('{}', 'Content-Length: 2', 'Content-Length: 3'), [400]],
    ['two equal lengths', post('{}', 'Content-Length: 2', 'Content-Length: 2'), [400]],
    ['a list of lengths', post('{}', 'Content-Length: 2, 2'), [400]],
    ['a signed length', post('{}', 'Content-Length: +2'), [400]],
    ['a length in hexadecimal', post('{}', 'Content-Length: 0x2'), [400]],
    ['a negative length', post('{}', 'Content-Length: -1'), [400]],
    ['a length beyond numbers', post('{}', `Content-Length: ${'9'.repeat(40)}`), [400]],
    ['an unknown transfer encoding', post('0\r\n\r\n', 'Transfer-Encoding: identity'), [400]],
    ['chunked, but not last', post('0\r\n\r\n', 'Transfer-Encoding: chunked, gzip'), [400]],
    ['a disguised transfer encoding', post('0\r\n\r\n', 'Transfer-Encoding:\x0bchunked'), [400]],
    ['a chunk size beyond numbers', post('FFFFFFFFFFFFFFFFF\r\n', 'Transfer-Encoding: chunked'), [400]],
    ['a chunk without size', post('zz\r\n', 'Transfer-Encoding: chunked'), [400]],
    ['a space before the colon', get('X-A : 1'), [400]],
    ['a header without a name', get(': 1'), [400]],
    ['a header name with a NUL', get('X\0A: 1'), [400]],
    ['a header value with a NUL', get('X-A: 1\0'), [400]],
    ['a header value with a bare CR', get('X-A: 1\rX-B: 2'), [400]],
    ['a header that goes on in the next line', get('X-A: 1\r\n 2'), [400]],
    ['lines that end with LF alone', 'GET /healthz HTTP/1.1\nHost: localhost\n\n', [400]],
    ['a version that there is not', lines('GET /healthz HTTP/9.9', 'Host: localhost'), [400]],
    ['no version', 'GET /healthz\r\n\r\n', [400]],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
    ['a method of our own', lines('BREW / HTTP/1.1', 'Host: localhost'), [400]],
    ['a method in small letters', lines('get / HTTP/1.1', 'Host: localhost'), [400]],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
    ['a space in the address', lines('GET /healthz now HTTP/1.1', 'Host: localhost'), [400]],
    ['headers of more than 16 kB', get(`X-A: ${'a'.repeat(16 * 1024)}`), [431]],
    [
      'many small headers of more than 16 kB',
      get(...Array.from({ length: 2_000 }, (_, no) => `X-${no}: 1234`)),
      [431],
    ],
    ['an address of more than 16 kB', lines(`GET /${'a'.repeat(17_000)} HTTP/1.1`, 'Host: localhost'), [431]],
  ])('%s is refused, and the connection closed', async (_, bytes, statuses) => {
    const answer = await raw.send(bytes.replace('Connection: close', 'X-Then: more') + get());
    expect(statusesOf(answer)).toEqual(statuses);
    expect(refusalIn(answer)).toMatchObject({
      type: statuses[0] === 431 ? 'HeadersTooLarge' : 'MalformedRequest',
      zh: expect.any(String),
      en: expect.any(String),
    });
    expect(answer).toMatch(/^Connection: close\r$/m);
  });

  it.each<[string, string, readonly number[]]>([
    ['a request as it should be', get(), [200]],
    ['two after each other', get().replace('close', 'keep-alive') + get(), [200, 200]],
    ['one in chunks', post('2\r\n{}\r\n0\r\n\r\n', 'Transfer-Encoding: chunked'), [200]],
    ['one of HTTP/1.0', lines('GET /healthz HTTP/1.0'), [200]],
    [
      'one that names the host in the address',
      lines('GET http://localhost/healthz HTTP/1.1', 'Host: localhost'),
      [200],
    ],
    ['no host', lines('GET /healthz HTTP/1.1'), [400]],
    ['two hosts', get('Host: evil.example'), [400]],
    ['a host that is none', lines('GET /healthz HTTP/1.1', 'Host: @:x'), [400]],
    ['an address with dots', lines('GET /../../etc/passwd HTTP/1.1', 'Host: localhost'), [404]],
    [
      'an address with encoded dots',
      lines('GET /%2e%2e%2fetc%2fpasswd.txt HTTP/1.1', 'Host: localhost'),
      [404],
    ],
    ['an address with a NUL', lines('GET /trpc/demo.people%00 HTTP/1.1', 'Host: localhost'), [404]],
    ['an address that cannot be decoded', lines('GET /trpc/%ff%ZZ HTTP/1.1', 'Host: localhost'), [400]],
    ['nothing but the star', lines('OPTIONS * HTTP/1.1', 'Host: localhost'), [400]],
    ['TRACE', lines('TRACE /healthz HTTP/1.1', 'Host: localhost', 'Cookie: a=secret'), [405]],
    [
      'a body that does not say what it is',
      `${lines('POST /trpc/auth.signOut HTTP/1.1', 'Host: localhost', 'Content-Length: 2')}{}`,
      [415],
    ],
    [
      'no body that does not say what it is',
      lines('POST /trpc/auth.signOut HTTP/1.1', 'Host: localhost', 'Content-Length: 0'),
      [415],
    ],
    ['an upgrade', get('Connection: Upgrade', 'Upgrade: websocket'), [200]],
    [
      'chunks beyond the limit',
      post(`${(300_000).toString(16)}\r\n${'x'.repeat(300_000)}\r\n0\r\n\r\n`, 'Transfer-Encoding: chunked'),
      [413],
    ],
  ])('%s is answered', async (_, bytes, statuses) => {
    const answer = await raw.send(bytes);
    expect(statusesOf(answer)).toEqual(statuses);
    expect(answer).not.toContain('secret');
    expect(answer).not.toMatch(/root:|TypeError|at .*\.js:/);
  });

  it('reads strictly, in bounded size and time', () => {
    const server = raw.server as Server;
    expect(server.headersTimeout).toBeLessThanOrEqual(10_000);
    expect(server.requestTimeout).toBeLessThanOrEqual(30_000);
    expect(server.maxRequestsPerSocket).toBeGreaterThan(0);
    expect(process.execArgv.join(' ')).not.toContain('insecure-http-parser');
  });

  it('logs none of it as a fault of its own', () => {
    expect(raw.api.logged.filter(({ event }) => event === 'request.failed')).toEqual([]);
  });
});
