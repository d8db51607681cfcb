import type { EscortProfile } from '@banzhen/domain/dispatch';
import { system } from '@banzhen/domain/shared/actor';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type AccountId, type EscortId, idFrom } from '@banzhen/domain/shared/ids';
import {
  aCareService,
  aDispatcher,
  anEscortPerson,
  anotherEscort,
  type InMemoryVisits,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { escort, family, offerOf } from './scene.js';

const { startsAt } = wednesdayMorning;
const hour = 60;
const day = 24 * hour;
const second = anEscortPerson(anotherEscort());
const people = [escort, second];
const newcomer = (no: number, patch: Partial<EscortProfile> = {}) =>
  anotherEscort({
    id: idFrom<EscortId>(`01900000-0005-7000-8000-00000000000${no}`),
    accountId: idFrom<AccountId>(`01900000-0003-7000-8000-00000000001${no}`),
    ...patch,
  });

/** Care of so many days and nights: twelve hours each, for which two escorts are there unless told otherwise. */
const bookCare = async (open: InMemoryVisits, days: number, patch: object = {}) =>
  open.book({
    serviceCode: aCareService().code,
    startsAt,
    endsAt: minutesAfter(startsAt, days * day),
    ...patch,
  });

const withTwo = async () => {
  const open = await inMemoryVisits();
  await open.platform.seeds.addEscort(anotherEscort());
  return open;
};

/** A day and a night, each with its escort, and the day being served. */
const inService = async () => {
  const open = await withTwo();
  const orderId = await bookCare(open, 1);
  await open.pay(orderId);
  const asked = await open.order(orderId);
  const [onDay, onNight] = [1, 2].map((no) => {
    const person = people.find(({ escortId }) => escortId === offerOf(asked, no).escortId);
    if (!person) throw new Error('nobody was asked');
    return person;
  });
  if (!onDay || !onNight) throw new Error('two shifts expected');
  for (const [no, person] of [
    [1, onDay],
    [2, onNight],
  ] as const)
    must(await open.visits.acceptOffer(person, { orderId, offerId: offerOf(asked, no).offerId }));
  await open.advanceTo(minutesAfter(startsAt, -30));
  must(await open.visits.depart(onDay, { orderId }));
  const { visitCode } = await open.order(orderId);
  must(await open.visits.checkIn(onDay, { orderId, visitCode: visitCode.code }));
  must(await open.visits.startService(family, { orderId }));
  return { ...open, orderId, onDay, onNight };
};

describe('a later shift while the order is being served', () => {
  it('is given back by its escort, offered to a third by the system, accepted and handed over to', async () => {
    const scene = await inService();
    const { visits, orderId, onDay, onNight, advance, advanceTo, order, platform } = scene;
    const third = newcomer(3);
    await platform.seeds.addEscort(third);
    must(await visits.releaseEscort(onNight, { orderId, reason: '生病' }));
    await advance(0);
    const asked = await order(orderId);
    expect(asked.status).toBe('SERVING');
    expect(offerOf(asked, 2).escortId).toBe(third.id);
    must(await visits.acceptOffer(anEscortPerson(third), { orderId, offerId: offerOf(asked, 2).offerId }));
    must(await visits.logService(onDay, { orderId, step: 'condition', note: '平稳' }));
    await advanceTo(minutesAfter(startsAt, 12 * hour));
    must(await visits.handOverShift(onDay, { orderId, note: '夜间留意血压' }));
    await advanceTo(minutesAfter(startsAt, day));
    must(await visits.endService(anEscortPerson(third), { orderId }));
    must(await visits.confirmOrder(family, { orderId }));
    expect(await scene.trialBalanceFen()).toBe(0);
  });

  it('is handed over to nobody who was suspended meanwhile, and the system takes them off it', async () => {
    const { visits, orderId, onDay, onNight, advanceTo, order, platform, clock } = await inService();
    must(await visits.logService(onDay, { orderId, step: 'condition', note: '平稳' }));
    await advanceTo(minutesAfter(startsAt, 12 * hour));
    const { escortId } = onNight;
    const profile = escortId && (await platform.read(({ escorts }) => escorts.profile(escortId)));
    if (!profile) throw new Error('nobody for the night');
    await platform.seeds.addEscort({ ...profile, certification: 'SUSPENDED' });
    expect(await visits.handOverShift(onDay, { orderId, note: '夜间留意血压' })).toMatchObject({
      error: { type: 'NextShiftUncovered', shiftNo: 2 },
    });
    expect(await platform.strandedOrders.due({ now: clock.now(), most: 9 })).toMatchObject([
      { orderId, escortId },
    ]);
    must(await visits.releaseEscort(system, { orderId, escortId: profile.id }));
    const released = await order(orderId);
    expect([released.status, ...released.shifts.map(({ cover }) => cover.kind)]).toEqual([
      ...['SERVING', 'accepted', 'open'],
    ]);
  });

  it('is taken from the hall after a while, and exchanged by a dispatcher', async () => {
    const { visits, orderId, onNight, advance, order, platform, clock } = await inService();
    const third = newcomer(3, { isAccepting: false });
    await platform.seeds.addEscort(third);
    must(
      await visits.releaseEscort(aDispatcher(), {
        orderId,
        escortId: onNight.escortId ?? third.id,
        reason: '生病',
      }),
    );
    await advance(0);
    expect((await order(orderId)).shifts.map(({ cover }) => cover.kind)).toEqual(['accepted', 'open']);
    await platform.seeds.addEscort({ ...third, isAccepting: true });
    expect(await visits.grabShift(anEscortPerson(third), { orderId, shiftNo: 2 })).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
    clock.advance(10);
    must(await visits.grabShift(anEscortPerson(third), { orderId, shiftNo: 2 }));
    const fourth = newcomer(4);
    await platform.seeds.addEscort(fourth);
    must(
      await visits.changeEscort(aDispatcher(), {
        orderId,
        shiftNo: 2,
        escortId: fourth.id,
        reason: '家属要求',
      }),
    );
    expect(offerOf(await order(orderId), 2).escortId).toBe(fourth.id);
    expect((await order(orderId)).status).toBe('SERVING');
  });

  it('ends with the order: an offer that is out is void', async () => {
    const { visits, orderId, onNight, advance, order, platform } = await inService();
    await platform.seeds.addEscort(newcomer(3));
    must(await visits.releaseEscort(onNight, { orderId, reason: '生病' }));
    await advance(0);
    const { offerId } = offerOf(await order(orderId), 2);
    must(await visits.endServiceEarly(family, { orderId, reason: '转院' }));
    expect(await platform.read(({ offers }) => offers.find(offerId))).toMatchObject({ status: 'VOID' });
  });
});

describe('care of which only some shifts find an escort', () => {
  it('is not given up: the dispatchers are called about each open shift, and the first is served', async () => {
    const open = await inMemoryVisits();
    const orderId = await bookCare(open, 3);
    await open.pay(orderId);
    const asked = await open.order(orderId);
    for (const { no, cover } of asked.shifts)
      if (cover.kind === 'offered')
        must(await open.visits.acceptOffer(escort, { orderId, offerId: offerOf(asked, no).offerId }));
    expect((await open.order(orderId)).shifts.some(({ cover }) => cover.kind === 'open')).toBe(true);
    await open.advanceTo(minutesAfter(startsAt, -30));
    expect((await open.order(orderId)).status).toBe('PAID');
    must(await open.visits.depart(escort, { orderId }));
    expect((await open.order(orderId)).status).toBe('EN_ROUTE');
    await open.advanceTo(startsAt);
    const told = (await open.platform.read(({ timeline }) => timeline.of(orderId))).filter(
      ({ type }) => type === 'ShiftUncovered',
    );
    expect(told.map(({ refs }) => refs.shiftNo)).toEqual([2]);
    expect(await open.visits.giveUp(aDispatcher(), { orderId, reason: '找不到人' })).toMatchObject({
      error: { type: 'IllegalTransition' },
    });
  });

  it('cannot be given up by a dispatcher either while somebody is on it', async () => {
    const open = await inMemoryVisits();
    const orderId = await bookCare(open, 3);
    await open.pay(orderId);
    const { offerId } = offerOf(await open.order(orderId), 1);
    must(await open.visits.acceptOffer(escort, { orderId, offerId }));
    await open.advanceTo(minutesAfter(startsAt, -12 * hour));
    expect(await open.visits.giveUp(aDispatcher(), { orderId, reason: '找不到人' })).toMatchObject({
      error: { type: 'SomeShiftsCovered' },
    });
  });

  it('is given up when nobody has accepted a shift', async () => {
    const open = await inMemoryVisits();
    const orderId = await bookCare(open, 3);
    await open.pay(orderId);
    await open.advanceTo(minutesAfter(startsAt, -12 * hour));
    expect(await open.order(orderId)).toMatchObject({ status: 'CANCELLED', cause: 'unmatched' });
    expect(await open.trialBalanceFen()).toBe(0);
  });
});
