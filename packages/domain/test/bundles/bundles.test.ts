import { minutesAfter } from '@banzhen/domain/shared/clock';
import { aDispatcher, aFamily, must, wednesdayMorning } from '@banzhen/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { aWorld, escort, family, type World } from './scene.js';

const dispatcher = aDispatcher();
const stranger = aFamily({ accountId: dispatcher.accountId, staffRoles: [] });
const { startsAt } = wednesdayMorning;
const day = 24 * 60;

let world: World;
beforeEach(async () => {
  world = await aWorld();
});

describe('a seat and an escort booked together', () => {
  it('are held together: the order is to be paid while the seat is surely held', async () => {
    const session = await world.addSession(1);
    const answer = must(await world.create(session));
    expect(answer).toMatchObject({ status: 'HELD', version: 1 });
    const { order, appointment } = await world.look(answer.bundleId);
    if (order.status !== 'PENDING_PAYMENT' || appointment.status !== 'HELD') throw new Error('both are held');
    expect(order.payBy < appointment.heldUntil).toBe(true);
    expect(appointment.bookedBy).toBe(order.bookedBy);
    expect(await world.remaining(session)).toBe(0);
  });

  it('are neither of them there when the other cannot be had', async () => {
    const full = await world.addSession(1);
    await world.create(full);
    const quote = await world.quote({
      startsAt: minutesAfter(startsAt, day),
      endsAt: minutesAfter(startsAt, day + 240),
    });
    const session = await world.addSession(1, {
      startsAt: minutesAfter(startsAt, 240),
      endsAt: minutesAfter(startsAt, 480),
    });
    const command = { clinicSessionId: session.id, consentedScopeVersion: 1, idempotencyKey: 'another-key' };
    const missed = await world.bundles.createBundle(family, { ...command, quoteId: quote.id });
    expect(missed).toMatchObject({ ok: false, error: { type: 'VisitMissesSeat' } });
    expect(await world.remaining(session)).toBe(1);
    const orders = await world.inStores(({ orders }) => orders.countUnpaid(family.accountId));
    expect(orders.pending).toBe(1);
  });

  it('are booked once for one key, and refused with it for something else', async () => {
    const session = await world.addSession(2);
    const { id: quoteId } = await world.quote();
    const command = {
      quoteId,
      clinicSessionId: session.id,
      consentedScopeVersion: 1,
      idempotencyKey: 'one-key',
    };
    const first = must(await world.bundles.createBundle(family, command));
    expect(await world.bundles.createBundle(family, command)).toEqual({ ok: true, value: first });
    expect(await world.remaining(session)).toBe(1);
    const other = await world.bundles.createBundle(family, { ...command, consentedScopeVersion: 2 });
    expect(other).toMatchObject({ ok: false, error: { type: 'KeyReused' } });
  });

  it('are not for a stranger', async () => {
    const session = await world.addSession(1);
    const { id: quoteId } = await world.quote();
    const command = { quoteId, clinicSessionId: session.id, consentedScopeVersion: 1, idempotencyKey: 'k' };
    expect((await world.bundles.createBundle(stranger, command)).ok).toBe(false);
    const { bundleId } = must(await world.create(session));
    const quoted = await world.bundles.quoteBundleCancellation(stranger, { bundleId });
    expect(quoted).toEqual({ ok: false, error: { type: 'NotFound' } });
  });

  it('are bound once they are paid and the clinic has the seat', async () => {
    const session = await world.addSession(1);
    const { bundleId } = await world.bundleIn('BOUND', session);
    expect(await world.states(bundleId)).toEqual(['BOUND', 'ASSIGNED', 'BOOKED']);
    expect(await world.dueBundles.due(world.clock.now(), 10)).toEqual([]);
  });

  it('end together when nobody pays in time', async () => {
    const session = await world.addSession(1);
    const { bundleId } = await world.bundleIn('HELD', session);
    await world.advance(13);
    expect(await world.states(bundleId)).toEqual(['RELEASED', 'CANCELLED', 'CANCELLED']);
    await world.advance(24 * 60);
    expect(await world.remaining(session)).toBe(1);
  });

  it('end together when the clinic says no: everything goes back', async () => {
    const session = await world.addSession(1);
    const { bundleId, orderId } = await world.bundleIn('ASKED', session);
    expect(await world.states(bundleId)).toEqual(['ASKED', 'ASSIGNED', 'PENDING_CONFIRM']);
    world.answers.reply = { kind: 'rejected' };
    await world.advance(1);
    expect(await world.states(bundleId)).toEqual(['RELEASED', 'CANCELLED', 'REJECTED']);
    const { order } = await world.look(bundleId);
    expect(order).toMatchObject({ cause: 'clinic-changed', id: orderId });
    expect(order.money.refundedFen).toBe(order.money.capturedFen);
    expect(await world.trialBalanceFen()).toBe(0);
  });

  it('are taken back when the money comes too late for the seat', async () => {
    const session = await world.addSession(1);
    const { bundleId, orderId } = must(await world.create(session));
    const { paymentId } = must(await world.visits.startPayment(family, { orderId, channel: 'wechat' }));
    world.provider.pay(paymentId);
    world.provider.setAvailable(false);
    await world.advance(16);
    expect(await world.states(bundleId)).toEqual(['HELD', 'PENDING_PAYMENT', 'EXPIRED']);
    world.provider.setAvailable(true);
    await world.advance(1);
    expect(await world.states(bundleId)).toEqual(['RELEASED', 'CANCELLED', 'EXPIRED']);
    const { order } = await world.look(bundleId);
    expect(order.money.refundedFen).toBe(order.money.capturedFen);
    expect(order.money.capturedFen).toBeGreaterThan(0);
  });

  it('let nobody pay any more when the desk takes an unpaid seat away', async () => {
    const session = await world.addSession(1);
    const { bundleId, orderId } = must(await world.create(session));
    const { paymentId } = must(await world.visits.startPayment(family, { orderId, channel: 'wechat' }));
    must(await world.clinics.stopClinic(dispatcher, { clinicSessionId: session.id, reason: '停诊' }));
    world.provider.setAvailable(false);
    await world.keepBundles();
    expect(await world.states(bundleId)).toEqual(['HELD', 'PENDING_PAYMENT', 'CANCELLED']);
    world.provider.setAvailable(true);
    await world.keepBundles();
    expect(await world.states(bundleId)).toEqual(['RELEASED', 'CANCELLED', 'CANCELLED']);
    expect(world.provider.pay(paymentId)).toBe(false);
  });

  it('are over as a bundle once the service begins', async () => {
    const session = await world.addSession(1);
    const { bundleId, orderId } = await world.bundleIn('BOUND', session);
    const { order } = await world.look(bundleId);
    const cover = order.shifts[0]?.cover;
    if (cover?.kind !== 'offered') throw new Error('the escort is asked');
    must(await world.visits.acceptOffer(escort, { orderId, offerId: cover.offerId }));
    world.clock.set(minutesAfter(startsAt, -60));
    must(await world.visits.depart(escort, { orderId }));
    world.clock.set(minutesAfter(startsAt, -10));
    const { code } = order.visitCode;
    must(await world.visits.checkIn(escort, { orderId, visitCode: code }));
    await world.keepBundles();
    expect((await world.states(bundleId))[0]).toBe('BOUND');
    must(await world.visits.startService(escort, { orderId, visitCode: code }));
    await world.keepBundles();
    expect(await world.states(bundleId)).toEqual(['DONE', 'SERVING', 'BOOKED']);
  });
});

