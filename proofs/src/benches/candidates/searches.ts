import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import { temporalCalendar } from '@banzhen/calendar';
import type { Person } from '@banzhen/domain/shared/actor';
import type { AccountId, OrderId } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { makeVisits, type VisitStores } from '@banzhen/domain/visits';
import { uuidv7, uuidv7Ids } from '@banzhen/postgres';
import type { VisitCast } from '../../crowd.js';
import type { Town } from '../../town.js';
import { instantProviders } from '../visit/drive.js';

const HOUR_MS = 3_600_000;

const must = <T>(result: Result<T, { readonly type: string }>): T => {
  if (!result.ok) throw new Error(`a search of the bench was refused: ${result.error.type}`);
  return result.value;
};

/** Books a visit for each family, at all hours of the days ahead; answers what searches escorts for the next of them. */
export async function searches(
  unitOfWork: UnitOfWork<VisitStores>,
  town: Town,
  families: readonly VisitCast[],
): Promise<(turn: number) => Promise<{ readonly candidates: number; readonly eligible: number }>> {
  const visits = makeVisits({
    unitOfWork,
    clock: { now: () => new Date() },
    ids: uuidv7Ids(),
    calendar: temporalCalendar(),
    providers: instantProviders,
    pause: letOthersGoOn,
  });
  const person = (accountId: AccountId, staffRoles: Person['staffRoles'] = []): Person => ({
    kind: 'person',
    accountId,
    tenantId: town.tenantId,
    staffRoles,
  });
  const orders: OrderId[] = [];
  const today = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  for (const [index, { patientId, familyId }] of families.entries()) {
    const startsAt = new Date(today + (24 + index * 15) * HOUR_MS);
    const asked = {
      patientId,
      hospitalId: town.hospitalId,
      serviceCode: town.serviceCode,
      startsAt,
      endsAt: new Date(startsAt.getTime() + 4 * HOUR_MS),
      wishes: {},
    };
    const quote = must(await visits.requestQuote(person(familyId), asked));
    const booking = { quoteId: quote.id, consentedScopeVersion: 1, idempotencyKey: uuidv7() };
    orders.push(must(await visits.createOrder(person(familyId), booking)).orderId);
  }
  const dispatcher = person(town.dispatcher, ['dispatcher']);
  return async (turn) => {
    const orderId = orders[turn % orders.length];
    if (orderId === undefined) throw new Error('nobody has booked');
    const ranked = must(await visits.listCandidates(dispatcher, { orderId, shiftNo: 1 }));
    return {
      candidates: ranked.length,
      eligible: ranked.filter(({ whyNot }) => whyNot.length === 0).length,
    };
  };
}
