import { type CancellationQuoteId, idFrom, type OfferId, type QuoteId } from '@banzhen/domain/shared/ids';
import { aDispatcher, anEscort, anotherEscort } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { escort, family, type Scene, visitIn } from './scene.js';

const reason = '测试';
const dispatcher = aDispatcher();
const nothing = '01900000-9999-7000-8000-000000000001';
type Try = (scene: Scene) => Promise<unknown>;

/** Commands that the state forbids and that another guard would refuse as well. */
const forbiddenTwice: readonly (readonly [name: string, stage: Parameters<typeof visitIn>[0], run: Try])[] = [
  [
    'an offer to somebody who is not eligible',
    'FINISHED',
    ({ visits, orderId }) =>
      visits.offerShift(dispatcher, { orderId, shiftNo: 1, escortId: anotherEscort().id, reason }),
  ],
  [
    'a change to somebody who is not eligible',
    'SERVING',
    ({ visits, orderId }) =>
      visits.changeEscort(family, { orderId, shiftNo: 1, escortId: anotherEscort().id }),
  ],
  [
    'a new time by a quote that is not there',
    'SERVING',
    ({ visits, orderId }) => visits.rescheduleOrder(family, { orderId, quoteId: idFrom<QuoteId>(nothing) }),
  ],
  [
    'a cancellation by a quote that is not there',
    'FINISHED',
    ({ visits, orderId }) =>
      visits.cancelOrder(family, { orderId, cancellationQuoteId: idFrom<CancellationQuoteId>(nothing) }),
  ],
  [
    'a withdrawal of an offer that is not there',
    'ACCEPTED',
    ({ visits, orderId }) =>
      visits.withdrawOffer(dispatcher, { orderId, offerId: idFrom<OfferId>(nothing), reason }),
  ],
  [
    'a release of somebody who is not on the order',
    'ENDED',
    ({ visits, orderId }) =>
      visits.releaseEscort(dispatcher, { orderId, escortId: anotherEscort().id, reason }),
  ],
  [
    'a start with a code that is none',
    'SERVING',
    ({ visits, orderId }) => visits.startService(escort, { orderId, visitCode: 'none' }),
  ],
  [
    'an arrival without any evidence',
    'SERVING',
    ({ visits, orderId }) => visits.checkIn(escort, { orderId }),
  ],
  [
    'a note that is too long',
    'ENDED',
    ({ visits, orderId }) => visits.logService(escort, { orderId, step: 'waiting', note: '长'.repeat(2001) }),
  ],
  [
    'an extension that is too long',
    'ENDED',
    ({ visits, orderId }) => visits.extendService(family, { orderId, minutes: 9_999 }),
  ],
  ['an end too early', 'ARRIVED', ({ visits, orderId }) => visits.endService(escort, { orderId })],
  [
    'an absence that nobody waited for',
    'EN_ROUTE',
    ({ visits, orderId }) => visits.markPatientNoShow(dispatcher, { orderId, reason }),
  ],
];

describe('the state is asked before any other guard', () => {
  it.each(forbiddenTwice)('%s (%s)', async (_, stage, run) => {
    const scene = await visitIn(stage);
    const before = await scene.order(scene.orderId);
    expect(await run(scene)).toMatchObject({
      ok: false,
      error: { type: 'IllegalTransition', status: stage, allowed: expect.any(Array) },
    });
    expect(await scene.order(scene.orderId)).toEqual(before);
  });

  it('and then the reason that the row demands', async () => {
    const { visits, orderId } = await visitIn('ASSIGNED');
    const offer = { orderId, shiftNo: 1, escortId: anEscort().id };
    expect(await visits.offerShift(dispatcher, offer)).toMatchObject({ error: { type: 'ReasonRequired' } });
  });
});
