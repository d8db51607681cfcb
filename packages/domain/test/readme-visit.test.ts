import { minutesAfter } from '@banzhen/domain/shared/clock';
import { aFamily, anEscortPerson, inMemoryVisits, must, wednesdayMorning } from '@banzhen/domain/testing';
import { expect, test } from 'vitest';

test('a family books, an escort serves, the books close', async () => {
  const { visits, book, pay, advanceTo, order, trialBalanceFen } = await inMemoryVisits();
  const orderId = await book();
  await pay(orderId);

  const [shift] = (await order(orderId)).shifts;
  if (shift?.cover.kind !== 'offered') throw new Error('nobody was offered the visit');
  const escort = anEscortPerson();
  must(await visits.acceptOffer(escort, { orderId, offerId: shift.cover.offerId }));
  await advanceTo(minutesAfter(wednesdayMorning.startsAt, -60));
  must(await visits.depart(escort, { orderId }));
  await advanceTo(wednesdayMorning.startsAt);
  const visitCode = (await order(orderId)).visitCode.code;
  must(await visits.checkIn(escort, { orderId, visitCode }));
  must(await visits.startService(escort, { orderId, visitCode }));
  must(await visits.logService(escort, { orderId, step: 'consultation', note: '' }));
  must(await visits.logService(escort, { orderId, step: 'returned', note: '' }));
  await advanceTo(wednesdayMorning.endsAt);
  must(await visits.endService(escort, { orderId }));
  must(await visits.confirmOrder(aFamily(), { orderId }));

  expect(await order(orderId)).toMatchObject({ status: 'FINISHED', settlement: 'accrued' });
  expect(await trialBalanceFen()).toBe(0);
});
