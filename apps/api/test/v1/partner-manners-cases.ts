import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from '../days.js';
import { aKey, listOf, type PartnerScene, partnerScene } from './partner-scene.js';

/** Methods, bodies and cursors where they do not belong. */
export const partnerMannersCases = (): void => {
  describe('the manners of /v1', () => {
    let scene: PartnerScene;
    beforeAll(async () => {
      scene = await partnerScene();
    }, 120_000);
    afterAll(() => scene.api.close());

    it.each([
      ['POST', '/v1/clinics', 'GET, HEAD'],
      ['PATCH', '/v1/appointments', 'POST'],
      ['OPTIONS', '/v1/events', 'GET, HEAD'],
      ['GET', '/v1/webhook-endpoints/01900000-0000-7000-8000-00000000dead', 'DELETE'],
      ['DELETE', '/v1/openapi.json', 'GET, HEAD'],
    ])('%s %s is told which methods there are, by a problem', async (method, path, allow) => {
      const answer = await scene.api.request(path, { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({ title: 'MethodNotSupported', status: 405 });
    });

    it('a path that is none is not found, whatever the method', async () => {
      for (const method of ['GET', 'DELETE', 'OPTIONS'])
        expect((await scene.api.request('/v1/nothing', { method })).status).toBe(404);
    });

    it('takes nothing away by a body', async () => {
      const path = '/v1/webhook-endpoints/01900000-0000-7000-8000-00000000dead';
      const headers = { 'idempotency-key': aKey(), 'if-match': '"1"' };
      for (const type of ['application/json', 'text/plain']) {
        const sent = { body: { force: true }, headers: { ...headers, 'content-type': type } };
        const { status, body } = await scene.request('DELETE', path, sent);
        expect([type, status, body.title]).toEqual([type, 400, 'BodyNotTaken']);
      }
      expect((await scene.request('DELETE', path, { headers })).status).toBe(404);
    });

    it('goes on with a list by its own cursor, and by that of no other', async () => {
      const { get, clinicId } = scene;
      const at = (list: string, from: number, more: string) =>
        get(`/v1/clinics/${clinicId}/${list}?from=${dayFrom(from)}&until=${dayFrom(14)}&limit=1${more}`);
      const first = await at('sessions', 0, '');
      const cursor = `&cursor=${first.body.nextCursor}`;
      const second = await at('sessions', 0, cursor);
      expect(listOf(second.body.items)).toHaveLength(1);
      expect(second.body.items).not.toEqual(first.body.items);
      for (const other of [
        at('sessions', 1, cursor),
        at('drafts', 0, cursor),
        at('appointments', 0, cursor),
      ]) {
        const { status, body } = await other;
        expect([status, body.title]).toEqual([400, 'CursorInvalid']);
      }
    });
  });
};
