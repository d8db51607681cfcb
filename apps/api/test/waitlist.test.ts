import { anIdNumber } from '@banzhen/domain/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from './days.js';
import { type Caller, type OpenApi, openApi } from './open-api.js';
import { type Json, told } from './told.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
}, 120_000);
afterAll(() => api.close());

const call = (procedure: string, input: object, caller: Caller = 'family') =>
  told(api.mutate(procedure, input, caller));
const ask = (procedure: string, input: object, caller: Caller = 'family') =>
  told(api.query(procedure, input, caller));
const listOf = (value: unknown) => value as readonly Json[];

/** The last session that a demo hospital has on sale: days away. */
const aSession = async (): Promise<Json & { readonly hospitalId: unknown }> => {
  const hospitals = listOf((await ask('catalogue.hospitals', { cityCode: '110000', text: '' })).value);
  for (const { hospitalId } of hospitals) {
    const dates = { from: dayFrom(2), until: dayFrom(14) };
    const { value } = await ask('appointment.availability', { hospitalId, ...dates });
    const open = listOf(value.sessions).findLast(({ offer }) => offer === 'open');
    if (open) return { ...open, hospitalId };
  }
  throw new Error('a demo hospital has a session on sale');
};

const aPatient = async (caller: Caller, realName: string, idNumber: string): Promise<unknown> => {
  const { patientId } = (await call('patient.create', { name: realName }, caller)).value;
  await call('patient.change', { patientId, details: { realName, idNumber } }, caller);
  return patientId;
};

