import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told } from '../told.js';
import { listOf, type PartnerScene, partnerScene } from './partner-scene.js';

/** The feed of events, for partners and for administrators. */
export const partnerEventsCases = (): void => {
  describe('events of a partner', () => {
    let scene: PartnerScene;
    beforeAll(async () => {
      scene = await partnerScene();
    }, 120_000);
    afterAll(() => scene.api.close());

    it('tells a partner what happens at its hospitals, from a cursor on, and nothing of others', async () => {
      const { get, family, offersAt, clinicId, otherClinicId, patientId } = scene;
      const start = (await get('/v1/events')).body;
      const [session, foreign] = [(await offersAt(clinicId))[0], (await offersAt(otherClinicId)).at(-1)];
      const hold = async (clinicSessionId: unknown) =>
        (await family('appointment.hold', { clinicSessionId, patientId })).appointmentId;
      const appointmentId = await hold(session?.clinicSessionId);
      await hold(foreign?.clinicSessionId);
      await family('appointment.submit', { appointmentId });
      const page = (await get(`/v1/events?limit=1&cursor=${start.nextCursor}`)).body;
      expect(page.items).toEqual([
        {
          eventId: expect.any(String),
          type: 'AppointmentHeld',
          about: 'appointment',
          subjectId: appointmentId,
          clinicId,
          version: 1,
          href: `/v1/appointments/${appointmentId}`,
          at: expect.any(String),
        },
      ]);
      const rest = (await get(`/v1/events?cursor=${page.nextCursor}`)).body;
      expect(listOf(rest.items).map(({ type, version }) => [type, version])).toEqual([
        ['AppointmentSubmitted', 2],
      ]);
      expect((await get(`/v1/events?cursor=${rest.nextCursor}`)).body.items).toEqual([]);
    });

    it('is shown to administrators as a partner is told it, to nobody else and nothing of others', async () => {
      const { api, get, partnerId, clinicId } = scene;
      const eventsAs = async (who: 'admin' | 'dispatcher', after?: unknown) =>
        told(api.query('partner.events', { partnerId, limit: 100, ...(after ? { after } : {}) }, who));
      const { value } = await eventsAs('admin');
      const ids = (items: unknown) => listOf(items).map(({ eventId }) => eventId);
      const followed = (await get('/v1/events?limit=100')).body;
      expect(ids(followed.items).length).toBeGreaterThan(1);
      expect(ids(value.events)).toEqual(ids(followed.items));
      expect(new Set(listOf(value.events).map(({ hospitalId }) => hospitalId))).toEqual(new Set([clinicId]));
      expect(value.isFollowed).toBe(true);
      expect((await eventsAs('admin', value.next)).value.events).toEqual([]);
      expect((await eventsAs('dispatcher')).refusal).toMatchObject({ type: 'NotAllowed' });
      const { days } = (await told(api.query('partner.usage', { partnerId }, 'admin'))).value;
      expect(listOf(days)).toHaveLength(30);
      expect(listOf(days).at(-1)).toMatchObject({ quota: 100_000 });
      expect(Number(listOf(days).at(-1)?.requests)).toBeGreaterThan(1);
    });

    it('says when a cursor is older than events are kept, or is none', async () => {
      const { get } = scene;
      const cursor = (...parts: readonly string[]) => Buffer.from(parts.join(' ')).toString('base64url');
      const id = '01900000-0000-7000-8000-000000000001';
      const old = await get(`/v1/events?cursor=${cursor('1000', '5', id)}`);
      expect([old.status, old.body.title, old.body.facts]).toEqual([410, 'CursorExpired', { keptDays: 14 }]);
      for (const wrong of [cursor('x', '5', id), cursor('1000', '-5', id), cursor('1000', '5'), 'x']) {
        const { status, body } = await get(`/v1/events?cursor=${wrong}`);
        expect([status, body.title]).toEqual([400, 'CursorInvalid']);
      }
    });
  });
};
