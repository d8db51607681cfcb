import { openSandboxSystem, type SandboxSystem } from '@banzhen/platform';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Json, told } from './told.js';
import { listOf, type PartnerScene, partnerScene } from './v1/partner-scene.js';

const PATIENCE = { timeout: 20_000 };
const secrets: string[] = [];
let scene: PartnerScene;
let system: SandboxSystem;
beforeAll(async () => {
  scene = await partnerScene({ WEBHOOK_LOOPBACK: 'on' });
  system = await openSandboxSystem({ secrets });
  await scene.api.platform.startBackground();
}, 120_000);
afterAll(async () => {
  await scene.api.close();
  await system.close();
});

const admin = (procedure: string, input: object) =>
  told(scene.api.mutate(`clinicSystem.${procedure}`, input, 'admin'));
const family = (procedure: string, input: object) =>
  told(scene.api.mutate(`appointment.${procedure}`, input, 'family'));
const read = async (appointmentId: unknown): Promise<Json> =>
  (await told(scene.api.query('appointment.read', { appointmentId }, 'family'))).value;
const submitted = async (clinicSessionId: unknown): Promise<string> => {
  const held = await family('hold', { clinicSessionId, patientId: scene.patientId });
  const { appointmentId } = held.value;
  expect((await family('submit', { appointmentId })).value).toMatchObject({ status: 'PENDING_CONFIRM' });
  return String(appointmentId);
};

it('keeps in the system of a clinic what is booked here: confirmed by it, given up there, and answered by its desk while it is paused', async () => {
  const { partnerId, clinicId, offersAt } = scene;
  // Families give a seat back until a day before, whatever the hour is now.
  const inTwoDays = new Date(Date.now() + 48 * 3_600_000).toISOString();
  const [first] = (await offersAt(clinicId)).filter(({ startsAt }) => String(startsAt) > inTwoDays);
  const command = { partnerId, hospitalId: clinicId, url: system.url };
  const unfit = await admin('connect', { ...command, url: 'http://10.0.0.1/' });
  expect(unfit.refusal).toMatchObject({
    type: 'WebhookUrlUnfit',
    zh: expect.any(String),
    en: expect.any(String),
  });
  const connected = await admin('connect', command);
  const { systemId, secret } = connected.value;
  expect((await admin('connect', command)).refusal).toMatchObject({ type: 'SystemKnown' });
  secrets.push(String(secret));

  const appointmentId = await submitted(first?.clinicSessionId);
  const change = (expectedVersion: number, state: string) =>
    admin('change', { systemId, expectedVersion, url: system.url, state });
  expect((await change(1, 'active')).value).toMatchObject({ state: 'active', version: 2 });
  await expect.poll(async () => (await read(appointmentId)).status, PATIENCE).toBe('BOOKED');
  expect(system.recordsOf(appointmentId)).toHaveLength(1);
  expect(system.forged()).toBe(0);

  const [, second] = await offersAt(clinicId);
  const moved = await family('reschedule', { appointmentId, toClinicSessionId: second?.clinicSessionId });
  expect(moved.refusal).toMatchObject({ type: 'SystemNotMoved' });
  await family('cancel', { appointmentId });
  await expect.poll(() => system.recordsOf(appointmentId), PATIENCE).toEqual([]);

  expect((await change(2, 'paused')).value).toMatchObject({ version: 3 });
  const waiting = await submitted((await offersAt(clinicId)).at(-1)?.clinicSessionId);
  const confirmed = await scene.post(`/v1/appointments/${waiting}/confirm`, { clinicRecord: 'desk 7' }, 2);
  expect(confirmed.status).toBe(200);
  const { value } = await told(scene.api.query('clinicSystem.list', { partnerId }, 'admin'));
  expect(listOf(value.systems)).toMatchObject([{ systemId, state: 'paused', version: 3 }]);
  expect(JSON.stringify(value)).not.toContain(secret);
  // What its desk has confirmed meanwhile it has as soon as it is asked again.
  expect((await change(3, 'active')).value).toMatchObject({ version: 4 });
  await expect.poll(() => system.recordsOf(waiting), PATIENCE).toHaveLength(1);
  expect(await read(waiting)).toMatchObject({ status: 'BOOKED' });
}, 60_000);
