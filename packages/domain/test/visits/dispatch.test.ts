import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  aCareService,
  aDispatcher,
  anEscort,
  anEscortPerson,
  anotherEscort,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { escort, family, offerOf, visitIn } from './scene.js';

const withTwo = async () => {
  const open = await inMemoryVisits();
  await open.platform.seeds.addEscort(anotherEscort());
  return open;
};
const second = anEscortPerson(anotherEscort());

describe('the search for an escort', () => {
  it('goes on to the next when an offer is declined, without asking the first again (O7)', async () => {
    const { visits, order, orderId, advance } = await visitIn('ASSIGNED', withTwo());
    const first = offerOf(await order(orderId));
    const [asked, next] = first.escortId === escort.escortId ? [escort, second] : [second, escort];
    must(await visits.declineOffer(asked, { orderId, offerId: first.offerId }));
    await advance(0);
    expect(offerOf(await order(orderId)).escortId).toBe(next.escortId);
  });

  it('lets an offer run out, frees its block, and leaves the order in the hall when nobody is left', async () => {
    const { visits, order, orderId, advance, platform, clock } = await visitIn('ASSIGNED');
    await advance(15);
    expect(await order(orderId)).toMatchObject({ status: 'PAID', failedOffers: 1 });
    const blocks = await platform.read(({ holds }) =>
      holds.ofEscort(anEscort().id, wednesdayMorning, undefined, clock.now()),
    );
    expect(blocks).toEqual([]);
    const grabbed = await visits.grabShift(escort, { orderId, shiftNo: 1 });
    expect(grabbed).toMatchObject({
      ok: false,
      error: { type: 'NotEligible', whyNot: [{ code: 'excluded' }] },
    });
  });

  it('opens the hall after a while: the first to grab wins, the next is told (O5)', async () => {
    const open = await inMemoryVisits();
    await open.platform.seeds.addEscort({ ...anEscort(), isAccepting: false });
    const orderId = await open.book();
    await open.pay(orderId);
    await open.platform.seeds.addEscort(anEscort());
    await open.platform.seeds.addEscort(anotherEscort());
    expect(await open.visits.grabShift(escort, { orderId, shiftNo: 1 })).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
    open.clock.advance(10);
    must(await open.visits.grabShift(escort, { orderId, shiftNo: 1 }));
    const late = await open.visits.grabShift(second, { orderId, shiftNo: 1 });
    expect(late).toEqual({ ok: false, error: { type: 'ShiftNotOpen', shiftNo: 1 } });
    expect((await open.order(orderId)).status).toBe('ACCEPTED');
  });

  it('refuses to accept with every reason once the escort has become unfit (O6)', async () => {
    const { visits, order, orderId, platform } = await visitIn('ASSIGNED');
    const lapsed = [{ kind: 'health-certificate', validUntil: new Date('2030-01-08T00:00:00Z') }];
    await platform.seeds.addEscort({ ...anEscort(), account: 'BANNED', credentials: lapsed });
    const refused = await visits.acceptOffer(escort, {
      orderId,
      offerId: offerOf(await order(orderId)).offerId,
    });
    expect(refused).toMatchObject({
      error: {
        type: 'NotEligible',
        whyNot: [{ code: 'account-not-active' }, { code: 'credential-expires' }],
      },
    });
    expect((await order(orderId)).status).toBe('ASSIGNED');
  });

  it('gives up 12 hours before the visit and returns everything (O23)', async () => {
    const { order, orderId, advanceTo, advance, trialBalanceFen } = await visitIn('ASSIGNED');
    await advance(15);
    await advanceTo(minutesAfter(wednesdayMorning.startsAt, -12 * 60));
    await advance(0);
    const ended = await order(orderId);
    expect(ended).toMatchObject({ status: 'CANCELLED', cause: 'unmatched' });
    expect(ended.money.refundedFen).toBe(ended.money.capturedFen);
    expect(await trialBalanceFen()).toBe(0);
  });
});

