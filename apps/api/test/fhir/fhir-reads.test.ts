import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from '../days.js';
import { listOf, type PartnerScene, partnerScene } from '../v1/partner-scene.js';
import { codeOf, entriesOf, type FhirScene, fhirScene, linkOf, resourcesIn, within } from './fhir-scene.js';
import { faultsOf } from './validator.js';

let scene: PartnerScene;
let fhir: FhirScene;
beforeAll(async () => {
  scene = await partnerScene();
  fhir = fhirScene(scene);
}, 120_000);
afterAll(() => scene.api.close());

const problem = (name: string) => `urn:banzhen:problem:${name}`;

describe('the validator of these tests', () => {
  it('refuses what R4 does not have', async () => {
    const [slot] = await fhir.freeSlots();
    const broken = [
      { ...slot, status: 'freeish' },
      { ...slot, start: 'tomorrow' },
      { ...slot, schedule: undefined },
      { ...slot, price: 1 },
    ];
    expect(faultsOf({ ...slot })).toEqual([]);
    for (const one of broken) expect(faultsOf(one)).not.toEqual([]);
    for (const resource of broken)
      expect(faultsOf({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource }] })).not.toEqual([]);
  });
});

describe('the CapabilityStatement', () => {
  type Part = {
    readonly type: string;
    readonly interaction: readonly { readonly code: string }[];
    readonly searchParam?: readonly { readonly name: string; readonly type: string }[];
  };
  const parts = async () => {
    const { body } = await fhir.get('/fhir/metadata', { key: undefined });
    return (body.rest as readonly { readonly resource: readonly Part[] }[])[0]?.resource ?? [];
  };

  it('is told without a key, and is what is served', async () => {
    const served = scene.api.app.routes
      .filter(({ path, method }) => path.startsWith('/fhir/') && path !== '/fhir/*' && method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace('%24', '$')}`);
    const told = (await parts()).flatMap(({ type, interaction, ...rest }) => [
      ...interaction.map(({ code }) =>
        code === 'search-type'
          ? `GET /fhir/${type}`
          : `${code === 'read' ? 'GET' : code === 'patch' ? 'PATCH' : 'POST'} /fhir/${type}${code === 'create' ? '' : '/:id'}`,
      ),
      ...listOf(Reflect.get(rest, 'operation') ?? []).map(({ name }) => `POST /fhir/${type}/$${name}`),
    ]);
    expect(told.toSorted()).toEqual(
      [...new Set(served)].filter((one) => one !== 'GET /fhir/metadata' && !one.includes('bulk')).toSorted(),
    );
  });

  it('names parameters of which each changes the answer, or is refused where it is wrong', async () => {
    const all = await parts();
    expect(all.length).toBe(6);
    for (const { type, searchParam = [] } of all)
      for (const { name, type: kind } of searchParam) {
        const needed = type === 'Slot' && name !== 'start' ? `&${within('start')}` : '';
        const nothing = '01900000-0000-7000-8000-00000000dead';
        const { status, body } = await fhir.get(`/fhir/${type}?${name}=${nothing}${needed}`, {
          headers: { prefer: 'handling=strict' },
        });
        const isLookedAt =
          kind === 'date' || name === 'status' ? status === 400 : entriesOf(body).length === 0;
        expect([type, name, isLookedAt]).toEqual([type, name, true]);
      }
  });
});

describe('searches', () => {
  it('find hospitals, doctors, their roles and their schedules', async () => {
    const { get } = fhir;
    const { clinicId } = scene;
    const locations = await get('/fhir/Location');
    expect(locations.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(resourcesIn(locations.body)).toMatchObject([{ id: clinicId, name: expect.any(String) }]);
    expect((await get(`/fhir/Location/${clinicId}`)).body).toEqual(resourcesIn(locations.body)[0]);
    const doctors = listOf((await scene.get(`/v1/clinics/${clinicId}/doctors`)).body.items);
    const ids = doctors.map(({ doctorId }) => doctorId).toSorted();
    for (const path of [
      'Practitioner',
      `PractitionerRole?location=Location/${clinicId}`,
      `Schedule?actor=${clinicId}`,
    ]) {
      const found = resourcesIn((await get(`/fhir/${path}`)).body);
      expect([path, found.map(({ id }) => id)]).toEqual([path, ids]);
      const type = path.replace(/\?.*/, '');
      expect((await get(`/fhir/${type}/${ids[0]}`)).body).toEqual(found[0]);
    }
    const [one] = resourcesIn((await get(`/fhir/PractitionerRole?practitioner=Practitioner/${ids[1]}`)).body);
    expect(one).toMatchObject({ id: ids[1], location: [{ reference: `Location/${clinicId}` }] });
  });

  it('find slots that are free exactly where booking takes a seat', async () => {
    const { clinicId, get } = scene;
    const range = `from=${dayFrom(0)}&until=${dayFrom(14)}`;
    const offers = listOf((await get(`/v1/clinics/${clinicId}/availability?${range}`)).body.items);
    const open = offers.filter(({ offer }) => offer === 'open');
    const free = await fhir.freeSlots();
    expect(free.map(({ id }) => id).toSorted()).toEqual(open.map(({ sessionId }) => sessionId).toSorted());
    const slot = free[0];
    const same = open.find(({ sessionId }) => sessionId === slot?.id);
    expect(slot).toMatchObject({
      start: same?.startsAt,
      end: same?.endsAt,
      schedule: { reference: `Schedule/${same?.doctorId}` },
      extension: [{ valueInteger: same?.remaining }],
    });
    expect((await fhir.get(`/fhir/Slot/${slot?.id}`)).body).toEqual(slot);
    const ofDoctor = await fhir.get(`/fhir/Slot?schedule=Schedule/${same?.doctorId}&${within('start')}`);
    expect(
      resourcesIn(ofDoctor.body).every((one) => JSON.stringify(one).includes(String(same?.doctorId))),
    ).toBe(true);
    const start = encodeURIComponent(String(slot?.start));
    const atOnce = resourcesIn((await fhir.get(`/fhir/Slot?start=${start}`)).body);
    expect(atOnce.map(({ id }) => id)).toContain(slot?.id);
    expect(new Set(atOnce.map((one) => one.start))).toEqual(new Set([slot?.start]));
  });

  it('come in pages that leave nothing out and tell nothing twice', async () => {
    const whole = await fhir.freeSlots();
    const paged: unknown[] = [];
    const cursors: string[] = [];
    let next: string | undefined = `/fhir/Slot?${within('start')}&status=free&_count=3&unknown=1`;
    for (let pages = 0; next; pages += 1) {
      const { body } = await fhir.get(next);
      expect(linkOf(body, 'self')).not.toContain('unknown');
      const found = resourcesIn(body).filter(({ resourceType }) => resourceType === 'Slot');
      expect(found.length).toBeLessThanOrEqual(3);
      paged.push(...found.map(({ id }) => id));
      next = linkOf(body, 'next')?.replace('http://localhost', '');
      if (next) cursors.push(String(new URL(next, 'http://localhost').searchParams.get('_cursor')));
      expect(pages).toBeLessThan(200);
    }
    expect(paged).toEqual(whole.map(({ id }) => id));
    expect(paged.length).toBeGreaterThan(3);
    const id = '01900000-0000-7000-8000-00000000dead';
    const cursorOf = (...parts: readonly string[]) => Buffer.from(parts.join(' ')).toString('base64url');
    const [cursor = ''] = cursors;
    const [mark = ''] = Buffer.from(cursor, 'base64url').toString().split(' ');
    const own = `Slot?${within('start')}&status=free`;
    expect((await fhir.get(`/fhir/${own}&_count=9&_cursor=${cursor}`)).status).toBe(200);
    for (const path of [
      'Location?_cursor=AAAA',
      `${own}&_cursor=${cursorOf(mark, id)}`,
      `${own}&_cursor=${cursorOf(mark, '+275760-09-13T00:00:00.000Z', id)}`,
      `${own}&_cursor=${cursorOf(mark, '0000-01-01T00:00:00.000Z', id)}`,
      // Of this search, and so of no other.
      `Slot?${within('start')}&_cursor=${cursor}`,
      `Slot?${within('start')}&status=busy&_cursor=${cursor}`,
      `Slot?start=ge${dayFrom(1)}&start=le${dayFrom(9)}&status=free&_cursor=${cursor}`,
      `Appointment?_cursor=${cursor}`,
    ]) {
      const wrong = await fhir.get(`/fhir/${path}`);
      expect([path, wrong.status, codeOf(wrong.body)]).toEqual([path, 400, problem('cursor-invalid')]);
    }
  });

  it('are told as JSON alone: whoever accepts none is told so', async () => {
    for (const accept of [
      'application/fhir+xml',
      'text/html',
      'application/json;q=0',
      'application/fhir+xml, text/xml;q=0.9',
    ]) {
      const refused = await fhir.get('/fhir/Location', { headers: { accept } });
      expect([accept, refused.status, codeOf(refused.body)]).toEqual([
        accept,
        406,
        problem('not-acceptable'),
      ]);
    }
    for (const accept of ['application/fhir+json', 'application/fhir+xml, */*;q=0.1', 'application/*'])
      expect((await fhir.get('/fhir/Location', { headers: { accept } })).status).toBe(200);
  });

  it.each([
    ['DELETE', '/fhir/Location', 'GET, HEAD'],
    ['PUT', '/fhir/Appointment/01900000-0000-7000-8000-00000000dead', 'GET, HEAD, PATCH'],
    ['GET', '/fhir/Appointment/$hold', 'POST'],
    ['POST', '/fhir/metadata', 'GET, HEAD'],
  ])('%s %s is told which methods there are, by an OperationOutcome', async (method, path, allow) => {
    const answer = await scene.api.request(path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    expect(codeOf((await answer.json()) as Record<string, unknown>)).toBe(problem('method-not-supported'));
  });

  it('leave unknown parameters alone and say so, or refuse them', async () => {
    const lenient = await fhir.get('/fhir/Location?near=116.4|39.9');
    expect(lenient.status).toBe(200);
    expect(resourcesIn(lenient.body).map(({ resourceType }) => resourceType)).toEqual([
      'Location',
      'OperationOutcome',
    ]);
    const strict = { headers: { prefer: 'return=minimal; handling=strict' } };
    const refused = await fhir.get('/fhir/Location?near=116.4|39.9', strict);
    expect([refused.status, codeOf(refused.body)]).toEqual([400, problem('invalid-input')]);
    expect((await fhir.get('/fhir/Location?_count=1&_format=json', strict)).status).toBe(200);
  });

  it.each([
    ['/fhir/Slot', 'invalid-input'],
    [`/fhir/Slot?start=ge${dayFrom(0)}`, 'dates-unfit'],
    [`/fhir/Slot?start=ge${dayFrom(0)}&start=le${dayFrom(200)}`, 'dates-unfit'],
    ['/fhir/Slot?start=soon', 'invalid-input'],
    ['/fhir/Location?_count=0', 'invalid-input'],
    [`/fhir/Slot?${within('start')}&status=free,gone`, 'invalid-input'],
    [`/fhir/Slot?${within('start')}&status:not=free`, 'invalid-input'],
    [`/fhir/Slot?${within('start')}&schedule=Doctor/1`, 'invalid-input'],
    [`/fhir/Slot?${within('start')}&status=free&status=busy`, 'invalid-input'],
    ['/fhir/Location?_count=0', 'invalid-input'],
    ['/fhir/Location?_format=xml', 'invalid-input'],
    ['/fhir/Appointment?patient.name=x', 'invalid-input'],
  ])('%s is refused as %s', async (path, name) => {
    const { status, body } = await fhir.get(path);
    expect([status, codeOf(body)]).toEqual([400, problem(name)]);
  });
});

describe('the door of the façade', () => {
  const nothing = '01900000-0000-7000-8000-00000000dead';

  it('is that of /v1: no key, no scope, another hospital, nothing there', async () => {
    const { createKey, otherClinicId, offersAt, get } = scene;
    expect((await fhir.get('/fhir/Location', { key: undefined })).status).toBe(401);
    const { key } = await createKey({ operations: ['directory.read'] });
    const narrow = { key: String(key) };
    expect((await fhir.get('/fhir/Schedule', narrow)).status).toBe(200);
    for (const path of [
      `Slot?${within('start')}`,
      `Slot/${nothing}`,
      'Appointment',
      `Appointment/${nothing}`,
    ]) {
      const refused = await fhir.get(`/fhir/${path}`, narrow);
      expect([path, refused.status, codeOf(refused.body)]).toEqual([path, 403, problem('key-out-of-scope')]);
    }
    const [foreign] = await offersAt(otherClinicId);
    for (const path of [
      `Location/${otherClinicId}`,
      `Slot/${foreign?.clinicSessionId}`,
      `Schedule/${foreign?.doctorId}`,
      `Practitioner/${foreign?.doctorId}`,
      `Appointment/${nothing}`,
      'Slot/x',
      'Patient/1',
      'nothing',
      '',
    ]) {
      const hidden = await fhir.get(`/fhir/${path}`);
      expect([path, hidden.status, codeOf(hidden.body)]).toEqual([path, 404, problem('not-found')]);
    }
    const elsewhere = await fhir.get(`/fhir/PractitionerRole?location=${otherClinicId}`);
    expect(resourcesIn(elsewhere.body)).toEqual([]);
    const inAddress = await fhir.get(`/fhir/Location?access_token=${String(key)}`);
    expect([inAddress.status, codeOf(inAddress.body)]).toEqual([400, problem('key-in-address')]);
    const limited = await get('/fhir/Location');
    expect(limited.headers.get('ratelimit-policy')).toBe('"partner";q=1200;w=60');
  });
});
