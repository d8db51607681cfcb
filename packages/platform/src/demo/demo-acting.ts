import { type Order, timersOf } from '@banzhen/domain/orders';
import type { Refusal } from '@banzhen/domain/refusals';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import type { EscortId, HospitalId, IdSource, OrderId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import type { TimeRange } from '@banzhen/domain/shared/time-range';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitStores, Visits } from '@banzhen/domain/visits';
import { type DemoPatient, demoEscorts, demoHospitals } from './demo-city.js';
import type { DemoOrder } from './demo-orders.js';
import { demoDispatcher, familyOf, personOf, required } from './demo-people.js';
import { type DemoAct, nextAct } from './demo-story.js';

/** The time of a story, which only goes on. */
export type StoryClock = Clock & { reach(instant: Date): void };

export type ActingDeps = {
  /** The use cases at the time of the story. */
  readonly visits: Visits;
  readonly clock: StoryClock;
  readonly unitOfWork: UnitOfWork<VisitStores>;
  readonly ids: IdSource;
  readonly pay: (paymentId: string) => Promise<void>;
};

/** A rule has said no to somebody of the demo. */
export class DemoRefused extends Error {
  readonly refusal: Refusal['type'];
  constructor(refusal: Refusal['type']) {
    super(`somebody of the demo was refused: ${refusal}`);
    this.refusal = refusal;
  }
}

/** What a rule has granted; throws `DemoRefused` with what it refused. */
export const must = <T>(result: Result<T, Pick<Refusal, 'type'>>): T => {
  if (!result.ok) throw new DemoRefused(result.error.type);
  return result.value;
};

const escortPerson = (order: Order): Person => {
  const cover = order.shifts[0]?.cover;
  const escortId: EscortId | undefined = cover?.kind === 'accepted' ? cover.escortId : undefined;
  const { account, profile } = required(demoEscorts.find((one) => one.profile.id === escortId));
  return { ...personOf(account), escortId: profile.id };
};

const isSame = (act: DemoAct, last: DemoAct | undefined): boolean =>
  JSON.stringify(act) === JSON.stringify(last);

/** The people of the demo city, acting by the very use cases that everybody uses, at the time of their story. */
export const demoActing = ({ visits, clock, unitOfWork, ids, pay }: ActingDeps) => {
  const dispatcher = demoDispatcher();

  /** The value of a read, which nothing refuses. */
  const read = async <T>(look: (stores: VisitStores) => Promise<T>): Promise<T> =>
    must(await unitOfWork.run<T, never>(async (stores) => ok(await look(stores))));

  const find = (orderId: OrderId) => read(async ({ orders }) => required(await orders.find(orderId)));

  /** What a family would pay, and what it agrees to by booking. */
  const quoteFor = async (
    { hospitalId, service }: { readonly hospitalId: HospitalId; readonly service: string },
    patient: DemoPatient,
    during: TimeRange,
  ) => {
    const family = familyOf(patient.grants[0]?.accountId);
    const quote = must(
      await visits.requestQuote(family, {
        patientId: patient.id,
        hospitalId,
        serviceCode: service,
        ...during,
        wishes: {},
      }),
    );
    const booking = {
      quoteId: quote.id,
      consentedScopeVersion: quote.scopeConsentVersion,
      idempotencyKey: `demo-${ids.next()}`,
    };
    return { family, booking };
  };

  const book = async (sketch: DemoOrder, patient: DemoPatient, during: TimeRange): Promise<OrderId> => {
    const { id: hospitalId } = required(demoHospitals[sketch.hospital]);
    const { family, booking } = await quoteFor({ ...sketch, hospitalId }, patient, during);
    return must(await visits.createOrder(family, booking)).orderId;
  };

  /** The money is there when this ends: the platform asks the provider instead of waiting for its callback. */
  const payFor = async (orderId: OrderId): Promise<void> => {
    const family = familyOf((await find(orderId)).bookedBy);
    const { paymentId } = must(await visits.startPayment(family, { orderId, channel: 'wechat' }));
    await pay(paymentId);
    await visits.syncPayment(await read(async ({ payments }) => required(await payments.find(paymentId))));
  };

  /** A dispatcher offers the visit to the best escort, who accepts. */
  const findEscort = async (orderId: OrderId): Promise<void> => {
    const candidates = must(await visits.listCandidates(dispatcher, { orderId, shiftNo: 1 }));
    const { profile } = required(candidates.find(({ whyNot }) => whyNot.length === 0)).candidate;
    const reason = '家属来电请尽快安排 the family called';
    must(await visits.offerShift(dispatcher, { orderId, shiftNo: 1, escortId: profile.id, reason }));
    clock.reach(minutesAfter(clock.now(), 1));
    const cover = (await find(orderId)).shifts[0]?.cover;
    const { account } = required(demoEscorts.find((one) => one.profile.id === profile.id));
    const escort = { ...personOf(account), escortId: profile.id };
    if (cover?.kind === 'offered')
      must(await visits.acceptOffer(escort, { orderId, offerId: cover.offerId }));
  };

  /** What the phone of an escort says who stands in the hall of the hospital. */
  const positionAt = async ({ hospitalId }: Order) => {
    const hospital = await read(({ catalogue }) => catalogue.hospital(hospitalId));
    return hospital?.place ? { position: { ...hospital.place, accuracyMetres: 20 } } : {};
  };

  const perform = async (order: Order, act: DemoAct): Promise<Result<unknown, Pick<Refusal, 'type'>>> => {
    const { id: orderId } = order;
    const family = () => familyOf(order.bookedBy);
    switch (act.kind) {
      case 'depart':
        return visits.depart(escortPerson(order), { orderId });
      case 'check-in':
        return visits.checkIn(escortPerson(order), { orderId, ...(await positionAt(order)) });
      case 'start':
        return visits.startService(family(), { orderId });
      case 'log':
        return visits.logService(escortPerson(order), { orderId, step: act.step, note: act.note });
      case 'end':
        return visits.endService(escortPerson(order), { orderId });
      case 'confirm':
        return visits.confirmOrder(family(), { orderId });
      case 'review':
        return visits.submitReview(family(), {
          orderId,
          stars: 5,
          text: '很耐心，取药时逐一核对。Patient and careful.',
        });
    }
  };

  return {
    find,
    /** Whether the order ends by itself before its people do anything: unpaid for too long, or nobody found. */
    hasRunOut: (order: Order, now: Date) =>
      read(async ({ policies }) =>
        timersOf(order, await policies.of(order)).some(
          ({ kind, dueAt }) => (kind === 'payment-expiry' || kind === 'give-up') && dueAt <= now,
        ),
      ),
    quoteFor,
    book,
    payFor,
    findEscort,
    /** Everything that the people of an order would have done by `now`, each at its time; no further than something comes of it. */
    async carryOn(orderId: OrderId, now: Date): Promise<void> {
      for (let last: DemoAct | undefined; ; ) {
        const order = await find(orderId);
        const logged = await read(({ serviceLog }) => serviceLog.of(orderId));
        const act = nextAct(
          order,
          logged.map(({ step }) => step),
        );
        if (!act || act.at > now || isSame(act, last)) return;
        last = act;
        clock.reach(act.at);
        must(await perform(order, act));
      }
    },
  };
};

export type DemoActing = ReturnType<typeof demoActing>;
