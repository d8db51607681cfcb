import { sentences } from '@banzhen/domain/refusals';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import {
  aDispatcher,
  aFamily,
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
import { describe, expect, it } from 'vitest';
import { escort, family, offerOf, visitIn } from './scene.js';

const stranger = aFamily({ accountId: idFrom<AccountId>('01900000-0003-7000-8000-000000000077') });
const request = {
  patientId: aPatient().id,
  hospitalId: aHospital().id,
  serviceCode: aService().code,
  wishes: {},
  ...wednesdayMorning,
};

describe('a quote', () => {
  it('is refused for empty, past, near and far times, and for what the city does not offer', async () => {
    const { visits, clock } = await inMemoryVisits();
    const ask = (patch: object) => visits.requestQuote(family, { ...request, ...patch });
    const { startsAt } = wednesdayMorning;
    expect(await ask({ endsAt: startsAt })).toMatchObject({ error: { type: 'EmptyTimeRange' } });
    expect(await ask({ startsAt: minutesAfter(clock.now(), -60) })).toMatchObject({
      error: { type: 'TooSoon' },
    });
    expect(await ask({ startsAt: minutesAfter(clock.now(), 119) })).toMatchObject({
      error: { type: 'TooSoon' },
    });
    const far = minutesAfter(clock.now(), 31 * 24 * 60);
    expect(await ask({ startsAt: far, endsAt: minutesAfter(far, 60) })).toMatchObject({
      error: { type: 'TooFarAhead' },
    });
    expect(await ask({ serviceCode: 'surgery' })).toMatchObject({ error: { type: 'ServiceNotOffered' } });
    expect(await visits.requestQuote(stranger, request)).toEqual({ ok: false, error: { type: 'NotFound' } });
  });
});

describe('booking', () => {
  it('has one effect for one key, and refuses the key for another request', async () => {
    const { visits, platform } = await inMemoryVisits();
    const first = must(await visits.requestQuote(family, request));
    const command = { quoteId: first.id, consentedScopeVersion: 1, idempotencyKey: 'same-key-1' };
    const one = must(await visits.createOrder(family, command));
    expect(must(await visits.createOrder(family, command))).toEqual(one);
    const other = must(
      await visits.requestQuote(family, {
        ...request,
        startsAt: minutesAfter(request.startsAt, 600),
        endsAt: minutesAfter(request.endsAt, 600),
      }),
    );
    expect(await visits.createOrder(family, { ...command, quoteId: other.id })).toMatchObject({
      error: { type: 'KeyReused' },
    });
    expect(await platform.read(({ orders }) => orders.countUnpaid(family.accountId))).toEqual({
      pending: 1,
      overdue: 0,
    });
  });

  it('refuses an old or used quote, an old consent, a fourth unpaid order and a busy patient', async () => {
    const { visits, clock } = await inMemoryVisits();
    const book = async (hours: number, patch: object = {}) => {
      const at = {
        startsAt: minutesAfter(request.startsAt, hours * 60),
        endsAt: minutesAfter(request.endsAt, hours * 60),
      };
      const quote = must(await visits.requestQuote(family, { ...request, ...at }));
      return visits.createOrder(family, {
        quoteId: quote.id,
        consentedScopeVersion: 1,
        idempotencyKey: quote.id,
        ...patch,
      });
    };
    expect(await book(0, { consentedScopeVersion: 0 })).toMatchObject({
      error: { type: 'ScopeConsentOutdated', current: 1 },
    });
    const quote = must(await visits.requestQuote(family, request));
    must(
      await visits.createOrder(family, {
        quoteId: quote.id,
        consentedScopeVersion: 1,
        idempotencyKey: 'key-a-12345',
      }),
    );
    const again = await visits.createOrder(family, {
      quoteId: quote.id,
      consentedScopeVersion: 1,
      idempotencyKey: 'key-b-12345',
    });
    expect(again).toMatchObject({ error: { type: 'QuoteUsed' } });
    expect(await book(1)).toMatchObject({ error: { type: 'PatientTaken' } });
    must(await book(6));
    must(await book(12));
    expect(await book(24)).toMatchObject({ error: { type: 'TooManyUnpaidOrders', limit: 3 } });
    const old = must(await visits.requestQuote(family, request));
    clock.advance(15);
    const expired = await visits.createOrder(family, {
      quoteId: old.id,
      consentedScopeVersion: 1,
      idempotencyKey: 'key-c-12345',
    });
    expect(expired).toMatchObject({ error: { type: 'QuoteExpired' } });
  });

  it('takes a named escort at once, and refuses one who cannot come', async () => {
    const { visits, book, platform } = await inMemoryVisits();
    await platform.seeds.addPatient({ ...aPatient(), id: idFrom('01900000-0004-7000-8000-000000000009') });
    await book({ wishes: { escortId: anEscort().id } });
    const quote = must(
      await visits.requestQuote(family, {
        ...request,
        patientId: idFrom('01900000-0004-7000-8000-000000000009'),
        wishes: { escortId: anEscort().id },
      }),
    );
    const refused = await visits.createOrder(family, {
      quoteId: quote.id,
      consentedScopeVersion: 1,
      idempotencyKey: 'key-d-12345',
    });
    expect(refused).toMatchObject({ error: { type: 'NotEligible', whyNot: [{ code: 'overlap' }] } });
  });
});

describe('everybody else', () => {
  it('is told that the order does not exist', async () => {
    const { visits, order, orderId } = await visitIn('ASSIGNED');
    const before = await order(orderId);
    const { offerId } = offerOf(before);
    const other = anEscortPerson(anotherEscort());
    const attempts = [
      visits.startPayment(stranger, { orderId, channel: 'wechat' }),
      visits.quoteCancellation(stranger, { orderId }),
      visits.confirmOrder(stranger, { orderId }),
      visits.submitReview(stranger, { orderId, stars: 5, text: '' }),
      visits.acceptOffer(other, { orderId, offerId }),
      visits.declineOffer(other, { orderId, offerId }),
      visits.depart(other, { orderId }),
      visits.startService(other, { orderId }),
      visits.offerShift(family, { orderId, shiftNo: 1, escortId: anEscort().id, reason: 'x' }),
      visits.markPatientNoShow(escort, { orderId, reason: 'x' }),
      visits.releaseEscort(family, { orderId, escortId: anEscort().id, reason: 'x' }),
      visits.listCandidates(family, { orderId, shiftNo: 1 }),
      visits.confirmOrder(aDispatcher(), {
        orderId: idFrom<OrderId>('01900000-9999-7000-8000-000000000001'),
      }),
    ];
    for (const answer of await Promise.all(attempts))
      expect(answer).toEqual({ ok: false, error: { type: 'NotFound' } });
    expect(await order(orderId)).toEqual(before);
  });

  it('cannot move an order that has moved on, or take a step that its state does not have', async () => {
    const { visits, order, orderId } = await visitIn('ACCEPTED');
    const { version } = await order(orderId);
    const stale = await visits.releaseEscort(escort, { orderId, expectedVersion: version - 1 });
    expect(stale).toEqual({ ok: false, error: { type: 'StaleVersion', currentVersion: version } });
    expect(await visits.startService(family, { orderId })).toMatchObject({
      error: { type: 'IllegalTransition', status: 'ACCEPTED' },
    });
    expect(await visits.confirmOrder(family, { orderId })).toMatchObject({
      error: { type: 'IllegalTransition' },
    });
  });

  it('reviews a finished visit once, with whole stars', async () => {
    const { visits, orderId } = await visitIn('FINISHED');
    expect(await visits.submitReview(family, { orderId, stars: 4.5, text: '' })).toMatchObject({
      error: { type: 'NotAReview' },
    });
    must(await visits.submitReview(family, { orderId, stars: 4, text: '好' }));
    expect(await visits.submitReview(family, { orderId, stars: 1, text: '' })).toMatchObject({
      error: { type: 'ReviewNotOpen' },
    });
  });
});

it('says in both languages what to do, for every refusal', () => {
  for (const [type, { zh, en }] of Object.entries(sentences)) {
    expect(zh, type).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(en, type).toMatch(/^[A-Z].*\.$/);
  }
});