describe('the waitlist of a demo clinic', () => {
  it('gives a seat that one family gives back to the other that waits, which accepts it', async () => {
    const { clinicSessionId, hospitalId, departmentId } = await aSession();
    const patientId = await aPatient('family', '王秀兰', anIdNumber(0));
    const other = await aPatient('otherFamily', '李建国', anIdNumber(1));
    const held = await call('appointment.hold', { clinicSessionId, patientId });
    const wish = { hospitalId, departmentId, from: dayFrom(0), until: dayFrom(30) };
    const joined = await call('waitlist.join', { ...wish, patientId: other }, 'otherFamily');
    expect(joined.value).toMatchObject({ status: 'WAITING', version: 1 });
    const { entryId } = joined.value;
    expect((await call('waitlist.join', { ...wish, patientId: other }, 'otherFamily')).refusal).toMatchObject(
      {
        type: 'AlreadyWaiting',
        zh: expect.any(String),
        en: expect.any(String),
      },
    );
    expect(listOf((await ask('waitlist.own', {}, 'otherFamily')).value.entries)).toMatchObject([
      { entryId, band: '1-5', patientName: '李建国', departmentId },
    ]);
    expect(listOf((await ask('waitlist.own', {})).value.entries)).toEqual([]);

    await call('appointment.cancel', { appointmentId: held.value.appointmentId });
    await api.platform.clinics.keep.offerSeats();
    const [offered] = listOf((await ask('waitlist.own', {}, 'otherFamily')).value.entries);
    expect(offered).toMatchObject({ entryId, status: 'OFFERED', version: 2 });
    expect(offered).not.toHaveProperty('band');
    const desk = await ask('waitlist.ofDepartment', { departmentId }, 'dispatcher');
    expect(desk.value).toMatchObject({
      waiting: 0,
      offered: 1,
      offers: 1,
      outOfTurn: 0,
      entries: [{ entryId }],
    });
    expect((await ask('waitlist.ofDepartment', { departmentId })).status).toBe(404);

    expect((await call('waitlist.accept', { entryId })).refusal).toMatchObject({ type: 'NotFound' });
    expect((await call('waitlist.accept', { entryId }, 'otherFamily')).value).toMatchObject({
      status: 'ACCEPTED',
      appointmentId: offered?.appointmentId,
    });
    await api.platform.clinics.keep.askClinics();
    const booked = await ask('appointment.read', { appointmentId: offered?.appointmentId }, 'otherFamily');
    expect(booked.value).toMatchObject({ status: 'BOOKED', clinicSessionId });
    expect((await call('waitlist.leave', { entryId }, 'otherFamily')).refusal).toMatchObject({
      type: 'IllegalTransition',
    });
  });

  it('shows a dispatcher the line of a session, of which they offer a freed seat to whom they choose', async () => {
    const { clinicSessionId, hospitalId, departmentId, visitOn } = await aSession();
    const patientId = await aPatient('family', '周桂兰', anIdNumber(3));
    const held = await call('appointment.hold', { clinicSessionId, patientId });
    await call('appointment.cancel', { appointmentId: held.value.appointmentId });
    const wish = { hospitalId, departmentId, from: dayFrom(0), until: dayFrom(30) };
    const { entryId } = (await call('waitlist.join', { ...wish, patientId })).value;
    const dates = { hospitalId, from: visitOn, until: dayFrom(30) };
    const counts = await ask('waitlist.sessions', dates, 'dispatcher');
    expect(listOf(counts.value.sessions)).toContainEqual({
      ...{ clinicSessionId, waiting: 1, offered: 0, paused: 0, freed: 1 },
    });
    expect((await ask('waitlist.ofSession', { clinicSessionId })).status).toBe(404);
    const line = () => ask('waitlist.ofSession', { clinicSessionId }, 'dispatcher');
    expect((await line()).value).toMatchObject({
      ...{ clinicSessionId, freed: 1, outOfTurnBp: 2000 },
      entries: [{ entryId, place: 1, isMember: false, joinedAs: 'U', patientName: '周桂兰' }],
    });
    const given = { entryId, clinicSessionId, reason: '术后复查' };
    expect((await call('waitlist.offer', given)).refusal).toMatchObject({ type: 'NotFound' });
    expect((await call('waitlist.offer', { ...given, reason: '' }, 'dispatcher')).status).toBe(400);
    expect((await call('waitlist.offer', given, 'dispatcher')).value).toMatchObject({ status: 'OFFERED' });
    const last = async () => listOf((await line()).value.made)[0];
    expect((await line()).value).toMatchObject({ freed: 0, entries: [{ entryId, status: 'OFFERED' }] });
    expect(await last()).toMatchObject({ entryId, isByHand: true, isOutOfTurn: false, end: 'open' });
    expect((await call('waitlist.offer', given, 'dispatcher')).refusal).toMatchObject({
      type: 'IllegalTransition',
    });
    await call('waitlist.decline', { entryId });
    expect((await line()).value).toMatchObject({ freed: 1, entries: [] });
    expect(await last()).toMatchObject({ entryId, end: 'declined' });
    const report = { hospitalId, from: dayFrom(-1), until: dayFrom(2) };
    expect((await ask('waitlist.fairness', report)).status).toBe(404);
    expect(
      (await ask('waitlist.fairness', { ...report, until: dayFrom(200) }, 'dispatcher')).refusal,
    ).toMatchObject({ type: 'DatesUnfit' });
    const { departments } = (await ask('waitlist.fairness', report, 'dispatcher')).value;
    const ended = { open: 0, accepted: 1, declined: 1, missed: 0, withdrawn: 0 };
    expect(departments).toMatchObject([
      {
        departmentId,
        toMembers: { offers: 0 },
        toOthers: { offers: 2, outOfTurn: 0, byHand: 1, ended },
        allTime: { offers: 2, outOfTurn: 0 },
        isWithinBound: true,
        seats: { waitlist: { seats: 2, taken: 2 }, open: { seats: 1, taken: 0 } },
      },
    ]);
  });

  it('is left again, by the version that was seen', async () => {
    const { hospitalId, departmentId } = await aSession();
    const patientId = await aPatient('family', '赵桂英', anIdNumber(2));
    const wish = { hospitalId, departmentId, from: dayFrom(0), until: dayFrom(30), patientId };
    const { entryId, version } = (await call('waitlist.join', wish)).value;
    expect((await call('waitlist.leave', { entryId, expectedVersion: 9 })).refusal).toMatchObject({
      type: 'StaleVersion',
      currentVersion: version,
    });
    expect((await call('waitlist.leave', { entryId })).value).toMatchObject({ status: 'CANCELLED' });
  });
});
