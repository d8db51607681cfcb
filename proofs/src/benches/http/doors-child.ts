import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { directCalls } from '@banzhen/api/direct-call';
import { openDatabase, platformAsker } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { rowOf, sql as statement } from '@banzhen/postgres/testing';
import { getRequestListener } from '@hono/node-server';
import { initTRPC } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono } from 'hono';
import { z } from 'zod';

const CONNECTIONS = 8;
const [url = ''] = process.argv.slice(2);
const database = await openDatabase({ kind: 'postgres', url, connections: CONNECTIONS });
const sql = openPostgres({ url, max: CONNECTIONS });
const ofPlatform = database.for(() => platformAsker);

const place = z.object({ id: z.uuid(), name: z.string(), district: z.string() });
type Place = z.output<typeof place>;

const READ = 'SELECT id, name, district FROM hospital WHERE id = $1';
const WRITE = 'INSERT INTO bench_note (id, place, note) VALUES ($1, $2, $3)';
const prepared = { prepare: true };

const read = async (id: string): Promise<Place> => {
  const [row] = await sql.unsafe(READ, [id], prepared);
  return row as unknown as Place;
};
const write = async ({ id, note }: { readonly id: string; readonly note: string }) => {
  const noteId = randomUUID();
  await sql.unsafe(WRITE, [noteId, id, note], prepared);
  return { noteId };
};
const byOrm = (id: string) => statement`SELECT id, name, district FROM hospital WHERE id = ${id}`;

const t = initTRPC.create();
const ofPlace = z.strictObject({ id: z.uuid() });
const router = t.router({
  noop: t.procedure.query(() => ({ ok: true })),
  read: t.procedure
    .input(ofPlace)
    .output(place)
    .query(({ input }) => read(input.id)),
  readByOrm: t.procedure
    .input(ofPlace)
    .output(place)
    .query(({ input }) => rowOf<Place>(database.db, byOrm(input.id))),
  readAsSomebody: t.procedure
    .input(ofPlace)
    .output(place)
    .query(({ input }) => rowOf<Place>(ofPlatform, byOrm(input.id))),
  write: t.procedure
    .input(z.strictObject({ id: z.uuid(), note: z.string() }))
    .output(z.object({ noteId: z.uuid() }))
    .mutation(({ input }) => write(input)),
});
const direct = directCalls<object>(router);
const JSON_ANSWER = { vary: 'trpc-accept, accept', 'content-type': 'application/json' };

const app = new Hono()
  .get('/hono/noop', (context) => context.json({ ok: true }))
  .get('/hono/read', async (context) => context.json(await read(context.req.query('id') ?? '')))
  .post('/hono/write', async (context) => context.json(await write(await context.req.json())))
  .all('/trpc/*', async (context) => {
    const { raw } = context.req;
    // What only the stock adapter reads chooses it.
    const isForStock = context.req.header('trpc-accept') !== undefined;
    const bodyText = isForStock || context.req.method !== 'POST' ? undefined : await context.req.text();
    const call = direct.callIn(context, bodyText);
    if (!call) return fetchRequestHandler({ endpoint: '/trpc', req: raw, router });
    const { status, body } = await direct.call(call, raw.signal, async () => ({}));
    return new Response(body, { status, headers: JSON_ANSWER });
  });

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
};

/** node:http and the driver, and nothing in between. */
const bare = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
  const answer = async (): Promise<unknown> => {
    if (pathname === '/bare/read') return read(searchParams.get('id') ?? '');
    return pathname === '/bare/write' ? write(JSON.parse(await bodyOf(request))) : { ok: true };
  };
  const body = JSON.stringify(await answer());
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

const byHono = getRequestListener(app.fetch);
const server = createServer((request, response) => {
  if (!request.url?.startsWith('/bare/')) return void byHono(request, response);
  bare(request, response).catch((cause: unknown) => response.destroy(cause as Error));
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
