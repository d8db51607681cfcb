import { minutesAfter } from '@banzhen/domain/shared/clock';
import { anEscortPerson, anotherEscort, must, wednesdayMorning } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { escort, family, offerOf, visitIn } from './scene.js';

const { startsAt } = wednesdayMorning;
const other = anEscortPerson(anotherEscort());

describe('a request whose answer was lost, sent again with its key', () => {
  it('buys more time once, and refuses the key for another length', async () => {
    const { visits, order, orderId } = await visitIn('SERVING');
    const { version } = await order(orderId);
    const command = { orderId, minutes: 30, idempotencyKey: 'extend-once-1', expectedVersion: version };
    const first = must(await visits.extendService(family, command));
    expect(must(await visits.extendService(family, command))).toEqual(first);
    const bought = (await order(orderId)).charge.lines.filter(({ kind }) => kind === 'overtime');
    expect(bought.map(({ quantity }) => quantity)).toEqual([1]);
    expect(await visits.extendService(family, { ...command, minutes: 60 })).toEqual({
      ok: false,
      error: { type: 'KeyReused', key: 'extend-once-1' },
    });
  });

  it('buys twice without a key, or with another one', async () => {
    const { visits, order, orderId } = await visitIn('SERVING');
    must(await visits.extendService(family, { orderId, minutes: 30 }));
    must(await visits.extendService(family, { orderId, minutes: 30 }));
    must(await visits.extendService(family, { orderId, minutes: 30, idempotencyKey: 'extend-more-1' }));
    const bought = (await order(orderId)).charge.lines.filter(({ kind }) => kind === 'overtime');
    expect(bought).toHaveLength(3);
  });

  it('logs a step once, and answers the order as it is by then', async () => {
    const { visits, orderId, platform, order, advanceTo } = await visitIn('SERVING');
    const command = {
      orderId,
      step: 'consultation',
      note: '医生开了新药',
      idempotencyKey: 'log-once-1',
    } as const;
    must(await visits.logService(escort, command));
    must(await visits.logService(escort, { orderId, step: 'returned', note: '' }));
    await advanceTo(minutesAfter(startsAt, 4 * 60));
    must(await visits.endService(escort, { orderId }));
    expect(must(await visits.logService(escort, command))).toEqual({
      orderId,
      status: 'ENDED',
      version: (await order(orderId)).version,
    });
    expect(await platform.read(({ serviceLog }) => serviceLog.of(orderId))).toHaveLength(2);
    expect(await visits.logService(escort, { ...command, note: '别的' })).toMatchObject({
      error: { type: 'KeyReused' },
    });
  });

  it('frees the key of a request that was refused', async () => {
    const { visits, orderId, order, advanceTo } = await visitIn('ARRIVED');
    const command = { orderId, minutes: 30, idempotencyKey: 'extend-early-1' };
    expect(await visits.extendService(family, command)).toMatchObject({
      error: { type: 'IllegalTransition' },
    });
    await advanceTo(startsAt);
    must(await visits.startService(family, { orderId }));
    must(await visits.extendService(family, command));
    expect((await order(orderId)).charge.lines.some(({ kind }) => kind === 'overtime')).toBe(true);
  });
});

describe('a reply to an offer, given again', () => {
  it('is answered with the order as it is, to the escort who accepted', async () => {
    const { visits, order, orderId } = await visitIn('ASSIGNED');
    const { offerId } = offerOf(await order(orderId));
    const { version } = await order(orderId);
    const reply = { orderId, offerId, expectedVersion: version };
    const first = must(await visits.acceptOffer(escort, reply));
    expect(must(await visits.acceptOffer(escort, reply))).toEqual(first);
    expect(await visits.acceptOffer(other, reply)).toEqual({ ok: false, error: { type: 'NotFound' } });
    expect(await visits.declineOffer(escort, reply)).toMatchObject({
      error: { type: 'OfferClosed', status: 'ACCEPTED' },
    });
    expect((await order(orderId)).version).toBe(first.version);
  });

  it('is answered with the order as it is, to the escort who declined', async () => {
    const { visits, order, orderId } = await visitIn('ASSIGNED');
    const { offerId } = offerOf(await order(orderId));
    const first = must(await visits.declineOffer(escort, { orderId, offerId }));
    expect(must(await visits.declineOffer(escort, { orderId, offerId }))).toEqual(first);
    expect(await visits.declineOffer(other, { orderId, offerId })).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
    expect(await visits.acceptOffer(escort, { orderId, offerId })).toMatchObject({
      error: { type: 'OfferClosed', status: 'DECLINED' },
    });
  });

  it('tells the escort to whom it was made that it has run out', async () => {
    const { visits, order, orderId, advance } = await visitIn('ASSIGNED');
    const { offerId } = offerOf(await order(orderId));
    await advance(15);
    expect(await visits.acceptOffer(escort, { orderId, offerId })).toMatchObject({
      error: { type: 'OfferClosed', status: 'EXPIRED' },
    });
  });
});
