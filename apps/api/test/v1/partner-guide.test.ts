import * as crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as client from '@banzhen/partner-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from '../../dist/listen.js';
import { type PartnerScene, partnerScene } from './partner-scene.js';

const guide = readFileSync(new URL('../../../../docs/partner-guide.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);

type Environment = { readonly env: Readonly<Record<string, string>> };
const modules = { '@banzhen/partner-client': client, 'node:crypto': crypto };
type Guide = (process: Environment, from: typeof modules, begin: (no: number) => void) => Promise<unknown>;
/** Code that is made of text imports nothing: what it imports is handed in. */
const handedIn = (code: string): string =>
  code.replace(/^import (\{.*\}) from ('.*');$/gm, 'const $1 = from[$2];');
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
  ...parts: readonly string[]
) => Guide;

let scene: PartnerScene;
let listener: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  scene = await partnerScene();
  listener = await listen(scene.api.app, '127.0.0.1', 0);
  const { offersAt, clinicId, patientId, family } = scene;
  const [session] = await offersAt(clinicId);
  await scene.admin('setCreditLimit', { partnerId: scene.partnerId, limitFen: 1_000_000 });
  // By this the hospital knows the patient.
  await family('appointment.hold', { clinicSessionId: session?.clinicSessionId, patientId });
}, 120_000);
afterAll(async () => {
  await new Promise((resolve) => listener.server.close(resolve));
  await scene.api.close();
});

/** Runs the examples one after another as a reader would; answers how many were begun and what the names of the last one are. */
const runGuide = async (examples: readonly string[]) => {
  let begun = 0;
  const body = examples.map((code, no) => `begin(${no + 1});\n${handedIn(code)}`).join('\n');
  const names = 'return { held, seen, sessions, doctors, followed };';
  const env = {
    BANZHEN_URL: `http://127.0.0.1:${listener.port}`,
    BANZHEN_KEY: scene.key,
    BANZHEN_PATIENT: scene.patientId,
  };
  const told = await new AsyncFunction('process', 'from', 'begin', `${body}\n${names}`)(
    { env },
    modules,
    (no) => {
      begun = no;
    },
  ).catch((cause: unknown) => {
    throw new Error(`example ${begun}`, { cause });
  });
  return { begun, told };
};

it('has examples that run one after another against the product', async () => {
  expect(blocks.length).toBeGreaterThan(7);
  const { begun, told } = await runGuide(blocks);
  expect(begun).toBe(blocks.length);
  const { held, seen, sessions, doctors, followed } = told as {
    readonly held: { readonly appointmentId: string };
    readonly seen: readonly { readonly type: string }[];
    readonly sessions: readonly object[];
    readonly doctors: readonly object[];
    readonly followed: readonly object[];
  };
  expect(sessions.length).toBeGreaterThan(3);
  expect([doctors.length > 0, followed.length > 0]).toEqual([true, true]);
  expect(seen.map(({ type }) => type)).toContain('AppointmentBooked');
  const { body } = await scene.get(`/v1/appointments/${held.appointmentId}`);
  expect(body.status).toBe('CANCELLED');
});

it('control: an example that is wrong is found, by its number', async () => {
  const wrong = blocks.map((code) => code.replace('/sessions?', '/sessionz?'));
  await expect(runGuide(wrong)).rejects.toThrow('example 4');
});
