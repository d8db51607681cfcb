import type { Person } from '@banzhen/domain/shared/actor';
import {
  type AccountId,
  type EscortId,
  idFrom,
  type OfferId,
  type OrderId,
  type QuoteId,
} from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import type { Platform } from '@banzhen/platform';
import { uuidv7 } from '@banzhen/postgres';
import type { Town } from '../../town.js';
import { minuteOf, visitMinutes } from './plan.js';

type Patient = Town['patients'][number];
type Escort = Town['escorts'][number];

const must = <T>(result: Result<T, { readonly type: string }>): T => {
  if (!result.ok) throw new Error(`the race could not be prepared: ${result.error.type}`);
  return result.value;
};

/** The people of a town, by the use cases of the product. */
export interface Acting {
  quote(patient: Patient, startsAt: Date, escortId?: EscortId): Promise<QuoteId>;
  paidOrder(patient: Patient, startsAt: Date): Promise<OrderId>;
  offer(orderId: OrderId, escortId: EscortId): Promise<OfferId>;
  accept(orderId: OrderId, offerId: OfferId, escort: Escort): Promise<void>;
}

export function acting({ visits, reads }: Platform, town: Town): Acting {
  const person = (accountId: AccountId, more: Partial<Person> = {}): Person => ({
    kind: 'person',
    accountId,
    tenantId: town.tenantId,
    staffRoles: [],
    ...more,
  });
  const dispatcher = person(town.dispatcher, { staffRoles: ['dispatcher'] });
  const quote: Acting['quote'] = async ({ patientId, accountId }, startsAt, escortId) => {
    const endsAt = minuteOf(startsAt, visitMinutes);
    const { hospitalId, serviceCode } = town;
    const wishes = escortId === undefined ? {} : { escortId };
    const asked = { patientId, hospitalId, serviceCode, startsAt, endsAt, wishes };
    return must(await visits.requestQuote(person(accountId), asked)).id;
  };
  return {
    quote,
    async paidOrder(patient, startsAt) {
      const family = person(patient.accountId);
      const quoteId = await quote(patient, startsAt);
      const booking = { quoteId, consentedScopeVersion: 1, idempotencyKey: uuidv7() };
      const { orderId } = must(await visits.createOrder(family, booking));
      const { paymentId, amountFen } = must(
        await visits.startPayment(family, { orderId, channel: 'wechat' }),
      );
      const state = { state: 'SUCCESS', providerRef: paymentId, amountFen } as const;
      await visits.recordPayment({ paymentId, state });
      return orderId;
    },
    async offer(orderId, escortId) {
      must(await visits.offerShift(dispatcher, { orderId, shiftNo: 1, escortId, reason: 'race' }));
      const { shifts } = must(await reads.orderDetail(dispatcher, orderId));
      return idFrom<OfferId>(shifts[0]?.offerId ?? '');
    },
    async accept(orderId, offerId, { accountId, escortId }) {
      must(await visits.acceptOffer(person(accountId, { escortId }), { orderId, offerId }));
    },
  };
}
