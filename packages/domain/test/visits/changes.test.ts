import { visitCodeOf } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  aDispatcher,
  aFamily,
  aHospital,
  anEscort,
  anEscortPerson,
  anotherEscort,
  anotherHospital,
  aPatient,
  aService,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { escort, family, offerOf, type Scene, visitIn } from './scene.js';

const { startsAt, endsAt } = wednesdayMorning;
const later = (minutes: number) => ({
  startsAt: minutesAfter(startsAt, minutes),
  endsAt: minutesAfter(endsAt, minutes),
});

const quoteAt = async (
  { visits }: Pick<Scene, 'visits'>,
  at: typeof wednesdayMorning,
  hospitalId = aHospital().id,
) => {
  const wanted = { patientId: aPatient().id, hospitalId, serviceCode: aService().code, wishes: {}, ...at };
  return must(await visits.requestQuote(family, wanted));
};

describe('reschedule (O10)', () => {
  it('moves the times that are held, keeps a free escort, and charges only the difference', async () => {
    const scene = await visitIn('ACCEPTED');
    const { visits, order, orderId, platform, clock, pay, trialBalanceFen } = scene;
    const longer = { startsAt: later(24 * 60).startsAt, endsAt: minutesAfter(later(24 * 60).endsAt, 60) };
    const quote = await quoteAt(scene, longer);
    must(await visits.rescheduleOrder(family, { orderId, quoteId: quote.id }));
    const moved = await order(orderId);
    expect(moved).toMatchObject({
      status: 'ACCEPTED',
      familyReschedules: 1,
      charge: { totalFen: quote.totalFen },
    });
    const free = await platform.read(({ holds }) =>
      holds.ofEscort(anEscort().id, wednesdayMorning, undefined, clock.now()),
    );
    expect(free).toEqual([]);
    const { amountFen } = must(await visits.startPayment(family, { orderId, channel: 'alipay' }));
    expect(amountFen).toBe(6000);
    await pay(orderId, 'alipay');
    expect((await order(orderId)).money.capturedFen).toBe(quote.totalFen);
    expect(await trialBalanceFen()).toBe(0);
  });

  it('may overlap the order itself by a minute, because it gives up its own time first', async () => {
    const scene = await visitIn('ACCEPTED');
    const quote = await quoteAt(scene, later(30));
    must(await scene.visits.rescheduleOrder(family, { orderId: scene.orderId, quoteId: quote.id }));
    expect((await scene.order(scene.orderId)).status).toBe('ACCEPTED');
  });

  it('gives the difference back when the new time costs less', async () => {
    const open = await inMemoryVisits();
    await open.platform.seeds.addEscort(anotherEscort());
    const orderId = await open.book({ ...wednesdayMorning, endsAt: minutesAfter(endsAt, 120) });
    await open.pay(orderId);
    const quote = await quoteAt(open, later(24 * 60));
    must(await open.visits.rescheduleOrder(family, { orderId, quoteId: quote.id }));
    await open.advance(0);
    const { money, charge } = await open.order(orderId);
    expect(money.capturedFen - money.refundedFen).toBe(charge.totalFen);
    expect(await open.trialBalanceFen()).toBe(0);
  });

  it('searches anew when the escort is not free then', async () => {
    const scene = await visitIn('ACCEPTED');
    await scene.platform.seeds.addEscort({ ...anEscort(), leaves: [later(24 * 60)] });
    const quote = await quoteAt(scene, later(24 * 60));
    must(await scene.visits.rescheduleOrder(family, { orderId: scene.orderId, quoteId: quote.id }));
    expect((await scene.order(scene.orderId)).status).toBe('PAID');
  });

  it('refuses a quote for another hospital, a third time, and the last four hours', async () => {
    const scene = await visitIn('ACCEPTED');
    const { visits, orderId, platform, clock } = scene;
    await platform.seeds.addHospital(anotherHospital());
    const elsewhere = await quoteAt(scene, later(60), anotherHospital().id);
    expect(await visits.rescheduleOrder(family, { orderId, quoteId: elsewhere.id })).toMatchObject({
      error: { type: 'QuoteForAnother' },
    });
    for (const minutes of [60, 120]) {
      const quote = await quoteAt(scene, later(minutes));
      must(await visits.rescheduleOrder(family, { orderId, quoteId: quote.id }));
    }
    const third = await quoteAt(scene, later(180));
    expect(await visits.rescheduleOrder(family, { orderId, quoteId: third.id })).toMatchObject({
      error: { type: 'TooManyReschedules' },
    });
    const byStaff = await visits.rescheduleOrder(aDispatcher(), {
      orderId,
      quoteId: third.id,
      reason: '电话改期',
    });
    expect(byStaff.ok).toBe(true);
    clock.set(startsAt);
    const late = await quoteAt(scene, later(600));
    expect(await visits.rescheduleOrder(family, { orderId, quoteId: late.id })).toMatchObject({
      error: { type: 'PastCutOff' },
    });
  });
});

