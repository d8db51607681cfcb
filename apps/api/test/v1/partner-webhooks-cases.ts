import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, told } from '../told.js';
import { aKey, listOf, type PartnerScene, partnerScene } from './partner-scene.js';

const URL = 'https://clinic.example/hooks';
const PATIENCE = { timeout: 20_000 };

/** Webhooks, for partners and for administrators. */
export const partnerWebhooksCases = (): void => {
  describe('webhooks of a partner', () => {
    let scene: PartnerScene;
    beforeAll(async () => {
      scene = await partnerScene();
    }, 120_000);
    afterAll(() => scene.api.close());

    const wanted = (given: object = {}) => ({ url: URL, clinicIds: [scene.clinicId], ...given });
    const create = async (given: object = {}): Promise<Json> =>
      (await scene.post('/v1/webhook-endpoints', wanted(given))).body;
    const remove = (id: unknown, version: number) =>
      scene.request('DELETE', `/v1/webhook-endpoints/${id}`, {
        headers: { 'idempotency-key': aKey(), 'if-match': `"${version}"` },
      });

    it('makes an endpoint once for its key, and tells the secret to the first request alone', async () => {
      const headers = { 'idempotency-key': aKey() };
      const first = await scene.post('/v1/webhook-endpoints', wanted(), undefined, { headers });
      expect([first.status, first.headers.get('etag')]).toEqual([201, '"1"']);
      expect(first.headers.get('location')).toBe(`/v1/webhook-endpoints/${first.body.endpointId}`);
      expect(first.body.secret).toMatch(/^whsec_[\w+/]{43}=$/);
      const again = await scene.post('/v1/webhook-endpoints', wanted(), undefined, { headers });
      expect([again.status, again.body]).toEqual([201, { endpointId: first.body.endpointId, version: 1 }]);
      const other = await scene.post(
        '/v1/webhook-endpoints',
        wanted({ eventTypes: ['AppointmentBooked'] }),
        undefined,
        { headers },
      );
      expect([other.status, other.body.title]).toEqual([422, 'KeyReused']);
      const { items } = (await scene.get('/v1/webhook-endpoints')).body;
      expect(listOf(items).filter(({ endpointId }) => endpointId === first.body.endpointId)).toEqual([
        {
          endpointId: first.body.endpointId,
          url: URL,
          clinicIds: [scene.clinicId],
          eventTypes: [],
          state: 'active',
          createdAt: expect.any(String),
          version: 1,
        },
      ]);
      expect(JSON.stringify(items)).not.toContain('whsec_');
      expect((await remove(first.body.endpointId, 1)).status).toBe(200);
    });

    it('refuses what is not public, not its own or no event', async () => {
      const refused = async (body: object) => {
        const { status, body: told } = await scene.post('/v1/webhook-endpoints', body);
        return [status, told.title, told.facts];
      };
      expect(await refused(wanted({ url: 'https://127.1/' }))).toEqual([
        400,
        'WebhookUrlUnfit',
        { why: 'not-public' },
      ]);
      expect(await refused(wanted({ url: 'http://clinic.example/' }))).toEqual([
        400,
        'WebhookUrlUnfit',
        { why: 'not-https' },
      ]);
      expect(await refused(wanted({ clinicIds: [scene.clinicId, scene.otherClinicId] }))).toEqual([
        400,
        'WebhookScopeUnfit',
        { part: 'hospitals', given: scene.otherClinicId },
      ]);
      expect(await refused(wanted({ eventTypes: ['Unheard'] }))).toEqual([
        400,
        'WebhookScopeUnfit',
        { part: 'eventTypes', given: 'Unheard' },
      ]);
    });

    it('tells events of its clinics alone, with the ids of the feed, and lists and replays what was told', async () => {
      const { endpointId } = await create({ eventTypes: ['AppointmentHeld'] });
      const { get, post, family, offersAt, clinicId, otherClinicId, patientId } = scene;
      const start = (await get('/v1/events')).body;
      const [session, foreign] = [(await offersAt(clinicId))[0], (await offersAt(otherClinicId)).at(-1)];
      for (const one of [session, foreign])
        await family('appointment.hold', { clinicSessionId: one?.clinicSessionId, patientId });
      await scene.api.platform.startBackground();
      const deliveries = async (query = '') =>
        listOf((await get(`/v1/webhook-deliveries?endpointId=${endpointId}${query}`)).body.items);
      const until = async (isSo: (all: readonly Json[]) => boolean) => {
        for (let tries = 0; tries < 400; tries += 1) {
          const all = await deliveries();
          if (isSo(all)) return all;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error('it did not come to that');
      };
      const [delivery] = await until((all) => all.length > 0 && listOf(all[0]?.attempts).length > 0);
      const [event] = listOf((await get(`/v1/events?cursor=${start.nextCursor}`)).body.items);
      expect(delivery).toMatchObject({ eventId: event?.eventId, type: 'AppointmentHeld', state: 'pending' });
      // Nobody has the name clinic.example.
      expect(listOf(delivery?.attempts)[0]).toMatchObject({ failure: 'connection' });
      expect(JSON.parse(String(delivery?.body))).toEqual({
        type: event?.type,
        timestamp: event?.at,
        data: {
          ...{ about: 'appointment', subjectId: event?.subjectId, clinicId, version: 1 },
          href: `/v1/appointments/${event?.subjectId}`,
        },
      });
      const path = `/v1/webhook-deliveries/${delivery?.deliveryId}/replay`;
      const early = await post(path, {});
      expect([early.status, early.body.title]).toEqual([409, 'DeliveryPending']);
      const tested = await post(`/v1/webhook-endpoints/${endpointId}/test`, {}, 1);
      expect(tested.status).toBe(200);
      const all = await until((some) => some.length === 2);
      expect(all.map(({ type }) => type).toSorted()).toEqual(['AppointmentHeld', 'WebhookTest']);
      expect(await deliveries('&state=failed')).toEqual([]);
      const page = (await get(`/v1/webhook-deliveries?endpointId=${endpointId}&limit=1`)).body;
      const rest = await deliveries(`&limit=1&cursor=${page.nextCursor}`);
      expect([...listOf(page.items), ...rest].map(({ deliveryId }) => deliveryId)).toEqual(
        all.map(({ deliveryId }) => deliveryId),
      );
    });

    it('rotates a secret on the version that was seen, and removes an endpoint for good', async () => {
      const { endpointId, secret } = await create();
      const rotate = (version: number) =>
        scene.post(`/v1/webhook-endpoints/${endpointId}/rotate-secret`, {}, version);
      const stale = await rotate(7);
      expect([stale.status, stale.body.title]).toEqual([412, 'StaleVersion']);
      const rotated = await rotate(1);
      expect(rotated.body).toEqual({ endpointId, version: 2, secret: expect.stringMatching(/^whsec_/) });
      expect(rotated.body.secret).not.toBe(secret);
      const [one, other] = await Promise.all([rotate(2), rotate(2)]);
      expect([one.status, other.status].toSorted()).toEqual([200, 412]);
      const removed = await remove(endpointId, 3);
      expect([removed.status, removed.body]).toEqual([200, { endpointId, version: 4 }]);
      expect((await rotate(4)).status).toBe(404);
      expect((await remove(endpointId, 4)).status).toBe(404);
    });

    it('tells another key of the partner nothing of what is elsewhere, whatever the key of the request', async () => {
      const here = await partnerScene();
      try {
        const { clinicId, otherClinicId, createKey, offersAt, patientId, post } = here;
        const key = String((await createKey({ hospitalIds: [otherClinicId] })).key);
        const headers = { 'idempotency-key': aKey() };
        const body = { url: URL, clinicIds: [clinicId] };
        expect((await post('/v1/webhook-endpoints', body, undefined, { headers })).status).toBe(201);
        const asked = await post('/v1/webhook-endpoints', body, undefined, { headers, key });
        expect([asked.status, asked.body.facts]).toEqual([400, { part: 'hospitals', given: clinicId }]);
        const { family } = here;
        const [known, wish] = await offersAt(clinicId);
        const { appointmentId } = await family('appointment.hold', {
          clinicSessionId: known?.clinicSessionId,
          patientId,
        });
        await family('appointment.cancel', { appointmentId, expectedVersion: 1 });
        const seat = { sessionId: wish?.clinicSessionId, patientId };
        expect((await post('/v1/appointments', seat, undefined, { headers })).status).toBe(201);
        const again = await post('/v1/appointments', seat, undefined, { headers, key });
        expect([again.status, again.body.title]).toEqual([404, 'NotFound']);
      } finally {
        await here.api.close();
      }
    });

    it('is disabled, enabled and read by administrators of its tenant, and by no other key', async () => {
      const { endpointId } = await create();
      const { api, partnerId, createKey, otherClinicId, get } = scene;
      const admin = async (procedure: string, input: object) =>
        told(api.mutate(`webhook.${procedure}`, input, 'admin'));
      const list = async () => (await told(api.query('webhook.list', { partnerId }, 'admin'))).value;
      expect((await admin('disable', { endpointId, expectedVersion: 1 })).value).toMatchObject({
        state: 'disabled',
        version: 2,
      });
      expect((await admin('disable', { endpointId, expectedVersion: 2 })).refusal).toMatchObject({
        type: 'EndpointNotSo',
      });
      expect((await admin('test', { endpointId, expectedVersion: 2 })).refusal).toMatchObject({
        type: 'EndpointNotSo',
      });
      const shown = listOf((await list()).endpoints).find((one) => one.endpointId === endpointId);
      expect(shown).toMatchObject({ state: 'disabled', disabled: { why: 'by-hand' }, version: 2 });
      expect((await admin('enable', { endpointId, expectedVersion: 2 })).value).toMatchObject({
        state: 'active',
        version: 3,
      });
      expect((await admin('replayFailed', { endpointId, since: '2030-01-01T00:00:00Z' })).value).toEqual({
        count: 0,
      });
      const { key } = await createKey({ hospitalIds: [otherClinicId] });
      const elsewhere = { key: String(key) };
      const items = listOf((await get('/v1/webhook-endpoints', elsewhere)).body.items);
      expect(items.map((one) => one.endpointId)).not.toContain(endpointId);
      expect((await get(`/v1/webhook-deliveries?endpointId=${endpointId}`, elsewhere)).status).toBe(404);
      expect(
        (await told(api.mutate('webhook.disable', { endpointId, expectedVersion: 3 }, 'family'))).refusal,
      ).toMatchObject({
        type: 'NotAllowed',
      });
    });

    it('tells what was delivered once more when it is asked to, with the same id and body', async () => {
      const heard: string[] = [];
      const receiver = createServer(async (asked, answer) => {
        heard.push(`${asked.headers['webhook-id']} ${await text(asked)}`);
        answer.writeHead(204).end();
      }).listen(0, '127.0.0.1');
      await once(receiver, 'listening');
      const here = await partnerScene({ WEBHOOK_LOOPBACK: 'on' });
      try {
        const { port } = receiver.address() as AddressInfo;
        const url = `http://127.0.0.1:${port}/`;
        const only = { clinicIds: [here.clinicId], eventTypes: ['AppointmentBooked'] };
        const made = await here.post('/v1/webhook-endpoints', { url, ...only });
        const { endpointId } = made.body;
        await here.api.platform.startBackground();
        await here.post(`/v1/webhook-endpoints/${endpointId}/test`, {}, 1);
        const listed = async () =>
          listOf((await here.get(`/v1/webhook-deliveries?endpointId=${endpointId}`)).body.items)[0];
        await expect.poll(async () => (await listed())?.state, PATIENCE).toBe('delivered');
        const deliveryId = (await listed())?.deliveryId;
        const replayed = await here.post(`/v1/webhook-deliveries/${deliveryId}/replay`, {});
        expect([replayed.status, replayed.body]).toEqual([200, { deliveryId }]);
        await expect.poll(() => heard.length, PATIENCE).toBe(2);
        expect(heard[1]).toBe(heard[0]);
      } finally {
        await here.api.close();
        receiver.close();
      }
    });
  });
};
