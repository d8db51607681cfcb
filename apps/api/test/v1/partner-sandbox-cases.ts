import { makeApp } from '@banzhen/api/app';
import { describe, expect, it } from 'vitest';
import { listen } from '../../dist/listen.js';
import { dayFrom } from '../days.js';
import type { OpenApi } from '../open-api.js';
import { type Json, told } from '../told.js';
import { aKey, listOf } from './partner-scene.js';

type App = Pick<OpenApi['app'], 'request'>;

const asking =
  (app: App, key: string) =>
  async (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: object) => {
    const response = await app.request(`http://localhost/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Json };
  };
const range = `from=${dayFrom(0)}&until=${dayFrom(14)}`;

/** What a start gives partners to try their programs with; of a platform that has it. */
export const partnerSandboxCases = (api: () => OpenApi): void => {
  const key = () => api().platform.partnerSandbox?.key() ?? 'none';
  const ask = (...asked: Parameters<ReturnType<typeof asking>>) => asking(api().app, key())(...asked);

  /** Somebody who has been there, and a session that is on sale. */
  const aWish = async () => {
    const [clinic] = listOf((await ask('GET', '/clinics')).body.items);
    const at = `/clinics/${clinic?.clinicId}`;
    const seen = listOf((await ask('GET', `${at}/appointments?${range}`)).body.items);
    const offers = listOf((await ask('GET', `${at}/availability?${range}`)).body.items);
    const open = offers.findLast(({ offer }) => offer === 'open');
    return { at, body: { sessionId: open?.sessionId, patientId: seen[0]?.patientId } };
  };

  describe('the sandbox of partners', () => {
    it('has two clinics with sessions, and a member to book for whose benefits are told', async () => {
      expect(listOf((await ask('GET', '/clinics')).body.items)).toHaveLength(2);
      const { at, body } = await aWish();
      const benefits = await ask('GET', `/members/${body.patientId}/benefits`);
      expect(benefits.body).toMatchObject({ level: { level: 2 } });
      const held = await ask('POST', '/appointments', { 'idempotency-key': aKey() }, body);
      expect([held.status, held.body.status]).toEqual([201, 'HELD']);
      const seat = `/appointments/${held.body.appointmentId}`;
      const back = { 'idempotency-key': aKey(), 'if-match': '"1"' };
      expect((await ask('POST', `${seat}/cancel`, back, {})).status).toBe(200);
      const { body: doctors } = await ask('GET', `${at}/doctors`);
      expect(listOf(doctors.items)).toHaveLength(2);
    });

    it('is of a tenant of its own: the demo’s people see nothing of it', async () => {
      const { at } = await aWish();
      const listed = await told(
        api().query('schedule.directory', { hospitalId: at.replace('/clinics/', '') }, 'admin'),
      );
      const theirs = listOf((await ask('GET', `${at}/doctors`)).body.items).map(({ doctorId }) => doctorId);
      const ours = listOf(listed.value.doctors).map(({ doctorId }) => doctorId);
      expect(ours.filter((id) => theirs.includes(id))).toEqual([]);
      expect(ours.length).toBeGreaterThan(0);
      const { value: partners } = await told(api().query('partner.list', {}, 'admin'));
      expect(JSON.stringify(partners)).not.toContain('沙箱合作诊所');
    });

    it('books for a patient of the demo, whose identity number is not asked for first', async () => {
      const { value: patients } = await told(api().query('patient.list', {}, 'family'));
      const { value: hospitals } = await told(
        api().query('catalogue.hospitals', { cityCode: '110000', text: '' }, 'family'),
      );
      const [hospital] = listOf(hospitals);
      const days = { hospitalId: hospital?.hospitalId, from: dayFrom(1), until: dayFrom(14) };
      const { value: found } = await told(api().query('appointment.availability', days, 'family'));
      const open = listOf(found.sessions).findLast(({ offer }) => offer === 'open');
      const wanted = {
        clinicSessionId: open?.clinicSessionId,
        patientId: listOf(patients)[0]?.patientId,
      };
      const held = await told(api().mutate('appointment.hold', wanted, 'family'));
      expect([held.refusal, held.value?.status]).toEqual([undefined, 'HELD']);
    });

    it('breaks off the connection where an answer is to be lost, and has done what was asked', async () => {
      const { server, port } = await listen(api().app, '127.0.0.1', 0);
      try {
        const asked = {
          method: 'POST',
          headers: {
            authorization: `Bearer ${key()}`,
            'content-type': 'application/json',
            'idempotency-key': aKey(),
          },
          body: JSON.stringify({ advanceMinutes: 7 }),
        };
        const send = (failure: string) =>
          fetch(`http://127.0.0.1:${port}/v1/sandbox/clock`, {
            ...asked,
            headers: { ...asked.headers, 'sandbox-failure': failure },
          });
        const now = async () => Date.parse(String((await ask('GET', '/sandbox/clock')).body.now));
        const before = await now();
        await expect(send('no-answer')).rejects.toThrow();
        expect((await now()) - before).toBeLessThan(7 * 60_000);
        await expect(send('lost-answer')).rejects.toThrow();
        expect((await now()) - before).toBeGreaterThanOrEqual(7 * 60_000);
        expect((await send('lost-answer')).status).toBe(200);
        expect((await now()) - before).toBeLessThan(14 * 60_000);
      } finally {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    });

    it('fails so often as was ordered, and then lets the request through', async () => {
      const order = { 'sandbox-failure': '503; times=2' };
      const statuses: number[] = [];
      for (let no = 0; no < 4; no += 1) statuses.push((await ask('GET', '/clinics', order)).status);
      expect(statuses).toEqual([503, 503, 200, 503]);
      const { status, body } = await ask('GET', '/clinics', { 'sandbox-failure': '418' });
      expect([status, body.title]).toEqual([400, 'InvalidInput']);
    });

    it('is refused elsewhere, where nothing is done: clock, and failures that a program brings along', async () => {
      const live = asking(
        makeApp(
          { ...api().platform, partnerSandbox: undefined },
          {
            consoleFolder: '.',
            log: { info: () => undefined, error: () => undefined },
            isHttps: false,
          },
        ),
        key(),
      );
      const { at, body } = await aWish();
      const listed = async () => (await ask('GET', `${at}/appointments?${range}`)).body;
      const before = await listed();
      const failing = { 'idempotency-key': aKey(), 'sandbox-failure': 'lost-answer' };
      for (const { status, body: problem } of [
        await live('GET', '/sandbox/clock'),
        await live('POST', '/sandbox/clock', { 'idempotency-key': aKey() }, { advanceMinutes: 1 }),
        await live('POST', '/appointments', failing, body),
        await live('GET', '/clinics', { 'sandbox-failure': '429' }),
      ])
        expect([status, problem.type]).toEqual([403, 'urn:banzhen:problem:sandbox-only']);
      expect(await listed()).toEqual(before);
      expect((await live('GET', '/sandbox/clock', { authorization: 'Bearer mk_test_x' })).status).toBe(401);
    });
  });
};
