import { holdsOf } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import type { OrderId } from '@banzhen/domain/shared/ids';
import {
  aCareService,
  aHospital,
  anEscort,
  anotherEscort,
  aPatient,
  type InMemoryVisits,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { family } from './scene.js';

const { startsAt } = wednesdayMorning;
const hour = 60;
const day = 24 * hour;
const named = { wishes: { escortId: anEscort().id } };
const care = (from: number, days: number) => ({
  serviceCode: aCareService().code,
  startsAt: minutesAfter(startsAt, from),
  endsAt: minutesAfter(startsAt, from + days * day),
});
const askedFor = async ({ order }: InMemoryVisits, orderId: OrderId) =>
  (await order(orderId)).shifts
    .filter(({ cover }) => cover.kind === 'offered' && cover.escortId === anEscort().id)
    .map(({ no }) => no);
const quoteFor = async ({ visits }: InMemoryVisits, during: object) => {
  const wanted = { patientId: aPatient().id, hospitalId: aHospital().id, ...care(0, 1) };
  return must(await visits.requestQuote(family, { ...wanted, ...during, ...named }));
};

describe('a named escort for care of several shifts', () => {
  it('is held and asked first for the shifts that they can take one after the other, and for no other', async () => {
    const open = await inMemoryVisits();
    await open.platform.seeds.addEscort(anotherEscort());
    const orderId = await open.book({ ...care(0, 2), ...named });
    const booked = await open.order(orderId);
    // Day, night, day, night: after twelve hours of a day nobody may work its night.
    expect(booked.namedShifts).toEqual([1, 3]);
    expect(holdsOf(booked, policy).escorts.map(({ shiftNo }) => shiftNo)).toEqual([1, 3]);
    await open.pay(orderId);
    expect(await askedFor(open, orderId)).toEqual([1, 3]);
  });

  it('who is away at first is held for the rest: the first shift is nothing special', async () => {
    const open = await inMemoryVisits();
    const away = { startsAt, endsAt: minutesAfter(startsAt, day) };
    await open.platform.seeds.addEscort(anEscort({ leaves: [away] }));
    await open.platform.seeds.addEscort(anotherEscort());
    const orderId = await open.book({ ...care(0, 2), ...named });
    expect((await open.order(orderId)).namedShifts).toEqual([3]);
    await open.pay(orderId);
    expect(await askedFor(open, orderId)).toEqual([3]);
  });

  it('who can take none is refused, with every reason once', async () => {
    const open = await inMemoryVisits();
    const away = { startsAt, endsAt: minutesAfter(startsAt, 3 * day) };
    await open.platform.seeds.addEscort(anEscort({ leaves: [away], services: [] }));
    const quote = await quoteFor(open, care(0, 2));
    const refused = await open.visits.createOrder(family, {
      quoteId: quote.id,
      consentedScopeVersion: 1,
      idempotencyKey: 'named-none-1',
    });
    expect(refused).toEqual({
      ok: false,
      error: { type: 'NotEligible', whyNot: [{ code: 'service-not-offered' }, { code: 'on-leave' }] },
    });
  });

  it('is asked anew at the times of a reschedule, and dropped when they can come at none', async () => {
    const open = await inMemoryVisits();
    const away = { startsAt: minutesAfter(startsAt, 2 * day), endsAt: minutesAfter(startsAt, 3 * day) };
    await open.platform.seeds.addEscort(anEscort({ leaves: [away], isAccepting: true }));
    const orderId = await open.book({ ...care(0, 1), ...named });
    expect((await open.order(orderId)).namedShifts).toEqual([1]);
    const unpaid = await quoteFor(open, care(2 * day, 1));
    expect(await open.visits.rescheduleOrder(family, { orderId, quoteId: unpaid.id })).toMatchObject({
      error: { type: 'NotEligible', whyNot: [{ code: 'on-leave' }] },
    });
    await open.pay(orderId);
    const paid = await quoteFor(open, care(2 * day, 1));
    must(await open.visits.rescheduleOrder(family, { orderId, quoteId: paid.id }));
    expect(await open.order(orderId)).toMatchObject({ status: 'PAID', namedShifts: [] });
  });
});
