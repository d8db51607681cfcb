import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { openDatabase } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { type Design, oneStatement } from './designs.js';
import { type Buyer, CONNECTIONS } from './market.js';
import { ours } from './ours.js';
import type { Asked, Sold } from './seller.js';

/** A process that sells on the tables of the market: by the use case, and over HTTP also by one statement for a booking. */
const [url = '', tenant = ''] = process.argv.slice(2);
const database = await openDatabase({ kind: 'postgres', url, connections: CONNECTIONS });
const sql = openPostgres({ url, max: CONNECTIONS, applicationName: 'seller' });
const sell = ours(database);
const byStatement = oneStatement(sql);

/** Every so-manieth person, so that processes do not sell to the same ones. */
const buyersOf = async (part: number, parts: number): Promise<readonly Buyer[]> => {
  const rows = await sql`
    select patient.id, account_id as account, encode(substring(id_number_index for 16), 'hex')::uuid as person
    from patient join patient_grant on patient_id = patient.id where patient.tenant_id = ${tenant} order by patient.id`;
  const tenantId = idFrom<TenantId>(tenant);
  return rows.flatMap(({ id, account, person }, no) =>
    no % parts === part
      ? [
          {
            actor: { kind: 'person', accountId: account, tenantId, staffRoles: [] },
            patientId: id,
            personId: person,
          },
        ]
      : [],
  );
};

async function sellFor({
  sessionId,
  part,
  parts,
  lanes,
  milliseconds,
}: Asked & { kind: 'sell' }): Promise<Sold> {
  const buyers = await buyersOf(part, parts);
  let [next, seats, refused] = [0, 0, 0];
  await tellAndWait();
  const since = performance.now();
  const lane = async () => {
    while (performance.now() - since < milliseconds) {
      const buyer = buyers[next++ % buyers.length] as Buyer;
      const sale = await sell(sessionId, buyer, randomUUID());
      if (sale === 'seat') seats += 1;
      if (sale === 'refused') refused += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { seats, refused, milliseconds: performance.now() - since, megabytes: 0 };
}

/** All at once, and not one after the other. */
async function serveCrowd({ sessionId, people }: Asked & { kind: 'crowd' }): Promise<Sold> {
  const buyers = (await buyersOf(0, 1)).slice(0, people);
  await tellAndWait();
  const before = heldBytes();
  const since = performance.now();
  const asking = buyers.map((buyer) => sell(sessionId, buyer, randomUUID()));
  const looked = performance.now();
  const bytes = heldBytes() - before;
  const looking = performance.now() - looked;
  const sales = await Promise.all(asking);
  const milliseconds = performance.now() - since - looking;
  const count = (wanted: string) => sales.filter((sale) => sale === wanted).length;
  return { seats: count('seat'), refused: count('refused'), milliseconds, megabytes: bytes / 2 ** 20 };
}

/** A door for each design, with nothing before it but HTTP. */
async function openDoor(): Promise<void> {
  const doors = new Map<string | undefined, Design>([
    ['/ours', sell],
    ['/oneStatement', byStatement],
  ]);
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', async () => {
      const { sessionId, buyer, key } = JSON.parse(Buffer.concat(parts).toString());
      const sale = await doors
        .get(request.url)?.(sessionId, buyer, key)
        .catch(() => undefined);
      response.writeHead(sale === undefined ? 500 : 200).end(sale);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
}

/** What is held when nothing is left to be collected. */
const heldBytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

/** Ready; begins when it is told so, together with the others. */
const tellAndWait = (): Promise<unknown> =>
  new Promise((resolve) => {
    process.once('message', resolve);
    process.send?.('ready');
  });

process.once('message', async (asked: Asked) => {
  if (asked.kind === 'door') await openDoor();
  else process.send?.(asked.kind === 'sell' ? await sellFor(asked) : await serveCrowd(asked));
});