describe('change of escort (O9)', () => {
  it('offers to the new one, frees the old one, and pays the old one for a late change', async () => {
    const open = await inMemoryVisits();
    const scene = await visitIn('ACCEPTED', Promise.resolve(open));
    const { visits, order, orderId, clock, platform } = scene;
    await platform.seeds.addEscort(anotherEscort());
    clock.set(minutesAfter(startsAt, -10 * 60));
    must(await visits.changeEscort(family, { orderId, shiftNo: 1, escortId: anotherEscort().id }));
    expect(offerOf(await order(orderId)).escortId).toBe(anotherEscort().id);
    const owed = (await platform.books.trialBalance()).find(
      ({ account }) => account === `escort_pending:${anEscort().id}`,
    );
    expect(owed?.balanceFen).toBe(-5000);
  });

  it('never goes back to the old one, and pays each for a late change once', async () => {
    const { visits, order, orderId, clock, platform } = await visitIn('ACCEPTED');
    await platform.seeds.addEscort(anotherEscort());
    clock.set(minutesAfter(startsAt, -10 * 60));
    const to = (escortId: ReturnType<typeof anEscort>['id']) =>
      visits.changeEscort(family, { orderId, shiftNo: 1, escortId });
    expect(await to(anEscort().id)).toMatchObject({ error: { type: 'EscortExcluded' } });
    must(await to(anotherEscort().id));
    const { offerId } = offerOf(await order(orderId));
    must(await visits.acceptOffer(anEscortPerson(anotherEscort()), { orderId, offerId }));
    expect(await to(anEscort().id)).toMatchObject({
      error: { type: 'NotEligible', whyNot: [{ code: 'excluded' }] },
    });
    const expense = (await platform.books.trialBalance()).find(
      ({ account }) => account === 'compensation_expense',
    );
    expect(expense?.balanceFen).toBe(5000);
  });

  it('refuses an escort who cannot come, and leaves everything as it was', async () => {
    const scene = await visitIn('ACCEPTED');
    await scene.platform.seeds.addEscort(anotherEscort({ leaves: [wednesdayMorning] }));
    const before = await scene.order(scene.orderId);
    const refused = await scene.visits.changeEscort(family, {
      orderId: scene.orderId,
      shiftNo: 1,
      escortId: anotherEscort().id,
    });
    expect(refused).toMatchObject({ error: { type: 'NotEligible', whyNot: [{ code: 'on-leave' }] } });
    expect(await scene.order(scene.orderId)).toEqual(before);
  });
});