describe('cancelling a bundle', () => {
  it('shows the split first, then gives back the money and the seat', async () => {
    const session = await world.addSession(1);
    const { bundleId } = await world.bundleIn('BOUND', session);
    const quote = must(await world.bundles.quoteBundleCancellation(family, { bundleId }));
    const command = { bundleId, cancellationQuoteId: quote.id };
    expect(must(await world.bundles.cancelBundle(family, command)).status).toBe('RELEASED');
    expect(await world.states(bundleId)).toEqual(['RELEASED', 'CANCELLED', 'CANCELLED']);
    await world.advance(0);
    const { order } = await world.look(bundleId);
    expect(order.money.refundedFen).toBe(quote.split.refundFen);
    // A repeated request, whose first answer was lost, is answered with the bundle as it is.
    expect(must(await world.bundles.cancelBundle(family, command)).status).toBe('RELEASED');
    expect((await world.look(bundleId)).order.money).toEqual(order.money);
  });

  it('gives the seat back also when the order alone is cancelled, and also after the cut-off of seats', async () => {
    const session = await world.addSession(1);
    const { bundleId, orderId } = await world.bundleIn('BOUND', session);
    world.clock.set(minutesAfter(startsAt, -3 * 60));
    const quote = must(await world.visits.quoteCancellation(family, { orderId }));
    must(await world.visits.cancelOrder(family, { orderId, cancellationQuoteId: quote.id }));
    expect(await world.states(bundleId)).toEqual(['BOUND', 'CANCELLED', 'BOOKED']);
    await world.keepBundles();
    expect(await world.states(bundleId)).toEqual(['RELEASED', 'CANCELLED', 'CANCELLED']);
  });

  it('waits for the clinic that was asked, and gives the seat back when it has answered', async () => {
    const session = await world.addSession(1);
    const { bundleId } = await world.bundleIn('ASKED', session);
    const quote = must(await world.bundles.quoteBundleCancellation(family, { bundleId }));
    must(await world.bundles.cancelBundle(family, { bundleId, cancellationQuoteId: quote.id }));
    expect(await world.states(bundleId)).toEqual(['ASKED', 'CANCELLED', 'PENDING_CONFIRM']);
    world.answers.reply = { kind: 'booked', clinicRecord: 'MZ-9' };
    await world.advance(1);
    expect(await world.states(bundleId)).toEqual(['RELEASED', 'CANCELLED', 'CANCELLED']);
  });

  it('cannot be got around: halves of a bundle are not moved or given up alone', async () => {
    const session = await world.addSession(1);
    const later = await world.addSession(1, {
      startsAt: minutesAfter(startsAt, day),
      endsAt: minutesAfter(startsAt, day + 120),
    });
    const { bundleId, orderId } = await world.bundleIn('BOUND', session);
    const { appointment } = await world.look(bundleId);
    const refused = { ok: false, error: { type: 'InBundle', bundleId } };
    const appointmentId = appointment.id;
    expect(await world.clinics.cancelAppointment(family, { appointmentId })).toEqual(refused);
    const move = { appointmentId, toSessionId: later.id };
    expect(await world.clinics.rescheduleAppointment(family, move)).toEqual(refused);
    const { id: quoteId } = await world.quote({
      startsAt: minutesAfter(startsAt, day),
      endsAt: minutesAfter(startsAt, day + 240),
    });
    expect(await world.visits.rescheduleOrder(family, { orderId, quoteId })).toEqual(refused);
    expect(await world.states(bundleId)).toEqual(['BOUND', 'ASSIGNED', 'BOOKED']);
  });
});
