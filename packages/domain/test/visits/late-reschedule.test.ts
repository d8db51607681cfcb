import { defaultMembershipPolicy, giveMembership, type Member, newMember } from '@banzhen/domain/membership';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import {
  aDispatcher,
  aFamily,
  aHospital,
  aPatient,
  aService,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { family, type Scene, visitIn } from './scene.js';

const { startsAt, endsAt } = wednesdayMorning;
const usedUp = (most: number) => ({ error: { type: 'QuotaUsedUp', code: 'can_cancel_late', most } });

/** A member whose level changes late once, or twice, in thirty days. */
const aMember = (level: 1 | 2, { tenantId, accountId } = family): Member =>
  must(
    giveMembership(newMember(tenantId, accountId), { bizId: 'x', level, days: 90 }, defaultMembershipPolicy, {
      ...{ now: new Date('2030-01-07T02:00:00Z'), by: { as: 'D' }, cause: 'goodwill' },
    }),
  ).member;

/** An order of the family that an escort has accepted, so many hours before its visit. */
const hoursBefore = async (hours: number, level?: 1 | 2) => {
  const open = await inMemoryVisits();
  if (level) await open.platform.seeds.addMember(aMember(level), defaultMembershipPolicy);
  const scene = await visitIn('ACCEPTED', Promise.resolve(open));
  scene.clock.set(minutesAfter(startsAt, -hours * 60));
  return scene;
};

const quoteAfter = async ({ visits }: Pick<Scene, 'visits'>, hours: number) => {
  const at = { startsAt: minutesAfter(startsAt, hours * 60), endsAt: minutesAfter(endsAt, hours * 60) };
  const wanted = { patientId: aPatient().id, hospitalId: aHospital().id, serviceCode: aService().code };
  return must(await visits.requestQuote(family, { ...wanted, wishes: {}, ...at }));
};

const move = async (scene: Scene, hours = 24, actor = family) => {
  const { id: quoteId } = await quoteAfter(scene, hours);
  const asked = { orderId: scene.orderId, quoteId, reason: '家属改期' };
  return {
    preview: await scene.visits.previewReschedule(actor, asked),
    moved: await scene.visits.rescheduleOrder(actor, asked),
  };
};
const usesOf = (scene: Scene) =>
  scene.platform.read(async ({ orders, privilegeQuotas }) => {
    const order = await orders.find(scene.orderId);
    const membership = order?.membership;
    if (!membership) return 0;
    const { tenantId, accountId } = membership;
    const use = { tenantId, accountId, code: 'can_cancel_late', periodNo: 1, windowNo: 0, most: 9 };
    return privilegeQuotas.taken(use);
  });

describe('moving a visit later than others (O10, C24)', () => {
  it('uses one late change of the membership that the order keeps, as the preview said before', async () => {
    const scene = await hoursBefore(3, 2);
    const { preview, moved } = await move(scene);
    expect(must(preview).lateChange).toEqual({ left: 1 });
    expect(must(moved).status).toBe('ACCEPTED');
    expect(await usesOf(scene)).toBe(1);
    const { events } = await scene.platform.read(async ({ timeline }) => ({
      events: await timeline.of(scene.orderId),
    }));
    expect(events.filter(({ refs }) => refs.privilege).map(({ type }) => type)).toEqual(['OrderRescheduled']);
  });

  it('uses none while everybody may move, and none for a dispatcher', async () => {
    const scene = await hoursBefore(5, 2);
    const early = await move(scene);
    expect(must(early.preview)).not.toHaveProperty('lateChange');
    must(early.moved);
    expect(await usesOf(scene)).toBe(0);
    const late = await hoursBefore(3, 2);
    const byStaff = await move(late, 24, aDispatcher());
    expect(must(byStaff.preview)).not.toHaveProperty('lateChange');
    must(byStaff.moved);
    expect(await usesOf(late)).toBe(0);
  });

  it('is for members alone', async () => {
    const scene = await hoursBefore(3);
    const past = { error: { type: 'PastCutOff', cutOffAt: minutesAfter(startsAt, -240) } };
    const { preview, moved } = await move(scene);
    expect(preview).toMatchObject(past);
    expect(moved).toMatchObject(past);
  });

  it('is used up, and says so before and when it is tried; the order stays as it is', async () => {
    const scene = await hoursBefore(3, 1);
    must((await move(scene, 5)).moved);
    scene.clock.set(minutesAfter(startsAt, 120));
    const again = await scene.order(scene.orderId);
    const { preview, moved } = await move(scene, 30);
    expect(preview).toMatchObject(usedUp(1));
    expect(moved).toMatchObject(usedUp(1));
    expect(await scene.order(scene.orderId)).toEqual(again);
    expect(await usesOf(scene)).toBe(1);
  });

  it('takes nothing where the move is refused for another reason', async () => {
    const scene = await hoursBefore(3, 2);
    const { id: quoteId } = await quoteAfter(scene, 24);
    const stale = { orderId: scene.orderId, quoteId, expectedVersion: 1 };
    expect(await scene.visits.rescheduleOrder(family, stale)).toMatchObject({
      error: { type: 'StaleVersion' },
    });
    scene.clock.advance(16);
    expect(await scene.visits.rescheduleOrder(family, { orderId: scene.orderId, quoteId })).toMatchObject({
      error: { type: 'QuoteExpired' },
    });
    expect(await usesOf(scene)).toBe(0);
  });

  it('is what it was when the visit was booked: who has become a member since has none for it', async () => {
    const scene = await hoursBefore(3);
    await scene.platform.seeds.addMember(aMember(2), defaultMembershipPolicy);
    expect((await move(scene)).moved).toMatchObject({ error: { type: 'PastCutOff' } });
  });

  it("is the member's own: whoever else is family uses none of it up", async () => {
    const scene = await hoursBefore(3, 2);
    const accountId = idFrom<AccountId>('01900000-0003-7000-8000-000000000501');
    const grants = [family.accountId, accountId].map((one) => ({
      ...{ accountId: one, scopes: ['view', 'book'] as const, from: new Date(0) },
    }));
    await scene.platform.seeds.addPatient(aPatient({ grants }));
    const { moved } = await move(scene, 24, aFamily({ accountId }));
    expect(moved).toMatchObject({ error: { type: 'PastCutOff' } });
    expect(await usesOf(scene)).toBe(0);
  });
});
