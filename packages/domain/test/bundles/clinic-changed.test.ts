import { DAY_MS, minutesAfter } from '@banzhen/domain/shared/clock';
import { aDispatcher, must, wednesdayMorning } from '@banzhen/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { aWorld, escort, family, type World } from './scene.js';

const dispatcher = aDispatcher();
const { startsAt, endsAt } = wednesdayMorning;
const nextDay = {
  startsAt: new Date(startsAt.getTime() + DAY_MS),
  endsAt: new Date(endsAt.getTime() + DAY_MS),
};
const reason = '医生停诊';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});

/** A bound bundle whose escort has accepted, and its session. */
const aBoundVisit = async () => {
  const session = await world.addSession(2);
  const { bundleId, orderId } = await world.bundleIn('BOUND', session);
  const cover = (await world.look(bundleId)).order.shifts[0]?.cover;
  if (cover?.kind !== 'offered') throw new Error('the escort is asked');
  must(await world.visits.acceptOffer(escort, { orderId, offerId: cover.offerId }));
  await world.settle();
  return { session, bundleId, orderId };
};
const stop = async (visit: Awaited<ReturnType<typeof aBoundVisit>>) => {
  must(await world.clinics.stopClinic(dispatcher, { clinicSessionId: visit.session.id, reason }));
  await world.keepBundles();
};
const moveByClinic = async (bundleId: Parameters<World['look']>[0]) => {
  const later = await world.addSession(3, nextDay);
  const { appointment } = await world.look(bundleId);
  const to = { appointmentId: appointment.id, toSessionId: later.id, reason };
  must(await world.clinics.rescheduleAppointment(dispatcher, to));
  await world.keepBundles();
  return later;
};

describe('when the clinic stops (O24)', () => {
  it('the family has a day to choose, and the order stays as it is meanwhile', async () => {
    const visit = await aBoundVisit();
    await stop(visit);
    const { bundle, order } = await world.look(visit.bundleId);
    if (bundle.status !== 'CHOOSING') throw new Error('the family chooses');
    expect(bundle.chooseBy).toEqual(minutesAfter(world.clock.now(), 24 * 60));
    expect(order.status).toBe('ACCEPTED');
    const told = await world.inStores(({ timeline }) => timeline.of(order.id));
    expect(told.at(-1)).toMatchObject({
      type: 'ClinicChanged',
      row: 'O24',
      refs: { chooseBy: bundle.chooseBy.toISOString() },
    });
  });

  it('silence gives everything back, also to who would have paid a fee for cancelling', async () => {
    const visit = await aBoundVisit();
    world.clock.set(minutesAfter(startsAt, -5 * 60));
    await stop(visit);
    expect((await world.states(visit.bundleId))[0]).toBe('CHOOSING');
    await world.advance(59);
    expect((await world.states(visit.bundleId))[0]).toBe('CHOOSING');
    await world.advance(1);
    expect(await world.states(visit.bundleId)).toEqual(['RELEASED', 'CANCELLED', 'PROVIDER_CANCELLED']);
    const { order } = await world.look(visit.bundleId);
    expect(order).toMatchObject({ cause: 'clinic-changed' });
    expect(order.money.refundedFen).toBe(order.money.capturedFen);
    expect(await world.trialBalanceFen()).toBe(0);
    await world.advance(3 * 24 * 60);
    expect((await world.look(visit.bundleId)).order.money).toEqual(order.money);
  });

  it('the family takes its money at once, and a repeated request changes nothing', async () => {
    const visit = await aBoundVisit();
    await stop(visit);
    const choice = { bundleId: visit.bundleId, choice: 'refund', idempotencyKey: 'refund' } as const;
    const first = await world.bundles.chooseBundle(family, choice);
    expect(first).toMatchObject({ ok: true, value: { status: 'RELEASED' } });
    expect(await world.bundles.chooseBundle(family, choice)).toEqual(first);
    await world.settle();
    const { order } = await world.look(visit.bundleId);
    expect(order.money.refundedFen).toBe(order.money.capturedFen);
    expect(order.money.refundRequestedFen).toBe(order.money.capturedFen);
  });

  it('is no trap: the order cannot be cancelled for a fee while the choice is free', async () => {
    const visit = await aBoundVisit();
    await stop(visit);
    const refused = { ok: false, error: { type: 'InBundle', bundleId: visit.bundleId } };
    expect(await world.visits.quoteCancellation(family, { orderId: visit.orderId })).toEqual(refused);
  });

  it('another session of the hospital is taken, and escort and price go with it', async () => {
    const visit = await aBoundVisit();
    const before = await world.look(visit.bundleId);
    await stop(visit);
    const choice = { bundleId: visit.bundleId, choice: 'move' } as const;
    const unnamed = await world.bundles.chooseBundle(family, { ...choice, idempotencyKey: 'a' });
    expect(unnamed).toEqual({ ok: false, error: { type: 'SeatNeeded' } });
    const later = await world.addSession(1, nextDay);
    const named = { ...choice, clinicSessionId: later.id, idempotencyKey: 'b' };
    expect(must(await world.bundles.chooseBundle(family, named)).status).toBe('ASKED');
    await world.settle();
    expect(await world.states(visit.bundleId)).toEqual(['BOUND', 'ACCEPTED', 'BOOKED']);
    const after = await world.look(visit.bundleId);
    expect(after.order.shifts[0]?.during).toEqual(nextDay);
    expect(after.order.charge).toEqual(before.order.charge);
    expect(after.order.money).toEqual(before.order.money);
    expect(after.order.familyReschedules).toBe(0);
    expect(after.bundle.seat.appointmentId).not.toBe(before.bundle.seat.appointmentId);
    expect(await world.remaining(later)).toBe(0);
  });

  it('a full session is refused and changes nothing', async () => {
    const visit = await aBoundVisit();
    await stop(visit);
    const full = await world.addSession(1, nextDay, { remaining: 0 });
    const choice = { bundleId: visit.bundleId, choice: 'move', clinicSessionId: full.id } as const;
    const refused = await world.bundles.chooseBundle(family, { ...choice, idempotencyKey: 'c' });
    expect(refused).toEqual({ ok: false, error: { type: 'NoSeatLeft' } });
    expect(await world.states(visit.bundleId)).toEqual(['CHOOSING', 'ACCEPTED', 'PROVIDER_CANCELLED']);
  });

  it('the choice ends with its time', async () => {
    const visit = await aBoundVisit();
    await stop(visit);
    const later = await world.addSession(1, {
      startsAt: new Date(startsAt.getTime() + 4 * DAY_MS),
      endsAt: new Date(endsAt.getTime() + 4 * DAY_MS),
    });
    world.clock.advance(24 * 60);
    const choice = { bundleId: visit.bundleId, choice: 'move', clinicSessionId: later.id } as const;
    const late = await world.bundles.chooseBundle(family, { ...choice, idempotencyKey: 'd' });
    expect(late).toMatchObject({ ok: false, error: { type: 'ChoiceOver' } });
    expect(await world.remaining(later)).toBe(1);
  });
});