describe('a dispatcher', () => {
  it('must give a reason, and may overrule some reasons why not but never the law or time', async () => {
    const { visits, orderId, platform, advance } = await visitIn('ASSIGNED');
    await advance(15);
    const offer = { orderId, shiftNo: 1, escortId: anEscort().id };
    expect(await visits.offerShift(aDispatcher(), { ...offer, reason: '家属要求' })).toMatchObject({
      error: { type: 'NotEligible', whyNot: [{ code: 'excluded' }] },
    });
    expect(await visits.offerShift(aDispatcher(), { ...offer, override: true })).toMatchObject({
      error: { type: 'ReasonRequired' },
    });
    await platform.seeds.addEscort({ ...anEscort(), certification: 'SUSPENDED' });
    const lawless = await visits.offerShift(aDispatcher(), { ...offer, override: true, reason: '家属要求' });
    expect(lawless).toMatchObject({ error: { type: 'NotEligible', whyNot: [{ code: 'not-certified' }] } });
    await platform.seeds.addEscort(anEscort());
    must(await visits.offerShift(aDispatcher(), { ...offer, override: true, reason: '家属要求' }));
  });

  it('takes an escort off before arrival, and the search begins anew (O8)', async () => {
    const { visits, order, orderId, advance } = await visitIn('ACCEPTED', withTwo());
    const held = (await order(orderId)).shifts[0]?.cover;
    if (held?.kind !== 'accepted') throw new Error('not accepted');
    expect(await visits.releaseEscort(aDispatcher(), { orderId, escortId: held.escortId })).toMatchObject({
      error: { type: 'ReasonRequired' },
    });
    must(await visits.releaseEscort(aDispatcher(), { orderId, escortId: held.escortId, reason: '生病' }));
    await advance(0);
    expect(offerOf(await order(orderId)).escortId).not.toBe(held.escortId);
  });

  it('sees every escort with a score explained or with every reason why not (N8)', async () => {
    const { visits, orderId } = await visitIn('ASSIGNED', withTwo());
    const ranked = must(await visits.listCandidates(aDispatcher(), { orderId, shiftNo: 1 }));
    expect(ranked).toHaveLength(2);
    for (const { score, terms } of ranked)
      expect(terms.reduce((sum, { points }) => sum + points, 0)).toBe(score);
  });

  it('of another tenant is told that there is no such order (A29)', async () => {
    const { visits, orderId } = await visitIn('ASSIGNED');
    const stranger = aDispatcher({
      tenantId: '01900000-0001-7000-8000-000000000002' as ReturnType<typeof aDispatcher>['tenantId'],
    });
    expect(await visits.listCandidates(stranger, { orderId, shiftNo: 1 })).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
  });
});

describe('care over several days', () => {
  it('asks an escort for each shift, counts its own shifts as duty, and hands over between them', async () => {
    const open = await inMemoryVisits();
    await open.platform.seeds.addEscort(anEscort());
    await open.platform.seeds.addEscort(anotherEscort());
    const startsAt = wednesdayMorning.startsAt;
    const orderId = await open.book({
      serviceCode: aCareService().code,
      startsAt,
      endsAt: minutesAfter(startsAt, 24 * 60),
    });
    await open.pay(orderId);
    const asked = await open.order(orderId);
    expect(asked.shifts.map(({ no }) => offerOf(asked, no).escortId).toSorted()).toEqual([
      anEscort().id,
      anotherEscort().id,
    ]);

    const people = [escort, second];
    const personOn = (no: number) =>
      people.find(({ escortId }) => escortId === offerOf(asked, no).escortId) ?? escort;
    must(await open.visits.acceptOffer(personOn(1), { orderId, offerId: offerOf(asked, 1).offerId }));
    expect((await open.order(orderId)).status).toBe('ASSIGNED');
    must(await open.visits.acceptOffer(personOn(2), { orderId, offerId: offerOf(asked, 2).offerId }));
    expect((await open.order(orderId)).status).toBe('ACCEPTED');

    await open.advanceTo(minutesAfter(startsAt, -30));
    expect(await open.visits.depart(personOn(2), { orderId })).toMatchObject({
      error: { type: 'NotYourShift' },
    });
    must(await open.visits.depart(personOn(1), { orderId }));
    const { visitCode } = await open.order(orderId);
    must(await open.visits.checkIn(personOn(1), { orderId, visitCode: visitCode.code }));
    must(await open.visits.startService(family, { orderId }));
    must(await open.visits.logService(personOn(1), { orderId, step: 'condition', note: '平稳' }));
    expect(await open.visits.endService(personOn(1), { orderId })).toMatchObject({
      error: { type: 'ShiftsRemain' },
    });
    await open.advanceTo(minutesAfter(startsAt, 12 * 60));
    must(await open.visits.handOverShift(personOn(1), { orderId, note: '晚间服药一次' }));
    expect(await open.visits.logService(personOn(1), { orderId, step: 'nursing', note: '' })).toMatchObject({
      error: { type: 'NotYourShift' },
    });
    await open.advanceTo(minutesAfter(startsAt, 24 * 60));
    must(await open.visits.endService(personOn(2), { orderId }));
    must(await open.visits.confirmOrder(family, { orderId }));
    const paid = (await open.platform.books.trialBalance()).filter(({ account }) =>
      account.startsWith('escort_pending:'),
    );
    expect(paid).toHaveLength(2);
    expect(await open.trialBalanceFen()).toBe(0);
  });
});
