import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import { temporalCalendar } from '@banzhen/calendar';
import type { Order } from '@banzhen/domain/orders';
import type { Channel, PaymentProvider } from '@banzhen/domain/payments';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom, type OfferId, type OrderId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { makeVisits, type VisitStores } from '@banzhen/domain/visits';
import { uuidv7, uuidv7Ids } from '@banzhen/postgres';
import type { VisitCast } from '../../crowd.js';
import type { Town } from '../../town.js';

/** Told how long each command took. */
export type Stopwatch = (command: string, milliseconds: number) => void;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const VISIT_MINUTES = 120;
const position = { longitude: 116.4, latitude: 39.9, datum: 'GCJ-02', accuracyMetres: 25 } as const;
export const logSteps = ['number-taken', 'waiting', 'consultation', 'medicine', 'returned'] as const;

/** Answers at once: what a provider takes for a payment is not ours. */
const instantProvider = (channel: Channel): PaymentProvider => {
  const unknown = async () => ok({ state: 'UNKNOWN' } as const);
  return {
    channel,
    prepay: async ({ paymentId }) => ok({ payUrl: `/pay/${paymentId}` }),
    queryPayment: unknown,
    closePayment: async () => ok(undefined),
    refund: unknown,
    queryRefund: unknown,
    openCallback: async () => ({ ok: false, error: { type: 'CallbackForged', why: 'nobody calls back' } }),
  };
};
export const instantProviders = {
  wechat: instantProvider('wechat'),
  alipay: instantProvider('alipay'),
  unionpay: instantProvider('unionpay'),
};
const calendar = temporalCalendar();
const ids = uuidv7Ids();

const must = <T>(result: Result<T, { readonly type: string }>): T => {
  if (!result.ok) throw new Error(`a visit of the bench was refused: ${result.error.type}`);
  return result.value;
};

/** Beijing 10:00, two days ahead. */
const startOf = (now: Date): Date =>
  new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS + 2 * DAY_MS + 2 * 60 * MINUTE_MS);

type Timed = <T>(command: string, work: Promise<Result<T, { readonly type: string }>>) => Promise<T>;

/** One visit under way: who acts, what they can do, and the clock of this visit alone. */
const beginVisit = (
  unitOfWork: UnitOfWork<VisitStores>,
  town: Town,
  cast: VisitCast,
  stopwatch: Stopwatch,
) => {
  let now = new Date();
  const startsAt = startOf(now);
  const person = (accountId: AccountId, more: Partial<Person> = {}): Person => ({
    kind: 'person',
    accountId,
    tenantId: town.tenantId,
    staffRoles: [],
    ...more,
  });
  const timed: Timed = async (command, work) => {
    const since = performance.now();
    const value = must(await work);
    stopwatch(command, performance.now() - since);
    return value;
  };
  return {
    town,
    cast,
    startsAt,
    endsAt: new Date(startsAt.getTime() + VISIT_MINUTES * MINUTE_MS),
    visits: makeVisits({
      unitOfWork,
      clock: { now: () => now },
      ids,
      calendar,
      providers: instantProviders,
      pause: letOthersGoOn,
    }),
    family: person(cast.familyId),
    escort: person(cast.escortAccountId, { escortId: cast.escortId }),
    dispatcher: person(town.dispatcher, { staffRoles: ['dispatcher'] }),
    timed,
    look: (orderId: OrderId) =>
      unitOfWork.run<Order | undefined, never>(async ({ orders }) => ok(await orders.find(orderId))),
    /** Moves to so many minutes after the start. */
    reach(minute: number): void {
      now = new Date(startsAt.getTime() + minute * MINUTE_MS);
    },
  };
};
type Visit = ReturnType<typeof beginVisit>;

const bookAndPay = async ({ town, cast, visits, family, timed, ...visit }: Visit): Promise<OrderId> => {
  const asked = {
    patientId: cast.patientId,
    hospitalId: town.hospitalId,
    serviceCode: town.serviceCode,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    wishes: {},
  };
  const quote = await timed('quote', visits.requestQuote(family, asked));
  const booking = { quoteId: quote.id, consentedScopeVersion: 1, idempotencyKey: uuidv7() };
  const { orderId } = await timed('create', visits.createOrder(family, booking));
  const pay = visits.startPayment(family, { orderId, channel: 'wechat' });
  const { paymentId, amountFen } = await timed('pay', pay);
  const told = {
    paymentId,
    state: { state: 'SUCCESS', providerRef: paymentId, amountFen },
    notice: { channel: 'wechat', eventId: paymentId },
  } as const;
  await timed('paid', visits.recordPayment(told).then(ok));
  return orderId;
};

/** Answers the code that the patient will read out. */
const findEscort = async (visit: Visit, orderId: OrderId): Promise<string> => {
  const { cast, visits, dispatcher, escort, timed } = visit;
  const offer = { orderId, shiftNo: 1, escortId: cast.escortId, reason: 'bench' };
  await timed('offer', visits.offerShift(dispatcher, offer));
  const seen = await timed('look', visit.look(orderId));
  const cover = seen?.shifts[0]?.cover;
  const offerId = idFrom<OfferId>(cover?.kind === 'offered' ? cover.offerId : '');
  await timed('accept', visits.acceptOffer(escort, { orderId, offerId }));
  return seen?.visitCode.code ?? '';
};

const serve = async (visit: Visit, orderId: OrderId, visitCode: string): Promise<void> => {
  const { visits, escort, timed, reach } = visit;
  reach(-90);
  await timed('depart', visits.depart(escort, { orderId }));
  reach(-20);
  await timed('check-in', visits.checkIn(escort, { orderId, position }));
  reach(0);
  await timed('start', visits.startService(escort, { orderId, visitCode }));
  for (const [index, step] of logSteps.entries()) {
    reach(index * 20 + 5);
    await timed('log', visits.logService(escort, { orderId, step, note: step }));
  }
  reach(VISIT_MINUTES - 5);
  await timed('end', visits.endService(escort, { orderId }));
};

/** Drives one whole visit through the product's use cases, each visit with a clock of its own. */
export async function driveVisit(
  unitOfWork: UnitOfWork<VisitStores>,
  town: Town,
  cast: VisitCast,
  stopwatch: Stopwatch,
): Promise<void> {
  const visit = beginVisit(unitOfWork, town, cast, stopwatch);
  const { visits, family, timed } = visit;
  const orderId = await bookAndPay(visit);
  await serve(visit, orderId, await findEscort(visit, orderId));
  await timed('confirm', visits.confirmOrder(family, { orderId }));
  await timed('review', visits.submitReview(family, { orderId, stars: 5, text: 'bench' }));
}
