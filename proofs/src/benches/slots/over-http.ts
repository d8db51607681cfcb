import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import { keysPath } from '../../keys.js';
import { callApi } from '../../product/call-api.js';
import { startProduct } from '../../product/product-process.js';
import type { Figures } from '../../proof.js';
import { median, quantile, rounded, shuffled } from '../figures.js';
import type { Buyer } from './market.js';
import { openDoor, type Place, type Rules, stopSeller } from './seller.js';

interface Door {
  readonly buy: (sessionId: ClinicSessionId, buyer: Buyer) => Promise<boolean>;
  /** Connections that nobody has used for a while are closed at the other end. */
  readonly rest: () => void;
}

interface Posted {
  readonly status: number;
  readonly text: string;
}

const poster = (origin: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const post = (path: string, body: object, token?: string): Promise<Posted> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      };
      const sent = request(new URL(path, origin), { agent, method: 'POST', headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        );
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(body));
    });
  return { post, rest: () => agent.destroy() };
};

/** The product's whole API, with everybody signed in. */
async function productDoor(origin: string, buyers: readonly Buyer[]): Promise<Door> {
  const { post, rest } = poster(origin);
  const tokens = new Map<string, string>();
  for (const accountId of new Set(buyers.map(({ actor }) => actor.accountId))) {
    const { value } = await callApi(origin, 'demo.signInAs', { accountId }, 'mutation');
    tokens.set(accountId, (value as { readonly token: string }).token);
  }
  const buy: Door['buy'] = async (clinicSessionId, { actor, patientId }) => {
    const wanted = { clinicSessionId, patientId, idempotencyKey: randomUUID() };
    const { status, text } = await post('/trpc/appointment.hold', wanted, tokens.get(actor.accountId));
    if (status !== 200 && !text.includes('AlreadyBooked'))
      throw new Error(`the API answers ${status}: ${text}`);
    return status === 200;
  };
  return { buy, rest };
}

const plainDoor = (origin: string, design: 'ours' | 'oneStatement'): Door => {
  const { post, rest } = poster(origin);
  const buy: Door['buy'] = async (sessionId, buyer) => {
    const { status, text } = await post(`/${design}`, { sessionId, buyer, key: randomUUID() });
    if (status !== 200) throw new Error(`the door of ${design} answers ${status}`);
    return text === 'seat';
  };
  return { buy, rest };
};

/** How long winners wait over HTTP, at p99. */
async function waits(
  { market }: Place,
  door: Door,
  lanes: number,
  milliseconds: number,
): Promise<{ readonly p99: number; readonly perSecond: number }> {
  const { buyers } = market;
  const sessionId = await market.openSession();
  const took: number[] = [];
  let next = 0;
  const since = performance.now();
  const lane = async () => {
    while (performance.now() - since < milliseconds) {
      const from = performance.now();
      if (await door.buy(sessionId, buyers[next++ % buyers.length] as Buyer))
        took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  door.rest();
  return { p99: quantile(took, 0.99), perSecond: (took.length / (performance.now() - since)) * 1000 };
}

const names = ['ours', 'oneStatement', 'wholeProduct'] as const;
type Waits = Awaited<ReturnType<typeof waits>>;

/**
 * The use case against one statement for a booking, each behind the same bare door and the same client, 64 people at a time. What
 * the whole product makes of it, with signing in, limits and its protocol, is told beside them.
 */
export async function overHttp(
  place: Place & { readonly redisUrl: string },
  { lanes, milliseconds, rounds }: Rules,
): Promise<{ readonly p99VsOneStatement: number } & Figures> {
  const settings = { DATABASE_URL: place.url, REDIS_URL: place.redisUrl, KEYS_FILE: keysPath, PORT: '0' };
  const product = startProduct('api', settings);
  const { child, origin } = await openDoor(place);
  try {
    const doors = {
      ours: plainDoor(origin, 'ours'),
      oneStatement: plainDoor(origin, 'oneStatement'),
      wholeProduct: await productDoor(await product.ready, place.market.buyers),
    };
    for (const name of names) await waits(place, doors[name], lanes, milliseconds);
    const seen: Record<(typeof names)[number], Waits>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const nothing = { p99: 0, perSecond: 0 };
      const found = { ours: nothing, oneStatement: nothing, wholeProduct: nothing };
      for (const name of shuffled(names)) found[name] = await waits(place, doors[name], lanes, milliseconds);
      seen.push(found);
    }
    const of = (figure: keyof Waits) =>
      Object.fromEntries(names.map((name) => [name, rounded(median(seen.map((one) => one[name][figure])))]));
    const ratios = seen.map(({ ours, oneStatement }) => ours.p99 / oneStatement.p99);
    return {
      p99VsOneStatement: rounded(median(ratios)),
      p99Range: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))],
      p99Milliseconds: of('p99'),
      perSecond: of('perSecond'),
    };
  } finally {
    await Promise.all([product.stop(), stopSeller(child)]);
  }
}
