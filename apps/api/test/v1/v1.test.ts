import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partnerApiCases } from './partner-api-cases.js';
import { partnerClinicCases } from './partner-clinic-cases.js';
import { partnerEscortsCases } from './partner-escorts-cases.js';
import { partnerEventsCases } from './partner-events-cases.js';
import { partnerKeyCases } from './partner-key-cases.js';
import { partnerMannersCases } from './partner-manners-cases.js';
import { type PartnerScene, partnerScene } from './partner-scene.js';
import { partnerSignatureCases } from './partner-signature-cases.js';
import { partnerWebhooksCases } from './partner-webhooks-cases.js';
import { keepsPromises, promised, promises } from './promises.js';
import { visitDayCases } from './visit-day-cases.js';

partnerApiCases();
partnerKeyCases();
partnerSignatureCases();
partnerEventsCases();
partnerEscortsCases();
partnerClinicCases();
partnerMannersCases();
visitDayCases();
partnerWebhooksCases();

describe('the document of /v1', () => {
  let scene: PartnerScene;
  beforeAll(async () => {
    scene = await partnerScene();
  }, 120_000);
  afterAll(() => scene.api.close());

  it('says how every call of it refuses: here those without a key', async () => {
    for (const { method, path } of promised) {
      const at = path.replace(/\{\w+\}/g, '01900000-0000-7000-8000-00000000dead');
      const { status, body } = await scene.request(method, at, {
        key: undefined,
        ...(method === 'POST' ? { body: {} } : {}),
      });
      expect([path, status, body.title]).toEqual([path, 401, 'KeyInvalid']);
    }
  });

  it('promises nothing that these tests have not seen', () => {
    expect(promised.length).toBeGreaterThan(20);
    expect(promises.unseen()).toEqual([]);
  });
});

describe('the watch over promises', () => {
  const told = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}) => ({
    status,
    body,
    headers: new Headers({
      'content-type': 'application/json',
      ...{ ratelimit: '', 'ratelimit-policy': '', 'x-request-id': '' },
      ...headers,
    }),
  });
  const seeing = (...answer: Parameters<typeof told>) => {
    const watch = keepsPromises();
    watch.check('GET', '/v1/clinics?x=1', told(...answer));
    return watch;
  };

  it('control: names what it has not seen', () => {
    expect(keepsPromises().unseen()).toContain('clinics.list 200');
    const left = seeing({ items: [] }).unseen();
    expect(left).not.toContain('clinics.list 200');
    expect(left).toContain('clinics.list default');
  });

  it('control: falls over an answer of another form, status, type or without its headers', () => {
    expect(() => seeing({ items: [{ clinicId: 'x' }] })).toThrow('unlike its schema');
    expect(() => seeing({ items: [] }, 201)).toThrow('not promised');
    expect(() => seeing({ title: 'KeyInvalid' }, 401)).toThrow();
    expect(() => seeing({ items: [] }, 200, { 'content-type': 'text/html' })).toThrow();
    const bare = { ...told({ items: [] }), headers: new Headers({ 'content-type': 'application/json' }) };
    expect(() => keepsPromises().check('GET', '/v1/clinics', bare)).toThrow();
  });
});
