import { minutesAfter, minutesBetween } from '@banzhen/domain/shared/clock';
import {
  aDispatcher,
  aHospital,
  anEscort,
  anEscortPerson,
  anotherEscort,
  aPatient,
  aService,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escort, family, offerOf, type Scene, visitIn } from './scene.js';

const { startsAt, endsAt } = wednesdayMorning;
const hour = 60;
const day = 24 * hour;
const second = anEscortPerson(anotherEscort());

const accepted = async (): Promise<Scene> => {
  const scene = await visitIn('ACCEPTED');
  await scene.platform.seeds.addEscort(anotherEscort());
  return scene;
};

const changeEscort = async ({ visits, orderId, order }: Scene) => {
  const [shift] = (await order(orderId)).shifts;
  const isFirst = shift?.cover.kind === 'accepted' && shift.cover.escortId === anEscort().id;
  const escortId = isFirst ? anotherEscort().id : anEscort().id;
  return visits.changeEscort(family, { orderId, shiftNo: 1, escortId });
};
const takeOffer = async ({ visits, orderId, order }: Scene) => {
  const { offerId, escortId } = offerOf(await order(orderId));
  const person = escortId === anEscort().id ? escort : second;
  return visits.acceptOffer(person, { orderId, offerId });
};
const reschedule = async ({ visits, orderId, clock }: Scene, ahead: number, minutes: number) => {
  const from = minutesAfter(clock.now(), ahead);
  const asked = {
    patientId: aPatient().id,
    hospitalId: aHospital().id,
    serviceCode: aService().code,
    wishes: {},
  };
  const quote = await visits.requestQuote(family, {
    ...asked,
    startsAt: from,
    endsAt: minutesAfter(from, minutes),
  });
  return quote.ok ? visits.rescheduleOrder(family, { orderId, quoteId: quote.value.id }) : quote;
};
const cancel = async ({ visits, orderId, advance, order }: Scene) => {
  const quote = must(await visits.quoteCancellation(family, { orderId }));
  must(await visits.cancelOrder(family, { orderId, cancellationQuoteId: quote.id }));
  await advance(0);
  return { quote, cancelled: await order(orderId) };
};

