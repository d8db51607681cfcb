import { defaultMembershipPolicy, giveMembership, type Member, newMember } from '@banzhen/domain/membership';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, type AppointmentId, type ClinicSessionId, idFrom } from '@banzhen/domain/shared/ids';
import {
  aDispatcher,
  aFamily,
  aPatient,
  type InMemoryClinics,
  inMemoryClinicStores,
  inMemoryClinics,
  must,
} from '@banzhen/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';

const family = aFamily();
const days = ['2030-01-09', '2030-01-10', '2030-01-11'];

describe('cancelling later than others (C24)', () => {
  let world: InMemoryClinics;
  beforeEach(async () => {
    world = await inMemoryClinics();
    await world.database.write(({ membership }) => {
      const inForceFrom = new Date(0);
      membership.policies.put('1', { policy: defaultMembershipPolicy, inForceFrom });
    });
  });

  /** Makes somebody a member whose level cancels late so many times in thirty days. */
  const enrol = (level: number, { tenantId, accountId }: Person = family) =>
    store(
      must(
        giveMembership(
          newMember(tenantId, accountId),
          { bizId: `${level}`, level, days: 90 },
          defaultMembershipPolicy,
          { now: world.clock.now(), by: { as: 'D' }, cause: 'goodwill' },
        ),
      ).member,
    );
  const store = (member: Member) =>
    world.database.write(({ membership }) => membership.members.put(member.accountId, member));
  /** Booked by whom, for a session at 08:00 in Beijing on the how-manieth day. */
  const book = async (no = 0, actor: Person = family): Promise<AppointmentId> => {
    const visitOn = days[no] ?? '';
    const startsAt = new Date(`${visitOn}T00:00:00Z`);
    const during = { startsAt, endsAt: new Date(`${visitOn}T04:00:00Z`) };
    const id = idFrom<ClinicSessionId>(`01900000-0013-7000-8000-00000000020${no}`);
    await world.addSession(5, 'RELEASED', { id, visitOn, during });
    const held = must(await world.clinics.holdSeat(actor, { sessionId: id, patientId: aPatient().id }));
    must(await world.clinics.submitAppointment(family, { appointmentId: held.appointmentId }));
    await world.advance(0);
    return held.appointmentId;
  };
  const cancel = (appointmentId: AppointmentId, actor: Person = family) =>
    world.clinics.cancelAppointment(actor, { appointmentId });
  const uses = () => [...world.database.committed().membership.uses.where(() => true)];
  const hoursBefore = (no: number, hours: number) =>
    world.clock.set(new Date(Date.parse(`${days[no]}T00:00:00Z`) - hours * 3_600_000));

  it('is for members alone, up to two hours before', async () => {
    const plain = await book(0);
    hoursBefore(0, 23);
    expect(await cancel(plain)).toMatchObject({ error: { type: 'PastCutOff' } });
    await enrol(1);
    expect(await cancel(plain)).toMatchObject({ error: { type: 'PastCutOff' } });
    const late = await book(1);
    hoursBefore(1, 1.99);
    expect(await cancel(late)).toMatchObject({ error: { type: 'PastCutOff' } });
    expect(uses()).toEqual([]);
    hoursBefore(1, 2);
    expect(must(await cancel(late)).status).toBe('CANCELLED');
    expect(uses()).toEqual([1]);
  });

  it('takes nothing while everybody may cancel', async () => {
    await enrol(1);
    const appointmentId = await book(1);
    hoursBefore(1, 24);
    must(await cancel(appointmentId));
    expect(uses()).toEqual([]);
  });

  it('is used up, and says so', async () => {
    await enrol(1);
    const [first, second] = [await book(1), await book(2)];
    hoursBefore(1, 3);
    must(await cancel(first));
    hoursBefore(2, 3);
    expect(await cancel(second)).toEqual({
      ok: false,
      error: { type: 'QuotaUsedUp', code: 'can_cancel_late', most: 1 },
    });
    expect((await world.appointment(second)).status).toBe('BOOKED');
    expect(uses()).toEqual([1]);
  });

  it('is what it was when the seat was held, whatever has become of the membership', async () => {
    await enrol(1);
    const appointmentId = await book(1);
    const { accountId } = family;
    await world.database.write(({ membership }) => membership.members.delete(accountId));
    hoursBefore(1, 3);
    expect(must(await cancel(appointmentId)).status).toBe('CANCELLED');
  });

  describe('is given back when the appointment is voided (H12)', () => {
    const [first, second] = [1, 2].map((no) =>
      aDispatcher({
        accountId: idFrom<AccountId>(`01900000-0003-7000-8000-00000000060${no}`),
        staffRoles: ['admin'],
      }),
    );
    const voided = async (appointmentId: AppointmentId) => {
      if (!first || !second) throw new Error('there are two administrators');
      const request = { appointmentId, reason: '重复录入' };
      must(await world.clinics.proposeVoid(first, request));
      return must(await world.clinics.voidAppointment(second, request));
    };
    const givenBack = async () =>
      (await inMemoryClinicStores(world.database).audit.page({ tenantId: family.tenantId }, 100)).filter(
        ({ operation, object }) => operation === 'appointment.void' && object?.kind === 'account',
      );

    it('once, to whose it was, and the audit says so', async () => {
      await enrol(2);
      const [one, other] = [await book(1), await book(2)];
      hoursBefore(1, 3);
      must(await cancel(one));
      hoursBefore(2, 3);
      must(await cancel(other));
      expect(uses()).toEqual([2]);
      expect((await voided(one)).status).toBe('ENTERED_IN_ERROR');
      expect(uses()).toEqual([1]);
      expect(
        await world.clinics.voidAppointment(aDispatcher({ staffRoles: ['admin'] }), {
          ...{ appointmentId: one, reason: '再次' },
        }),
      ).toMatchObject({ error: { type: 'IllegalTransition' } });
      expect(uses()).toEqual([1]);
      await voided(other);
      expect(uses()).toEqual([]);
      expect(await givenBack()).toMatchObject(
        [other, one].map((appointmentId) => ({
          object: { kind: 'account', id: family.accountId },
          facts: { privilege: 'can_cancel_late', periodNo: 1, windowNo: 0, appointmentId },
        })),
      );
    });

    it('and nothing is where none was used: in time, by a dispatcher, or not cancelled at all', async () => {
      await enrol(2);
      const late = await book(0);
      hoursBefore(0, 3);
      must(await cancel(late));
      const [inTime, byStaff] = [await book(1), await book(2)];
      hoursBefore(1, 24);
      must(await cancel(inTime));
      hoursBefore(2, 3);
      must(await world.clinics.cancelAppointment(aDispatcher(), { appointmentId: byStaff, reason: '来电' }));
      for (const appointmentId of [inTime, byStaff]) await voided(appointmentId);
      expect(uses()).toEqual([1]);
      expect(await givenBack()).toEqual([]);
    });
  });

  it("is the member's own: neither whoever else is family nor a dispatcher who booked lends theirs", async () => {
    await enrol(1);
    const accountId = idFrom<AccountId>('01900000-0003-7000-8000-000000000501');
    const brother = aFamily({ accountId });
    const grants = [family.accountId, accountId].map((one) => ({
      accountId: one,
      scopes: ['view', 'book'] as const,
      from: new Date(0),
    }));
    await world.seeds.addPatient(aPatient({ grants }));
    const own = await book(1);
    hoursBefore(1, 3);
    expect(await cancel(own, brother)).toMatchObject({ error: { type: 'PastCutOff' } });
    const desk = aDispatcher();
    await enrol(3, desk);
    const onThePhone = await book(2, desk);
    hoursBefore(2, 3);
    expect(await cancel(onThePhone)).toMatchObject({ error: { type: 'PastCutOff' } });
    expect(uses()).toEqual([]);
  });
});
