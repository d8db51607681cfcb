import { minutesAfter } from '@banzhen/domain/shared/clock';
import { aFamily, anEscortPerson, inMemoryVisits, must, wednesdayMorning } from '@banzhen/domain/testing';
import { expect, it } from 'vitest';

it('goes from a quote to a review, and the books close', async () => {
  const { visits, book, pay, advance, advanceTo, order, trialBalanceFen } = await inMemoryVisits();
  const family = aFamily();
  const escort = anEscortPerson();
  const orderId = await book();
  await pay(orderId);

  const [shift] = (await order(orderId)).shifts;
  if (shift?.cover.kind !== 'offered') throw new Error('nobody was offered the visit');
  must(await visits.acceptOffer(escort, { orderId, offerId: shift.cover.offerId }));

  await advanceTo(minutesAfter(wednesdayMorning.startsAt, -60));
  must(await visits.depart(escort, { orderId }));
  await advance(50);
  const { visitCode } = await order(orderId);
  must(await visits.checkIn(escort, { orderId, visitCode: visitCode.code }));
  must(await visits.startService(escort, { orderId, visitCode: visitCode.code }));
  for (const step of ['consultation', 'returned'] as const)
    must(await visits.logService(escort, { orderId, step, note: '' }));
  await advanceTo(wednesdayMorning.endsAt);
  must(await visits.endService(escort, { orderId }));
  must(await visits.confirmOrder(family, { orderId }));
  must(await visits.submitReview(family, { orderId, stars: 5, text: '很耐心' }));

  expect(await order(orderId)).toMatchObject({
    status: 'FINISHED',
    review: 'submitted',
    settlement: 'accrued',
  });
  expect(await trialBalanceFen()).toBe(0);
});
