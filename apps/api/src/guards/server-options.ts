import { randomUUID } from 'node:crypto';
import type { Server, ServerOptions } from 'node:http';
import type { Refusal } from '@banzhen/domain/refusals';
import { RequestError } from '@hono/node-server';
import { refusalBody } from './refusal-answer.js';

const LARGEST_HEADERS = 16 * 1024;

/** How Node reads requests: strictly, in bounded size and time (FX13). */
export const serverOptions: ServerOptions = {
  // The door says so itself, in words.
  requireHostHeader: false,
  insecureHTTPParser: false,
  maxHeaderSize: LARGEST_HEADERS,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/** Requests that one connection may send before it has to be opened anew. */
const REQUESTS_PER_CONNECTION = 10_000;

const brokenBy = (code: string | undefined): { readonly status: string; readonly refusal: Refusal } => {
  if (code === 'HPE_HEADER_OVERFLOW')
    return {
      status: '431 Request Header Fields Too Large',
      refusal: { type: 'HeadersTooLarge', limitBytes: LARGEST_HEADERS },
    };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return { status: '408 Request Timeout', refusal: { type: 'RequestTimeout' } };
  return { status: '400 Bad Request', refusal: { type: 'MalformedRequest' } };
};

/** Answers a request of which no address can be made, such as one with a host that is none. */
export const answerUnreadable = (error: unknown): Response => {
  const type = error instanceof RequestError ? 'MalformedRequest' : 'InternalFault';
  const body = refusalBody({ type }, randomUUID());
  return Response.json(body, {
    status: body.error.data.httpStatus,
    headers: { 'cache-control': 'no-store' },
  });
};

/** Answers what Node's parser refuses in the form of every other refusal, and closes the connection. */
export const guardServer = (server: Server): void => {
  server.maxRequestsPerSocket = REQUESTS_PER_CONNECTION;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    const { status, refusal } = brokenBy(error.code);
    const body = JSON.stringify(refusalBody(refusal, randomUUID()));
    const head = [
      `HTTP/1.1 ${status}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
};