describe('when the clinic moves the seat (O24)', () => {
  it('the order goes along, free, when the family wants it', async () => {
    const visit = await aBoundVisit();
    await moveByClinic(visit.bundleId);
    expect(await world.states(visit.bundleId)).toEqual(['CHOOSING', 'ACCEPTED', 'BOOKED']);
    const choice = { bundleId: visit.bundleId, choice: 'move', idempotencyKey: 'e' } as const;
    expect(must(await world.bundles.chooseBundle(family, choice)).status).toBe('BOUND');
    const { order, appointment } = await world.look(visit.bundleId);
    expect(order.shifts[0]?.during).toEqual(nextDay);
    expect(appointment.sitting.during).toEqual(nextDay);
    expect(order.status).toBe('ACCEPTED');
    expect(await world.dueBundles.due(world.clock.now(), 10)).toEqual([]);
  });

  it('a search begins anew where the escort cannot come then', async () => {
    const visit = await aBoundVisit();
    await moveByClinic(visit.bundleId);
    const { escortId } = escort;
    if (!escortId) throw new Error('it is an escort');
    await world.seeds.addEscort({ ...(await profileOf(escortId)), leaves: [nextDay] });
    const choice = { bundleId: visit.bundleId, choice: 'move', idempotencyKey: 'f' } as const;
    must(await world.bundles.chooseBundle(family, choice));
    const { order } = await world.look(visit.bundleId);
    expect(order.status).toBe('PAID');
    expect(order.shifts[0]?.during).toEqual(nextDay);
  });

  it('silence gives the money back and the seat too', async () => {
    const visit = await aBoundVisit();
    const later = await moveByClinic(visit.bundleId);
    expect(await world.remaining(later)).toBe(2);
    await world.advance(24 * 60);
    expect(await world.states(visit.bundleId)).toEqual(['RELEASED', 'CANCELLED', 'CANCELLED']);
    await world.advance(24 * 60);
    expect(await world.remaining(later)).toBe(3);
    const { order } = await world.look(visit.bundleId);
    expect(order.money.refundedFen).toBe(order.money.capturedFen);
  });
});

const profileOf = async (escortId: NonNullable<typeof escort.escortId>) => {
  const profile = await world.inStores(({ escorts }) => escorts.profile(escortId));
  if (!profile) throw new Error('the escort is there');
  return profile;
};
