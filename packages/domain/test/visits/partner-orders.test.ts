import { commandsOf, eventTypesForPartners, type OrderCommand } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import type { Result } from '@banzhen/domain/shared/result';
import { aHospital, anEscort, must, wednesdayMorning } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { DAY, PRICE, partner, partnerVisits } from './partner-scene.js';
import { bring, escort, family, type Scene, type Stage } from './scene.js';

type Named = { readonly type: string };

describe('what is offered and told of an order on account', () => {
  const stages = ['ASSIGNED', 'ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING', 'ENDED', 'FINISHED'] as const;
  const orderIn = async (stage: Stage): Promise<Scene> => {
    const scene = await partnerVisits(PRICE);
    const { orderId } = must(await scene.order());
    await scene.advance(0);
    const made = { ...scene, order: scene.stored, orderId };
    await bring(made, 'ASSIGNED', stage);
    return made;
  };
  /** How a family gives each command that any order may be offered to it. */
  const given: Partial<Record<OrderCommand, (scene: Scene) => Promise<Result<unknown, Named>>>> = {
    reschedule: async ({ visits, orderId, order }) =>
      visits.rescheduleOrder(family, { orderId, quoteId: (await order(orderId)).charge.quoteId }),
    cancel: async ({ visits, orderId }) => {
      const { id } = must(await visits.quoteCancellation(family, { orderId }));
      return visits.cancelOrder(family, { orderId, cancellationQuoteId: id });
    },
    change_escort: ({ visits, orderId }) =>
      visits.changeEscort(family, { orderId, shiftNo: 1, escortId: anEscort().id }),
    start: ({ visits, orderId }) => visits.startService(family, { orderId }),
    extend: ({ visits, orderId }) => visits.extendService(family, { orderId, minutes: 60 }),
    end_early: ({ visits, orderId }) => visits.endServiceEarly(family, { orderId, reason: '提前结束' }),
    confirm: ({ visits, orderId }) => visits.confirmOrder(family, { orderId }),
  };

  it.each(stages)(
    'in %s is offered to the family with nothing that its account keeps from it',
    async (stage) => {
      const { order, orderId } = await orderIn(stage);
      const offered = commandsOf(await order(orderId), 'U');
      expect(offered).not.toContain('reschedule');
      for (const command of offered) {
        const give = given[command];
        if (!give) throw new Error(`nobody has said how a family gives ${command}`);
        const answer = await give(await orderIn(stage));
        expect([command, answer.ok || answer.error.type]).not.toEqual([command, 'BookedOnAccount']);
      }
    },
  );

  it('tells its partner of each of its steps once, and of nothing that is not for partners; of families it tells nothing', async () => {
    const scene = await partnerVisits(PRICE);
    const familys = await scene.book({
      startsAt: minutesAfter(wednesdayMorning.startsAt, 2 * DAY),
      endsAt: minutesAfter(wednesdayMorning.endsAt, 2 * DAY),
    });
    await scene.pay(familys);
    const { orderId } = must(await scene.order());
    await scene.advance(0);
    await bring({ ...scene, order: scene.stored, orderId }, 'ASSIGNED', 'FINISHED');
    const all = scene.happened().map(({ message }) => message);
    const isTold = ({ payload }: (typeof all)[number]) => 'bookedBy' in payload;
    expect(all.filter(({ aggregateId }) => aggregateId === familys).some(isTold)).toBe(false);
    const own = all.filter(({ aggregateId }) => aggregateId === orderId);
    expect(own.filter(isTold).map(({ type }) => type)).toEqual([
      ...['OrderCreated', 'OrderPaid', 'ShiftAccepted', 'EscortDeparted', 'EscortArrived'],
      ...['ServiceStarted', 'ServiceEnded', 'OrderFinished'],
    ]);
    expect(own.filter((one) => !isTold(one)).map(({ type }) => type)).toEqual([
      ...['ShiftOffered', 'EscortAlarmed', 'ServiceLogged', 'ServiceLogged'],
    ]);
    for (const { type, payload } of own.filter(isTold)) {
      expect(eventTypesForPartners).toContain(type);
      expect(payload).toMatchObject({ bookedBy: partner.accountId, hospitalId: aHospital().id });
      expect(payload).not.toHaveProperty('dueFen');
    }
  });

  it('tells with what is due after overtime, and no more once that is on account', async () => {
    const scene = await partnerVisits(10 * PRICE);
    const { orderId } = must(await scene.order());
    await scene.advance(0);
    await bring({ ...scene, order: scene.stored, orderId }, 'ASSIGNED', 'SERVING');
    await scene.advanceTo(minutesAfter(wednesdayMorning.endsAt, 40));
    for (const step of ['consultation', 'returned'] as const)
      must(await scene.visits.logService(escort, { orderId, step, note: '' }));
    must(await scene.visits.endService(escort, { orderId }));
    const { charge, money } = await scene.stored(orderId);
    const dueFen = charge.totalFen - money.capturedFen;
    must(await scene.visits.payOnAccount(partner, { orderId, idempotencyKey: scene.key() }));
    const told = scene
      .happened()
      .filter(({ message: { type } }) => ['ServiceEnded', 'BalancePaid'].includes(type));
    expect(dueFen).toBeGreaterThan(0);
    expect(told.map(({ message: { type, payload } }) => [type, payload.dueFen])).toEqual([
      ['ServiceEnded', dueFen],
      ['BalancePaid', undefined],
    ]);
  });
});
