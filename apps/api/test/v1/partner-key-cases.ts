import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from '../days.js';
import { aKey, type PartnerScene, partnerScene } from './partner-scene.js';

/** What keys open, and how what is not there is told. */
export const partnerKeyCases = (): void => {
  describe('the door of /v1', () => {
    let scene: PartnerScene;
    beforeAll(async () => {
      scene = await partnerScene();
    }, 120_000);
    afterAll(() => scene.api.close());

    describe('a key', () => {
      it.each([
        ['none', undefined, 401, 'KeyInvalid'],
        ['none of ours', 'mk_test_nothing', 401, 'KeyInvalid'],
      ])('that is %s opens nothing', async (_, key, status, title) => {
        const answer = await scene.get('/v1/clinics', { key });
        expect([answer.status, answer.body.title]).toEqual([status, title]);
        expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      });

      it('is no session, and a session is no key', async () => {
        const { api, key, get } = scene;
        const token = await api.signInAs('01900003-0000-7000-8000-000000000004');
        expect((await get('/v1/clinics', { key: token })).status).toBe(401);
        const asStaff = await api.request('/trpc/partner.list', {
          headers: { authorization: `Bearer ${key}` },
        });
        expect(asStaff.status).toBe(401);
        const order = 'orderId=01900003-0000-7000-8000-00000000ffff';
        const asFamily = await api.request(`/api/message/list?${order}`, {
          headers: { authorization: `Bearer ${key}` },
        });
        expect(asFamily.status).toBe(401);
      });

      it('stands in no address', async () => {
        const { get, key } = scene;
        for (const query of [`key=${key}`, `x=${key}`, `api_key=1`, 'access_token=abc']) {
          const { status, body } = await get(`/v1/clinics?${query}`);
          expect([query, status, body.title]).toEqual([query, 400, 'KeyInAddress']);
          expect(JSON.stringify(body)).not.toContain(key);
        }
      });

      it('opens what it is for, from where it may be shown, until it is revoked, so often a day', async () => {
        const { createKey, admin, get, clinicId } = scene;
        const narrow = await createKey({
          operations: ['directory.read'],
          networks: ['198.51.100.0/24'],
          dailyQuota: 2,
        });
        const key = String(narrow.key);
        const path = `/v1/clinics/${clinicId}/doctors`;
        const wrong = await get(`/v1/clinics/${clinicId}/sessions?from=${dayFrom(0)}&until=${dayFrom(14)}`, {
          key,
        });
        expect([wrong.status, wrong.body.title, wrong.body.facts]).toEqual([
          403,
          'KeyOutOfScope',
          { operation: 'schedule.read' },
        ]);
        const elsewhere = await get(path, { key, headers: { 'x-forwarded-for': '203.0.113.9' } });
        expect([elsewhere.status, elsewhere.body.title]).toEqual([403, 'KeyNotFromHere']);
        const forged = await get(path, { key, headers: { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' } });
        expect([forged.status, forged.body.title]).toEqual([403, 'KeyNotFromHere']);
        for (let no = 0; no < 2; no += 1) expect((await get(path, { key })).status).toBe(200);
        const spent = await get(path, { key });
        expect([spent.status, spent.body.title]).toEqual([429, 'KeyQuotaSpent']);
        expect(Number(spent.headers.get('retry-after'))).toBeGreaterThan(0);
        await admin('revokeKey', { keyId: narrow.keyId });
        const over = await get(path, { key });
        expect([over.status, over.body.title, over.body.facts]).toEqual([401, 'KeyOver', { why: 'revoked' }]);
      });

      it('that is revoked between two reads is told nothing of what was read for it meanwhile (AU9)', async () => {
        const { createKey, admin, get, clinicId, offersAt } = scene;
        const { key, keyId } = await createKey({});
        const [offer] = await offersAt(clinicId);
        const paths = [`/v1/clinics/${clinicId}/doctors`, `/v1/sessions/${offer?.clinicSessionId}`];
        const ask = (path: string) => get(path, { key: String(key) });
        for (const path of paths) expect((await ask(path)).status).toBe(200);
        await admin('revokeKey', { keyId });
        for (const path of paths) {
          const { status, body, headers } = await ask(path);
          expect([path, status, headers.get('content-type')]).toEqual([
            path,
            401,
            'application/problem+json',
          ]);
          expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['items']));
          expect([body.title, headers.get('etag'), headers.get('ratelimit')]).toEqual([
            'KeyOver',
            null,
            null,
          ]);
        }
      });
    });

    it('shows every key its own hospitals, however many ask for the same at the same moment', async () => {
      const { clinicId, otherClinicId, createKey, get, key: here, offersAt } = scene;
      const there = String((await createKey({ hospitalIds: [otherClinicId] })).key);
      const sessions = await Promise.all([clinicId, otherClinicId].map(offersAt));
      const [near, far] = sessions.map(([one]) => `/v1/sessions/${one?.clinicSessionId}`);
      const asked = Array.from({ length: 4 }, () =>
        [here, there].flatMap((key) => [near, far].map((path) => ({ key, path }))),
      );
      const statuses = await Promise.all(
        asked.flat().map(async ({ key, path }) => (await get(String(path), { key })).status),
      );
      expect(statuses).toEqual(asked.flatMap(() => [200, 404, 404, 200]));
    });

    describe('what is not there', () => {
      it('is a problem, whatever the door says first', async () => {
        const { get, request } = scene;
        for (const path of ['/v1', '/v1/', '/v1/nothing', '/v1/clinics/x/y/z']) {
          const { status, headers } = await get(path);
          expect([path, status, headers.get('content-type')]).toEqual([
            path,
            404,
            'application/problem+json',
          ]);
        }
        const text = await request('POST', '/v1/appointments', {
          headers: { 'content-type': 'text/plain', 'idempotency-key': aKey() },
        });
        expect([text.status, text.body.title]).toEqual([415, 'NotJson']);
        const wrong = await get('/v1/clinics?unknown=1');
        expect([wrong.status, wrong.body.title]).toEqual([400, 'InvalidInput']);
      });
    });
  });
};
