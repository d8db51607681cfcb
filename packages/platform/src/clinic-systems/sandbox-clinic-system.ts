import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { type SystemCall, systemCalls } from './system-wire.js';

/**
 * What may go wrong with one call: it is cut, or answered with 500, before or after it has worked; it hangs; it arrives twice, or only
 * later; the answer means nothing, is a redirect or never ends.
 */
export const systemFaults = [
  'cut-before',
  'cut-after',
  'fail-before',
  'fail-after',
  'hang',
  'twice',
  'late',
  'unclear',
  'redirect',
  'flood',
] as const;
export type SystemFault = (typeof systemFaults)[number];

export type SandboxSystemOptions = {
  /** Any of which may have signed; read for each call, so that one may come later. */
  readonly secrets: readonly string[];
  /** What goes wrong with a call; nothing unless said. */
  readonly faultOf?: (call: SystemCall, appointmentId: string) => SystemFault | undefined;
  /** Whether it has no room for an appointment. */
  readonly refuses?: (appointmentId: string) => boolean;
  /** Controls only: a system that makes a record for each call. */
  readonly isForgetful?: boolean;
  /** Controls only: a system that books what was released before. */
  readonly forgetsReleases?: boolean;
  readonly port?: number;
};

export type SandboxSystem = {
  readonly url: string;
  /** The names of the records that it has of an appointment. */
  recordsOf(appointmentId: string): readonly string[];
  /** How many calls were not signed by any of its secrets. */
  readonly forged: () => number;
  /** What arrived late is done now. */
  deliverLate(): void;
  close(): Promise<void>;
};

const MOST_BODY_BYTES = 64 * 1_024;
const FLOOD_BYTES = 64 * 1_024;

const isCall = (text: string): text is SystemCall => systemCalls.some((call) => call === text);

const say = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/**
 * A system of a clinic, for tests, proofs and demos: a real server that keeps the protocol of docs/clinic-systems.md in memory, and
 * fails as it is told.
 */
export const openSandboxSystem = async (options: SandboxSystemOptions): Promise<SandboxSystem> => {
  const { faultOf, refuses, isForgetful = false, forgetsReleases = false } = options;
  const records = new Map<string, string[]>();
  const released = new Set<string>();
  const late: (() => void)[] = [];
  let [made, forged] = [0, 0];

  const book = (id: string) => {
    const [known] = records.get(id) ?? [];
    if (known !== undefined && !isForgetful) return { answer: 'booked', record: known };
    if ((released.has(id) && !forgetsReleases) || refuses?.(id)) return { answer: 'rejected' };
    made += 1;
    const record = `R${String(made).padStart(6, '0')}`;
    records.set(id, [...(records.get(id) ?? []), record]);
    return { answer: 'booked', record };
  };
  const work: Readonly<Record<SystemCall, (id: string) => object>> = {
    book,
    query: (id) => {
      const [record] = records.get(id) ?? [];
      return record === undefined ? { answer: 'absent' } : { answer: 'booked', record };
    },
    release: (id) => {
      records.delete(id);
      released.add(id);
      return { answer: 'released' };
    },
  };

  const isSigned = (body: string, headers: Record<string, string>): boolean =>
    options.secrets.some((secret) => {
      try {
        new Webhook(secret).verify(body, headers);
        return true;
      } catch {
        return false;
      }
    });

  const answer = (call: SystemCall, id: string, response: ServerResponse): unknown => {
    const fault = faultOf?.(call, id);
    if (fault === 'hang') return undefined;
    if (fault === 'cut-before') return response.destroy();
    if (fault === 'fail-before') return say(response, 500, { error: 'down' });
    if (fault === 'redirect') return response.writeHead(307, { location: `/${call}` }).end();
    if (fault === 'unclear') return say(response, 200, { answer: 'perhaps' });
    if (fault === 'flood') return response.writeHead(200).end(Buffer.alloc(FLOOD_BYTES, 0x20));
    if (fault === 'late') {
      late.push(() => work[call](id));
      return response.destroy();
    }
    if (fault === 'twice') work[call](id);
    const said = work[call](id);
    if (fault === 'cut-after') return response.destroy();
    return say(response, fault === 'fail-after' ? 500 : 200, said);
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BODY_BYTES) request.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const call = (request.url ?? '').slice(1);
      if (request.method !== 'POST' || !isCall(call)) return say(response, 404, { error: 'no such call' });
      if (!isSigned(body, request.headers as Record<string, string>)) {
        forged += 1;
        return say(response, 401, { error: 'not signed' });
      }
      answer(call, (JSON.parse(body) as { readonly appointmentId: string }).appointmentId, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    recordsOf: (id) => records.get(id) ?? [],
    forged: () => forged,
    deliverLate() {
      for (const arrive of late.splice(0)) arrive();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
