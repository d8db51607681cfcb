import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeApp } from '@banzhen/api/app';
import { openPlatform, readConfig } from '@banzhen/platform';
import { uuidv7 } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { getRequestListener } from '@hono/node-server';
import { bookByOneStatement } from '../slots/rows.js';

/** What `/v1` answers of a session and of a seat that it holds, from node:http and the driver alone, with a look at the key where one is shown; beside it `/v1` itself. */
const [url = '', redisUrl = '', keysFile = ''] = process.argv.slice(2);
const CONNECTIONS = 16;
const sql = openPostgres({ url, max: CONNECTIONS });
const quiet = { info: () => undefined, error: () => undefined };
const settings = {
  ...{ DATABASE_URL: url, REDIS_URL: redisUrl, KEYS_FILE: keysFile, NODE_ENV: 'test' },
  ...{ DEMO_ORDERS: 'off', RATE_LIMIT_SCALE: '1000' },
};
const platform = await openPlatform(readConfig(settings), quiet);
const app = makeApp(platform, { consoleFolder: '.', log: quiet, isHttps: false });

const READ = `SELECT id AS "sessionId", hospital_id AS "clinicId", department_id AS "departmentId",
  doctor_id AS "doctorId", status, visit_on AS "visitOn", starts_at AS "startsAt", ends_at AS "endsAt", capacity, remaining, version
  FROM clinic_session WHERE id = $1`;
const prepared = { prepare: true };

const read = async (id: string) => {
  const [session] = await sql.unsafe(READ, [id], prepared);
  return session;
};

interface Wanted {
  readonly sessionId: string;
  readonly patientId: string;
  readonly personId: string;
  readonly accountId: string;
}
const hold = async ({ sessionId, patientId, personId, accountId }: Wanted, key: string) => {
  const appointmentId = uuidv7();
  const given = [sessionId, appointmentId, patientId, personId, accountId, key];
  const [row] = await sql.unsafe(bookByOneStatement, given, prepared);
  if (row?.booked !== 1) throw new Error('the bare door has no seat');
  return { appointmentId, status: 'HELD', version: 1 };
};

const KEY =
  'SELECT id, hospital_ids FROM partner_key WHERE hash = $1 AND revoked_at IS NULL AND expires_at > now()';
const COUNT = `INSERT INTO partner_key_use AS spent (key_id, used_on, requests) VALUES ($1, current_date, 1)
  ON CONFLICT (key_id, used_on) DO UPDATE SET requests = spent.requests + 1 WHERE spent.requests < $2 RETURNING requests`;
const DAILY = 1_000_000;

/** Looks at a key and counts what is asked with it, as the product promises its partners. */
const showKey = async (authorization: string): Promise<void> => {
  const hash = createHash('sha256').update(authorization.slice('Bearer '.length)).digest();
  const [key] = await sql.unsafe(KEY, [hash], prepared);
  const [counted] = key ? await sql.unsafe(COUNT, [key.id, DAILY], prepared) : [];
  if (!counted) throw new Error('the bare door does not know the key');
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
};

const bare = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { searchParams } = new URL(request.url ?? '', 'http://localhost');
  const key = String(request.headers['idempotency-key']);
  if (request.headers.authorization !== undefined) await showKey(request.headers.authorization);
  const answer =
    request.method === 'POST'
      ? await hold(JSON.parse(await bodyOf(request)), key)
      : await read(searchParams.get('id') ?? '');
  const body = JSON.stringify(answer);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

const byProduct = getRequestListener(app.fetch);
const server = createServer((request, response) => {
  if (!request.url?.startsWith('/bare')) return void byProduct(request, response);
  bare(request, response).catch((cause: unknown) => response.destroy(cause as Error));
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