describe('a fee cannot be walked around', () => {
  it('by a change of escort in the last day and a cancellation in the search', async () => {
    const scene = await accepted();
    scene.clock.set(minutesAfter(startsAt, -10 * hour));
    must(await changeEscort(scene));
    const { quote, cancelled } = await cancel(scene);
    expect(quote).toMatchObject({ rule: 'refund-ceiling', split: { refundFen: 179_10, platformFen: 19_90 } });
    expect(cancelled.money.refundedFen).toBe(179_10);
    expect(await scene.trialBalanceFen()).toBe(0);
  });

  it('by a move to a day far away', async () => {
    const scene = await accepted();
    scene.clock.set(minutesAfter(startsAt, -10 * hour));
    must(await reschedule(scene, 20 * day, 4 * hour));
    const { quote, cancelled } = await cancel(scene);
    expect(quote.rule).toBe('refund-ceiling');
    expect(cancelled.money.capturedFen - cancelled.money.refundedFen).toBe(19_90);
  });

  it('by a move to a time at which nobody can come, to wait until the search is given up (O23)', async () => {
    const scene = await visitIn('ACCEPTED');
    const nobodyThen = minutesAfter(startsAt, 20 * day);
    await scene.platform.seeds.addEscort(
      anEscort({ leaves: [{ startsAt: nobodyThen, endsAt: minutesAfter(nobodyThen, 2 * day) }] }),
    );
    const moveThere = () => reschedule(scene, minutesBetween(scene.clock.now(), nobodyThen) + hour, 4 * hour);
    scene.clock.set(minutesAfter(startsAt, -10 * hour));
    expect(await moveThere()).toEqual({ ok: false, error: { type: 'NobodyFree', shiftNos: [1] } });
    expect((await scene.order(scene.orderId)).status).toBe('ACCEPTED');
    await scene.platform.seeds.addEscort(anotherEscort());
    must(await moveThere());
  });

  it('while a family that owes no fee may move to any time', async () => {
    const scene = await visitIn('ACCEPTED');
    const nobodyThen = minutesAfter(startsAt, 20 * day);
    await scene.platform.seeds.addEscort(
      anEscort({ leaves: [{ startsAt: nobodyThen, endsAt: minutesAfter(nobodyThen, 2 * day) }] }),
    );
    scene.clock.set(minutesAfter(startsAt, -2 * day));
    must(await reschedule(scene, minutesBetween(scene.clock.now(), nobodyThen) + hour, 4 * hour));
  });

  it('but everything goes back after the platform has taken the escort off (O8)', async () => {
    const scene = await accepted();
    scene.clock.set(minutesAfter(startsAt, -10 * hour));
    must(await changeEscort(scene));
    must(await takeOffer(scene));
    const leaves = { orderId: scene.orderId, escortId: anotherEscort().id, reason: '生病' };
    must(await scene.visits.releaseEscort(aDispatcher(), leaves));
    expect((await cancel(scene)).quote).toMatchObject({ rule: 'full', split: { refundFen: 199_00 } });
  });

  it('and every quote is executed to the fen, after whatever the family did', async () => {
    const move = fc.oneof(
      fc.record({ kind: fc.constant('change' as const), wait: fc.integer({ min: 0, max: day }) }),
      fc.record({
        kind: fc.constant('move' as const),
        wait: fc.integer({ min: 0, max: day }),
        ahead: fc.integer({ min: 3 * hour, max: 25 * day }),
        minutes: fc.constantFrom(4 * hour, 5 * hour, 6 * hour),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 4 }), fc.boolean(), async (moves, isAnswered) => {
        const scene = await accepted();
        const { orderId, clock, order, platform, trialBalanceFen } = scene;
        for (const one of moves) {
          clock.advance(one.wait);
          if (one.kind === 'move') await reschedule(scene, one.ahead, one.minutes);
          else if ((await order(orderId)).status === 'ACCEPTED') await changeEscort(scene);
          if (isAnswered && (await order(orderId)).status === 'ASSIGNED') await takeOffer(scene);
        }
        const before = (await order(orderId)).money;
        const { quote, cancelled } = await cancel(scene);
        const { refundFen, escortFen, platformFen } = quote.split;
        expect(refundFen + escortFen + platformFen).toBe(before.capturedFen - before.refundRequestedFen);
        expect(cancelled.money.refundedFen).toBe(before.refundRequestedFen + refundFen);
        expect(cancelled.money.earnedFen).toBe(escortFen + platformFen);
        const held = (await platform.books.trialBalance()).find(
          ({ account }) => account === `order_hold:${orderId}`,
        );
        expect(held?.balanceFen ?? 0).toBe(0);
        expect(await trialBalanceFen()).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a dearer time', () => {
  const upsized = async (): Promise<Scene> => {
    const scene = await accepted();
    scene.clock.set(minutesAfter(startsAt, -10 * hour));
    must(await reschedule(scene, 10 * hour, 8 * hour));
    expect((await scene.order(scene.orderId)).status).toBe('ACCEPTED');
    return scene;
  };

  it('is not served before its difference is paid (O11)', async () => {
    const { visits, orderId, advanceTo, pay, order } = await upsized();
    await advanceTo(minutesAfter(startsAt, -60));
    expect(await visits.depart(escort, { orderId })).toEqual({
      ok: false,
      error: { type: 'DifferenceUnpaid' },
    });
    await pay(orderId);
    must(await visits.depart(escort, { orderId }));
    expect((await order(orderId)).status).toBe('EN_ROUTE');
  });

  it('that stays unpaid makes no escort late, and costs the platform nothing (O19, O22)', async () => {
    const scene = await upsized();
    const { visits, orderId, clock, platform } = scene;
    clock.set(minutesAfter(startsAt, 40));
    const quote = must(await visits.quoteCancellation(family, { orderId }));
    expect(quote.split.refundFen).toBeLessThan(199_00);
    const missed = { orderId, reason: '未出发', isUnreachable: false };
    must(await visits.markEscortNoShow(aDispatcher(), missed));
    const { money } = await scene.order(orderId);
    expect(money.refundRequestedFen).toBe(quote.split.refundFen);
    const credit = (await platform.books.trialBalance()).find(({ account }) =>
      account.startsWith('family_credit:'),
    );
    expect(credit?.balanceFen ?? 0).toBe(0);
    expect(await scene.trialBalanceFen()).toBe(0);
  });
});

describe('a cancellation quote', () => {
  it('outlives what happens in the background and changes no amount', async () => {
    const { visits, orderId, order, advance } = await visitIn('ASSIGNED');
    const quote = must(await visits.quoteCancellation(family, { orderId }));
    const { offerId } = offerOf(await order(orderId));
    must(await visits.declineOffer(escort, { orderId, offerId }));
    await advance(1);
    expect((await order(orderId)).version).toBeGreaterThan(quote.orderVersion);
    must(await visits.cancelOrder(family, { orderId, cancellationQuoteId: quote.id }));
    expect((await order(orderId)).status).toBe('CANCELLED');
  });
});

describe('a booking', () => {
  it('is for half an hour at least, in each of its shifts', async () => {
    const { visits } = await inMemoryVisits();
    const asked = { patientId: aPatient().id, hospitalId: aHospital().id, wishes: {}, startsAt };
    const ask = (serviceCode: string, until: Date) =>
      visits.requestQuote(family, { ...asked, serviceCode, endsAt: until });
    const refused = { ok: false, error: { type: 'TooShort', shortestMinutes: 30 } };
    expect(await ask(aService().code, new Date(startsAt.getTime() + 1))).toEqual(refused);
    expect(await ask(aService().code, minutesAfter(startsAt, 29))).toEqual(refused);
    expect(await ask('care-12h', minutesAfter(startsAt, 12 * hour + 10))).toEqual(refused);
    expect((await ask(aService().code, minutesAfter(startsAt, 30))).ok).toBe(true);
    expect((await ask(aService().code, endsAt)).ok).toBe(true);
  });
});
