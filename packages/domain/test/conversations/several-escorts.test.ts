import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  aCareService,
  anEscortPerson,
  anotherEscort,
  inMemoryDatabase,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { offerOf } from '../visits/scene.js';
import { escort, family, talkAbout } from './scene.js';

const { startsAt } = wednesdayMorning;
const hour = 60;
const second = anEscortPerson(anotherEscort());

/** A day and a night and a day of care, whose shifts the two escorts have accepted in turn. */
const covered = async () => {
  const database = inMemoryDatabase();
  const open = await inMemoryVisits({ database });
  await open.platform.seeds.addEscort(anotherEscort());
  const endsAt = minutesAfter(startsAt, 24 * hour);
  const orderId = await open.book({ serviceCode: aCareService().code, startsAt, endsAt });
  await open.pay(orderId);
  const asked = await open.order(orderId);
  const [onDay, onNight] = [1, 2].map((no) =>
    [escort, second].find(({ escortId }) => escortId === offerOf(asked, no).escortId),
  );
  if (!onDay || !onNight) throw new Error('two escorts expected');
  for (const [no, person] of [
    [1, onDay],
    [2, onNight],
  ] as const)
    must(await open.visits.acceptOffer(person, { orderId, offerId: offerOf(asked, no).offerId }));
  return { ...talkAbout(open, orderId, database), onDay, onNight };
};

describe('what is said about an order with several escorts', () => {
  it('is for whose shift is live or next: the first before the service, both in it, the last from the hand-over on', async () => {
    const talk = await covered();
    const { visits, orderId, onDay, onNight, advanceTo } = talk;
    const notFound = { ok: false, error: { type: 'NotFound' } };
    must(await talk.say(onDay, '我明天八点到'));
    expect(await talk.say(onNight, '我晚上来')).toEqual(notFound);
    await advanceTo(minutesAfter(startsAt, -30));
    must(await visits.depart(onDay, { orderId }));
    const { visitCode } = await talk.order(orderId);
    must(await visits.checkIn(onDay, { orderId, visitCode: visitCode.code }));
    expect(await talk.say(onNight, '我晚上来')).toEqual(notFound);
    must(await visits.startService(family, { orderId }));
    must(await talk.say(onNight, '我晚上来'));
    must(await talk.say(onDay, '好的'));
    must(await visits.logService(onDay, { orderId, step: 'condition', note: '平稳' }));
    await advanceTo(minutesAfter(startsAt, 12 * hour));
    must(await visits.handOverShift(onDay, { orderId, note: '夜间留意血压' }));
    expect(await talk.say(onDay, '忘了说一句')).toEqual(notFound);
    expect(await talk.conversations.read(onDay, { orderId })).toEqual(notFound);
    must(await talk.say(onNight, '接上了'));
    await advanceTo(minutesAfter(startsAt, 24 * hour));
    must(await visits.endService(onNight, { orderId }));
    must(await visits.confirmOrder(family, { orderId }));
    expect(await talk.say(onDay, '祝好')).toEqual(notFound);
    must(await talk.say(onNight, '祝好'));
  });
});
