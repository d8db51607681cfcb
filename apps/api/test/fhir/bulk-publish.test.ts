import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from '../days.js';
import { HERE, listOf, type PartnerScene, partnerScene } from '../v1/partner-scene.js';
import { codeOf } from './fhir-scene.js';
import { readSchedulingLinks } from './scheduling-links-client.js';
import { faultsOf } from './validator.js';

let scene: PartnerScene;
beforeAll(async () => {
  scene = await partnerScene();
}, 120_000);
afterAll(() => scene.api.close());

const MANIFEST = '/fhir/$bulk-publish';
const pathOf = (url: string) => url.replace('http://localhost', '');

const asking =
  (key: string, headers: Record<string, string> = {}) =>
  (url: string): Promise<Response> =>
    scene.api.request(pathOf(url), {
      headers: { authorization: `Bearer ${key}`, 'x-forwarded-for': HERE, ...headers },
    });
const read = () => readSchedulingLinks(asking(scene.key), MANIFEST);

const offersOf = async () => {
  const { get, clinicId } = scene;
  const range = `from=${dayFrom(0)}&until=${dayFrom(40)}`;
  return listOf((await get(`/v1/clinics/${clinicId}/availability?${range}`)).body.items);
};

describe('SMART Scheduling Links', () => {
  it('let a client rebuild what is offered, from files of R4', async () => {
    const { clinicId } = scene;
    const { offered, resources } = await read();
    expect(resources.flatMap((resource) => faultsOf(resource))).toEqual([]);
    const offers = await offersOf();
    expect(offers.filter(({ offer }) => offer === 'open').length).toBeGreaterThan(2);
    const wanted = offers.map(({ sessionId, doctorId, startsAt, endsAt, offer, remaining }) => ({
      ...{ slotId: sessionId, doctorId, clinicId, startsAt, endsAt },
      isFree: offer === 'open',
      remaining: offer === 'open' ? remaining : undefined,
    }));
    const byId = (left: { slotId: unknown }, right: { slotId: unknown }) =>
      String(left.slotId) < String(right.slotId) ? -1 : 1;
    expect(offered.toSorted(byId)).toEqual(wanted.toSorted(byId));
  });

  it('follow a seat that is taken, under another tag', async () => {
    const { manifest, offered } = await read();
    const free = offered.find(({ isFree }) => isFree);
    const files = manifest.output.filter(({ type }) => type === 'Slot').map(({ url }) => url);
    const tags = async () => {
      const all: (string | null)[] = [];
      for (const url of files) all.push((await asking(scene.key)(url)).headers.get('etag'));
      return all;
    };
    const before = await tags();
    expect(await tags()).toEqual(before);
    const again = await asking(scene.key, { 'if-none-match': String(before[0]) })(String(files[0]));
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('cache-control')).toBe('private, max-age=30');
    await scene.family('appointment.hold', { clinicSessionId: free?.slotId, patientId: scene.patientId });
    const after = await tags();
    expect(after.filter((tag, at) => tag !== before[at]).length).toBe(1);
    const now = (await read()).offered.find(({ slotId }) => slotId === free?.slotId);
    expect(now?.remaining ?? 0).toBe(Number(free?.remaining) - 1);
  });

  it('take a hint of since when, and tell the whole', async () => {
    const ask = asking(scene.key);
    const hinted = await (await ask(`${MANIFEST}?_since=2026-01-01T00:00:00Z`)).json();
    const { manifest } = await read();
    expect((hinted as typeof manifest).output).toEqual(manifest.output);
    expect(hinted).toMatchObject({
      requiresAccessToken: true,
      error: [],
      request: expect.stringContaining('_since'),
    });
    const wrong = await ask(`${MANIFEST}?_since=yesterday`);
    expect(wrong.status).toBe(400);
  });

  it('tell of the types that are asked for, however the address is written', async () => {
    const ask = asking(scene.key);
    const typesOf = async (url: string): Promise<readonly string[]> => {
      const { output } = (await (await ask(url)).json()) as { output: readonly { type: string }[] };
      return [...new Set(output.map(({ type }) => type))];
    };
    expect(await typesOf('/fhir/%24bulk-publish')).toEqual(['Location', 'Schedule', 'Slot']);
    expect(await typesOf(`${MANIFEST}?_type=Slot,Location`)).toEqual(['Location', 'Slot']);
    expect((await ask(`${MANIFEST}?_type=Patient`)).status).toBe(400);
  });

  it('are for keys that may see the same at /v1', async () => {
    const { createKey, otherClinicId, clinicId } = scene;
    expect((await scene.get(MANIFEST, { key: undefined })).status).toBe(401);
    const { key } = await createKey({ operations: ['availability.read'] });
    const narrow = { key: String(key) };
    expect((await scene.get(MANIFEST, narrow)).status).toBe(200);
    const schedules = await scene.get('/fhir/bulk/schedules.ndjson', narrow);
    expect([schedules.status, codeOf(schedules.body)]).toEqual([403, 'urn:banzhen:problem:key-out-of-scope']);
    const today = (await read()).manifest.output.at(2)?.url.split('/').at(-1);
    for (const path of [
      `${otherClinicId}/${today}`,
      `${clinicId}/2020-01-01`,
      `x/${today}`,
      `${clinicId}/x`,
    ]) {
      const hidden = await scene.get(`/fhir/bulk/slots/${path}`);
      expect([path, hidden.status]).toEqual([path, 404]);
    }
  });
});
