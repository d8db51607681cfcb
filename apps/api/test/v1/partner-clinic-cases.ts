import { anIdNumber } from '@banzhen/domain/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from '../days.js';
import { people } from '../open-api.js';
import { told } from '../told.js';
import { aKey, listOf, type PartnerScene, partnerScene } from './partner-scene.js';

/** Drafts, benefits and reconciliations. */
export const partnerClinicCases = (): void => {
  describe('a clinic’s own system', () => {
    let scene: PartnerScene;
    beforeAll(async () => {
      scene = await partnerScene();
    }, 120_000);
    afterAll(() => scene.api.close());

    const asStaff = async (procedure: string, input: object) => {
      const answer = await told(scene.api.mutate(procedure, input, 'admin'));
      if (answer.refusal) throw new Error(`${procedure}: ${JSON.stringify(answer.refusal)}`);
      return answer.value;
    };

    /** A session that staff have planned at a hospital in twelve days. */
    const aDraft = async (hospitalId: string) => {
      const { value } = await told(scene.api.query('schedule.directory', { hospitalId }, 'admin'));
      const [doctor] = listOf(value.doctors);
      const { roomId } = await asStaff('schedule.addRoom', { hospitalId, name: `新诊室 ${aKey()}` });
      const { clinicSessionId } = await asStaff('schedule.draftSession', {
        departmentId: doctor?.departmentId,
        doctorId: doctor?.doctorId,
        date: dayFrom(12),
        plan: {
          ...{ fromMinute: 1_200, toMinute: 1_230, roomId, seats: { by: 'session', capacity: 3 } },
          release: { kind: 'at-publication' },
        },
      });
      return String(clinicSessionId);
    };

    describe('drafts', () => {
      it('are listed to the clinic’s own system, which publishes them once', async () => {
        const { get, post, clinicId, otherClinicId } = scene;
        const [sessionId, foreign] = [await aDraft(clinicId), await aDraft(otherClinicId)];
        const range = `from=${dayFrom(10)}&until=${dayFrom(14)}`;
        const listed = await get(`/v1/clinics/${clinicId}/drafts?${range}`);
        expect(listOf(listed.body.items)).toEqual([
          expect.objectContaining({ sessionId, clinicId, capacity: 3, version: 1 }),
        ]);
        expect((await get(`/v1/clinics/${otherClinicId}/drafts?${range}`)).status).toBe(404);
        expect((await get(`/v1/sessions/${sessionId}`)).status).toBe(404);
        const key = { headers: { 'idempotency-key': aKey() } };
        const published = await post(`/v1/sessions/${sessionId}/publish`, {}, 1, key);
        expect(published.body).toEqual({ sessionId, status: 'PUBLISHED', version: 2 });
        expect((await post(`/v1/sessions/${sessionId}/publish`, {}, 1, key)).body).toEqual(published.body);
        const again = await post(`/v1/sessions/${sessionId}/publish`, {}, 2);
        expect([again.status, again.body.title]).toEqual([409, 'IllegalTransition']);
        expect((await post(`/v1/sessions/${foreign}/publish`, {}, 1)).status).toBe(404);
        expect((await get(`/v1/sessions/${sessionId}`)).body).toMatchObject({ status: 'PUBLISHED' });
        expect((await get(`/v1/clinics/${clinicId}/drafts?${range}`)).body.items).toEqual([]);
      });
    });

    /** A seat of the family at a hospital, wanted and not yet confirmed. */
    const aFamilySeat = async (hospitalId: string, patientId = scene.patientId) => {
      const { family, offersAt } = scene;
      for (const { clinicSessionId } of await offersAt(hospitalId)) {
        const held = await told(
          scene.api.mutate('appointment.hold', { clinicSessionId, patientId }, 'family'),
        );
        if (held.refusal) continue;
        const { appointmentId } = held.value;
        await family('appointment.submit', { appointmentId });
        return String(appointmentId);
      }
      throw new Error('no session is left');
    };

    describe('what a membership brings', () => {
      it('is told of patients who have been here, as their newest appointment keeps it', async () => {
        const { get, clinicId, otherClinicId, patientId, createKey, admin } = scene;
        const path = `/v1/members/${patientId}/benefits`;
        expect((await get(path)).status).toBe(404);
        const first = await aFamilySeat(clinicId);
        const none = await get(path);
        expect(none.body).toEqual({
          ...{ patientId, appointmentId: first },
          ...{ discountBasisPoints: 0, privileges: [] },
        });
        await asStaff('membership.give', {
          ...{ accountId: people.family, level: 2, days: 365, cause: 'goodwill', idempotencyKey: aKey() },
        });
        expect((await get(path)).body).toEqual(none.body);
        const second = await aFamilySeat(clinicId);
        const { body } = await get(path);
        expect(body).toMatchObject({
          appointmentId: second,
          level: { level: 2, name: { zh: '金卡会员', en: 'Gold' } },
          discountBasisPoints: 500,
        });
        expect(listOf(body.privileges)).toContainEqual({
          code: 'discount_bp',
          value: { kind: 'rate', rate: 500 },
        });
        expect(JSON.stringify(body)).not.toContain(people.family);
        const { key, keyId } = await createKey({ hospitalIds: [otherClinicId] });
        expect((await get(path, { key: String(key) })).status).toBe(404);
        await admin('revokeKey', { keyId });
        const noted = await told(
          scene.api.query('audit.page', { operation: 'benefit.read', limit: 50 }, 'auditor'),
        );
        expect(listOf(noted.value.rows).length).toBeGreaterThan(1);
      });

      it('is told of all whose newest appointment here keeps one, page by page, and of nobody else', async () => {
        const { get, family, clinicId, otherClinicId, patientId, createKey, partnerId } = scene;
        const members = async (query = '', given = {}) => (await get(`/v1/members${query}`, given)).body;
        const one = (await get(`/v1/members/${patientId}/benefits`)).body;
        expect(await members()).toEqual({ items: [one] });
        const aPatient = async (name: string, idNumber: string) => {
          const made = await family('patient.create', { name });
          await family('patient.change', {
            patientId: made.patientId,
            details: { realName: name, idNumber },
          });
          return String(made.patientId);
        };
        const here = await aPatient('王建国', anIdNumber(1));
        const elsewhere = await aPatient('王建军', anIdNumber(2));
        await aFamilySeat(clinicId, here);
        await aFamilySeat(otherClinicId, elsewhere);
        const both = listOf((await members()).items);
        const ids = both.map((member) => member.patientId);
        expect(ids).toEqual([patientId, here].toSorted());
        expect(both).toContainEqual(one);
        const first = await members('?limit=1');
        const next = await members(`?limit=1&cursor=${first.nextCursor}`);
        expect([...listOf(first.items), ...listOf(next.items)]).toEqual(both);
        expect(next.nextCursor).toBeUndefined();
        const words = JSON.stringify(both);
        for (const word of [people.family, '王秀兰', '王建国', 'phone', 'accountId', otherClinicId])
          expect(words).not.toContain(word);
        const { key } = await createKey({ partnerId, hospitalIds: [otherClinicId] });
        const there = { key: String(key) };
        expect(listOf((await members('', there)).items).map((member) => member.patientId)).toEqual([
          elsewhere,
        ]);
        const foreign = await get(`/v1/members?cursor=${first.nextCursor}`, there);
        expect([foreign.status, foreign.body.title]).toEqual([400, 'CursorInvalid']);
      });
    });

    describe('a reconciliation', () => {
      const days = { from: dayFrom(0), until: dayFrom(14) };
      const ask = (body: object) =>
        scene.request('POST', '/v1/reconciliations', {
          body: { clinicId: scene.clinicId, ...days, ...body },
        });
      const ours = async () => {
        const path = `/v1/clinics/${scene.clinicId}/appointments?from=${days.from}&until=${days.until}&limit=100`;
        return listOf((await scene.get(path)).body.items).map(
          ({ appointmentId, patientId, doctorId, status, startsAt }) => ({
            ...{ appointmentId, patientId, doctorId, status, startsAt },
          }),
        );
      };

      it('finds nothing where both sides have the same, and every difference otherwise', async () => {
        for (let no = 0; no < 3; no += 1) await aFamilySeat(scene.clinicId);
        const rows = await ours();
        expect(rows.length).toBeGreaterThan(2);
        const same = await ask({ appointments: rows });
        expect(same.body).toEqual({ compared: rows.length, differences: [] });
        const [first, second, third] = rows;
        const stranger = { clinicRecord: 'HIS-9', status: 'BOOKED', startsAt: '2030-01-07T02:00:00.000Z' };
        const late = { ...second, startsAt: '2030-01-07T02:00:00.000Z', doctorId: first?.patientId };
        const { body } = await ask({
          appointments: [{ ...first, status: 'NO_SHOW' }, late, ...rows.slice(3), stranger],
        });
        expect(body.differences).toEqual([
          { kind: 'status', here: first, there: { ...first, status: 'NO_SHOW' } },
          { kind: 'time', here: second, there: late },
          { kind: 'doctor', here: second, there: late },
          { kind: 'missing-here', there: stranger },
          { kind: 'missing-there', here: third },
        ]);
        expect(await ours()).toEqual(rows);
      });

      it('takes two thousand rows and no more, of thirty-one days and hospitals of the key', async () => {
        const many = (count: number) =>
          Array.from({ length: count }, (_, no) => ({
            clinicRecord: `HIS-${no}`,
            status: 'CANCELLED',
            startsAt: '2030-01-07T02:00:00.000Z',
          }));
        expect((await ask({ appointments: many(2_000) })).status).toBe(200);
        const refused = async (body: object) => {
          const { status, body: problem } = await ask({ appointments: [], ...body });
          return [status, problem.title];
        };
        expect(await refused({ appointments: many(2_001) })).toEqual([400, 'InvalidInput']);
        expect(
          await refused({ appointments: [{ status: 'BOOKED', startsAt: '2030-01-07T02:00:00Z' }] }),
        ).toEqual([400, 'InvalidInput']);
        expect(await refused({ from: dayFrom(0), until: dayFrom(31) })).toEqual([400, 'DatesUnfit']);
        expect(await refused({ clinicId: scene.otherClinicId })).toEqual([404, 'NotFound']);
      });
    });
  });
};
