import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  aCareService,
  aFamily,
  anEscort,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { escort, offerOf, type Scene, visitIn } from './scene.js';

const { startsAt, endsAt } = wednesdayMorning;
const aDayLater = minutesAfter(endsAt, 24 * 60);
const alarms = async ({ platform, orderId }: Scene) =>
  (await platform.read(({ timeline }) => timeline.of(orderId))).filter(
    ({ type }) => type === 'VisitUnresolved',
  );
const balanceFen = async ({ platform }: Scene, account: string) =>
  (await platform.books.trialBalance()).find((one) => one.account === account)?.balanceFen ?? 0;

describe('a visit of which nobody said what became', () => {
  it.each(['ACCEPTED', 'EN_ROUTE'] as const)(
    'and whose escort never arrived (%s) is called out at its planned end, and given back a day later (O22)',
    async (stage) => {
      const scene = await visitIn(stage);
      const { advanceTo, order, orderId, trialBalanceFen } = scene;
      await advanceTo(endsAt);
      expect(await alarms(scene)).toMatchObject([{ row: 'O22', by: { as: 'SYS' }, to: stage }]);
      await advanceTo(minutesAfter(aDayLater, -1));
      expect((await order(orderId)).status).toBe(stage);
      await advanceTo(aDayLater);
      const ended = await order(orderId);
      expect(ended).toMatchObject({ status: 'CANCELLED', cause: 'escort-no-show' });
      expect(ended.money.refundedFen).toBe(ended.money.capturedFen);
      expect(await balanceFen(scene, `family_credit:${aFamily().accountId}`)).toBe(-50_00);
      expect(await trialBalanceFen()).toBe(0);
    },
  );

  it('and whose patient was waited for and called is a no-show of the patient (O21)', async () => {
    const scene = await visitIn('ARRIVED');
    const { visits, advanceTo, advance, order, orderId, trialBalanceFen } = scene;
    await advanceTo(startsAt);
    for (const note of ['电话未接', '短信未回']) {
      must(await visits.logService(escort, { orderId, step: 'contact-attempt', note }));
      await advance(10);
    }
    await advanceTo(aDayLater);
    expect(await order(orderId)).toMatchObject({ status: 'NO_SHOW', settlement: 'accrued' });
    expect(await balanceFen(scene, `escort_pending:${anEscort().id}`)).toBe(-90_00);
    expect(await trialBalanceFen()).toBe(0);
  });

  it('and whose patient nobody called charges nobody: the dispatchers are called twice, and decide', async () => {
    const scene = await visitIn('ARRIVED');
    const { advanceTo, advance, order, orderId } = scene;
    await advanceTo(endsAt);
    expect(await alarms(scene)).toMatchObject([{ row: 'O21', to: 'ARRIVED' }]);
    await advanceTo(aDayLater);
    await advance(30 * 24 * 60);
    expect(await alarms(scene)).toHaveLength(2);
    expect(await order(orderId)).toMatchObject({ status: 'ARRIVED', money: { refundRequestedFen: 0 } });
  });

  it('and of which only some shifts ever had an escort is given back as unmatched (O23)', async () => {
    const open = await inMemoryVisits();
    const lasts = { startsAt, endsAt: minutesAfter(startsAt, 24 * 60) };
    const orderId = await open.book({ serviceCode: aCareService().code, ...lasts });
    const scene = { ...open, orderId };
    await open.pay(orderId);
    must(
      await open.visits.acceptOffer(escort, { orderId, offerId: offerOf(await open.order(orderId)).offerId }),
    );
    const covers = (await open.order(orderId)).shifts.map(({ cover }) => cover.kind);
    expect(covers).toEqual(['accepted', 'open']);
    await open.advanceTo(lasts.endsAt);
    expect(await alarms(scene)).toMatchObject([{ row: 'O23' }]);
    await open.advanceTo(minutesAfter(lasts.endsAt, 24 * 60));
    const ended = await open.order(orderId);
    expect(ended).toMatchObject({ status: 'CANCELLED', cause: 'unmatched' });
    expect(ended.money.refundedFen).toBe(ended.money.capturedFen);
  });

  it('is left alone once it is served', async () => {
    const scene = await visitIn('ENDED');
    await scene.advanceTo(minutesAfter(aDayLater, -1));
    expect((await scene.order(scene.orderId)).status).toBe('ENDED');
    expect(await alarms(scene)).toEqual([]);
  });
});
