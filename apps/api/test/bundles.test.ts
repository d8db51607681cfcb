import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dayFrom } from './days.js';
import { type Caller, type OpenApi, openApi } from './open-api.js';
import { type Json, told } from './told.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi({ DEMO_ORDERS: 'off' });
  await api.platform.startBackground();
}, 120_000);
afterAll(() => api.close());

const call = (procedure: string, input: object, caller: Caller = 'family') =>
  told(api.mutate(procedure, input, caller));
const ask = (procedure: string, input: object, caller: Caller = 'family') =>
  told(api.query(procedure, input, caller));
const listOf = (value: unknown) => value as readonly Json[];
const hoursAfter = (instant: unknown, hours: number) =>
  new Date(Date.parse(String(instant)) + hours * 3_600_000).toISOString();

/** Sessions of one hospital that are on sale and more than two days away. */
const openSessions = async (): Promise<{
  readonly hospitalId: unknown;
  readonly sessions: readonly Json[];
}> => {
  const hospitals = listOf((await ask('catalogue.hospitals', { cityCode: '110000', text: '' })).value);
  for (const { hospitalId } of hospitals) {
    const range = { hospitalId, from: dayFrom(3), until: dayFrom(14) };
    const { value } = await ask('appointment.availability', range);
    const sessions = listOf(value.sessions).filter(({ offer }) => offer === 'open');
    if (sessions.length > 1) return { hospitalId, sessions };
  }
  throw new Error('no demo hospital has two sessions on sale');
};

const becomes = (bundleId: unknown, status: string) =>
  vi.waitFor(
    async () => {
      const { value } = await ask('bundle.read', { bundleId });
      expect(value.status).toBe(status);
      return value;
    },
    { timeout: 20_000, interval: 100 },
  );

describe('a seat and an escort booked together', () => {
  it('are held, paid, bound, changed by the clinic, and given back as the family chooses', async () => {
    const { hospitalId, sessions } = await openSessions();
    const [session] = sessions as readonly [Json];
    const patients = listOf((await ask('patient.list', {})).value);
    const { patientId } = patients.find(({ isRealNamed }) => isRealNamed) as Json;
    const details = { realName: '王秀兰', idNumber: '110101194903070022' };
    await call('patient.change', { patientId, details });
    const quote = await call('family.quote', {
      patientId,
      hospitalId,
      serviceCode: 'escort-half-day',
      startsAt: session.startsAt,
      endsAt: hoursAfter(session.startsAt, 4),
    });
    const { quoteId, scopeConsentVersion: consentedScopeVersion, totalFen } = quote.value;
    const wanted = { quoteId, consentedScopeVersion, clinicSessionId: session.clinicSessionId };
    const created = await call('bundle.create', { ...wanted, idempotencyKey: 'a-key-of-the-phone' });
    expect(created.value).toMatchObject({ status: 'HELD', version: 1 });
    const again = await call('bundle.create', { ...wanted, idempotencyKey: 'a-key-of-the-phone' });
    expect(again.value).toEqual(created.value);
    const { bundleId, orderId, appointmentId } = created.value;

    const seen = await ask('bundle.read', { bundleId });
    expect(seen.value).toMatchObject({
      order: { status: 'PENDING_PAYMENT', totalFen },
      appointment: { status: 'HELD', patientId, doctorName: session.doctorName },
    });
    expect((await ask('bundle.own', {})).value).toMatchObject({ bundles: [{ bundleId }] });
    expect((await ask('bundle.read', { bundleId }, 'otherFamily')).refusal).toMatchObject({
      type: 'NotFound',
    });
    expect((await ask('bundle.own', {}, 'otherFamily')).value).toEqual({ bundles: [] });
    expect((await ask('bundle.live', {})).status).toBe(403);

    const { payUrl } = (await call('family.pay', { orderId, channel: 'wechat' })).value;
    const paying = new URL(String(payUrl), 'http://localhost').pathname;
    await api.request(paying, { method: 'POST', body: 'act=pay' });
    // Nothing of the provider reaches a platform without a port: it is asked when no callback comes.
    await api.request('/sandbox/clock', { method: 'POST', body: '{"advanceMinutes":1}' });
    await becomes(bundleId, 'BOUND');
    expect((await call('appointment.cancel', { appointmentId })).refusal).toMatchObject({
      type: 'InBundle',
      bundleId,
      zh: expect.any(String),
      en: expect.any(String),
    });

    const stop = { clinicSessionId: session.clinicSessionId, reason: '医生停诊' };
    expect((await call('schedule.stopClinic', stop, 'dispatcher')).status).toBe(200);
    const choosing = await becomes(bundleId, 'CHOOSING');
    expect(choosing).toMatchObject({ isSeatOffered: false, chooseBy: expect.any(String) });
    const { value: live } = await ask('bundle.live', {}, 'dispatcher');
    expect(live).toMatchObject({ bundles: [{ bundleId, status: 'CHOOSING' }] });

    const refund = { bundleId, choice: 'refund', idempotencyKey: 'another-key-of-the-phone' };
    expect((await call('bundle.choose', refund)).value).toMatchObject({ status: 'RELEASED' });
    expect((await call('bundle.choose', refund)).value).toMatchObject({ status: 'RELEASED' });
    const after = await becomes(bundleId, 'RELEASED');
    expect(after).toMatchObject({
      order: { status: 'CANCELLED' },
      appointment: { status: 'PROVIDER_CANCELLED' },
    });
    await vi.waitFor(
      async () =>
        expect((await ask('family.order', { orderId })).value).toMatchObject({
          money: { refundedFen: totalFen },
        }),
      { timeout: 20_000, interval: 100 },
    );
  }, 60_000);
});
