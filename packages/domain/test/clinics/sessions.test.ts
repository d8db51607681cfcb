import type { ClinicSessionRequest, Schedules } from '@banzhen/domain/clinics';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AppointmentId, idFrom, type PatientId, type PersonId } from '@banzhen/domain/shared/ids';
import { aPatient, morning, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import {
  aPublishedHospital,
  departmentId,
  dispatcher,
  doctorId,
  foreigner,
  roomId,
  strangers,
  tenantId,
} from './scene.js';

const reason = '医生外出';
const releaseAt = new Date('2030-01-08T23:00:00Z');

type Command = (schedules: Schedules, actor: Person, request: ClinicSessionRequest) => Promise<unknown>;
const commands: readonly (readonly [name: string, run: Command])[] = [
  ['publishes', (schedules, actor, request) => schedules.publishSession(actor, request)],
  ['closes', (schedules, actor, request) => schedules.closeSession(actor, request)],
  [
    'changes the seats of',
    (schedules, actor, request) => schedules.changeCapacity(actor, { ...request, capacity: 60 }),
  ],
  ['suspends', (schedules, actor, request) => schedules.suspendSession(actor, request)],
  ['resumes', (schedules, actor, request) => schedules.resumeSession(actor, request)],
];

const aReleasedHospital = async () => {
  const world = await aPublishedHospital();
  world.clock.set(releaseAt);
  await world.schedules.releaseDueSessions(10);
  const take = async (): Promise<void> => {
    await world.stores.seeds.addPatient(aPatient());
    await world.stores.unitOfWork.run<void, never>(async ({ seats }) => {
      await seats.take({
        sessionId: world.clinicSessionId,
        requests: [
          {
            appointmentId: idFrom<AppointmentId>('01900000-0aa1-7000-8000-000000000001'),
            patientId: idFrom<PatientId>(aPatient().id),
            personId: idFrom<PersonId>('01900000-0aa2-7000-8000-000000000001'),
            bookedBy: dispatcher.accountId,
            heldUntil: new Date('2030-01-09T00:05:00Z'),
            priority: 0,
          },
        ],
        now: releaseAt,
        departmentsPerDay: 3,
      });
      return { ok: true, value: undefined };
    });
  };
  return { ...world, take };
};

describe('a clinic session', () => {
  it('is suspended and resumed with a reason that stays out of messages and audit', async () => {
    const { schedules, clinicSessionId, messages, audited, sessions } = await aReleasedHospital();
    expect(await schedules.suspendSession(dispatcher, { clinicSessionId })).toEqual({
      ok: false,
      error: { type: 'ReasonRequired', command: 'suspend' },
    });
    const suspended = must(await schedules.suspendSession(dispatcher, { clinicSessionId, reason }));
    expect(suspended).toEqual({ clinicSessionId, status: 'SUSPENDED', version: 4 });
    expect(await schedules.suspendSession(dispatcher, { clinicSessionId, reason })).toMatchObject({
      error: { type: 'IllegalTransition', status: 'SUSPENDED' },
    });
    must(await schedules.resumeSession(dispatcher, { clinicSessionId, reason, expectedVersion: 4 }));
    expect((await sessions())[0]?.session).toMatchObject({ status: 'RELEASED', version: 5 });
    expect((await audited()).slice(0, 2)).toEqual([
      ['clinic-session.resume', 'clinic-session'],
      ['clinic-session.suspend', 'clinic-session'],
    ]);
    expect(JSON.stringify(messages())).not.toContain(reason);
  });

  it('refuses a command to a version that is not there any more', async () => {
    const { schedules, clinicSessionId, sessions } = await aReleasedHospital();
    const stale = { clinicSessionId, reason, expectedVersion: 2 };
    expect(await schedules.suspendSession(dispatcher, stale)).toEqual({
      ok: false,
      error: { type: 'StaleVersion', currentVersion: 3 },
    });
    expect((await sessions())[0]?.session.status).toBe('RELEASED');
  });

  it('gets more seats or fewer, but not fewer than are taken', async () => {
    const { schedules, clinicSessionId, take, sessions } = await aReleasedHospital();
    await take();
    const change = (capacity: number) =>
      schedules.changeCapacity(dispatcher, { clinicSessionId, capacity, reason });
    expect(await change(0)).toEqual({ ok: false, error: { type: 'CapacityBelowSold', sold: 1 } });
    must(await change(1));
    expect((await sessions())[0]).toMatchObject({
      session: { capacity: 1, remaining: 0 },
      held: 1,
      booked: 0,
    });
    must(await change(60));
    expect((await sessions())[0]?.session).toMatchObject({ capacity: 60, remaining: 59 });
  });

  it('with seats at times of their own is not counted anew', async () => {
    const { schedules, sessions } = await aReleasedHospital();
    const timed = (await sessions())[1]?.session;
    if (timed?.seats.by !== 'time') throw new Error('the afternoon has seats at times');
    const request = { clinicSessionId: timed.id, capacity: 60, reason };
    expect(await schedules.changeCapacity(dispatcher, request)).toEqual({
      ok: false,
      error: { type: 'SeatsHaveTimes' },
    });
  });

  it('is closed with a reason, and then its time is free', async () => {
    const { schedules, clinicSessionId, first } = await aReleasedHospital();
    must(await schedules.closeSession(dispatcher, { clinicSessionId, reason }));
    const plan = { ...morning, release: { kind: 'at-publication' } } as const;
    const draft = must(
      await schedules.draftSession(dispatcher, { doctorId, departmentId, date: first.visitOn, plan }),
    );
    expect(draft).toMatchObject({ status: 'DRAFT', version: 1 });
    expect(must(await schedules.publishSession(dispatcher, draft))).toMatchObject({ status: 'PUBLISHED' });
  });

  it('as a draft takes no time, and is not published into another one', async () => {
    const { schedules, first, sessions } = await aReleasedHospital();
    const plan = { ...morning, release: { kind: 'at-publication' } } as const;
    const draft = must(
      await schedules.draftSession(dispatcher, { doctorId, departmentId, date: first.visitOn, plan }),
    );
    expect(await schedules.publishSession(dispatcher, draft)).toEqual({
      ok: false,
      error: { type: 'DoctorOccupied', doctorId },
    });
    const kept = (await sessions()).find(({ session }) => session.id === draft.clinicSessionId);
    expect(kept?.session).toMatchObject({ status: 'DRAFT', version: 1, roomId });
  });

  it.each(commands)('hides itself from whoever may not: nobody else %s it', async (_name, run) => {
    const { schedules, clinicSessionId, sessions, audited } = await aPublishedHospital();
    const [before, kept] = [await sessions(), await audited()];
    const hidden = { ok: false, error: { type: 'NotFound' } };
    for (const actor of [...strangers.map(([, one]) => one), foreigner])
      expect(await run(schedules, actor, { clinicSessionId, reason })).toEqual(hidden);
    expect(await sessions()).toEqual(before);
    expect(await audited()).toEqual(kept);
  });

  it('of a tenant is changed by its own staff alone', async () => {
    const { schedules, clinicSessionId } = await aReleasedHospital();
    expect(foreigner.tenantId).not.toBe(tenantId);
    expect(await schedules.closeSession(foreigner, { clinicSessionId, reason })).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
  });
});

describe('the release of seats', () => {
  it('catches up, the longest due first, once each, and tells of each once', async () => {
    const { schedules, clock, sessions, messages } = await aPublishedHospital();
    expect(await schedules.releaseDueSessions(10)).toEqual({ moved: [], refused: [], isMore: false });
    clock.set(new Date('2030-01-20T00:00:00Z'));
    const ids = (await sessions()).map(({ session }) => session.id);
    const first = await schedules.releaseDueSessions(3);
    expect(first).toEqual({ moved: ids.slice(0, 3), refused: [], isMore: true });
    const second = await schedules.releaseDueSessions(3);
    expect(second).toEqual({ moved: ids.slice(3), refused: [], isMore: false });
    expect((await schedules.releaseDueSessions(3)).moved).toEqual([]);
    const told = messages().filter(({ type }) => type === 'ClinicSessionReleased');
    expect(told.map(({ aggregateId }) => aggregateId)).toEqual(ids);
    for (const { session } of await sessions())
      expect(session).toMatchObject({ status: 'RELEASED', releasedAt: clock.now(), version: 3 });
  });

  it('does not come early', async () => {
    const { schedules, clock } = await aPublishedHospital();
    clock.set(new Date(releaseAt.getTime() - 1));
    expect((await schedules.releaseDueSessions(10)).moved).toEqual([]);
    clock.set(releaseAt);
    expect((await schedules.releaseDueSessions(10)).moved).toHaveLength(2);
  });
});

describe('the end of sessions', () => {
  it('closes what took place and is over, the longest over first, once each, and tells of each once', async () => {
    const { schedules, clock, sessions, messages, audited } = await aReleasedHospital();
    clock.set(new Date('2030-01-20T00:00:00Z'));
    await schedules.releaseDueSessions(10);
    const all = (await sessions()).map(({ session }) => session);
    const ids = all.map(({ id }) => id);
    const lastEnd = all.at(-1)?.during.endsAt ?? clock.now();
    clock.set(new Date(lastEnd.getTime() - 1));
    expect(await schedules.closeEndedSessions(3)).toEqual({
      moved: ids.slice(0, 3),
      refused: [],
      isMore: true,
    });
    expect(await schedules.closeEndedSessions(3)).toEqual({
      moved: ids.slice(3, -1),
      refused: [],
      isMore: false,
    });
    clock.set(lastEnd);
    expect((await schedules.closeEndedSessions(3)).moved).toEqual(ids.slice(-1));
    expect((await schedules.closeEndedSessions(3)).moved).toEqual([]);
    const told = messages().filter(({ type }) => type === 'ClinicSessionClosed');
    expect(told.map(({ aggregateId }) => aggregateId)).toEqual(ids);
    for (const { session } of await sessions())
      expect(session).toMatchObject({ status: 'CLOSED', version: 4 });
    expect((await audited()).map(([operation]) => operation)).not.toContain('clinic-session.close');
  });

  it('leaves what was stopped as it is', async () => {
    const { schedules, clock, clinicSessionId, sessions } = await aReleasedHospital();
    must(await schedules.suspendSession(dispatcher, { clinicSessionId, reason }));
    clock.set(new Date('2030-02-20T00:00:00Z'));
    expect((await schedules.closeEndedSessions(10)).moved).not.toContain(clinicSessionId);
    expect((await sessions())[0]?.session).toMatchObject({ status: 'SUSPENDED' });
  });
});
