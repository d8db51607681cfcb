import { cancellationSplit, type Order } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import { type CancellationQuoteId, idFrom, type OrderId, type QuoteId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { ok } from '@banzhen/domain/shared/result';
import { anyOrder, aQuote } from '@banzhen/domain/testing';
import { postgresPartnerUnitOfWork, postgresUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { sealer } from '../../keys.js';
import type { PartnerWithKey } from '../../partner-key.js';
import type { Case, Prepared } from './case.js';
import { aSeat, type World } from './world.js';

const DAY_MINUTES = 24 * 60;
const LIMIT_FEN = fen(100_000_000);

/** The stores of visits, and the credit of the partner. */
const storesOf = ({ database: { db, news } }: World) => postgresUnitOfWork(db, { news, sealer });

const giveCredit = ({ database: { db } }: World, { accountId }: PartnerWithKey) =>
  postgresPartnerUnitOfWork({ db, sealer }).run<void, never>(async ({ creditLines }) => {
    await creditLines.setLimit(accountId, LIMIT_FEN);
    return ok(undefined);
  });

/** A quote of the partner for somebody who has been at its hospital, and an order that it would make. */
const aVisit = async (world: World, partner: PartnerWithKey, startsInDays = 3) => {
  await giveCredit(world, partner);
  const family = world.nextFamily();
  await aSeat(world, partner.accountId, { status: 'BOOKED', startsInHours: 30, family });
  const { tenantId, hospitalId, cityCode } = world.town;
  const now = new Date();
  const startsAt = minutesAfter(now, startsInDays * DAY_MINUTES);
  const during = { startsAt, endsAt: minutesAfter(startsAt, 240) };
  const people = { tenantId, hospitalId, cityCode, patientId: family.patientId };
  const quote = aQuote({
    ...people,
    ...{ id: idFrom<QuoteId>(uuidv7()), accountId: partner.accountId },
    ...{ shifts: [during], createdAt: now, validUntil: minutesAfter(now, 15) },
  });
  const drawn = anyOrder('PENDING_PAYMENT', { during, createdAt: now });
  const order: Order = {
    ...drawn,
    ...people,
    ...{ id: idFrom<OrderId>(uuidv7()), orderNo: `BZ-${uuidv7()}`, bookedBy: partner.accountId },
    charge: { ...drawn.charge, quoteId: quote.id },
  };
  return { quote, order };
};

/** The same with an order that waits for its money. */
const anUnpaidOrder = async (world: World, partner: PartnerWithKey): Promise<Order> => {
  const { quote, order } = await aVisit(world, partner);
  await storesOf(world).run<void, never>(async ({ quotes, orders }) => {
    await quotes.insert(quote);
    await orders.insert(order);
    return ok(undefined);
  });
  return order;
};

const order: Case = async (world, partner): Promise<Prepared> => {
  const [wanted, another] = [await aVisit(world, partner), await aVisit(world, partner)];
  await storesOf(world).run<void, never>(async ({ quotes }) => {
    for (const { quote } of [wanted, another]) await quotes.insert(quote);
    return ok(undefined);
  });
  const sentFor = (quoteId: QuoteId) => ({
    path: '/v1/escort-orders',
    body: { quoteId, consentedScopeVersion: defaultVisitPolicy.booking.scopeConsentVersion },
  });
  return {
    ...sentFor(wanted.quote.id),
    subject: { kind: 'new-order', quoteId: wanted.quote.id },
    other: sentFor(another.quote.id),
  };
};

const pay: Case = async (world, partner): Promise<Prepared> => {
  const { id: orderId } = await anUnpaidOrder(world, partner);
  const sent = { path: `/v1/escort-orders/${orderId}/pay`, body: {}, version: 1 };
  return { ...sent, subject: { kind: 'payments', orderId }, other: { ...sent, version: 2 } };
};

const cancel: Case = async (world, partner): Promise<Prepared> => {
  const { id: orderId } = await anUnpaidOrder(world, partner);
  const at = `/v1/escort-orders/${orderId}`;
  await world.before(partner, { path: `${at}/pay`, body: {}, version: 1 });
  const id = idFrom<CancellationQuoteId>(uuidv7());
  const version = await storesOf(world).run<number, never>(
    async ({ orders, policies, cancellationQuotes }) => {
      const paid = await orders.find(orderId);
      if (!paid) throw new Error('the order of the proof is there');
      const now = new Date();
      const policy = await policies.of(paid);
      await cancellationQuotes.insert({
        ...cancellationSplit(paid, policy, 'family', now),
        ...{ id, orderId, orderVersion: paid.version, fault: 'family', expiresAt: minutesAfter(now, 5) },
      });
      return ok(paid.version);
    },
  );
  if (!version.ok) throw new Error('a read that refuses nothing was refused');
  const sent = { path: `${at}/cancel`, body: { cancellationQuoteId: id }, version: version.value };
  const other = { ...sent, body: { ...sent.body, reason: '不去了' } };
  return { ...sent, subject: { kind: 'cancellations', orderId }, other };
};

/** The writes of `/v1` about escort orders. */
export const escortCases: Readonly<Record<string, Case>> = {
  'escort-orders.create': order,
  'escort-orders.pay': pay,
  'escort-orders.cancel': cancel,
};
