import { procedures, routes } from '@banzhen/api/inventory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operationLimits } from '../../dist/guards/operation-limits.js';
import { type OpenApi, openApi } from '../open-api.js';

let production: OpenApi;
let development: OpenApi;
beforeAll(async () => {
  production = await openApi({ NODE_ENV: 'production' });
  development = await openApi();
}, 240_000);
afterAll(async () => {
  await production.close();
  await development.close();
});

/** Every door of the product in production. A new one belongs in here, in sight of whoever reads the change. */
const doors = [
  'ALL /fhir/*',
  'ALL /trpc/*',
  'ALL /v1/*',
  'DELETE /v1/webhook-endpoints/:endpointId',
  'GET /*',
  'GET /api/caregiver/qualification',
  'GET /api/caregiver/query',
  'GET /api/message/list',
  'GET /api/order/detail',
  'GET /api/order/status',
  'GET /calendar/:file{[A-Za-z0-9_]+\\.ics}',
  'GET /fhir/$bulk-publish',
  'GET /fhir/%24bulk-publish',
  'GET /fhir/Appointment',
  'GET /fhir/Appointment/:id',
  'GET /fhir/Location',
  'GET /fhir/Location/:id',
  'GET /fhir/Practitioner',
  'GET /fhir/Practitioner/:id',
  'GET /fhir/PractitionerRole',
  'GET /fhir/PractitionerRole/:id',
  'GET /fhir/Schedule',
  'GET /fhir/Schedule/:id',
  'GET /fhir/Slot',
  'GET /fhir/Slot/:id',
  'GET /fhir/bulk/locations.ndjson',
  'GET /fhir/bulk/schedules.ndjson',
  'GET /fhir/bulk/slots/:clinicId/:from',
  'GET /fhir/metadata',
  'GET /healthz',
  'GET /readyz',
  'GET /v1/appointments/:appointmentId',
  'GET /v1/clinics',
  'GET /v1/clinics/:clinicId/appointments',
  'GET /v1/clinics/:clinicId/availability',
  'GET /v1/clinics/:clinicId/departments',
  'GET /v1/clinics/:clinicId/doctors',
  'GET /v1/clinics/:clinicId/drafts',
  'GET /v1/clinics/:clinicId/sessions',
  'GET /v1/escort-orders',
  'GET /v1/escort-orders/:orderId',
  'GET /v1/events',
  'GET /v1/members',
  'GET /v1/members/:patientId/benefits',
  'GET /v1/openapi.json',
  'GET /v1/reference',
  'GET /v1/reference/before.js',
  'GET /v1/reference/scalar.js',
  'GET /v1/reference/show.js',
  'GET /v1/sandbox/clock',
  'GET /v1/sessions/:sessionId',
  'GET /v1/statements',
  'GET /v1/webhook-deliveries',
  'GET /v1/webhook-endpoints',
  'PATCH /fhir/Appointment/:id',
  'POST /api/caregiver/qualification',
  'POST /api/caregiver/qualification/document',
  'POST /api/message/send',
  'POST /api/order/create',
  'POST /api/order/pay',
  'POST /api/user/code',
  'POST /api/user/login',
  'POST /api/user/register',
  'POST /callbacks/alipay',
  'POST /callbacks/unionpay',
  'POST /callbacks/wechat',
  'POST /fhir/Appointment',
  'POST /fhir/Appointment/$book',
  'POST /fhir/Appointment/$hold',
  'POST /fhir/Appointment/%24book',
  'POST /fhir/Appointment/%24hold',
  'POST /v1/appointments',
  'POST /v1/appointments/:appointmentId/cancel',
  'POST /v1/appointments/:appointmentId/check-in',
  'POST /v1/appointments/:appointmentId/complete',
  'POST /v1/appointments/:appointmentId/confirm',
  'POST /v1/appointments/:appointmentId/no-show',
  'POST /v1/appointments/:appointmentId/reject',
  'POST /v1/appointments/:appointmentId/reschedule',
  'POST /v1/appointments/:appointmentId/submit',
  'POST /v1/escort-orders',
  'POST /v1/escort-orders/:orderId/cancel',
  'POST /v1/escort-orders/:orderId/cancellation-quotes',
  'POST /v1/escort-orders/:orderId/pay',
  'POST /v1/escort-quotes',
  'POST /v1/reconciliations',
  'POST /v1/sandbox/clock',
  'POST /v1/sessions/:sessionId/publish',
  'POST /v1/sessions/:sessionId/resume',
  'POST /v1/sessions/:sessionId/suspend',
  'POST /v1/webhook-deliveries/:deliveryId/replay',
  'POST /v1/webhook-endpoints',
  'POST /v1/webhook-endpoints/:endpointId/rotate-secret',
  'POST /v1/webhook-endpoints/:endpointId/test',
];

