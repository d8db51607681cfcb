import { randomUUID } from 'node:crypto';
import type { Send } from '@banzhen/conformance';
import type { Json } from '../told.js';
import {
  answering,
  asking,
  changedItems,
  dress,
  dropped,
  forgettingKeys,
  jsonOf,
  PROBLEM,
  refused,
  rememberingKeys,
  takingAnyVersion,
  withHeaders,
} from './tampering.js';

/** A server that breaks one promise: what it does in the place of the true one, and which check has to see it. */
type PlantedFault = { readonly fault: string; readonly seenBy: string; readonly plant: (send: Send) => Send };

const HELD = /^\/v1\/appointments$/;
const ONE = /^\/v1\/appointments\/[^/]+$/;

/** One or more for every check of the kit. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    fault: 'the document leaves out a call',
    seenBy: 'document-served',
    plant: answering(({ body }, { path }) =>
      path.endsWith('/openapi.json')
        ? { body: { ...body, paths: dropped(body.paths as Json, '/events') } }
        : {},
    ),
  },
  { fault: 'no key is 403', seenBy: 'key-needed', plant: refused('key-invalid', 403) },
  {
    fault: 'it is not said how a key is shown',
    seenBy: 'key-needed',
    plant: dress('www-authenticate', undefined),
  },
  {
    fault: 'a key in the address is overlooked',
    seenBy: 'key-not-in-address',
    plant: asking(({ path, init }) => ({ path: path.replace('?api_key=abc', ''), init })),
  },
  {
    fault: 'problems have the wrong content type',
    seenBy: 'problem-form',
    plant: answering(({ status, headers }) => {
      if (status >= 400) headers.set('content-type', 'application/json');
      return { headers };
    }),
  },
  {
    fault: 'problems lack the Chinese',
    seenBy: 'problem-form',
    plant: answering(({ status, body }) => (status >= 400 ? { body: dropped(body, 'detailZh') } : {})),
  },
  {
    fault: 'a type has another name',
    seenBy: 'problem-types',
    plant: answering(({ body }) =>
      body.type === `${PROBLEM}not-found` ? { body: { ...body, type: `${PROBLEM}missing` } } : {},
    ),
  },
  {
    fault: 'bad input is a 500',
    seenBy: 'bad-input-refused',
    plant: answering(({ status }) => (status === 400 ? { status: 500 } : {})),
  },
  {
    fault: 'unknown fields are ignored',
    seenBy: 'unknown-fields-refused',
    plant: asking(({ path, init }) => ({
      path: path.replace('?colour=red', ''),
      init: init.body ? { ...init, body: JSON.stringify(dropped(jsonOf(init), 'priority')) } : init,
    })),
  },
  {
    fault: 'what is not there is told from what may not be seen',
    seenBy: 'hidden-like-missing',
    plant: answering(({ status }, { path }) =>
      status === 404 && path.includes('/sessions/') ? { status: 403 } : {},
    ),
  },
  {
    fault: 'every request has one number',
    seenBy: 'request-ids',
    plant: dress('x-request-id', '01900000-0000-7000-8000-00000000beef'),
  },
  { fault: 'limits are not told', seenBy: 'limits-told', plant: dress('ratelimit', undefined) },
  {
    fault: 'the limit never falls',
    seenBy: 'limits-told',
    plant: dress('ratelimit', '"partner";r=1199;t=60'),
  },
  {
    fault: 'writes need no key',
    seenBy: 'write-needs-key',
    plant: asking(({ path, init }) => ({
      path,
      init: init.method === 'POST' ? withHeaders(init, { 'idempotency-key': randomUUID() }) : init,
    })),
  },
  { fault: 'a repeated hold is a new one', seenBy: 'hold-once', plant: forgettingKeys(HELD) },
  {
    fault: 'a reused key is told the first answer',
    seenBy: 'key-reused',
    plant: rememberingKeys,
  },
  {
    fault: 'a repeated change is a new one',
    seenBy: 'change-once',
    plant: forgettingKeys(/\/cancel$/),
  },
  { fault: 'the ETag stays', seenBy: 'tags-are-versions', plant: dress('etag', '"1"') },
  { fault: 'a change needs no version', seenBy: 'version-needed', plant: takingAnyVersion },
  { fault: 'a stale version is taken', seenBy: 'stale-version-refused', plant: takingAnyVersion },
  {
    fault: 'what is not on sale is offered',
    seenBy: 'offered-can-be-held',
    plant: changedItems(/\/availability\?/, (items) => items.map((one) => ({ ...one, offer: 'open' }))),
  },
  {
    fault: 'seats remain that are taken',
    seenBy: 'offered-can-be-held',
    plant: answering(({ body }, { path }) =>
      /\/sessions\/[^/]+$/.test(path) ? { body: { ...body, remaining: body.capacity } } : {},
    ),
  },
  {
    fault: 'what is not on sale is sold',
    seenBy: 'not-offered-is-refused',
    plant: answering(({ status }, { path }) => (HELD.test(path) && status === 409 ? { status: 201 } : {})),
  },
  {
    fault: 'a seat is sold twice',
    seenBy: 'one-seat-one-patient',
    plant: answering(({ body }, { path }) =>
      HELD.test(path) ? { body: { ...body, seat: { ticket: 1 } } } : {},
    ),
  },
  {
    fault: 'more are booked than there are seats',
    seenBy: 'one-seat-one-patient',
    plant: answering(({ body }, { path }) =>
      /\/sessions\/[^/]+$/.test(path) ? { body: { ...body, capacity: 1 } } : {},
    ),
  },
  {
    fault: 'a patient has two seats',
    seenBy: 'same-patient-once',
    plant: refused('already-booked', 201),
  },
  {
    fault: 'what is read is what was before',
    seenBy: 'life-of-an-appointment',
    plant: answering(({ body }, { path, init }) =>
      ONE.test(path) && init.method === 'GET' ? { body: { ...body, status: 'HELD' } } : {},
    ),
  },
  {
    fault: 'what is over goes on',
    seenBy: 'over-stays-over',
    plant: refused('illegal-transition', 200),
  },
  {
    fault: 'a page begins one too late',
    seenBy: 'pages-leave-nothing-out',
    plant: changedItems(/\/sessions\?.*cursor=/, (items) => items.slice(1)),
  },
  {
    fault: 'a page begins with the last of the one before',
    seenBy: 'pages-leave-nothing-out',
    plant: (send) => {
      let last: Json | undefined;
      return changedItems(/\/sessions\?/, (items, { path }) => {
        const all = last && path.includes('cursor=') ? [last, ...items.slice(1)] : items;
        last = items.at(-1);
        return all;
      })(send);
    },
  },
  {
    fault: 'a forged cursor is the first page',
    seenBy: 'forged-cursor-refused',
    plant: asking(({ path, init }) => ({ path: path.replace(/&cursor=(?:x|AAAA|YSBi)$/, ''), init })),
  },
  {
    fault: 'reconciliation sees no difference',
    seenBy: 'reconciliation-names-differences',
    plant: answering(({ body }, { path }) =>
      path === '/v1/reconciliations' ? { body: { ...body, differences: [] } } : {},
    ),
  },
  {
    fault: 'an event is lost',
    seenBy: 'events-miss-nothing',
    plant: changedItems(/\/events\?/, (items) => items.filter(({ version }) => version !== 2)),
  },
  {
    fault: 'events have other ids each time',
    seenBy: 'events-come-again',
    plant: changedItems(/\/events\?/, (items) => items.map((one) => ({ ...one, eventId: randomUUID() }))),
  },
  {
    fault: 'an address of the network inside is taken',
    seenBy: 'webhook-addresses-are-public',
    plant: asking(({ path, init }) => ({
      path,
      init:
        path === '/v1/webhook-endpoints' && init.body
          ? { ...init, body: JSON.stringify({ ...jsonOf(init), url: 'https://clinic.example/planted' }) }
          : init,
    })),
  },
  {
    fault: 'a secret is told twice',
    seenBy: 'webhook-secret-once',
    plant: rememberingKeys,
  },
  {
    fault: 'webhooks are signed with another secret',
    seenBy: 'webhooks-are-signed',
    plant: answering(({ body }) =>
      'secret' in body
        ? { body: { ...body, secret: `whsec_${Buffer.from('x'.repeat(32)).toString('base64')}` } }
        : {},
    ),
  },
  {
    fault: 'a cancellation gives back a fen less than was quoted',
    seenBy: 'escort-order-adds-up',
    plant: changedItems(/\/statements\?/, (items) =>
      items.map((one) =>
        Number(one.amountFen) < 0 ? { ...one, amountFen: Number(one.amountFen) + 1 } : one,
      ),
    ),
  },
  {
    fault: 'what went back of an escort order is not told',
    seenBy: 'escort-order-is-told',
    plant: changedItems(/\/events\?/, (items) => items.filter(({ type }) => type !== 'RefundSucceeded')),
  },
  {
    fault: 'what happens to an escort order is told twice',
    seenBy: 'escort-order-is-told',
    plant: changedItems(/\/events\?/, (items) =>
      items.flatMap((one) => (one.about === 'escort-order' ? [one, one] : [one])),
    ),
  },
  { fault: 'Retry-After is missing', seenBy: 'retry-after-told', plant: dress('retry-after', undefined) },
  {
    fault: 'an answer that was lost is a second hold',
    seenBy: 'lost-answer-is-no-second-effect',
    plant: forgettingKeys(HELD),
  },
  {
    fault: 'a repeated request moves the clock again',
    seenBy: 'clock-moves-forward-once',
    plant: forgettingKeys(/\/sandbox\/clock$/),
  },
];
