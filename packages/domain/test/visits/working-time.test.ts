import type { EscortProfile } from '@banzhen/domain/dispatch';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { ok } from '@banzhen/domain/shared/result';
import {
  aCareService,
  anEscort,
  anEscortPerson,
  anOrder,
  anotherEscort,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { escort, family, offerOf, type Scene, visitIn } from './scene.js';

const { startsAt, endsAt } = wednesdayMorning;
const hour = 60;
const extend = ({ visits, orderId }: Scene, minutes: number) =>
  visits.extendService(family, { orderId, minutes });
const refusedFor = (...codes: readonly string[]) => ({
  ok: false,
  error: { type: 'NotEligible', whyNot: codes.map((code) => ({ code })) },
});

describe('an extension (O14)', () => {
  const escortWith = async (patch: Partial<EscortProfile>) => {
    const scene = await visitIn('SERVING');
    await scene.platform.seeds.addEscort(anEscort(patch));
    return scene;
  };

  it('is bought where nothing stands in its way', async () => {
    const scene = await visitIn('SERVING');
    must(await extend(scene, 60));
    expect((await scene.order(scene.orderId)).shifts[0]?.during.endsAt).toEqual(minutesAfter(endsAt, 60));
  });

  it('never goes into leave, nor beyond the roster; the family is told no more than that', async () => {
    const leave = { startsAt: minutesAfter(endsAt, 30), endsAt: minutesAfter(endsAt, 600) };
    expect(await extend(await escortWith({ leaves: [leave] }), 60)).toEqual(refusedFor('on-leave'));
    expect((await extend(await escortWith({ leaves: [leave] }), 30)).ok).toBe(true);
    // 8:00 to 14:00 in Beijing on Wednesdays; the visit ends at 13:00.
    const roster = [{ weekday: 3, fromMinute: 8 * hour, toMinute: 14 * hour }];
    expect((await extend(await escortWith({ roster }), 60)).ok).toBe(true);
    expect(await extend(await escortWith({ roster }), 61)).toEqual(refusedFor('not-rostered'));
  });

  it('is not bound by a roster that never covered the shift', async () => {
    const roster = [{ weekday: 1, fromMinute: 0, toMinute: hour }];
    expect((await extend(await escortWith({ roster }), 60)).ok).toBe(true);
  });

  it('never makes a day of more than 12 hours', async () => {
    const scene = await visitIn('SERVING');
    const evening = { startsAt: minutesAfter(endsAt, 2 * hour), endsAt: minutesAfter(endsAt, 9.5 * hour) };
    await scene.platform.unitOfWork.run(async ({ orders }) =>
      ok(await orders.insert(anOrder('ACCEPTED', { during: evening }))),
    );
    expect((await extend(scene, 30)).ok).toBe(true);
    expect(await extend(scene, 1)).toEqual(refusedFor('duty-day'));
  });
});

describe('care', () => {
  const second = anEscortPerson(anotherEscort());

  /** 24 hours of care in two shifts, begun on time by the first escort. */
  const begun = async () => {
    const open = await inMemoryVisits();
    await open.platform.seeds.addEscort(anotherEscort());
    const orderId = await open.book({
      serviceCode: aCareService().code,
      startsAt,
      endsAt: minutesAfter(startsAt, 24 * hour),
    });
    await open.pay(orderId);
    const { visits, order, advanceTo } = open;
    const first = offerOf(await order(orderId), 1).escortId;
    const people = first === escort.escortId ? [escort, second] : [second, escort];
    for (const [index, person] of people.entries()) {
      const { offerId, escortId } = offerOf(await order(orderId), index + 1);
      const who = person.escortId === escortId ? person : people[1 - index];
      must(await visits.acceptOffer(who ?? person, { orderId, offerId }));
    }
    const [cover] = (await order(orderId)).shifts.map((shift) => shift.cover);
    const onShift = cover?.kind === 'accepted' && cover.escortId === second.escortId ? second : escort;
    const next = onShift === escort ? second : escort;
    await advanceTo(minutesAfter(startsAt, -30));
    must(await visits.depart(onShift, { orderId }));
    must(await visits.checkIn(onShift, { orderId, visitCode: (await order(orderId)).visitCode.code }));
    await advanceTo(startsAt);
    must(await visits.startService(family, { orderId }));
    must(await visits.logService(onShift, { orderId, step: 'condition', note: '平稳' }));
    return { ...open, orderId, onShift, next };
  };

  it('is handed over near the end of a shift only', async () => {
    const { visits, orderId, onShift, advanceTo } = await begun();
    const hand = () => visits.handOverShift(onShift, { orderId, note: '晚间服药一次' });
    const from = minutesAfter(startsAt, 11.5 * hour);
    expect(await hand()).toEqual({ ok: false, error: { type: 'HandOverTooSoon', from } });
    await advanceTo(from);
    must(await hand());
  });

  it('that ends sooner costs less, and the difference goes back at once (O15)', async () => {
    const { visits, orderId, onShift, next, advanceTo, advance, order, trialBalanceFen } = await begun();
    await advanceTo(minutesAfter(startsAt, 12 * hour));
    must(await visits.handOverShift(onShift, { orderId, note: '' }));
    await advanceTo(minutesAfter(startsAt, 20 * hour + 10));
    must(await visits.endService(next, { orderId }));
    await advance(0);
    const ended = await order(orderId);
    expect(ended.charge.lines.at(-1)?.kind).toBe('early-end');
    expect(ended.money.refundedFen).toBe(-(ended.charge.lines.at(-1)?.amountFen ?? 0));
    expect(ended.money.refundedFen).toBeGreaterThan(0);
    must(await visits.confirmOrder(family, { orderId }));
    expect(await trialBalanceFen()).toBe(0);
  });

  it('that breaks off in the first shift is paid to whoever served, and is duty to nobody else (O16)', async () => {
    const { visits, orderId, onShift, next, advanceTo, platform } = await begun();
    await advanceTo(minutesAfter(startsAt, 5 * hour));
    must(await visits.endServiceEarly(onShift, { orderId, reason: '转院' }));
    must(await visits.confirmOrder(family, { orderId }));
    const owed = async (account: string) =>
      (await platform.books.trialBalance()).find((one) => one.account === account)?.balanceFen ?? 0;
    expect(await owed(`escort_pending:${onShift.escortId}`)).toBeLessThan(0);
    expect(await owed(`escort_pending:${next.escortId}`)).toBe(0);
  });
});
