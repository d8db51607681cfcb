import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeApp } from '@banzhen/api/app';
import { type LocalPostgres, type LocalReplica, startPostgres, startReplica } from '@banzhen/local-services';
import { openPlatform, readConfig } from '@banzhen/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from './days.js';
import { people } from './open-api.js';
import { type Json, told } from './told.js';

/** Longer than the cases take: a replica that stands still is old, and not yet too old. */
const MAX_LAG_SECONDS = 60;
const quiet = { info: () => undefined, error: () => undefined };

let folder: string;
let primary: LocalPostgres;
let replica: LocalReplica;
let processes: readonly Awaited<ReturnType<typeof openProcess>>[];

/** One of several processes of the product, called without a network. */
const openProcess = async (settings: Readonly<Record<string, string>>) => {
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: folder, DEMO_ORDERS: 'off', ...settings });
  const platform = await openPlatform(config, quiet);
  const app = makeApp(platform, { consoleFolder: folder, log: quiet, isHttps: false, trustedProxies: 0 });
  const request = async (path: string, init: RequestInit = {}) =>
    app.request(`http://localhost${path}`, init);
  const post = (procedure: string, input: object, token?: string) =>
    request(`/trpc/${procedure}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(input),
    });
  const ask = (procedure: string, input: object, token: string) =>
    request(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  return {
    platform,
    signIn: async (accountId: string): Promise<string> =>
      String((await told(post('demo.signInAs', { accountId }))).value.token),
    mutate: (procedure: string, input: object, token: string) => told(post(procedure, input, token)),
    query: (procedure: string, input: object, token: string) => told(ask(procedure, input, token)),
    replica: async () => (await platform.readiness()).replica,
  };
};

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 600) throw new Error('it does not come to that');
    await pause(50);
  }
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'banzhen-replica-api-'));
  primary = await startPostgres({ durable: false });
  replica = await startReplica(primary, { durable: false });
  const url = replica.urlOf(primary.url);
  const settings = {
    DATABASE_URL: primary.url,
    DATABASE_REPLICA_URL: url,
    DATABASE_REPLICA_MAX_LAG_SECONDS: String(MAX_LAG_SECONDS),
    REDIS_URL: process.env.TEST_REDIS_URL ?? '',
  };
  processes = [await openProcess(settings), await openProcess(settings)];
  for (const one of processes) await until(async () => (await one.replica()) === 'fresh');
});
afterAll(async () => {
  await Promise.all((processes ?? []).map(({ platform }) => platform.close()));
  await Promise.all([replica?.stop(), primary?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const listOf = (value: unknown) => value as readonly Json[];

describe('lists beside a replica that stands still', () => {
  it('show their own changes to whoever made them, in every process, and others what was so before', async () => {
    const [here, there] = processes;
    if (!here || !there) throw new Error('there are two processes');
    const family = await here.signIn(people.family);
    const other = await there.signIn(people.otherFamily);
    const [hospital] = listOf(
      (await here.query('catalogue.hospitals', { cityCode: '110000', text: '' }, family)).value,
    );
    const wanted = { hospitalId: hospital?.hospitalId, from: dayFrom(1), until: dayFrom(14) };
    const offered = async (at: typeof here, token: string) =>
      listOf((await at.query('appointment.availability', wanted, token)).value.sessions);
    const [patient] = listOf((await here.query('patient.list', {}, family)).value).filter(
      ({ isRealNamed }) => isRealNamed,
    );
    const details = { realName: '王秀兰', idNumber: '110101194903070022' };
    const patientId = patient?.patientId;
    await here.mutate('patient.change', { patientId, details }, family);
    const [session] = (await offered(here, family)).filter(({ offer }) => offer === 'open');
    const { clinicSessionId, remaining } = session as Json;
    const left = async (at: typeof here, token: string) =>
      (await offered(at, token)).find((one) => one.clinicSessionId === clinicSessionId)?.remaining;
    await until(async () => (await left(there, other)) === remaining);

    await replica.pause();
    try {
      const held = await here.mutate('appointment.hold', { clinicSessionId, patientId }, family);
      expect(held.value).toMatchObject({ status: 'HELD' });
      const own = { appointments: [{ appointmentId: held.value.appointmentId }] };
      for (const at of [here, there]) {
        expect((await at.query('appointment.own', {}, family)).value).toMatchObject(own);
        expect(await left(at, family)).toBe(Number(remaining) - 1);
      }
      // Nobody else is told of it by a list yet; who books is told by the primary.
      expect(await left(there, other)).toBe(remaining);
      const again = await there.mutate('appointment.hold', { clinicSessionId, patientId }, family);
      expect(again.refusal).toMatchObject({ type: 'AlreadyBooked' });
    } finally {
      await replica.resume();
    }
    await until(async () => (await left(there, other)) === Number(remaining) - 1);
  });

  it('are answered from the primary when the replica is killed, and nobody is refused for it', async () => {
    const [here] = processes;
    if (!here) throw new Error('there is a process');
    const other = await here.signIn(people.otherFamily);
    await replica.kill9();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => here.query('appointment.own', {}, other)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    await until(async () => (await here.replica()) === 'away');
    expect((await here.platform.readiness()).isReady).toBe(true);
    await replica.start();
    await until(async () => (await here.replica()) === 'fresh');
  });
});
