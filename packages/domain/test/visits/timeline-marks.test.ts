import { standingOperations } from '@banzhen/domain/policy';
import { aDispatcher, aFamily, anEscort, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { offerOf, type Scene, visitIn } from './scene.js';

const dispatcher = aDispatcher();
const lastEvent = async ({ platform, orderId }: Scene, type: string) =>
  (await platform.read(({ timeline }) => timeline.of(orderId))).findLast((event) => event.type === type);

describe('the timeline', () => {
  it('says whose fault a cancellation is', async () => {
    const scene = await visitIn('ACCEPTED');
    const { visits, orderId } = scene;
    const quote = must(await visits.quoteCancellation(dispatcher, { orderId, fault: 'clinic' }));
    must(
      await visits.cancelOrder(dispatcher, { orderId, cancellationQuoteId: quote.id, reason: '医院停诊' }),
    );
    expect((await lastEvent(scene, 'OrderCancelled'))?.refs).toMatchObject({ fault: 'clinic' });
  });

  it('says which reasons a dispatcher overruled, and nothing where there were none', async () => {
    const scene = await visitIn('ASSIGNED');
    const { visits, orderId, advance } = scene;
    expect((await lastEvent(scene, 'ShiftOffered'))?.refs).not.toHaveProperty('overruled');
    await advance(15);
    const offer = { orderId, shiftNo: 1, escortId: anEscort().id, override: true, reason: '已电话说服' };
    must(await visits.offerShift(dispatcher, offer));
    expect((await lastEvent(scene, 'ShiftOffered'))?.refs).toMatchObject({ overruled: ['excluded'] });
    expect(offerOf(await scene.order(orderId))).not.toHaveProperty('overruled');
  });
});

it('a cancelled order has no offer that counts down, neither on its shifts nor in the books of offers (F5)', async () => {
  const scene = await visitIn('ASSIGNED');
  const { visits, orderId, platform } = scene;
  const { offerId } = offerOf(await scene.order(orderId));
  const quote = must(await visits.quoteCancellation(dispatcher, { orderId }));
  must(await visits.cancelOrder(dispatcher, { orderId, cancellationQuoteId: quote.id, reason: '家属要求' }));
  expect((await scene.order(orderId)).shifts.map(({ cover }) => cover)).toEqual([{ kind: 'open' }]);
  expect(await platform.read(({ offers }) => offers.find(offerId))).toMatchObject({ status: 'VOID' });
});

describe('what somebody may do by what they are', () => {
  it('is one list: dispatchers assign, finance reads the books, families have none of it', () => {
    const finance = { ...aDispatcher(), staffRoles: ['finance'] as const };
    expect(standingOperations(dispatcher)).toEqual(expect.arrayContaining(['shift.offer', 'board.read']));
    expect(standingOperations(finance)).toEqual(expect.arrayContaining(['ledger.read', 'board.read']));
    expect(standingOperations(finance)).not.toContain('shift.offer');
    expect(standingOperations(finance)).not.toContain('candidates.read');
    const families = standingOperations(aFamily());
    for (const operation of ['board.read', 'ledger.read', 'shift.offer'])
      expect(families).not.toContain(operation);
  });
});
