import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from '../days.js';
import { aKey, listOf, type PartnerScene, partnerScene } from './partner-scene.js';
import { partnerWriteCases } from './partner-write-cases.js';

/** What a partner reads, books and changes. */
export const partnerApiCases = (): void => {
  describe('calls of a partner', () => {
    let scene: PartnerScene;
    beforeAll(async () => {
      scene = await partnerScene();
    }, 120_000);
    afterAll(() => scene.api.close());

    const range = `from=${dayFrom(0)}&until=${dayFrom(14)}`;
    const problem = (name: string) => `urn:banzhen:problem:${name}`;

    /** A seat of the family at the partner's hospital, confirmed or not. */
    const aFamilySeat = async () => {
      const { family, offersAt, clinicId, patientId, api } = scene;
      const sessions = await offersAt(clinicId);
      for (const { clinicSessionId } of sessions) {
        const held = await api.mutate('appointment.hold', { clinicSessionId, patientId }, 'family');
        if (held.status !== 200) continue;
        const { appointmentId } = ((await held.json()) as { result: { data: { appointmentId: string } } })
          .result.data;
        await family('appointment.submit', { appointmentId });
        return { appointmentId, sessionId: String(clinicSessionId) };
      }
      throw new Error('no session is left');
    };

    describe('reads of a partner', () => {
      it('are of the hospitals of its key', async () => {
        const { get, clinicId } = scene;
        const clinics = await get('/v1/clinics');
        expect(clinics.status).toBe(200);
        expect(clinics.body).toEqual({
          items: [{ clinicId, name: expect.any(String), cityCode: '110000' }],
        });
        const departments = listOf((await get(`/v1/clinics/${clinicId}/departments`)).body.items);
        const doctors = listOf((await get(`/v1/clinics/${clinicId}/doctors`)).body.items);
        expect(departments.length).toBeGreaterThan(0);
        expect(departments.map(({ departmentId }) => departmentId)).toContain(doctors[0]?.departmentId);
        const offers = listOf((await get(`/v1/clinics/${clinicId}/availability?${range}`)).body.items);
        expect(offers.filter(({ offer }) => offer === 'open').length).toBeGreaterThan(0);
      });

      it('come in pages that leave nothing out and tell nothing twice', async () => {
        const { get, clinicId } = scene;
        const path = `/v1/clinics/${clinicId}/sessions?${range}`;
        const whole = listOf((await get(`${path}&limit=100`)).body.items).map(({ sessionId }) => sessionId);
        expect(whole.length).toBeGreaterThan(3);
        const paged: unknown[] = [];
        let cursor: unknown = '';
        do {
          const { body } = await get(`${path}&limit=3${cursor ? `&cursor=${cursor}` : ''}`);
          const items = listOf(body.items);
          expect(items.length).toBeLessThanOrEqual(3);
          paged.push(...items.map(({ sessionId }) => sessionId));
          cursor = body.nextCursor;
        } while (cursor);
        expect(paged).toEqual(whole);
        for (const wrong of ['x', 'AAAA', Buffer.from('a b').toString('base64url')]) {
          const { status, body } = await get(`${path}&cursor=${wrong}`);
          expect([status, body.type]).toEqual([400, problem('cursor-invalid')]);
        }
      });

      it('tell the version as a tag, and how the limit of the key stands', async () => {
        const { get, clinicId } = scene;
        const [first] = listOf((await get(`/v1/clinics/${clinicId}/sessions?${range}`)).body.items);
        const { headers, body } = await get(`/v1/sessions/${first?.sessionId}`);
        expect(headers.get('etag')).toBe(`"${body.version}"`);
        expect(headers.get('ratelimit-policy')).toBe('"partner";q=1200;w=60');
        expect(headers.get('ratelimit')).toMatch(/^"partner";r=\d+;t=\d+$/);
        expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      });

      it('hide what is of other hospitals as if it were not there', async () => {
        const { get, otherClinicId, offersAt } = scene;
        const [foreign] = await offersAt(otherClinicId);
        const nothing = '01900000-0000-7000-8000-00000000dead';
        const paths = (clinic: string, session: unknown) => [
          `/v1/clinics/${clinic}/departments`,
          `/v1/clinics/${clinic}/sessions?${range}`,
          `/v1/clinics/${clinic}/appointments?${range}`,
          `/v1/clinics/${clinic}/availability?${range}`,
          `/v1/sessions/${session}`,
        ];
        for (const path of [
          ...paths(otherClinicId, foreign?.clinicSessionId),
          ...paths(nothing, nothing),
          `/v1/appointments/${nothing}`,
        ]) {
          const { status, body, headers } = await get(path);
          expect([path, status, body.type]).toEqual([path, 404, problem('not-found')]);
          expect(headers.get('content-type')).toBe('application/problem+json');
          expect(body).toMatchObject({ detail: expect.any(String), detailZh: expect.any(String) });
        }
      });
    });

    describe('an appointment of a family', () => {
      it('is confirmed, moved, and cancelled by the clinic’s system', async () => {
        const { get, post, clinicId, patientId } = scene;
        const { appointmentId } = await aFamilySeat();
        const seen = await get(`/v1/appointments/${appointmentId}`);
        expect(seen.body).toMatchObject({ status: 'PENDING_CONFIRM', clinicId, patientId });
        expect(JSON.stringify(seen.body)).not.toContain('王');
        const at = `/v1/appointments/${appointmentId}`;
        const version = Number(seen.body.version);
        const confirmed = await post(`${at}/confirm`, { clinicRecord: 'HIS-1' }, version);
        expect(confirmed.body).toMatchObject({ status: 'BOOKED', version: version + 1 });
        expect(confirmed.headers.get('etag')).toBe(`"${version + 1}"`);

        const sessions = listOf((await get(`/v1/clinics/${clinicId}/availability?${range}`)).body.items);
        const { sessionId } = confirmed.body;
        const free = sessions
          .filter(({ offer, sessionId: id }) => offer === 'open' && id !== sessionId)
          .at(-1);
        const moved = await post(`${at}/reschedule`, { toSessionId: free?.sessionId }, version + 1);
        expect(moved.body).toMatchObject({ status: 'BOOKED', sessionId: free?.sessionId });
        const listed = listOf((await get(`/v1/clinics/${clinicId}/appointments?${range}`)).body.items);
        expect(listed.find((one) => one.appointmentId === appointmentId)).toMatchObject({ sequence: 1 });
        const early = await post(`${at}/check-in`, {}, version + 2);
        expect([early.status, early.body.title]).toEqual([409, 'NotTheDay']);
        const cancelled = await post(`${at}/cancel`, { reason: '医生外出' }, version + 2);
        expect(cancelled.body).toMatchObject({ status: 'CANCELLED' });
        const late = await post(`${at}/complete`, {}, version + 3);
        expect([late.status, late.body.title]).toEqual([409, 'IllegalTransition']);
        const noShow = await post(`${at}/no-show`, {}, version + 3);
        expect([noShow.status, noShow.body.title]).toEqual([409, 'IllegalTransition']);
      });

      it('is rejected', async () => {
        const { post } = scene;
        const { appointmentId } = await aFamilySeat();
        const rejected = await post(`/v1/appointments/${appointmentId}/reject`, {}, 2);
        expect(rejected.body).toMatchObject({ status: 'REJECTED' });
      });
    });

    describe('a seat that a partner holds', () => {
      it('is for a patient who has been at its hospitals, and is submitted by it', async () => {
        const { post, get, clinicId, patientId, api } = scene;
        const { appointmentId: known } = await aFamilySeat();
        const offers = listOf((await get(`/v1/clinics/${clinicId}/availability?${range}`)).body.items);
        const taken = (await get(`/v1/appointments/${known}`)).body;
        const free = offers.find(
          (one) =>
            one.offer === 'open' && one.visitOn !== taken.visitOn && one.departmentId !== taken.departmentId,
        );
        const wanted = { sessionId: free?.sessionId, patientId };
        const stranger = await post('/v1/appointments', {
          ...wanted,
          patientId: '01900000-0000-7000-8000-00000000dead',
        });
        expect(stranger.status).toBe(404);
        const once = { headers: { 'idempotency-key': aKey() } };
        const held = await post('/v1/appointments', wanted, undefined, once);
        expect(held.status).toBe(201);
        expect((await post('/v1/appointments', wanted, undefined, once)).body).toEqual(held.body);
        const reused = await post('/v1/appointments', { ...wanted, patientId: known }, undefined, once);
        expect([reused.status, reused.body.title]).toEqual([422, 'KeyReused']);
        expect(held.body).toMatchObject({ status: 'HELD', heldUntil: expect.any(String) });
        const at = `/v1/appointments/${held.body.appointmentId}`;
        expect(held.headers.get('location')).toBe(at);
        const submitted = await post(`${at}/submit`, {}, 1);
        expect(submitted.body).toMatchObject({ status: 'PENDING_CONFIRM' });
        const others = await post(`/v1/appointments/${known}/submit`, {}, 2);
        expect(others.status).toBe(404);
        // The key may answer, so nobody else does.
        await api.platform.clinics.keep.askClinics();
        const { version } = (await get(at)).body;
        const record = { clinicRecord: 'HIS-7' };
        expect((await post(`${at}/confirm`, record, Number(version))).body).toMatchObject({
          status: 'BOOKED',
        });
        expect((await get(at)).body).toMatchObject(record);
      });

      it('is refused for a patient of the tenant whom no hospital of the key has seen', async () => {
        const { post, offersAt, otherClinicId, createKey, admin, patientId } = scene;
        const [foreign] = await offersAt(otherClinicId);
        const { key, keyId } = await createKey({ hospitalIds: [otherClinicId] });
        const wanted = { sessionId: foreign?.clinicSessionId, patientId };
        const refused = await post('/v1/appointments', wanted, undefined, { key: String(key) });
        expect(refused.status).toBe(404);
        await admin('revokeKey', { keyId });
      });

      it('is refused while the patient is elsewhere, without a word of when', async () => {
        const { post, offersAt, family, clinicId, otherClinicId, patientId } = scene;
        const elsewhere = await offersAt(otherClinicId);
        const pairs = (await offersAt(clinicId)).flatMap((here) =>
          elsewhere
            .filter(
              (one) =>
                String(one.startsAt) < String(here.endsAt) && String(here.startsAt) < String(one.endsAt),
            )
            .map((there) => [here, there] as const),
        );
        const [here, there] = pairs.at(-1) ?? [];
        const wanted = { clinicSessionId: there?.clinicSessionId, patientId };
        const { appointmentId } = await family('appointment.hold', wanted);
        const refused = await post('/v1/appointments', { sessionId: here?.clinicSessionId, patientId });
        expect([refused.status, refused.body.title, refused.body.facts]).toEqual([409, 'VisitsOverlap', {}]);
        await family('appointment.cancel', { appointmentId });
      });
    });

    describe('sessions', () => {
      it('are suspended and resumed with a reason', async () => {
        const { get, post, clinicId } = scene;
        const found = listOf((await get(`/v1/clinics/${clinicId}/sessions?${range}`)).body.items);
        const session = found.findLast(({ status }) => status === 'RELEASED');
        const at = `/v1/sessions/${session?.sessionId}`;
        const version = Number(session?.version);
        const silent = await post(`${at}/suspend`, {}, version);
        expect([silent.status, silent.body.title]).toEqual([400, 'InvalidInput']);
        const suspended = await post(`${at}/suspend`, { reason: '停诊' }, version);
        expect(suspended.body).toEqual({
          sessionId: session?.sessionId,
          status: 'SUSPENDED',
          version: version + 1,
        });
        const resumed = await post(`${at}/resume`, { reason: '恢复出诊' }, version + 1);
        expect(resumed.body).toMatchObject({ status: 'RELEASED', version: version + 2 });
      });
    });

    partnerWriteCases(() => scene);
  });
};
