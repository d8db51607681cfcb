import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { partnerClient } from '@banzhen/partner-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../dist/listen.js';
import { dayFrom } from '../days.js';
import { type PartnerScene, partnerScene } from './partner-scene.js';

type Seen = { readonly path: string; readonly key: string | undefined };
type Stumble = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | 'hang up';

let scene: PartnerScene;
let listener: Awaited<ReturnType<typeof listen>>;
let front: Server;
let url = '';
const seen: Seen[] = [];
const stumbles: Stumble[] = [];
const pauses: number[] = [];

/** In front of the product: stumbles over as many requests as it is told, and passes all others on. */
const stumblingFront = (port: number): Server =>
  createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const key = request.headers['idempotency-key'];
    seen.push({ path: request.url ?? '', key: typeof key === 'string' ? key : undefined });
    const stumble = stumbles.shift();
    if (stumble === 'hang up') return response.destroy();
    if (stumble) return response.writeHead(stumble.status, { ...stumble.headers }).end('{}');
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    return response
      .writeHead(
        answer.status,
        Object.fromEntries([...answer.headers].filter(([name]) => name !== 'transfer-encoding')),
      )
      .end(await answer.text());
  });

beforeAll(async () => {
  scene = await partnerScene();
  listener = await listen(scene.api.app, '127.0.0.1', 0);
  front = stumblingFront(listener.port);
  await new Promise<void>((resolve) => {
    front.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
}, 120_000);
afterAll(async () => {
  for (const server of [front, listener.server]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await scene.api.close();
});

const client = (key = scene.key) =>
  partnerClient({
    url,
    key,
    pause: async (seconds) => {
      pauses.push(seconds);
    },
  });
const begin = (...planned: readonly Stumble[]) => {
  for (const list of [seen, pauses, stumbles]) list.length = 0;
  stumbles.push(...planned);
};

const aSession = async () => {
  const path = { clinicId: scene.clinicId };
  const query = { from: dayFrom(1), until: dayFrom(14) };
  const { data } = await client().GET('/clinics/{clinicId}/sessions', { params: { path, query } });
  const session = data?.items.find(({ status }) => status === 'RELEASED');
  if (!session) throw new Error('no session is on sale');
  return session;
};

const suspend = (
  { sessionId, version }: { sessionId: string; version: number },
  command: 'suspend' | 'resume',
) =>
  client().POST(`/sessions/{sessionId}/${command}`, {
    params: { path: { sessionId }, header: { 'if-match': `"${version}"` } },
    body: { reason: '停诊' },
  });

describe('the client of partners', () => {
  it('reads what its key is for, and is told problems by their types', async () => {
    begin();
    const { data } = await client().GET('/clinics');
    expect(data?.items).toMatchObject([{ clinicId: scene.clinicId }]);
    const refused = await client('mk_test_none').GET('/clinics');
    expect([refused.response.status, refused.error?.type]).toEqual([401, 'urn:banzhen:problem:key-invalid']);
    expect(pauses).toEqual([]);
  });

  it('sends a write again under the same key until it has an answer that stays, and it is done once', async () => {
    const session = await aSession();
    begin(
      { status: 503, headers: { 'retry-after': '2' } },
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 409, headers: { 'retry-after': '1' } },
      'hang up',
    );
    const { data } = await suspend(session, 'suspend');
    expect(data).toMatchObject({ status: 'SUSPENDED', version: session.version + 1 });
    expect(pauses).toEqual([2, 7, 1, 1]);
    expect(seen).toHaveLength(5);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    begin();
    await suspend({ ...session, version: session.version + 1 }, 'resume');
    expect(seen[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('takes a conflict for an answer, gives up after its tries, and waits for nothing that takes too long', async () => {
    const session = await aSession();
    begin({ status: 409 });
    expect((await suspend(session, 'suspend')).response.status).toBe(409);
    begin(...Array.from({ length: 9 }, () => ({ status: 503 })));
    expect((await client().GET('/clinics')).response.status).toBe(503);
    expect([seen.length, pauses]).toEqual([5, [1, 1, 1, 1]]);
    begin({ status: 429, headers: { 'retry-after': '86400' } });
    expect((await client().GET('/clinics')).response.status).toBe(429);
    expect(pauses).toEqual([]);
    begin(...Array.from({ length: 9 }, () => 'hang up' as const));
    await expect(client().GET('/clinics')).rejects.toThrow();
    expect(seen).toHaveLength(5);
  });

  it('follows what happens from where it was, and ends when there is nothing new', async () => {
    begin();
    let cursor = '';
    for await (const { nextCursor } of client().events()) cursor = nextCursor;
    const session = await aSession();
    await suspend(session, 'suspend');
    await suspend({ ...session, version: session.version + 1 }, 'resume');
    const happened: string[] = [];
    for await (const { items } of client().events(cursor || undefined))
      happened.push(
        ...items.filter(({ subjectId }) => subjectId === session.sessionId).map(({ type }) => type),
      );
    expect(happened.slice(-2)).toHaveLength(2);
    expect(happened).toEqual(expect.arrayContaining([expect.stringContaining('Suspended')]));
    const wrong = client().events('AAAA');
    await expect(wrong.next()).rejects.toMatchObject({
      problem: { type: 'urn:banzhen:problem:cursor-invalid' },
    });
  });

  it('signs what changes something, each try anew, for a key that asks for it', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const signingKey = publicKey.export({ format: 'pem', type: 'spki' });
    const key = String((await scene.createKey({ signingKey })).key);
    begin();
    const unsigned = client(key);
    const signing = partnerClient({
      url,
      key,
      pause: async () => undefined,
      sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
    });
    const asked = { body: { url: 'https://example.com/hooks', clinicIds: [scene.clinicId] } };
    const refused = await unsigned.POST('/webhook-endpoints', asked);
    expect(refused.error).toMatchObject({ title: 'SignatureNeeded' });
    begin('hang up');
    expect((await signing.POST('/webhook-endpoints', asked)).response.status).toBe(201);
    expect((await signing.GET('/clinics')).response.status).toBe(200);
  });
});