describe('arrival and start', () => {
  const near = { longitude: 116.416, latitude: 39.912, datum: 'WGS-84', accuracyMetres: 20 } as const;

  it('believes a position near the hospital, and keeps another one for the dispatchers (O12)', async () => {
    const { visits, order, orderId, advanceTo, platform } = await visitIn('EN_ROUTE');
    await advanceTo(minutesAfter(startsAt, -10));
    must(await visits.checkIn(escort, { orderId, position: { ...near, longitude: 116.5 } }));
    must(await visits.checkIn(escort, { orderId, position: { ...near, accuracyMetres: 500 } }));
    expect((await order(orderId)).status).toBe('EN_ROUTE');
    const kept = await platform.read(({ timeline }) => timeline.of(orderId));
    expect(kept.filter(({ type }) => type === 'CheckInUnverified')).toHaveLength(2);
    must(await visits.checkIn(escort, { orderId, position: near }));
    expect(await order(orderId)).toMatchObject({ status: 'ARRIVED', arrivalProof: 'location' });
  });

  it('takes a dispatcher at their word, with a reason', async () => {
    const { visits, orderId, order } = await visitIn('EN_ROUTE');
    expect(await visits.checkIn(aDispatcher(), { orderId })).toMatchObject({
      error: { type: 'ReasonRequired' },
    });
    must(await visits.checkIn(aDispatcher(), { orderId, reason: '电话确认' }));
    expect(await order(orderId)).toMatchObject({ status: 'ARRIVED', arrivalProof: 'dispatcher' });
  });

  it('counts wrong codes even though the command fails, and locks after five (O13)', async () => {
    const { visits, orderId, order } = await visitIn('ARRIVED');
    const { visitCode } = await order(orderId);
    const wrong = visitCode.code === '000000' ? '111111' : '000000';
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(await visits.startService(escort, { orderId, visitCode: wrong })).toMatchObject({
        error: { type: 'VisitCodeWrong', triesLeft },
      });
    expect(await visits.startService(escort, { orderId, visitCode: visitCode.code })).toMatchObject({
      error: { type: 'VisitCodeLocked' },
    });
    must(await visits.startService(family, { orderId }));
    expect((await order(orderId)).status).toBe('SERVING');
  });

  it('gives another escort fresh tries and a fresh code: nobody locks out the next one', async () => {
    const { visits, orderId, order, advance, advanceTo, platform } = await visitIn('EN_ROUTE');
    await platform.seeds.addEscort(anotherEscort());
    await advanceTo(minutesAfter(startsAt, -20));
    const { code } = visitCodeOf(await order(orderId));
    const wrong = code === '000000' ? '111111' : '000000';
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(await visits.checkIn(escort, { orderId, visitCode: wrong })).toMatchObject({
        error: { type: 'VisitCodeWrong', triesLeft },
      });
    expect(await visits.checkIn(escort, { orderId, visitCode: code })).toMatchObject({
      error: { type: 'VisitCodeLocked' },
    });
    must(await visits.releaseEscort(aDispatcher(), { orderId, escortId: anEscort().id, reason: '乱猜' }));
    await advance(0);
    const next = anEscortPerson(anotherEscort());
    must(await visits.acceptOffer(next, { orderId, offerId: offerOf(await order(orderId)).offerId }));
    const fresh = visitCodeOf(await order(orderId)).code;
    expect(fresh).not.toBe(code);
    expect(await visits.checkIn(next, { orderId, visitCode: code })).toMatchObject({
      error: { type: 'VisitCodeWrong', triesLeft: 4 },
    });
    must(await visits.checkIn(next, { orderId, visitCode: fresh }));
    expect((await order(orderId)).status).toBe('ARRIVED');
  });

  it('refuses to set out or arrive outside the windows (O11, O12)', async () => {
    const { visits, orderId, clock } = await visitIn('ACCEPTED');
    expect(await visits.depart(escort, { orderId })).toMatchObject({ error: { type: 'OutsideWindow' } });
    clock.set(minutesAfter(startsAt, -180));
    must(await visits.depart(escort, { orderId }));
    expect(await visits.checkIn(escort, { orderId, position: near })).toMatchObject({
      error: { type: 'OutsideWindow' },
    });
  });
});

describe('people who do not come', () => {
  it('a patient: only after the wait and two logged attempts; the escort is paid, the rest returned (O21)', async () => {
    const { visits, order, orderId, advanceTo, advance, trialBalanceFen, platform } =
      await visitIn('ARRIVED');
    const mark = () => visits.markPatientNoShow(aDispatcher(), { orderId, reason: '患者未到' });
    expect(await mark()).toMatchObject({ error: { type: 'WaitNotOver' } });
    await advanceTo(minutesAfter(startsAt, 30));
    expect(await mark()).toMatchObject({ error: { type: 'TooFewContactAttempts' } });
    const call = (note: string) => visits.logService(escort, { orderId, step: 'contact-attempt', note });
    must(await call('电话未接'));
    must(await call('短信未回'));
    expect(await mark()).toMatchObject({ error: { type: 'TooFewContactAttempts' } });
    await advance(5);
    must(await call('再次电话未接'));
    must(await mark());
    await advance(0);
    const ended = await order(orderId);
    expect(ended).toMatchObject({ status: 'NO_SHOW', settlement: 'accrued' });
    const held = (await platform.books.trialBalance()).find(
      ({ account }) => account === `order_hold:${orderId}`,
    );
    expect(held?.balanceFen ?? 0).toBe(0);
    expect(await trialBalanceFen()).toBe(0);
  });

  it('an escort: everything back with a compensation, from 15 minutes after the start (O22)', async () => {
    const { visits, order, orderId, advanceTo, advance, platform, trialBalanceFen } =
      await visitIn('ACCEPTED');
    const command = { orderId, reason: '联系不上', isUnreachable: false };
    expect(await visits.markEscortNoShow(aDispatcher(), command)).toMatchObject({
      error: { type: 'WaitNotOver' },
    });
    await advanceTo(minutesAfter(startsAt, 15));
    must(await visits.markEscortNoShow(aDispatcher(), command));
    await advance(0);
    const ended = await order(orderId);
    expect(ended.money.refundedFen).toBe(ended.money.capturedFen);
    const credit = (await platform.books.trialBalance()).find(
      ({ account }) => account === `family_credit:${aFamily().accountId}`,
    );
    expect(credit?.balanceFen).toBe(-5000);
    expect(await trialBalanceFen()).toBe(0);
    const alarms = (await platform.read(({ timeline }) => timeline.of(orderId))).filter(
      ({ type }) => type === 'EscortAlarmed',
    );
    expect(alarms).toHaveLength(3);
  });
});
