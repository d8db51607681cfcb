import type { Order } from '../orders/index.js';
import { type Channel, channels } from '../payments/index.js';
import type { Person } from '../shared/actor.js';
import { defaultVisitPolicy } from '../shared/default-visit-policy.js';
import type { OrderId, PaymentId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import { type CreateOrder, makeVisits, type RequestQuote, type Visits } from '../visits/index.js';
import { wednesdayMorning } from './builders/a-quote.js';
import { aCareService, aCity, aHospital, aService } from './builders/beijing.js';
import { aFamily, anEscort, aPatient } from './builders/people.js';
import { fixedOffsetCalendar } from './fixed-calendar.js';
import { type FixedClock, fixedClock } from './fixed-clock.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import { type InMemoryPaymentProvider, inMemoryPaymentProvider } from './in-memory-payment-provider.js';
import { type InMemoryPlatform, inMemoryPlatform } from './in-memory-platform.js';
import { scriptedIds } from './scripted-ids.js';

/** All use cases about a visit in this process, with a small city, and the people outside who pay and wait. */
export type InMemoryVisits = {
  readonly visits: Visits;
  readonly clock: FixedClock;
  readonly platform: InMemoryPlatform;
  readonly providers: Readonly<Record<Channel, InMemoryPaymentProvider>>;
  /** Quotes and books as the family: a half-day visit on Wednesday morning unless told otherwise. */
  book(request?: Partial<RequestQuote>, order?: Partial<CreateOrder>): Promise<OrderId>;
  /** Starts a payment as the family, pays it, tells the platform, and lets everything due happen. */
  pay(orderId: OrderId, channel?: Channel): Promise<PaymentId>;
  /** Lets time pass and everything that is due by then happen: timers, refunds. */
  advance(minutes: number): Promise<void>;
  /** The same, up to an instant. */
  advanceTo(instant: Date): Promise<void>;
  order(orderId: OrderId): Promise<Order>;
  /** The sum of all balances of the ledger in fen: always zero. */
  trialBalanceFen(): Promise<number>;
};

/** The value of a result; throws the name of the refusal, for tests that do not expect one. */
export const must = <T>(result: Result<T, { readonly type: string }>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

const seed = async (platform: InMemoryPlatform, policy: VisitPolicy): Promise<void> => {
  const { seeds } = platform;
  await seeds.publishPolicy(policy, new Date('2020-01-01T00:00:00Z'));
  await seeds.addCity(aCity());
  await seeds.addHospital(aHospital());
  for (const service of [aService(), aCareService()]) await seeds.addService(aCity().code, service);
  await seeds.addPatient(aPatient());
  await seeds.addEscort(anEscort());
};

const MOST_ROUNDS = 200;

/**
 * Opens an empty platform in memory with one city, one hospital, one patient and `anEscort()`, at 10:00 on Monday
 * 2030-01-07 in Beijing. Add what else a test needs through `platform.seeds`.
 */
export const inMemoryVisits = async (
  options: { readonly policy?: VisitPolicy; readonly database?: InMemoryDatabase } = {},
): Promise<InMemoryVisits> => {
  const platform = inMemoryPlatform(options.database);
  const clock = fixedClock();
  const ids = scriptedIds(0x77);
  const calendar = fixedOffsetCalendar({ offsetMinutes: 480 });
  const [wechat, alipay, unionpay] = channels.map(inMemoryPaymentProvider);
  if (!wechat || !alipay || !unionpay) throw new Error('three channels are expected');
  const providers = { wechat, alipay, unionpay };
  const visits = makeVisits({
    unitOfWork: platform.unitOfWork,
    clock,
    ids,
    calendar,
    providers,
    pause: async () => undefined,
  });
  await seed(platform, options.policy ?? defaultVisitPolicy);

  /** Everything due, again and again until nothing is; a timer that is refused waits for the next call. */
  const settle = async (): Promise<void> => {
    const refused = new Set<string>();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const timers = (await platform.dueTimers.due(clock.now(), 10)).filter(({ id }) => !refused.has(id));
      for (const timer of timers) if (!(await visits.fireTimer(timer)).ok) refused.add(timer.id);
      const refunds = await platform.paymentWork.refundsDue(clock.now(), 10);
      for (const refund of refunds) await visits.sendRefund(refund);
      if (timers.length === 0 && refunds.length === 0) return;
    }
    throw new Error('timers never come to rest');
  };

  const family: Person = aFamily();
  const patient = aPatient();
  return {
    visits,
    clock,
    platform,
    providers,
    async book(request = {}, order = {}) {
      const during = { startsAt: wednesdayMorning.startsAt, endsAt: wednesdayMorning.endsAt };
      const wanted = {
        patientId: patient.id,
        hospitalId: aHospital().id,
        serviceCode: aService().code,
        ...during,
      };
      const quote = must(await visits.requestQuote(family, { ...wanted, wishes: {}, ...request }));
      const command = {
        quoteId: quote.id,
        consentedScopeVersion: 1,
        idempotencyKey: `key-${quote.id}`,
        ...order,
      };
      return must(await visits.createOrder(family, command)).orderId;
    },
    async pay(orderId, channel = 'wechat') {
      const { paymentId } = must(await visits.startPayment(family, { orderId, channel }));
      providers[channel].pay(paymentId);
      const state = must(await providers[channel].queryPayment(paymentId));
      await visits.recordPayment({ paymentId, state });
      await settle();
      return paymentId;
    },
    async advance(minutes) {
      clock.advance(minutes);
      await settle();
    },
    async advanceTo(instant) {
      clock.set(instant);
      await settle();
    },
    async order(orderId) {
      const found = await platform.read(({ orders }) => orders.find(orderId));
      if (!found) throw new Error(`no order ${orderId}`);
      return found;
    },
    async trialBalanceFen() {
      return (await platform.books.trialBalance()).reduce((sum, { balanceFen }) => sum + balanceFen, 0);
    },
  };
};
