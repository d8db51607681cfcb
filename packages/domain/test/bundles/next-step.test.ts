import { appointmentStatuses } from '@banzhen/domain/appointments';
import {
  type Bundle,
  type BundleStatus,
  bundleStatuses,
  choiceEnd,
  isLiveBundle,
  type NextStep,
  nextStep,
  permitBundle,
  defaultBundlePolicy as policy,
} from '@banzhen/domain/bundles';
import { isTerminal, orderStatuses } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type BundleId, idFrom } from '@banzhen/domain/shared/ids';
import { aFamily, anAppointment, anOrder, anyOrder, wednesdayMorning } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { by } from '../schedules/acts.js';

const now = new Date('2030-01-07T02:01:00Z');
const chooseBy = minutesAfter(now, 60);

const bundleIn = (status: BundleStatus, sequence = 0): Bundle => {
  const appointment = anAppointment('HELD');
  const order = anOrder('PENDING_PAYMENT');
  const common = {
    id: idFrom<BundleId>('01900000-0015-7000-8000-000000000001'),
    tenantId: aFamily().tenantId,
    bookedBy: aFamily().accountId,
    patientId: order.patientId,
    orderId: order.id,
    seat: { appointmentId: appointment.id, sequence, startsAt: appointment.sitting.during.startsAt },
    createdAt: now,
    version: 1,
  };
  if (status === 'CHOOSING') return { ...common, status, chooseBy };
  if (status === 'RELEASED' || status === 'DONE') return { ...common, status, endedAt: now };
  return { ...common, status };
};

/** Every state of a bundle with every state of its halves, its seat moved by the clinic or not. */
const everyCase = bundleStatuses.flatMap((status) =>
  orderStatuses.flatMap((ofOrder) =>
    appointmentStatuses.flatMap((ofSeat) =>
      [0, 1].map((moves) => ({
        bundle: bundleIn(status),
        halves: {
          order: anyOrder(ofOrder),
          appointment: { ...anAppointment(ofSeat), sequence: moves },
        },
        moves,
      })),
    ),
  ),
);

const commandOf: Record<Exclude<NextStep['kind'], 'rest'>, Parameters<typeof permitBundle>[1]> = {
  submit: 'submit',
  bind: 'bind',
  'open-choice': 'clinic_changed',
  release: 'release',
  end: 'end',
};

describe('what is to be done about a bundle', () => {
  test('is a step that the machine lets the system take, in whatever state its halves are', () => {
    for (const at of [now, chooseBy])
      for (const { bundle, halves } of everyCase) {
        const step = nextStep(bundle, halves, policy, at);
        if (step.kind !== 'rest')
          expect(
            permitBundle(bundle, commandOf[step.kind], by('SYS', at)).ok,
            `${bundle.status} ${halves.order.status} ${halves.appointment.status}: ${step.kind}`,
          ).toBe(true);
      }
  });

  test('is nothing once it has ended, and never nothing while only one half lives and nobody is asked', () => {
    for (const { bundle, halves } of everyCase) {
      const { kind } = nextStep(bundle, halves, policy, chooseBy);
      const { order, appointment } = halves;
      const isSeatLive = ['HELD', 'PENDING_CONFIRM', 'BOOKED'].includes(appointment.status);
      if (!isLiveBundle(bundle)) expect(kind).toBe('rest');
      else if (order.status === 'CANCELLED')
        expect(kind).toBe(appointment.status === 'PENDING_CONFIRM' ? 'rest' : 'release');
      else if (!isSeatLive && appointment.status === 'REJECTED' && !isTerminal(order.status))
        expect(['release', 'end']).toContain(kind);
    }
  });

  test('is a release at full refund when the time of a choice is over, and not a moment sooner', () => {
    const halves = { order: anOrder('PAID'), appointment: anAppointment('PROVIDER_CANCELLED') };
    const choosing = bundleIn('CHOOSING');
    expect(nextStep(choosing, halves, policy, minutesAfter(chooseBy, -1)).kind).toBe('rest');
    expect(nextStep(choosing, halves, policy, chooseBy)).toEqual({ kind: 'release', fault: 'clinic' });
  });

  test('asks the family once for each move of the clinic', () => {
    const halves = { order: anOrder('PAID'), appointment: { ...anAppointment('BOOKED'), sequence: 2 } };
    expect(nextStep(bundleIn('BOUND', 1), halves, policy, now).kind).toBe('open-choice');
    expect(nextStep(bundleIn('BOUND', 2), halves, policy, now).kind).toBe('rest');
    expect(nextStep(bundleIn('ASKED', 2), halves, policy, now).kind).toBe('bind');
  });

  test('submits only what is paid, while the seat is held', () => {
    const appointment = anAppointment('HELD');
    if (appointment.status !== 'HELD') throw new Error('it is held');
    const { heldUntil } = appointment;
    const step = (status: 'PENDING_PAYMENT' | 'PAID', at: Date) =>
      nextStep(bundleIn('HELD'), { order: anyOrder(status), appointment }, policy, at).kind;
    expect(step('PENDING_PAYMENT', minutesAfter(heldUntil, -1))).toBe('rest');
    expect(step('PAID', minutesAfter(heldUntil, -1))).toBe('submit');
    expect(step('PAID', heldUntil)).toBe('rest');
  });
});

describe('how long a family may think', () => {
  const { startsAt } = wednesdayMorning;
  const end = (at: Date, seatAt = startsAt) => {
    const booked = anAppointment('BOOKED');
    const during = { startsAt: seatAt, endsAt: minutesAfter(seatAt, 60) };
    const appointment = { ...booked, sitting: { ...booked.sitting, during } };
    return choiceEnd({ order: anOrder('PAID'), appointment }, policy, at);
  };

  test('is a day, but not beyond four hours before the visit as it was or will be', () => {
    const early = minutesAfter(startsAt, -3 * 24 * 60);
    expect(end(early)).toEqual(minutesAfter(early, 24 * 60));
    const dayBefore = minutesAfter(startsAt, -10 * 60);
    expect(end(dayBefore)).toEqual(minutesAfter(startsAt, -4 * 60));
    expect(end(dayBefore, minutesAfter(startsAt, -60))).toEqual(minutesAfter(startsAt, -5 * 60));
    expect(end(dayBefore, minutesAfter(startsAt, 24 * 60))).toEqual(minutesAfter(startsAt, -4 * 60));
  });

  test('is no time at all when the visit is nearer than that', () => {
    const near = minutesAfter(startsAt, -3 * 60);
    expect(end(near)).toEqual(near);
  });
});
