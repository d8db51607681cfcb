import { temporalCalendar } from '@banzhen/calendar';
import type { Channel, PaymentProvider } from '@banzhen/domain/payments';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom, type OfferId } from '@banzhen/domain/shared/ids';
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
const logSteps = ['number-taken', 'waiting', 'consultation', 'medicine', 'returned'] as const;

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

/** Drives one whole visit through the product's use cases, each visit with a clock of its own. */
export async function driveVisit(
  unitOfWork: UnitOfWork<VisitStores>,
  town: Town,
  cast: VisitCast,
  stopwatch: Stopwatch,
): Promise<void> {
  let now = new Date();
  const visits = makeVisits({
    unitOfWork,
    clock: { now: () => now },
    ids,
    calendar,
    providers: instantProviders,
  });
  const person = (accountId: AccountId, more: Partial<Person> = {}): Person => ({
    kind: 'person',
    accountId,
    tenantId: town.tenantId,
    staffRoles: [],
    ...more,
  });
  const family = person(cast.familyId);
  const escort = person(cast.escortAccountId, { escortId: cast.escortId });
  const dispatcher = person(town.dispatcher, { staffRoles: ['dispatcher'] });
  const startsAt = startOf(now);
  const reach = (minute: number) => {
    now = new Date(startsAt.getTime() + minute * MINUTE_MS);
  };
  const timed = async <T>(
    command: string,
    work: Promise<Result<T, { readonly type: string }>>,
  ): Promise<T> => {
    const since = performance.now();
    const value = must(await work);
    stopwatch(command, performance.now() - since);
    return value;
  };

  const quote = await timed(
    'quote',
    visits.requestQuote(family, {
      patientId: cast.patientId,
      hospitalId: town.hospitalId,
      serviceCode: town.serviceCode,
      startsAt,
      endsAt: new Date(startsAt.getTime() + VISIT_MINUTES * MINUTE_MS),
      wishes: {},
    }),
  );
  const booking = { quoteId: quote.id, consentedScopeVersion: 1, idempotencyKey: uuidv7() };
  const { orderId } = await timed('create', visits.createOrder(family, booking));
  const { paymentId, amountFen } = await timed(
    'pay',
    visits.startPayment(family, { orderId, channel: 'wechat' }),
  );
  await timed(
    'paid',
    visits
      .recordPayment({
        paymentId,
        state: { state: 'SUCCESS', providerRef: paymentId, amountFen },
        notice: { channel: 'wechat', eventId: paymentId },
      })
      .then((record) => ok(record)),
  );
  const offer = { orderId, shiftNo: 1, escortId: cast.escortId, reason: 'bench' };
  await timed('offer', visits.offerShift(dispatcher, offer));
  const seen = await timed(
    'look',
    unitOfWork.run(async ({ orders }) => ok(await orders.find(orderId))),
  );
  const cover = seen?.shifts[0]?.cover;
  const offerId = idFrom<OfferId>(cover?.kind === 'offered' ? cover.offerId : '');
  await timed('accept', visits.acceptOffer(escort, { orderId, offerId }));
  reach(-90);
  await timed('depart', visits.depart(escort, { orderId }));
  reach(-20);
  const position = { longitude: 116.4, latitude: 39.9, datum: 'GCJ-02', accuracyMetres: 25 } as const;
  await timed('check-in', visits.checkIn(escort, { orderId, position }));
  reach(0);
  await timed('start', visits.startService(escort, { orderId, visitCode: seen?.visitCode.code ?? '' }));
  for (const [index, step] of logSteps.entries()) {
    reach(index * 20 + 5);
    await timed('log', visits.logService(escort, { orderId, step, note: step }));
  }
  reach(VISIT_MINUTES - 5);
  await timed('end', visits.endService(escort, { orderId }));
  await timed('confirm', visits.confirmOrder(family, { orderId }));
  await timed('review', visits.submitReview(family, { orderId, stars: 5, text: 'bench' }));
}
