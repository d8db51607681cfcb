import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { standardSigner } from '@banzhen/platform';
import { Webhook } from 'standardwebhooks';

/** How a receiver behaves now. */
export type Behaviour = 'takes' | 'takes-slowly' | 'unavailable' | 'cuts' | 'hangs' | 'fails';

/** What one event has brought to a receiver. */
export interface Arrived {
  attempts: number;
  accepted: number;
  readonly bodies: Set<string>;
}

/** A partner's real server on this machine, which checks each signature with the published library. */
export interface Receiver {
  readonly url: string;
  readonly secret: string;
  behaviour: Behaviour;
  readonly arrived: ReadonlyMap<string, Arrived>;
  /** Requests whose signature was not right. */
  readonly forged: () => number;
  close(): Promise<void>;
}

const SLOW_MS = 15;

const answer: Readonly<Record<Behaviour, (response: ServerResponse) => unknown>> = {
  takes: (response) => response.writeHead(204).end(),
  'takes-slowly': async (response) => {
    await pause(SLOW_MS);
    response.writeHead(204).end();
  },
  unavailable: (response) => response.writeHead(503, { 'retry-after': '1' }).end(),
  cuts: (response) => response.destroy(),
  hangs: () => undefined,
  fails: (response) => response.writeHead(500).end('x'.repeat(1_000)),
};

export async function openReceiver(behaviour: Behaviour): Promise<Receiver> {
  const secret = standardSigner.secret();
  const verifier = new Webhook(secret);
  const arrived = new Map<string, Arrived>();
  let forged = 0;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      try {
        verifier.verify(body, request.headers as Record<string, string>);
      } catch {
        forged += 1;
      }
      const id = String(request.headers['webhook-id']);
      const seen = arrived.get(id) ?? { attempts: 0, accepted: 0, bodies: new Set<string>() };
      arrived.set(id, seen);
      seen.attempts += 1;
      seen.bodies.add(body);
      if (receiver.behaviour.startsWith('takes')) seen.accepted += 1;
      void answer[receiver.behaviour](response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    secret,
    behaviour,
    arrived,
    forged: () => forged,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

/** What is wrong with what came: of these events missing, told by other bodies, or signed falsely. */
export function faultsOf({ arrived, forged }: Receiver, events: readonly string[]) {
  return {
    lost: events.filter((id) => (arrived.get(id)?.accepted ?? 0) === 0).length,
    foreign: [...arrived.keys()].filter((id) => !events.includes(id)).length,
    otherBodies: [...arrived.values()].filter(({ bodies }) => bodies.size > 1).length,
    forged: forged(),
  };
}
