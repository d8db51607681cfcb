import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  aDispatcher,
  aHospital,
  anEscort,
  anotherHospital,
  aPatient,
  aService,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import type { Ending } from '@banzhen/domain/visits';
import { describe, expect, it } from 'vitest';
import { escort, family, type Scene, visitIn } from './scene.js';

const { startsAt, endsAt } = wednesdayMorning;
const dispatcher = aDispatcher();
const preview = async ({ visits, orderId }: Scene, ending: Ending) =>
  must(await visits.previewEnding(dispatcher, { orderId, ending }));

/** What the ledger holds on accounts whose name begins so; a credit is money for somebody. */
const creditFen = async ({ platform }: Scene, name: string) =>
  (await platform.books.trialBalance())
    .filter(({ account }) => account.startsWith(name))
    .reduce((sum, { balanceFen }) => sum - balanceFen, 0);

describe('the preview of an ending', () => {
  it('of a patient no-show is executed to the fen, and says what is still missing until then (O21)', async () => {
    const scene = await visitIn('ARRIVED');
    const { visits, orderId, clock, order } = scene;
    const tooSoon = await preview(scene, 'patient-no-show');
    expect(tooSoon.notYet).toEqual({ type: 'WaitNotOver', until: minutesAfter(startsAt, 30) });
    clock.set(minutesAfter(startsAt, 30));
    expect((await preview(scene, 'patient-no-show')).notYet).toMatchObject({ type: 'TooFewContactAttempts' });
    for (const note of ['无人接听', '关机']) {
      must(await visits.logService(escort, { orderId, step: 'contact-attempt', note }));
      clock.advance(10);
    }
    const shown = await preview(scene, 'patient-no-show');
    expect(shown.notYet).toBeUndefined();
    expect(shown.split).toEqual(tooSoon.split);
    const { version } = await order(orderId);
    must(
      await visits.markPatientNoShow(dispatcher, {
        orderId,
        expectedVersion: shown.orderVersion,
        reason: '未到',
      }),
    );
    expect(version).toBe(shown.orderVersion);
    expect((await order(orderId)).money.refundRequestedFen).toBe(shown.split.refundFen);
    expect(await creditFen(scene, 'escort_pending')).toBe(shown.split.escortFen);
    expect(await creditFen(scene, 'commission_income')).toBe(shown.split.platformFen);
    expect(shown.split.escortFen).toBeGreaterThan(0);
  });

  it('of an escort no-show is executed with its compensation, and tells when it may be (O22)', async () => {
    const scene = await visitIn('ACCEPTED');
    const { visits, orderId, clock, order } = scene;
    expect((await preview(scene, 'escort-no-show')).notYet).toEqual({
      type: 'WaitNotOver',
      until: minutesAfter(startsAt, 15),
    });
    clock.set(minutesAfter(startsAt, 15));
    const { split, notYet } = await preview(scene, 'escort-no-show');
    expect(notYet).toBeUndefined();
    must(await visits.markEscortNoShow(dispatcher, { orderId, reason: '联系不上', isUnreachable: false }));
    expect((await order(orderId)).money.refundRequestedFen).toBe(split.refundFen);
    expect(await creditFen(scene, 'family_credit')).toBe(split.compensationFen);
    expect(split).toMatchObject({ escortFen: 0, platformFen: 0, compensationFen: 50_00 });
  });

  it('of an early end is executed, and its parts are those of the confirmation (O16, O17)', async () => {
    const scene = await visitIn('SERVING');
    const { visits, orderId, clock, order } = scene;
    clock.set(minutesAfter(startsAt, 95));
    const { split, balanceFen } = await preview(scene, 'early-end');
    const paid = (await order(orderId)).money.capturedFen;
    expect(split.refundFen + split.escortFen + split.platformFen + split.taxFen).toBe(paid);
    expect(split.refundFen).toBeGreaterThan(0);
    expect(balanceFen).toBe(0);
    must(await visits.endServiceEarly(dispatcher, { orderId, reason: '就诊人离开' }));
    expect((await order(orderId)).money.refundRequestedFen).toBe(split.refundFen);
    must(await visits.confirmOrder(dispatcher, { orderId, reason: '家属确认' }));
    expect(await creditFen(scene, 'escort_pending')).toBe(split.escortFen);
    expect(await creditFen(scene, 'commission_income')).toBe(split.platformFen);
    expect(await creditFen(scene, 'tax_payable')).toBe(split.taxFen);
  });

  it('of a search given up returns everything (O23)', async () => {
    const scene = await visitIn('ASSIGNED');
    const { money } = await scene.order(scene.orderId);
    expect((await preview(scene, 'unmatched')).split).toMatchObject({
      refundFen: money.capturedFen,
      escortFen: 0,
      platformFen: 0,
      compensationFen: 0,
    });
  });

  it('changes nothing, and is refused like the act itself', async () => {
    const scene = await visitIn('ACCEPTED');
    const { visits, orderId } = scene;
    const before = await scene.order(orderId);
    await preview(scene, 'escort-no-show');
    expect(await scene.order(orderId)).toEqual(before);
    expect(await visits.previewEnding(dispatcher, { orderId, ending: 'patient-no-show' })).toMatchObject({
      error: { type: 'IllegalTransition', command: 'mark_patient_no_show' },
    });
    expect(await visits.previewEnding(family, { orderId, ending: 'escort-no-show' })).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
  });
});

