import { appointmentStatuses, type ClinicReply } from '@banzhen/domain/appointments';
import { stopEffectOf, stopNotice } from '@banzhen/domain/clinics';
import {
  aDispatcher,
  aFamily,
  aPatient,
  fixedOffsetCalendar,
  inMemoryClinics,
  must,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { foreigner, strangers } from './scene.js';

const silent = { book: async (): Promise<ClinicReply> => ({ kind: 'unknown' }) };

/** An appointment that a clinic was asked about, and that it says nothing to. */
const anUnanswered = async () => {
  const world = await inMemoryClinics({ gateway: silent });
  const { id: sessionId } = await world.addSession(2);
  const wanted = { sessionId, patientId: aPatient().id };
  const { appointmentId } = must(await world.clinics.holdSeat(aFamily(), wanted));
  const { version } = must(await world.clinics.submitAppointment(aFamily(), { appointmentId }));
  await world.advance(1);
  return { ...world, appointmentId, expectedVersion: version };
};

describe('the desk of a clinic that is silent', () => {
  it('says that the clinic has it, under a record of its own (H4)', async () => {
    const { clinics, appointment, appointmentId, expectedVersion, database } = await anUnanswered();
    const confirm = (clinicRecord: string) =>
      clinics.answerForClinic(aDispatcher(), {
        appointmentId,
        expectedVersion,
        answer: 'booked',
        clinicRecord,
      });
    expect(await confirm('  ')).toEqual({ ok: false, error: { type: 'ClinicRecordMissing' } });
    expect(must(await confirm(' A-17 '))).toMatchObject({ status: 'BOOKED', version: 3 });
    expect(await appointment(appointmentId)).toMatchObject({ clinicRecord: 'A-17' });
    expect(await confirm('A-18')).toMatchObject({ ok: false, error: { type: 'StaleVersion' } });
    const audited = database.committed().auditRows.where(() => true);
    expect(audited).toHaveLength(1);
    expect(JSON.stringify(audited)).toContain('appointment.answer');
  });

  it('says that it does not, without waiting until the system may (H5)', async () => {
    const { clinics, appointmentId, expectedVersion } = await anUnanswered();
    const reject = () =>
      clinics.answerForClinic(aDispatcher(), { appointmentId, expectedVersion, answer: 'rejected' });
    expect(must(await reject())).toMatchObject({ status: 'REJECTED' });
    const again = clinics.answerForClinic(aDispatcher(), { appointmentId, answer: 'rejected' });
    expect(await again).toMatchObject({ ok: false, error: { type: 'IllegalTransition' } });
  });

  it('is a dispatcher of its city, and nobody else', async () => {
    const { clinics, appointmentId, appointment } = await anUnanswered();
    for (const [who, actor] of [...strangers, ['another tenant', foreigner] as const])
      expect([who, await clinics.answerForClinic(actor, { appointmentId, answer: 'rejected' })]).toEqual([
        who,
        { ok: false, error: { type: 'NotFound' } },
      ]);
    expect((await appointment(appointmentId)).status).toBe('PENDING_CONFIRM');
  });
});

describe('what a session that does not take place does to its appointments', () => {
  it('is something to those that have a seat and are not over, and to no others', () => {
    const effects = Object.fromEntries(
      appointmentStatuses.flatMap((status) => {
        const effect = stopEffectOf(status);
        return effect ? [[status, effect]] : [];
      }),
    );
    expect(effects).toEqual({
      HELD: 'given-up',
      PENDING_CONFIRM: 'rejected',
      BOOKED: 'stopped',
      CHECKED_IN: 'stays',
    });
  });

  it("is told to families on the clinic's clocks, in both languages", () => {
    const { zh, en } = stopNotice(
      {
        hospitalName: '北京医院',
        departmentName: '骨科',
        doctorName: '李华',
        zone: 'Asia/Shanghai',
        during: { startsAt: new Date('2030-01-09T23:30:00Z'), endsAt: new Date('2030-01-10T04:00:00Z') },
      },
      fixedOffsetCalendar({ offsetMinutes: 480 }),
    );
    expect(zh).toBe(
      '停诊通知：北京医院骨科李华医生 2030年1月10日 07:30–12:00 的门诊停诊，您的预约已取消，请不要前往。您可以改约其他场次。',
    );
    expect(en).toBe(
      'Clinic cancelled: 李华 (骨科, 北京医院) does not see patients on 2030-01-10, 07:30–12:00. Your appointment has ended; please do not come. You can book another session.',
    );
  });
});
