import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { demand, NotChecked } from '../check.js';
import { type Answer, told } from './server.js';
import type { PartnerCheck, Stage } from './stage.js';

const WEBHOOKS = 'Webhook · Webhooks';
/** Deliveries go by a queue, and may wait for others. */
const QUEUE_PATIENCES = 4;

type Endpoint = { readonly endpointId: string; readonly version: number; readonly secret?: string };
type Arrived = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** A receiver on this machine, and the first thing that comes to it. */
const openReceiver = async () => {
  let tell: (arrived: Arrived) => void = () => undefined;
  const first = new Promise<Arrived>((resolve) => {
    tell = resolve;
  });
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      tell({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    first,
    close: () => server.close(),
  };
};

const create = async (stage: Stage, url: string, key?: string): Promise<Answer<Endpoint>> => {
  const { clinicId } = await stage.place();
  return stage.write<Endpoint>(
    '/webhook-endpoints',
    { url, clinicIds: [clinicId], eventTypes: [] },
    key === undefined ? {} : { key },
  );
};

/** On the version that it has now: a test of an endpoint counts as a change of it. */
const remove = async ({ server, items }: Stage, endpointId: string): Promise<void> => {
  const listed = await items<Endpoint>('/webhook-endpoints');
  const version = listed.find((one) => one.endpointId === endpointId)?.version;
  await server.ask('DELETE', `/webhook-endpoints/${endpointId}`, {
    headers: { 'idempotency-key': `conformance-${endpointId}`, 'if-match': `"${version}"` },
  });
};

const inTime = <T>(arriving: Promise<T>, ms: number): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([arriving, late]).finally(() => clearTimeout(timer));
};

export const webhookChecks: readonly PartnerCheck[] = [
  {
    name: 'webhook-addresses-are-public',
    section: WEBHOOKS,
    promise: {
      zh: '接收端只能是公网地址：内网地址会被拒绝。',
      en: 'An endpoint is a public address: those of a network inside are refused.',
    },
    async look(stage) {
      for (const url of ['http://10.0.0.1/', 'https://169.254.169.254/latest', 'ftp://clinic.example/']) {
        const answer = await create(stage, url);
        if (answer.status === 201) await remove(stage, answer.body.endpointId);
        demand(answer.status === 400, `${url} ${told(answer)}`);
      }
    },
  },
  {
    name: 'webhook-secret-once',
    section: WEBHOOKS,
    promise: {
      zh: '签名密钥只在第一次回答里出现，重发的请求和列表里都没有。',
      en: 'The secret stands in the first answer alone, neither in that of a repeated request nor in lists.',
    },
    async look(stage) {
      const key = `conformance-${Date.now()}-secret`;
      const url = 'https://clinic.example/conformance';
      const first = await create(stage, url, key);
      demand(first.status === 201, told(first));
      try {
        const { secret = '' } = first.body;
        demand(/^whsec_[\w+/]{20,}={0,2}$/.test(secret), 'the secret is not in the form whsec_…');
        const again = await create(stage, url, key);
        demand(again.body?.endpointId === first.body.endpointId, 'a repeated request makes another endpoint');
        const listed = JSON.stringify(await stage.items('/webhook-endpoints'));
        demand(again.body.secret === undefined, 'the secret is told to a repeated request');
        demand(!listed.includes(secret), 'the secret stands in a list');
      } finally {
        await remove(stage, first.body.endpointId);
      }
    },
  },
  {
    name: 'webhooks-are-signed',
    section: WEBHOOKS,
    promise: {
      zh: '推送按 Standard Webhooks 签名，用给出的密钥验得过，改一个字就验不过。',
      en: 'What is sent is signed by Standard Webhooks: it fits the secret that was given, and nothing that was changed does.',
    },
    async look(stage) {
      const receiver = await openReceiver();
      try {
        const made = await create(stage, receiver.url);
        if (made.status === 400)
          throw new NotChecked(
            'the server sends to public addresses only; a sandbox with WEBHOOK_LOOPBACK=on can tell this machine',
          );
        demand(made.status === 201, told(made));
        const { endpointId, version, secret = '' } = made.body;
        try {
          const tested = await stage.write(
            `/webhook-endpoints/${endpointId}/test`,
            {},
            { etag: `"${version}"` },
          );
          demand(tested.status === 200, told(tested));
          const arrived = await inTime(receiver.first, stage.patienceMs * QUEUE_PATIENCES);
          demand(arrived !== undefined, 'nothing came');
          const verifier = new Webhook(secret);
          const headers = arrived.headers as Record<string, string>;
          verifier.verify(arrived.body, headers);
          const isChangedTaken = await Promise.resolve()
            .then(() => verifier.verify(`${arrived.body} `, headers))
            .then(
              () => true,
              () => false,
            );
          demand(!isChangedTaken, 'the signature fits another body as well');
        } finally {
          await remove(stage, endpointId);
        }
      } finally {
        receiver.close();
      }
    },
  },
];