describe('the preview of a reschedule', () => {
  const quoteFor = async (
    { visits }: Pick<Scene, 'visits'>,
    at: { readonly startsAt: Date; readonly endsAt: Date },
    hospitalId = aHospital().id,
  ) =>
    must(
      await visits.requestQuote(dispatcher, {
        patientId: aPatient().id,
        hospitalId,
        serviceCode: aService().code,
        wishes: {},
        onBehalfOf: family.accountId,
        ...at,
      }),
    );
  const nextDay = { startsAt: minutesAfter(startsAt, 24 * 60), endsAt: minutesAfter(endsAt, 24 * 60) };
  const ask = (scene: Scene, quoteId: Awaited<ReturnType<typeof quoteFor>>['id']) =>
    scene.visits.previewReschedule(dispatcher, { orderId: scene.orderId, quoteId });

  it('says what becomes owed, and that the escort can come', async () => {
    const scene = await visitIn('ACCEPTED');
    const quote = await quoteFor(scene, { ...nextDay, endsAt: minutesAfter(nextDay.endsAt, 60) });
    const before = await scene.order(scene.orderId);
    const shown = must(await ask(scene, quote.id));
    expect(shown).toEqual({
      orderVersion: before.version,
      totalBeforeFen: before.charge.totalFen,
      totalAfterFen: quote.totalFen,
      balanceFen: quote.totalFen - before.charge.totalFen,
      refundFen: 0,
      escorts: 'stay',
    });
    expect(shown.balanceFen).toBeGreaterThan(0);
    expect(await scene.order(scene.orderId)).toEqual(before);
  });

  it('says what goes back, and that the search begins anew', async () => {
    const open = await inMemoryVisits();
    const orderId = await open.book({ startsAt, endsAt: minutesAfter(endsAt, 120), wishes: {} });
    await open.pay(orderId);
    await open.platform.seeds.addEscort({ ...anEscort(), leaves: [nextDay] });
    const scene = { ...open, orderId };
    const quote = await quoteFor(scene, nextDay);
    const shown = must(await ask(scene, quote.id));
    expect(shown).toMatchObject({ escorts: 'search-anew', balanceFen: 0 });
    must(await open.visits.rescheduleOrder(dispatcher, { orderId, quoteId: quote.id, reason: '家属改期' }));
    const moved = await open.order(orderId);
    expect(moved.money.refundRequestedFen).toBe(shown.refundFen);
    expect(shown.refundFen).toBeGreaterThan(0);
    expect(moved.status).toBe('PAID');
  });

  it('is refused like the reschedule itself', async () => {
    const scene = await visitIn('ACCEPTED');
    await scene.platform.seeds.addHospital(anotherHospital());
    const elsewhere = await quoteFor(scene, nextDay, anotherHospital().id);
    expect(await ask(scene, elsewhere.id)).toMatchObject({ error: { type: 'QuoteForAnother' } });
    const quote = await quoteFor(scene, nextDay);
    scene.clock.advance(15);
    expect(await ask(scene, quote.id)).toMatchObject({ error: { type: 'QuoteExpired' } });
  });
});
