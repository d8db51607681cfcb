import { demand, NotChecked, someOf } from '../check.js';
import { follow, followUntil } from './feed.js';
import { type Answer, refuses, told } from './server.js';
import { aKey, type Offer, type PartnerCheck, type Stage } from './stage.js';

const ESCORTS = '陪诊与账单 · Escorts and statements';
const HALF_DAY = 'escort-half-day';
const VISIT_MS = 3 * 3_600_000;

type Quote = { readonly quoteId: string; readonly scopeConsentVersion: number; readonly totalFen: number };
type Order = { readonly orderId: string };
type Visit = { readonly paidFen: number };
type Split = {
  readonly cancellationQuoteId: string;
  readonly refundFen: number;
  readonly escortFen: number;
  readonly platformFen: number;
};
type Statement = {
  readonly openingFen: number;
  readonly closingFen: number;
  readonly items: readonly { readonly orderId: string; readonly amountFen: number }[];
  readonly settlements: readonly { readonly amountFen: number }[];
};

const PAGE = 100;

/** What says nothing of the promise: the key is not for it, there is no credit, or nobody sells such visits. */
const excuses = ['key-out-of-scope', 'credit-exceeded', 'service-not-offered', 'patient-taken'] as const;

const taken = <Body>(answer: Answer<Body>, status: number, act: string): Body => {
  const excuse = excuses.find((type) => refuses(answer as Answer, answer.status, type));
  if (excuse) throw new NotChecked(`${act}: ${excuse}`);
  demand(answer.status === status, `${act} ${told(answer as Answer)}`);
  return answer.body;
};

const visitOf = ({ startsAt }: Offer, clinicId: string, patientId: string) => ({
  ...{ clinicId, patientId, serviceCode: HALF_DAY, startsAt },
  endsAt: new Date(Date.parse(startsAt) + VISIT_MS).toISOString(),
});

/** Orders an escort on account and cancels it; answers what was quoted before, and how much was charged. */
const orderAndCancel = async ({ write, server, place, openAt }: Stage) => {
  const { clinicId, patientIds } = await place();
  const offer = someOf((await openAt(clinicId))[0], 'nothing is open');
  const wanted = visitOf(offer, clinicId, someOf(patientIds[0], 'nobody can be booked for'));
  const quote = taken(await write<Quote>('/escort-quotes', wanted), 200, 'a quote');
  const asked = { quoteId: quote.quoteId, consentedScopeVersion: quote.scopeConsentVersion };
  const key = aKey();
  const { orderId } = taken(await write<Order>('/escort-orders', asked, { key }), 201, 'an order');
  const again = taken(await write<Order>('/escort-orders', asked, { key }), 201, 'the order again');
  demand(again.orderId === orderId, 'the same request with the same key made a second order');
  const path = `/escort-orders/${orderId}`;
  const visit = await server.ask<Visit>('GET', path);
  const split = taken(await write<Split>(`${path}/cancellation-quotes`, {}), 200, 'a cancellation quote');
  const { cancellationQuoteId } = split;
  const cancelled = await write(
    `${path}/cancel`,
    { cancellationQuoteId },
    { etag: visit.headers.get('etag') ?? 'missing' },
  );
  demand(cancelled.status === 200, `cancel ${told(cancelled as Answer)}`);
  const { version } = cancelled.body as { readonly version: number };
  return { orderId, version, totalFen: quote.totalFen, paidFen: visit.body.paidFen, split };
};

export const escortChecks: readonly PartnerCheck[] = [
  {
    name: 'escort-order-adds-up',
    section: ESCORTS,
    promise: {
      zh: '下单记多少、取消冲减多少，与报价一分不差，账单里都有。',
      en: 'What an order charges and its cancellation gives back is what was quoted, to the fen, and stands in the statement.',
    },
    async look(stage) {
      const { orderId, totalFen, paidFen, split } = await orderAndCancel(stage);
      demand(paidFen === totalFen, `${totalFen} fen were quoted and ${paidFen} charged`);
      const parts = split.refundFen + split.escortFen + split.platformFen;
      demand(parts === paidFen, `a cancellation splits ${parts} of ${paidFen} fen`);
      const { from } = await stage.days(-1);
      const { from: until } = await stage.days(1);
      const statement = await stage.server.ask<Statement>(
        'GET',
        `/statements?from=${from}&until=${until}&limit=${PAGE}`,
      );
      const { items, settlements, openingFen, closingFen } = taken(statement, 200, 'a statement');
      const movedFen = items
        .filter((one) => one.orderId === orderId)
        .reduce((sum, { amountFen }) => sum + amountFen, 0);
      const owedFen = paidFen - split.refundFen;
      demand(movedFen === owedFen, `the statement moves ${movedFen} fen for an order that costs ${owedFen}`);
      const lines = [...items, ...settlements];
      const allFen = lines.reduce((sum, { amountFen }) => sum + amountFen, openingFen);
      demand(
        lines.length === PAGE || allFen === closingFen,
        `lines add up to ${allFen} fen and not to ${closingFen}`,
      );
    },
  },
  {
    name: 'escort-order-is-told',
    section: ESCORTS,
    promise: {
      zh: '自己下的陪诊订单，下单、记账、取消、冲减都在动态里出现一次，带改后的版本和读取地址。',
      en: 'An escort order of one’s own is in the feed with its order, its charge, its cancellation and what went back, each once, with version and address.',
    },
    async look(stage) {
      const { next } = await follow(stage, undefined);
      const { orderId, version, split } = await orderAndCancel(stage);
      const expected = ['OrderCreated', 'OrderPaid', 'OrderCancelled'];
      if (split.refundFen > 0) expected.push('RefundSucceeded');
      const ours = (all: Awaited<ReturnType<typeof followUntil>>) =>
        all.filter(({ about, subjectId }) => about === 'escort-order' && subjectId === orderId);
      const events = ours(await followUntil(stage, next, (all) => ours(all).length >= expected.length));
      const types = events.map(({ type }) => type);
      for (const type of expected) {
        const times = types.filter((one) => one === type).length;
        demand(times === 1, `${type} of the order is told ${times} times`);
      }
      const newest = Math.max(...events.map((event) => event.version));
      demand(newest === version, `version ${version} was made and ${newest} told`);
      const [event] = events;
      const read = await stage.server.ask<Order>('GET', (event?.href ?? 'missing').replace('/v1', ''));
      demand(read.body.orderId === orderId, `GET ${event?.href} ${told(read as Answer)}`);
    },
  },
];
