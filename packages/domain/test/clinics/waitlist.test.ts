import type { JoinWaitlist } from '@banzhen/domain/clinics';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  type AppointmentId,
  type ClinicSessionId,
  type DepartmentId,
  idFrom,
  type WaitlistEntryId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import {
  aDispatcher,
  aFamily,
  aPatient,
  type InMemoryClinics,
  inMemoryAccountStores,
  inMemoryClinics,
  must,
  type WaitingFamily,
  waitingFamilies,
} from '@banzhen/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';

const tomorrow = {
  id: idFrom<ClinicSessionId>('01900000-0013-7000-8000-000000000002'),
  visitOn: '2030-01-08',
  during: { startsAt: new Date('2030-01-08T01:00:00Z'), endsAt: new Date('2030-01-08T04:00:00Z') },
};

describe('the waitlist', () => {
  let world: InMemoryClinics;
  let families: Awaited<ReturnType<typeof waitingFamilies>>;
  let sessionId: ClinicSessionId;
  let seated: { readonly actor: WaitingFamily['actor']; readonly appointmentId: AppointmentId };
  beforeEach(async () => {
    world = await inMemoryClinics();
    families = await waitingFamilies(world);
    sessionId = (await world.addSession(1)).id;
    const owner = await families.add(0);
    seated = { actor: owner.actor, appointmentId: await hold(owner) };
    world.clock.advance(1);
  });
  const hold = async ({ actor, patientId }: WaitingFamily, wanted = sessionId) =>
    must(await world.clinics.holdSeat(actor, { sessionId: wanted, patientId })).appointmentId;
  const join = ({ actor, patientId }: WaitingFamily, patch: Partial<JoinWaitlist> = {}) =>
    world.clinics.joinWaitlist(actor, { ...families.wish, patientId, ...patch });
  const waiting = async (no: number, patch: Partial<JoinWaitlist> = {}) => {
    const family = await families.add(no);
    const { entryId } = must(await join(family, patch));
    world.clock.advance(0.1);
    return { ...family, entryId };
  };
  const entry = (id: WaitlistEntryId) => {
    const found = world.database.committed().clinic.waitlistEntries.get(id);
    if (!found) throw new Error(`no entry ${id}`);
    return found;
  };
  const statuses = (all: readonly { readonly entryId: WaitlistEntryId }[]) =>
    all.map(({ entryId }) => entry(entryId).status);
  const giveUp = async () => {
    must(await world.clinics.cancelAppointment(seated.actor, { appointmentId: seated.appointmentId }));
    await world.advance(0);
  };
  const remaining = async () => (await world.session(sessionId)).remaining;
  const told = () =>
    world.database
      .committed()
      .messages.where(({ message }) => message.topic === 'waitlist')
      .map(({ message }) => message.type);

  it('gives a freed seat to whoever waits longest, as a held appointment of theirs, and nobody buys it meanwhile', async () => {
    const line = [await waiting(1), await waiting(2)];
    await giveUp();
    expect(statuses(line)).toEqual(['OFFERED', 'WAITING']);
    const [first] = line;
    const offered = first && entry(first.entryId);
    if (offered?.status !== 'OFFERED') throw new Error('the first is offered a seat');
    expect(offered.offeredUntil).toEqual(minutesAfter(world.clock.now(), 30));
    expect(await world.appointment(offered.appointmentId)).toMatchObject({
      status: 'HELD',
      heldUntil: offered.offeredUntil,
      bookedBy: first?.actor.accountId,
      patientId: first?.patientId,
    });
    expect(await remaining()).toBe(0);
    await world.advance(29);
    const someoneElse = await families.add(9);
    expect(
      await world.clinics.holdSeat(someoneElse.actor, { sessionId, patientId: someoneElse.patientId }),
    ).toMatchObject({ ok: false, error: { type: 'NoSeatLeft' } });
    expect(told()).toEqual(['WaitlistJoined', 'WaitlistJoined', 'WaitlistOffered']);
  });

  it('accepts by submitting the held seat, whichever way that is done', async () => {
    const line = [await waiting(1), await waiting(2)] as const;
    await giveUp();
    const { actor, entryId } = line[0];
    expect(must(await world.clinics.acceptOffer(actor, { entryId }))).toMatchObject({ status: 'ACCEPTED' });
    await world.advance(0);
    const accepted = entry(entryId);
    if (accepted.status !== 'ACCEPTED') throw new Error('it is accepted');
    expect((await world.appointment(accepted.appointmentId)).status).toBe('BOOKED');
    expect(await world.clinics.acceptOffer(actor, { entryId })).toMatchObject({
      ok: false,
      error: { type: 'IllegalTransition', status: 'ACCEPTED' },
    });
    must(await world.clinics.cancelAppointment(actor, { appointmentId: accepted.appointmentId }));
    await world.advance(0);
    const second = entry(line[1].entryId);
    if (second.status !== 'OFFERED') throw new Error('the second is offered the seat that came back');
    must(await world.clinics.submitAppointment(line[1].actor, { appointmentId: second.appointmentId }));
    expect(entry(line[1].entryId).status).toBe('ACCEPTED');
  });

  it('goes on to the next when somebody declines, leaves or does not answer', async () => {
    const line = [await waiting(1), await waiting(2), await waiting(3), await waiting(4)] as const;
    await giveUp();
    must(await world.clinics.declineOffer(line[0].actor, { entryId: line[0].entryId }));
    await world.advance(0);
    expect(statuses(line)).toEqual(['DECLINED', 'OFFERED', 'WAITING', 'WAITING']);
    must(await world.clinics.leaveWaitlist(line[1].actor, { entryId: line[1].entryId }));
    await world.advance(0);
    expect(statuses(line)).toEqual(['DECLINED', 'CANCELLED', 'OFFERED', 'WAITING']);
    await world.advance(30);
    expect(statuses(line)).toEqual(['DECLINED', 'CANCELLED', 'WAITING', 'OFFERED']);
    await world.advance(30);
    expect(statuses(line)).toEqual(['DECLINED', 'CANCELLED', 'OFFERED', 'WAITING']);
    await world.advance(30);
    expect(statuses(line)).toEqual(['DECLINED', 'CANCELLED', 'PAUSED', 'OFFERED']);
    expect(entry(line[2].entryId).expiries).toBe(2);
    must(await world.clinics.resumeWaiting(line[2].actor, { entryId: line[2].entryId }));
    expect(statuses(line)).toEqual(['DECLINED', 'CANCELLED', 'WAITING', 'OFFERED']);
  });

  it('puts the seat on sale after the wait when nobody wants it, and offers nobody the same seat twice', async () => {
    const only = await waiting(1);
    await giveUp();
    await world.advance(30);
    expect(statuses([only])).toEqual(['WAITING']);
    expect(await remaining()).toBe(0);
    await world.advance(9);
    expect(await remaining()).toBe(0);
    await world.advance(1);
    expect(await remaining()).toBe(1);
    expect(statuses([only])).toEqual(['WAITING']);
  });

  it('offers a seat to nobody who came when it was free already', async () => {
    must(await world.clinics.cancelAppointment(seated.actor, { appointmentId: seated.appointmentId }));
    const late = await waiting(1);
    await world.advance(9);
    expect(statuses([late])).toEqual(['WAITING']);
    expect(await remaining()).toBe(0);
    await world.advance(1);
    expect(await remaining()).toBe(1);
  });

  it('passes over who cannot have the seat: with the doctor already, locked, no longer of the family, other wishes', async () => {
    const other = await waiting(1, { from: '2030-01-10' });
    const elsewhere = await waiting(2);
    const gone = await waiting(3);
    const free = await waiting(4);
    const second = await world.addSession(1, 'RELEASED', {
      id: idFrom<ClinicSessionId>('01900000-0013-7000-8000-000000000003'),
      during: { startsAt: new Date('2030-01-09T06:00:00Z'), endsAt: new Date('2030-01-09T08:00:00Z') },
    });
    await hold(elsewhere, second.id);
    await world.seeds.addPatient(aPatient({ id: gone.patientId, grants: [] }));
    await giveUp();
    expect(statuses([other, elsewhere, gone, free])).toEqual(['WAITING', 'WAITING', 'WAITING', 'OFFERED']);
  });

  it('counts members who overtake: one of five offers, and no more', async () => {
    const plain = [];
    for (let no = 1; no <= 10; no += 1) plain.push(await waiting(no));
    const members = [await waiting(11), await waiting(12), await waiting(13)];
    for (const member of members) await families.enrol(member);
    await giveUp();
    for (let offers = 0; offers < 10; offers += 1) {
      const [offered] = [...plain, ...members].filter(({ entryId }) => entry(entryId).status === 'OFFERED');
      if (!offered) throw new Error('somebody is offered the seat');
      must(await world.clinics.declineOffer(offered.actor, { entryId: offered.entryId }));
      await world.advance(0);
    }
    const offers = world.database.committed().clinic.waitlistOffers.where(() => true);
    expect(offers.map(({ isOutOfTurn }) => isOutOfTurn)).toEqual(
      Array.from({ length: 11 }, (_, no) => no === 4 || no === 9),
    );
    expect(offers.at(-1)?.turn).toEqual({ offers: 11, outOfTurn: 2 });
    expect(statuses(members)).toEqual(['DECLINED', 'DECLINED', 'WAITING']);
  });

  it('asks at night without a clock running, except for a visit within a day, which has ten minutes', async () => {
    const soon = await world.addSession(1, 'RELEASED', tomorrow);
    const holder = await families.add(20);
    const appointmentId = await hold(holder, soon.id);
    must(await world.clinics.submitAppointment(holder.actor, { appointmentId }));
    must(await world.clinics.submitAppointment(seated.actor, { appointmentId: seated.appointmentId }));
    await world.advance(0);
    const far = await waiting(1, { from: '2030-01-09' });
    const near = await waiting(2, { until: '2030-01-09' });
    world.clock.set(new Date('2030-01-07T15:00:00Z'));
    must(await world.clinics.cancelAppointment(aDispatcher(), { appointmentId, reason: '病人住院' }));
    must(await world.clinics.cancelAppointment(seated.actor, { appointmentId: seated.appointmentId }));
    await world.advance(0);
    expect(entry(far.entryId)).toMatchObject({ offeredUntil: new Date('2030-01-07T23:30:00Z') });
    expect(entry(near.entryId)).toMatchObject({ offeredUntil: new Date('2030-01-07T15:10:00Z') });
  });

  it('takes an offer back with a session that does not take place, and counts nothing', async () => {
    const first = await waiting(1);
    await giveUp();
    const { waitingSince } = entry(first.entryId);
    must(await world.clinics.stopClinic(aDispatcher(), { clinicSessionId: sessionId, reason: '停诊' }));
    await world.advance(0);
    expect(entry(first.entryId)).toMatchObject({ status: 'WAITING', expiries: 0, waitingSince });
  });

  it('has five live entries for a person at most, and one for a target, whoever joins', async () => {
    const first = await waiting(1);
    expect(await join(first)).toEqual({ ok: false, error: { type: 'AlreadyWaiting' } });
    expect(await join(first, { from: '2030-01-09' })).toEqual({
      ok: false,
      error: { type: 'AlreadyWaiting' },
    });
    must(await join(first, { doctorId: families.doctorId }));
    const { tenantId, hospitalId } = await world.session(sessionId);
    for (let no = 2; no <= 5; no += 1) {
      const departmentId = idFrom<DepartmentId>(`01900000-0010-7000-8000-00000000000${no}`);
      await world.database.write(({ clinic }) =>
        clinic.departments.put(departmentId, { id: departmentId, tenantId, hospitalId, name: '眼科' }),
      );
      const joined = await join(first, { departmentId });
      if (no <= 4) must(joined);
      else expect(joined).toEqual({ ok: false, error: { type: 'TooManyEntries', limit: 5 } });
    }
    must(await world.clinics.leaveWaitlist(first.actor, { entryId: first.entryId }));
    must(await join(first));
  });

  it('is for people with an ID number, of one’s own family, for dates to come, at a department that is there', async () => {
    const family = await families.add(1);
    const refused = async (given: ReturnType<typeof join>) => {
      const answer = await given;
      return answer.ok ? 'waiting' : answer.error.type;
    };
    const stranger = { actor: aFamily(), patientId: family.patientId };
    expect(await refused(join(stranger))).toBe('NotFound');
    expect(await refused(join({ ...stranger, actor: aDispatcher() }))).toBe('waiting');
    expect(await refused(join(family, { from: '2030-01-01', until: '2030-01-07' }))).toBe('DatesPast');
    expect(await refused(join(family, { from: '2030-01-08', until: '2030-01-08' }))).toBe('DatesUnfit');
    expect(await refused(join(family, { departmentId: families.doctorId as never }))).toBe('NotOfHospital');
    await world.seeds.saveDetails(aPatient().id, {});
    expect(await refused(join({ actor: aFamily(), patientId: aPatient().id }))).toBe('PatientNotRealNamed');
  });

  it('is seen and answered by the family alone, left by a dispatcher too, by version', async () => {
    const { actor, entryId } = await waiting(1);
    const { leaveWaitlist, declineOffer } = world.clinics;
    for (const stranger of [aFamily(), (await families.add(2)).actor])
      expect(await leaveWaitlist(stranger, { entryId })).toEqual({ ok: false, error: { type: 'NotFound' } });
    expect(await declineOffer(aDispatcher(), { entryId })).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
    expect(await leaveWaitlist(actor, { entryId, expectedVersion: 7 })).toEqual({
      ok: false,
      error: { type: 'StaleVersion', currentVersion: 1 },
    });
    must(await leaveWaitlist(aDispatcher(), { entryId }));
    const audited = world.database.committed().auditRows.where(() => true);
    expect(
      audited.map((row) => JSON.stringify(row)).filter((row) => row.includes('waitlist.leave')),
    ).toHaveLength(1);
  });

  it('lets go of whoever is erased, and offers nobody their place', async () => {
    const erased = await waiting(1);
    const stays = await waiting(2);
    const accounts = inMemoryAccountStores(world.database).unitOfWork;
    await accounts.run(async ({ erasure }) =>
      ok(await erasure.erase(erased.actor.accountId, world.clock.now())),
    );
    expect(entry(erased.entryId)).toMatchObject({ status: 'CANCELLED', version: 2 });
    await giveUp();
    expect(statuses([erased, stays])).toEqual(['CANCELLED', 'OFFERED']);
  });

  it('lapses when the dates are over, after any standstill, once', async () => {
    const entries = [await waiting(1), await waiting(2, { until: '2030-01-20' })];
    world.clock.set(new Date('2030-01-13T15:59:00Z'));
    await world.advance(0);
    expect(statuses(entries)).toEqual(['WAITING', 'WAITING']);
    await world.advance(60 * 24);
    expect(statuses(entries)).toEqual(['LAPSED', 'WAITING']);
    await world.advance(60 * 24);
    expect(told().filter((type) => type === 'WaitlistLapsed')).toHaveLength(1);
  });
});