/** What there is besides in development. */
const developmentDoors = ['ALL /sandbox/*'];

describe('PR12: what is open', () => {
  it('in production is what is listed, and nothing else', () => {
    expect(routes(production.app).toSorted()).toEqual(doors);
  });

  it('in development is the sandbox besides', () => {
    expect(routes(development.app).toSorted()).toEqual([...doors, ...developmentDoors].toSorted());
  });

  it.each([
    '/sandbox/clock',
    '/sandbox/pay/x',
    '/sandbox/behaviour',
    '/inbox',
    '/metrics',
    '/debug',
    '/docs',
    '/.env',
    '/.git/config',
  ])('%s is not there in production', async (path) => {
    expect((await production.request(path)).status).toBe(404);
    expect((await production.request(path, { method: 'POST', body: '{}' })).status).toBeGreaterThanOrEqual(
      400,
    );
  });

  it('lets nobody into production by the ways of the demo', async () => {
    expect(await (await production.request('/trpc/demo.people')).json()).toEqual({ result: { data: [] } });
    const asked = await production.mutate('demo.signInAs', {
      accountId: '01900003-0000-7000-8000-000000000001',
    });
    expect(asked.status).toBe(404);
    expect(asked.headers.get('set-cookie')).toBeNull();
  });
});

describe('every procedure', () => {
  const all = procedures();

  it('says what it answers', () => {
    const silent = all.filter(({ kind, output }) => kind !== 'subscription' && output === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('takes no unknown field', () => {
    const lenient = all.filter(({ input }) => {
      if (input === undefined) return false;
      const schemas = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
      const parts = schemas.anyOf ?? schemas.oneOf ?? [schemas];
      return parts.some((part) => typeof part === 'object' && part.additionalProperties !== false);
    });
    expect(lenient.map(({ name }) => name)).toEqual([]);
  });

  it('gives a page of at most a hundred rows (FX3)', () => {
    const limits = all.flatMap(({ name, input }) => {
      const schema = input && z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
      const limit = schema?.properties?.limit;
      return typeof limit === 'object' ? [[name, limit.maximum ?? Number.POSITIVE_INFINITY] as const] : [];
    });
    expect(limits.length).toBeGreaterThan(2);
    expect(limits.filter(([, most]) => most > 100)).toEqual([]);
  });

  it('that has a limit of its own is one that there is', () => {
    const names = new Set(all.map(({ name }) => name));
    expect([...operationLimits.keys()].filter((name) => !names.has(name))).toEqual([]);
  });

  it('that a stranger may use to come in is counted by network and taken alone', async () => {
    const open: string[] = [];
    for (const { name, kind } of all) {
      if (kind !== 'mutation') continue;
      const answer = await development.mutate(name, {});
      if (answer.status !== 401) open.push(name);
    }
    expect(open).toContain('auth.signInWithPassword');
    expect(open.filter((name) => operationLimits.get(name) !== 'sign-in')).toEqual(['auth.signOut']);
  });
});
