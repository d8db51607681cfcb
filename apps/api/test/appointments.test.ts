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
  told(api.mutate(`appointment.${procedure}`, input, caller));
const ask = (procedure: string, input: object, caller: Caller = 'family') =>
  told(api.query(procedure, input, caller));
const listOf = (value: unknown) => value as readonly Json[];

/** What the demo hospitals offer in the coming days. */
const offers = async (): Promise<readonly Json[]> => {
  const found: Json[] = [];
  const hospitals = listOf((await ask('catalogue.hospitals', { cityCode: '110000', text: '' })).value);
  for (const { hospitalId } of hospitals) {
    const { value } = await ask('appointment.availability', {
      hospitalId,
      from: dayFrom(0),
      until: dayFrom(14),
    });
    found.push(...listOf(value.sessions).map((session) => ({ ...session, hospitalId })));
  }
  return found;
};

describe('a seat of a demo clinic', () => {
  it('is found, held, wanted, confirmed by the clinic, seen by family and desk, and given back', async () => {
    const open = (await offers()).filter((one) => one.offer === 'open');
    expect(open.length).toBeGreaterThan(2);
    const session = open.at(-1) as Json;
    const { clinicSessionId } = session;
    const patients = listOf((await ask('patient.list', {})).value);
    const known = patients.find(({ isRealNamed }) => isRealNamed) as Json;
    const { patientId } = known;
    const details = { realName: '王秀兰', idNumber: '110101194903070022' };
    await told(api.mutate('patient.change', { patientId, details }, 'family'));

    const key = { idempotencyKey: 'a-key-of-the-phone' };
    const held = await call('hold', { clinicSessionId, patientId, ...key });
    expect(held.value).toMatchObject({ status: 'HELD', clinicSessionId, version: 1 });
    const again = await call('hold', { clinicSessionId, patientId, ...key });
    expect(again.value).toEqual(held.value);
    const { appointmentId } = held.value;
    expect((await call('hold', { clinicSessionId, patientId })).refusal).toMatchObject({
      type: 'AlreadyBooked',
      zh: expect.any(String),
      en: expect.any(String),
    });

    expect((await call('submit', { appointmentId })).value).toMatchObject({ status: 'PENDING_CONFIRM' });
    await api.platform.clinics.keep.askClinics();
    const seen = await ask('appointment.read', { appointmentId });
    expect(seen.value).toMatchObject({ status: 'BOOKED', patientId, doctorName: session.doctorName });
    expect(listOf(seen.value.history).map(({ row }) => row)).toEqual(['H1', 'H3', 'H4']);
    expect((await ask('appointment.own', {})).value).toMatchObject({ appointments: [{ appointmentId }] });
    expect((await ask('appointment.read', { appointmentId }, 'otherFamily')).refusal).toMatchObject({
      type: 'NotFound',
    });

    const all = await ask('appointment.ofSession', { clinicSessionId }, 'dispatcher');
    expect(listOf(all.value.appointments)).toMatchObject([{ appointmentId, status: 'BOOKED' }]);
    expect(all.value.remaining).toBe(Number(session.remaining) - 1);
    expect((await ask('appointment.ofSession', { clinicSessionId })).status).toBe(404);

    const preview = await ask('schedule.previewStop', { clinicSessionId }, 'dispatcher');
    expect(preview.value).toMatchObject({
      affected: [{ appointmentId, status: 'BOOKED', effect: 'stopped' }],
      notice: { zh: expect.stringContaining(String(session.doctorName)), en: expect.any(String) },
    });
    expect((await ask('schedule.previewStop', { clinicSessionId })).status).toBe(404);
    expect((await call('answer', { appointmentId, answer: 'rejected' }, 'dispatcher')).refusal).toMatchObject(
      {
        type: 'IllegalTransition',
      },
    );
    expect((await call('answer', { appointmentId, answer: 'rejected' })).status).toBe(404);

    expect((await call('cancel', { appointmentId, expectedVersion: 1 })).refusal).toMatchObject({
      type: 'StaleVersion',
      currentVersion: 3,
    });
    expect((await call('cancel', { appointmentId })).value).toMatchObject({ status: 'CANCELLED' });
  });

  it('is confirmed by nobody else while a partner holds a key that may answer for the clinic, expired or not', async () => {
    const open = (await offers()).filter((one) => one.offer === 'open');
    const { clinicSessionId, hospitalId } = open.at(-3) as Json;
    const patients = listOf((await ask('patient.list', {})).value);
    const { patientId } = patients.find(({ isRealNamed }) => isRealNamed) as Json;
    const administer = async (procedure: string, input: object) =>
      (await told(api.mutate(`partner.${procedure}`, input, 'admin'))).value;
    const { partnerId } = await administer('register', { name: '晨光门诊', kind: 'clinic' });
    const wish = { partnerId, hospitalIds: [hospitalId], networks: [], dailyQuota: 9, days: 1 };
    await administer('createKey', { ...wish, operations: ['appointment.read'] });
    const { keyId } = await administer('createKey', { ...wish, operations: ['appointment.answer'] });
    const { appointmentId } = (await call('hold', { clinicSessionId, patientId })).value;
    await call('submit', { appointmentId });
    const looked = async () => {
      await api.platform.clinics.keep.askClinics();
      return (await ask('appointment.read', { appointmentId })).value.status;
    };
    expect(await looked()).toBe('PENDING_CONFIRM');
    await administer('revokeKey', { keyId });
    expect(await looked()).toBe('BOOKED');
    await call('cancel', { appointmentId });
  });

  it('is told to its family when the clinic stops the session, in the words of the preview', async () => {
    const open = (await offers()).filter((one) => one.offer === 'open');
    const { clinicSessionId } = open.at(-2) as Json;
    const patients = listOf((await ask('patient.list', {})).value);
    const { patientId } = patients.find(({ isRealNamed }) => isRealNamed) as Json;
    const { appointmentId } = (await call('hold', { clinicSessionId, patientId })).value;
    await call('submit', { appointmentId });
    await api.platform.clinics.keep.askClinics();
    const { value } = await ask('schedule.previewStop', { clinicSessionId }, 'dispatcher');
    expect((await ask('appointment.read', { appointmentId })).value.notice).toBeUndefined();
    const stop = { clinicSessionId, expectedVersion: value.version, reason: '医生生病' };
    const stopped = await told(api.mutate('schedule.stopClinic', stop, 'dispatcher'));
    expect(stopped.value).toMatchObject({ status: 'SUSPENDED', cancelled: 1 });
    const seen = await ask('appointment.read', { appointmentId });
    expect(seen.value).toMatchObject({ status: 'PROVIDER_CANCELLED', notice: value.notice });
  });

  it('is voided by two administrators, and the desk sees who has proposed it (H12)', async () => {
    const open = (await offers()).filter((one) => one.offer === 'open');
    const { clinicSessionId } = open.at(-3) as Json;
    const patients = listOf((await ask('patient.list', {})).value);
    const { patientId } = patients.find(({ isRealNamed }) => isRealNamed) as Json;
    const { appointmentId } = (await call('hold', { clinicSessionId, patientId })).value;
    const wanted = { appointmentId, reason: '重复录入' };
    for (const caller of ['family', 'dispatcher'] as const)
      for (const act of ['proposeVoid', 'void'])
        expect((await call(act, wanted, caller)).refusal).toMatchObject({ type: 'NotFound' });
    expect((await call('proposeVoid', wanted, 'admin')).value).toMatchObject({ status: 'HELD', version: 2 });
    expect((await call('void', wanted, 'admin')).refusal).toMatchObject({
      type: 'SecondPersonNeeded',
      zh: expect.any(String),
      en: expect.any(String),
    });
    const seenBy = async (caller: Caller) =>
      listOf((await ask('appointment.ofSession', { clinicSessionId }, caller)).value.appointments);
    expect(await seenBy('admin')).toMatchObject([{ voidProposed: 'by-you' }]);
    expect(await seenBy('dispatcher')).toMatchObject([{ voidProposed: 'by-another' }]);
    expect((await ask('appointment.read', { appointmentId })).value.voidProposed).toBeUndefined();
    await call('cancel', { appointmentId });
    expect((await seenBy('admin'))[0]?.voidProposed).toBeUndefined();
  });

  it('lists the hospitals that a dispatcher plans, by city, and none to a family', async () => {
    const planned = await ask('schedule.hospitals', {}, 'dispatcher');
    expect(listOf(planned.value).length).toBeGreaterThan(3);
    expect(new Set(listOf(planned.value).map(({ cityCode }) => cityCode))).toEqual(new Set(['110000']));
    expect((await ask('schedule.hospitals', {})).status).toBe(404);
  });

  it('is of no use to a person whom nobody knows, nor in a session that is not on sale', async () => {
    const found = await offers();
    const closed = found.find((one) => one.offer === 'not-open');
    const patients = listOf((await ask('patient.list', {})).value);
    const [{ patientId } = { patientId: '' }] = patients;
    if (closed)
      expect(
        (await call('hold', { clinicSessionId: closed.clinicSessionId, patientId })).refusal,
      ).toMatchObject({ type: closed.because });
    const session = found.find((one) => one.offer === 'open') as Json;
    const created = await told(api.mutate('patient.create', { name: '无证件' }, 'family'));
    const nobody = { clinicSessionId: session.clinicSessionId, patientId: created.value.patientId };
    expect((await call('hold', nobody)).refusal).toMatchObject({ type: 'PatientNotRealNamed' });
  });
});
