import type { ClinicReply } from '@banzhen/domain/appointments';
import type { ClinicSystem } from '@banzhen/domain/clinic-systems';
import type { AppointmentAnswer, HoldSeat } from '@banzhen/domain/clinics';
import { defaultMembershipPolicy, giveMembership, newMember } from '@banzhen/domain/membership';
import type { Person } from '@banzhen/domain/shared/actor';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  type AccountId,
  type ClinicSessionId,
  type ClinicSystemId,
  idFrom,
  type PartnerId,
  type PatientId,
} from '@banzhen/domain/shared/ids';
import {
  aDetailedPatient,
  aDispatcher,
  aFamily,
  aHospital,
  aPatient,
  type InMemoryClinics,
  inMemoryClinicSystems,
  inMemoryClinics,
  must,
} from '@banzhen/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import * as realAppointments from './real-appointments.js';

const otherSession = idFrom<ClinicSessionId>('01900000-0013-7000-8000-000000000002');
const otherDay = {
  id: otherSession,
  visitOn: '2030-01-10',
  during: { startsAt: new Date('2030-01-10T00:00:00Z'), endsAt: new Date('2030-01-10T04:00:00Z') },
};

describe('appointments', () => {
  let world: InMemoryClinics;
  let sessionId: ClinicSessionId;
  beforeEach(async () => {
    world = await inMemoryClinics();
    sessionId = (await world.addSession(2)).id;
  });
  const hold = (actor: Person = aFamily(), patch: Partial<HoldSeat> = {}) =>
    world.clinics.holdSeat(actor, { sessionId, patientId: aPatient().id, ...patch });
  const held = async (): Promise<AppointmentAnswer> => must(await hold());
  const booked = async (): Promise<AppointmentAnswer> => {
    const { appointmentId } = await held();
    must(await world.clinics.submitAppointment(aFamily(), { appointmentId }));
    await world.advance(0);
    return { ...(await held_(appointmentId)) };
  };
  const held_ = async (appointmentId: AppointmentAnswer['appointmentId']) => {
    const { sitting, ...appointment } = await world.appointment(appointmentId);
    return { ...appointment, appointmentId, sessionId: sitting.sessionId };
  };
  const remaining = async () => (await world.session(sessionId)).remaining;
  const told = () =>
    world.database
      .committed()
      .messages.where(() => true)
      .map(({ message }) => message.type);

  /** Another person, kept by another family. */
  const aStranger = async (no: number) => {
    const accountId = idFrom<AccountId>(`01900000-0003-7000-8000-0000000001${String(no).padStart(2, '0')}`);
    const id = idFrom<PatientId>(`01900000-0004-7000-8000-0000000001${String(no).padStart(2, '0')}`);
    const grants = [{ accountId, scopes: ['view', 'book'], from: new Date('2020-01-01T00:00:00Z') }] as const;
    await world.seeds.addPatient(aPatient({ id, grants }));
    return { actor: aFamily({ accountId }), patientId: id };
  };

  it('are held for five minutes, with a history, a message and a seat less', async () => {
    const answer = await held();
    expect(answer).toMatchObject({ status: 'HELD', version: 1, seat: { ticket: 1 } });
    expect(answer.heldUntil).toEqual(minutesAfter(world.clock.now(), 5));
    expect(await remaining()).toBe(1);
    expect(told()).toEqual(['AppointmentHeld']);
    await world.advance(4);
    expect((await held_(answer.appointmentId)).status).toBe('HELD');
    await world.advance(1);
    expect((await held_(answer.appointmentId)).status).toBe('EXPIRED');
  });

  it('come back on sale when nobody wanted them after all, at an instant that nobody was told', async () => {
    await held();
    await world.advance(5);
    expect(await remaining()).toBe(1);
    await world.advance(10);
    expect(await remaining()).toBe(2);
    await world.advance(600);
    expect(await remaining()).toBe(2);
  });

  it('are booked when the clinic says so, under its own record', async () => {
    const { appointmentId } = await booked();
    expect(await world.appointment(appointmentId)).toMatchObject({
      status: 'BOOKED',
      clinicRecord: '2030-01-09-0001',
    });
    expect(told()).toEqual(['AppointmentHeld', 'AppointmentSubmitted', 'AppointmentBooked']);
  });

  it('are answered once, however often one request comes, and refused under a key of another request', async () => {
    const idempotencyKey = 'a-key-of-the-phone';
    const first = must(await hold(aFamily(), { idempotencyKey }));
    expect(must(await hold(aFamily(), { idempotencyKey }))).toEqual(first);
    const together = await Promise.all([1, 2, 3].map(() => hold(aFamily(), { idempotencyKey })));
    expect(together.map(must)).toEqual([first, first, first]);
    expect(await remaining()).toBe(1);
    const { patientId } = await aStranger(1);
    expect(await hold(aFamily(), { idempotencyKey, patientId })).toEqual({
      ok: false,
      error: { type: 'KeyReused', key: idempotencyKey },
    });
  });

  it('are one for a person and a doctor on a day, also for another family with the same person', async () => {
    await held();
    const { actor, patientId } = await aStranger(1);
    await world.seeds.saveDetails(patientId, aDetailedPatient());
    for (const again of [await hold(), await hold(actor, { patientId })])
      expect(again).toEqual({ ok: false, error: { type: 'AlreadyBooked' } });
    expect(await remaining()).toBe(1);
  });

  it("are for real people, of one's own family, in an open session", async () => {
    const { actor, patientId } = await aStranger(1);
    const refused = async (given: Promise<Awaited<ReturnType<typeof hold>>>) => {
      const answer = await given;
      return answer.ok ? 'held' : answer.error.type;
    };
    expect(await refused(hold(actor, { patientId }))).toBe('PatientNotRealNamed');
    expect(await refused(hold(actor))).toBe('NotFound');
    expect(await refused(hold(aFamily({ tenantId: aFamily().accountId as never })))).toBe('NotFound');
    expect(await refused(hold(aFamily({ restricted: ['book'] })))).toBe('FunctionRestricted');
    expect(await refused(hold(aFamily(), { sessionId: otherSession }))).toBe('NotFound');
    await world.addSession(1, 'SUSPENDED', otherDay);
    expect(await refused(hold(aFamily(), { sessionId: otherSession }))).toBe('SessionNotOpen');
    world.clock.set(new Date('2030-01-08T23:30:00Z'));
    expect(await refused(hold())).toBe('BookingClosed');
    expect(await remaining()).toBe(2);
  });

  it('are refused when no seat is left, and only then', async () => {
    const crowd = await Promise.all([1, 2, 3, 4, 5].map(aStranger));
    const numbers = [
      '110101195001010014',
      '110101195001010030',
      '110101195001010057',
      '110101195001010073',
      '11010119500101009X',
    ];
    for (const [index, { patientId }] of crowd.entries())
      await world.seeds.saveDetails(patientId, { idNumber: numbers[index] as never });
    const answers = await Promise.all(crowd.map(({ actor, patientId }) => hold(actor, { patientId })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, error: { type: 'NoSeatLeft' } });
    expect(await remaining()).toBe(0);
  });

  it('are cancelled by the family a day before, and by a dispatcher who says why', async () => {
    const { appointmentId } = await booked();
    world.clock.set(new Date('2030-01-08T00:00:01Z'));
    expect(await world.clinics.cancelAppointment(aFamily(), { appointmentId })).toMatchObject({
      ok: false,
      error: { type: 'PastCutOff' },
    });
    const cancel = (reason?: string) =>
      world.clinics.cancelAppointment(aDispatcher(), { appointmentId, ...(reason ? { reason } : {}) });
    expect(await cancel()).toMatchObject({ ok: false, error: { type: 'ReasonRequired' } });
    expect(must(await cancel('医院改了时间'))).toMatchObject({ status: 'CANCELLED', version: 4 });
    await world.advance(0);
    expect(await remaining()).toBe(2);
  });

  it('are neither moved nor confirmed here where the clinic has a system of its own', async () => {
    const { appointmentId } = await booked();
    await world.addSession(1, 'RELEASED', otherDay);
    const { tenantId, hospitalId } = (await world.appointment(appointmentId)).sitting;
    const anyId = '01900000-0013-7000-8000-0000000000aa';
    const system: ClinicSystem = {
      ...{ tenantId, hospitalId, id: idFrom<ClinicSystemId>(anyId), url: 'https://his.example/' },
      ...{ partnerId: idFrom<PartnerId>(anyId), accountId: idFrom<AccountId>(anyId) },
      ...{ state: 'active', createdAt: world.clock.now(), createdBy: idFrom<AccountId>(anyId), version: 1 },
    };
    await world.database.write((tables) => inMemoryClinicSystems(tables).insert(system));
    const move = { appointmentId, toSessionId: otherSession };
    expect(await world.clinics.rescheduleAppointment(aFamily(), move)).toEqual({
      ok: false,
      error: { type: 'SystemNotMoved' },
    });
    must(await world.clinics.cancelAppointment(aFamily(), { appointmentId }));
    const again = await hold(aFamily(), { sessionId: otherSession });
    must(await world.clinics.submitAppointment(aFamily(), { appointmentId: must(again).appointmentId }));
    await world.advance(60);
    expect(await world.appointment(must(again).appointmentId)).toMatchObject({ status: 'PENDING_CONFIRM' });
  });

  it('move to another session with a seat, or stay where they are', async () => {
    const { appointmentId } = await booked();
    const move = () =>
      world.clinics.rescheduleAppointment(aFamily(), { appointmentId, toSessionId: otherSession });
    expect(await move()).toMatchObject({ ok: false, error: { type: 'NotFound' } });
    await world.addSession(1, 'RELEASED', otherDay);
    expect(must(await move())).toMatchObject({ status: 'BOOKED', sessionId: otherSession, version: 4 });
    expect((await world.session(otherSession)).remaining).toBe(0);
    expect((await world.appointment(appointmentId)).sequence).toBe(1);
    await world.advance(600);
    expect(await remaining()).toBe(2);
    const { actor, patientId } = await aStranger(7);
    await world.seeds.saveDetails(patientId, { idNumber: '110101195001010014' as never });
    const second = must(await hold(actor, { patientId }));
    must(await world.clinics.submitAppointment(actor, second));
    await world.advance(0);
    const full = await world.clinics.rescheduleAppointment(actor, {
      appointmentId: second.appointmentId,
      toSessionId: otherSession,
    });
    expect(full).toEqual({ ok: false, error: { type: 'NoSeatLeft' } });
    expect((await world.appointment(second.appointmentId)).sitting.sessionId).toBe(sessionId);
  });

  it('go through the desk on the day: number taken, seen; or nobody came', async () => {
    const { appointmentId } = await booked();
    const desk = aDispatcher();
    expect(await world.clinics.takeNumber(desk, { appointmentId })).toMatchObject({
      ok: false,
      error: { type: 'NotTheDay' },
    });
    world.clock.set(new Date('2030-01-09T00:10:00Z'));
    must(await world.clinics.takeNumber(desk, { appointmentId }));
    must(await world.clinics.completeAppointment(desk, { appointmentId }));
    expect((await world.appointment(appointmentId)).status).toBe('FULFILLED');
    const entries = world.database.committed().auditRows.where(() => true).length;
    expect(entries).toBe(2);
  });

  it('go through the desk also after their session was closed', async () => {
    const { appointmentId: late } = await booked();
    const { actor, patientId } = await aStranger(1);
    await world.seeds.saveDetails(patientId, { idNumber: '110101195001010014' as never });
    const { appointmentId: absent } = must(await hold(actor, { patientId }));
    must(await world.clinics.submitAppointment(actor, { appointmentId: absent }));
    await world.advance(0);
    world.clock.set((await world.session(sessionId)).during.endsAt);
    await world.advance(0);
    expect(await world.session(sessionId)).toMatchObject({ status: 'CLOSED', remaining: 0 });
    const desk = aDispatcher();
    must(await world.clinics.takeNumber(desk, { appointmentId: late }));
    must(await world.clinics.completeAppointment(desk, { appointmentId: late }));
    must(await world.clinics.markNoShow(desk, { appointmentId: absent }));
    expect((await world.appointment(late)).status).toBe('FULFILLED');
    expect((await world.appointment(absent)).status).toBe('NO_SHOW');
  });

  it('let the family take its number where its phone is at the clinic, and surely so', async () => {
    const { appointmentId } = await booked();
    const { place } = aHospital();
    if (!place) throw new Error('the hospital of the samples has a place');
    const at = (wrong: object) => ({
      ...{ appointmentId, position: { ...place, accuracyMetres: 20, ...wrong } },
    });
    const take = (wrong: object) => world.clinics.takeNumber(aFamily(), at(wrong));
    expect(await take({})).toMatchObject({ ok: false, error: { type: 'NotTheDay' } });
    world.clock.set(new Date('2030-01-09T00:10:00Z'));
    const offSite = { ok: false, error: { type: 'NotOnSite' } };
    expect(await world.clinics.takeNumber(aFamily(), { appointmentId })).toMatchObject(offSite);
    for (const wrong of [
      { longitude: place.longitude + 0.01 },
      { accuracyMetres: 101 },
      { datum: 'GCJ-02' as const },
    ])
      expect(await take(wrong)).toMatchObject(offSite);
    must(await take({ longitude: place.longitude + 0.002 }));
    expect((await world.appointment(appointmentId)).status).toBe('CHECKED_IN');
  });

  it('are fulfilled at the end of a day on which nobody said so', async () => {
    const { appointmentId } = await booked();
    world.clock.set(new Date('2030-01-09T00:10:00Z'));
    must(await world.clinics.takeNumber(aDispatcher(), { appointmentId }));
    world.clock.set(new Date('2030-01-09T15:59:00Z'));
    await world.advance(0);
    expect((await world.appointment(appointmentId)).status).toBe('CHECKED_IN');
    await world.advance(1);
    expect((await world.appointment(appointmentId)).status).toBe('FULFILLED');
  });

  it('lock a person out after the third no-show', async () => {
    const days = ['2030-01-09', '2030-01-10', '2030-01-11', '2030-01-14'];
    for (const [index, day] of days.entries()) {
      const id = idFrom<ClinicSessionId>(`01900000-0013-7000-8000-00000000010${index}`);
      const during = { startsAt: new Date(`${day}T05:00:00Z`), endsAt: new Date(`${day}T08:00:00Z`) };
      await world.addSession(3, 'RELEASED', { id, visitOn: day, during });
      world.clock.set(new Date(`${day}T01:00:00Z`));
      const wanted = await hold(aFamily(), { sessionId: id });
      if (index === 3) {
        expect(wanted).toMatchObject({ ok: false, error: { type: 'BookingLocked' } });
        return;
      }
      const { appointmentId } = must(wanted);
      must(await world.clinics.submitAppointment(aFamily(), { appointmentId }));
      await world.advance(0);
      world.clock.set(new Date(`${day}T05:29:00Z`));
      const early = await world.clinics.markNoShow(aDispatcher(), { appointmentId });
      expect(early).toMatchObject({ ok: false, error: { type: 'GraceNotOver' } });
      world.clock.set(new Date(`${day}T05:30:00Z`));
      must(await world.clinics.markNoShow(aDispatcher(), { appointmentId }));
    }
  });

  /** Makes an account a member of a level for a year. */
  const enrol = async ({ tenantId, accountId }: Person, level: number) => {
    const now = world.clock.now();
    const act = { now, by: { as: 'D' }, cause: 'goodwill' } as never;
    const gift = { bizId: `${accountId}/${level}`, level, days: 365 };
    const { member } = must(
      giveMembership(newMember(tenantId, accountId), gift, defaultMembershipPolicy, act),
    );
    await world.database.write(({ membership }) => {
      membership.members.put(accountId, member);
      membership.policies.put('1', { policy: defaultMembershipPolicy, inForceFrom: new Date(0) } as never);
    });
  };

  it('open earlier to members of a level where the session says so, while their membership counts', async () => {
    const releaseAt = new Date('2030-01-08T00:00:00Z');
    const early = [{ level: '3', at: new Date('2030-01-07T23:50:00Z') }];
    const release = { at: releaseAt, early };
    const { id } = await world.addSession(2, 'PUBLISHED', { ...otherDay, release });
    const { actor, patientId } = await aStranger(1);
    await world.seeds.saveDetails(patientId, { idNumber: '110101195001010014' as never });
    await enrol(actor, 3);
    world.clock.set(new Date('2030-01-07T23:49:59Z'));
    const opensFor = (opensAt: Date) => ({ ok: false, error: { type: 'SessionNotOpen', opensAt } });
    expect(await hold(actor, { sessionId: id, patientId })).toEqual(
      opensFor(new Date('2030-01-07T23:50:00Z')),
    );
    world.clock.set(new Date('2030-01-07T23:50:00Z'));
    expect(await hold(aFamily(), { sessionId: id })).toEqual(opensFor(releaseAt));
    expect(must(await hold(actor, { sessionId: id, patientId }))).toMatchObject({ status: 'HELD' });
  });

  it('go to members first within a batch, by the priority of their level', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(aStranger));
    const numbers = ['110101195001010014', '110101195001010030', '110101195001010057', '110101195001010073'];
    for (const [index, { patientId }] of people.entries())
      await world.seeds.saveDetails(patientId, { idNumber: numbers[index] as never });
    const [first, plain, silver, diamond] = people;
    if (!first || !plain || !silver || !diamond) throw new Error('four people come');
    await enrol(silver.actor, 1);
    await enrol(diamond.actor, 3);
    // They come at one moment, so they share a batch.
    const answers = await Promise.all(people.map(({ actor, patientId }) => hold(actor, { patientId })));
    expect(answers.map(({ ok }) => ok)).toEqual([false, false, true, true]);
  });

  it('end with a session that does not take place: booked, held, and what the clinic was asked', async () => {
    const people = await Promise.all([1, 2, 3].map(aStranger));
    const { id } = await world.addSession(4, 'RELEASED', otherDay);
    const numbers = ['110101195001010014', '110101195001010030', '110101195001010057'];
    const given = [];
    for (const [index, { actor, patientId }] of people.entries()) {
      await world.seeds.saveDetails(patientId, { idNumber: numbers[index] as never });
      given.push({ actor, ...must(await hold(actor, { sessionId: id, patientId })) });
    }
    const [booking, asking, holding] = given;
    if (!booking || !asking || !holding) throw new Error('three people come');
    must(await world.clinics.submitAppointment(booking.actor, booking));
    await world.advance(0);
    must(await world.clinics.submitAppointment(asking.actor, asking));
    const stop = (reason?: string) =>
      world.clinics.stopClinic(aDispatcher(), { clinicSessionId: id, ...(reason ? { reason } : {}) });
    expect(await stop()).toMatchObject({ ok: false, error: { type: 'ReasonRequired' } });
    expect(must(await stop('医生生病'))).toMatchObject({ status: 'SUSPENDED', cancelled: 3 });
    const status = async ({ appointmentId }: AppointmentAnswer) =>
      (await world.appointment(appointmentId)).status;
    expect(await status(booking)).toBe('PROVIDER_CANCELLED');
    expect(await status(asking)).toBe('REJECTED');
    expect(await status(holding)).toBe('CANCELLED');
    expect(await stop('again')).toMatchObject({ ok: false, error: { type: 'IllegalTransition' } });
  });

  it('wait while a clinic does not answer, and are rejected when it says no', async () => {
    let reply: ClinicReply = { kind: 'unknown' };
    world = await inMemoryClinics({ gateway: { book: async () => reply } });
    sessionId = (await world.addSession(2)).id;
    const { appointmentId } = await held();
    must(await world.clinics.submitAppointment(aFamily(), { appointmentId }));
    await world.advance(60);
    expect((await world.appointment(appointmentId)).status).toBe('PENDING_CONFIRM');
    reply = { kind: 'rejected' };
    await world.advance(1);
    expect((await world.appointment(appointmentId)).status).toBe('REJECTED');
  });
});

if (realAppointments.areThere)
  it('of real people go through booking, desk and no-show', { timeout: 120_000 }, realAppointments.replay);
