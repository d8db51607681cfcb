import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../told.js';
import { aKey, listOf, type PartnerScene, partnerScene } from '../v1/partner-scene.js';
import { codeOf, type FhirScene, fhirScene, resourcesIn } from './fhir-scene.js';

let scene: PartnerScene;
let fhir: FhirScene;
let booked: Json;
beforeAll(async () => {
  scene = await partnerScene();
  fhir = fhirScene(scene);
  booked = await aFamilySeat();
}, 120_000);
afterAll(() => scene.api.close());

const problem = (name: string) => `urn:banzhen:problem:${name}`;
const statusTag = ({ meta }: Json) => (meta as { tag: readonly { code: string }[] }).tag[0]?.code;
const versionOf = ({ meta }: Json) => (meta as { versionId: string }).versionId;
const slotOf = ({ slot }: Json) => String(listOf(slot)[0]?.reference).replace('Slot/', '');
const idText = '01900000-0000-7000-8000-00000000dead';

/** By this the patient is known at the hospital; it waits for the clinic. */
const aFamilySeat = async (): Promise<Json> => {
  const { offersAt, clinicId, patientId, family, get } = scene;
  const [session] = await offersAt(clinicId);
  const held = await family('appointment.hold', { clinicSessionId: session?.clinicSessionId, patientId });
  await family('appointment.submit', { appointmentId: held.appointmentId });
  return (await get(`/fhir/Appointment/${held.appointmentId}`)).body;
};

/** A free slot on a day and in a department in which the patient has nothing. */
const anotherSlot = async () => {
  const { get, clinicId } = scene;
  const day = String(booked.start).slice(0, 10);
  const doctors = listOf((await get(`/v1/clinics/${clinicId}/doctors`)).body.items);
  const departmentOf = (doctor: string) => doctors.find(({ doctorId }) => doctorId === doctor)?.departmentId;
  const taken = await get(`/fhir/Slot/${slotOf(booked)}`);
  const doctorOf = (slot: Json) => String((slot.schedule as Json).reference).replace('Schedule/', '');
  const free = (await fhir.freeSlots()).filter(
    (slot) =>
      !String(slot.start).startsWith(day) &&
      departmentOf(doctorOf(slot)) !== departmentOf(doctorOf(taken.body)),
  );
  return free;
};

const HOST = 'http://localhost';

describe('an appointment', () => {
  it('is found by patient, date, status, doctor and hospital, without names', async () => {
    const { get } = fhir;
    const { patientId, clinicId } = scene;
    expect(booked).toMatchObject({ status: 'pending' });
    expect(statusTag(booked)).toBe('PENDING_CONFIRM');
    const day = String(booked.start).slice(0, 10);
    const practitioner = listOf(booked.participant)
      .map(({ actor }) => String((actor as Json).reference))
      .find((reference) => reference.startsWith('Practitioner/'));
    const finds = [
      `patient=Patient/${patientId}`,
      `status=pending,booked`,
      `location=Location/${clinicId}`,
      `practitioner=${practitioner}`,
      `_id=${booked.id}`,
      `actor=Patient/${patientId}`,
      `actor=${practitioner}&patient=${patientId}`,
      `actor=Location/${clinicId}`,
      `date=ge${day}&date=le${day}&status=pending`,
      `date=${encodeURIComponent(String(booked.start))}`,
    ];
    for (const query of finds) {
      const found = resourcesIn((await get(`/fhir/Appointment?${query}`)).body);
      expect([query, found.map(({ id }) => id)]).toEqual([query, [booked.id]]);
      expect(JSON.stringify(found)).not.toContain('王');
    }
    for (const query of [
      'status=cancelled',
      `patient=${idText}`,
      'date=lt2020-01-01',
      `location=${idText}`,
      `_id=${idText}`,
      '_id=none',
      `actor=Patient/${idText}&patient=${patientId}`,
    ])
      expect([query, resourcesIn((await get(`/fhir/Appointment?${query}`)).body)]).toEqual([query, []]);
    for (const actor of [patientId, 'RelatedPerson/1', 'Patient/1'])
      expect((await get(`/fhir/Appointment?actor=${actor}`)).status).toBe(400);
  });

  it('is not told again to whoever has this version of it', async () => {
    const { get } = fhir;
    const path = `/fhir/Appointment/${booked.id}`;
    const first = await get(path);
    const tag = String(first.headers.get('etag'));
    expect(tag).toBe(`W/"${versionOf(first.body)}"`);
    expect((await get(path, { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect((await get(path, { headers: { 'if-none-match': 'W/"999"' } })).status).toBe(200);
  });

  it('is confirmed and cancelled by the clinic, on the version that was seen', async () => {
    const { patch, write, get } = fhir;
    const version = Number(versionOf(booked));
    const record = {
      op: 'add',
      path: '/identifier/-',
      value: { system: 'urn:banzhen:clinic-record', value: 'HIS-7' },
    };
    const stale = await patch(booked.id, version + 7, 'booked', record);
    expect([stale.status, codeOf(stale.body)]).toEqual([412, problem('stale-version')]);
    const wanted = [{ op: 'replace', path: '/status', value: 'booked' }, record];
    const asPatch = { 'content-type': 'application/json-patch+json' };
    const unseen = await write('PATCH', `/fhir/Appointment/${booked.id}`, wanted, asPatch);
    expect([unseen.status, codeOf(unseen.body)]).toEqual([428, problem('version-needed')]);
    for (const type of ['application/json', 'application/fhir+json']) {
      const typed = { 'content-type': type, 'if-match': `W/"${version}"` };
      const unlike = await write('PATCH', `/fhir/Appointment/${booked.id}`, wanted, typed);
      expect([type, unlike.status, codeOf(unlike.body)]).toEqual([type, 415, problem('media-type-unfit')]);
    }
    const posted = await write('POST', '/fhir/Appointment', wanted, asPatch);
    expect([posted.status, codeOf(posted.body)]).toEqual([415, problem('media-type-unfit')]);
    const confirmed = await patch(booked.id, version, 'booked', record);
    expect(confirmed.body).toMatchObject({ status: 'booked', identifier: [{}, { value: 'HIS-7' }] });
    expect(confirmed.headers.get('etag')).toBe(`W/"${version + 1}"`);
    for (const [status, title] of [
      ['checked-in', 'not-the-day'],
      ['fulfilled', 'illegal-transition'],
      ['noshow', 'grace-not-over'],
    ]) {
      const early = await patch(booked.id, version + 1, status);
      expect([status, early.status, codeOf(early.body)]).toEqual([status, 409, problem(String(title))]);
    }
    const why = { op: 'add', path: '/cancelationReason', value: { text: '医生外出' } };
    const cancelled = await patch(booked.id, version + 1, 'cancelled', why);
    expect(cancelled.body).toMatchObject({ status: 'cancelled' });
    expect(statusTag((await get(`/fhir/Appointment/${booked.id}`)).body)).toBe('CANCELLED');
  });
});

describe('a seat that a partner wants', () => {
  it('is held by $hold, wanted by $book, and given back', async () => {
    const { write, patch, get, proposed } = fhir;
    const [slot] = await anotherSlot();
    const before = listOf(slot?.extension)[0]?.valueInteger as number;
    const hold = {
      resourceType: 'Parameters',
      parameter: [{ name: 'appt-resource', resource: proposed(slot?.id) }],
    };
    const held = await write('POST', '/fhir/Appointment/$hold', hold);
    expect(held.status).toBe(200);
    const [appointment] = resourcesIn(held.body);
    expect(appointment).toMatchObject({
      status: 'pending',
      slot: [{ reference: `Slot/${slot?.id}` }],
      extension: [{ url: 'urn:banzhen:fhir:held-until', valueInstant: expect.any(String) }],
    });
    expect(held.headers.get('location')).toBe(`http://localhost/fhir/Appointment/${appointment?.id}`);
    const after = (await get(`/fhir/Slot/${slot?.id}`)).body;
    expect(listOf(after.extension)[0]?.valueInteger).toBe(before - 1);
    const book = {
      resourceType: 'Parameters',
      parameter: [{ name: 'appt-id', valueUri: `${HOST}/fhir/Appointment/${appointment?.id}` }],
    };
    const wanted = await write('POST', '/fhir/Appointment/%24book', book, { 'if-match': 'W/"1"' });
    expect(resourcesIn(wanted.body).map(statusTag)).toEqual(['PENDING_CONFIRM']);
    const asked = (await get(`/fhir/Appointment/${appointment?.id}`)).body;
    await scene.post(
      `/v1/appointments/${asked.id}/confirm`,
      { clinicRecord: 'HIS-7' },
      Number(versionOf(asked)),
    );
    const answered = (await get(`/fhir/Appointment/${asked.id}`)).body;
    expect(answered.status).toBe('booked');
    await patch(answered.id, versionOf(answered), 'cancelled');
    expect((await get(`/fhir/Appointment/${answered.id}`)).body.status).toBe('cancelled');
  });

  it.each(['name=x', 'identifier=short', `identifier=urn:his|has spaces in it`, ''])(
    'is not made on a condition that nobody looks at: %j',
    async (condition) => {
      const [slot] = await anotherSlot();
      const refused = await scene.request('POST', '/fhir/Appointment', {
        body: fhir.proposed(slot?.id),
        headers: {
          'if-none-exist': condition,
          'idempotency-key': aKey(),
          'content-type': 'application/fhir+json',
        },
      });
      expect([refused.status, codeOf(refused.body)]).toEqual([400, problem('idempotency-key-needed')]);
      expect((await fhir.freeSlots()).map(({ id }) => id)).toContain(slot?.id);
    },
  );

  it('is made once for its key, or for the identifier of a conditional create', async () => {
    const { write, patch, proposed, get } = fhir;
    const [slot, other] = await anotherSlot();
    for (const [header, value] of [
      ['idempotency-key', aKey()],
      ['if-none-exist', `identifier=urn:his|${aKey()}`],
    ] as const) {
      const make = (id: unknown) =>
        scene.request('POST', '/fhir/Appointment', {
          body: proposed(id),
          headers: { [header]: value, 'content-type': 'application/fhir+json; fhirVersion=4.0' },
        });
      const first = await make(slot?.id);
      expect([header, first.status]).toEqual([header, 201]);
      expect((await make(slot?.id)).body).toEqual(first.body);
      const reused = await make(other?.id);
      expect([reused.status, codeOf(reused.body)]).toEqual([422, problem('key-reused')]);
      const { body } = await get(`/fhir/Appointment/${first.body.id}`);
      await patch(body.id, versionOf(body), 'cancelled');
    }
    const keyless = await write('POST', '/fhir/Appointment', proposed(slot?.id), { 'idempotency-key': '' });
    expect([keyless.status, codeOf(keyless.body)]).toEqual([400, problem('idempotency-key-needed')]);
  });

  it('is told by number alone to a key that may not read appointments', async () => {
    const { write, patch, proposed, get } = fhir;
    const [slot] = await anotherSlot();
    const { key } = await scene.createKey({ operations: ['appointment.hold'] });
    const held = await write('POST', '/fhir/Appointment', proposed(slot?.id), {}, { key: String(key) });
    expect([held.status, held.body.resourceType]).toEqual([201, 'OperationOutcome']);
    const id = String(held.headers.get('location')).replace(/.*\//, '');
    const asPatch = { 'content-type': 'application/json-patch+json' };
    const mine = await write('PATCH', `/fhir/Appointment/${id}`, [], asPatch, { key: String(key) });
    expect([mine.status, codeOf(mine.body)]).toEqual([403, problem('key-out-of-scope')]);
    expect((await get(`/fhir/Appointment/${id}`)).body.status).toBe('pending');
    await patch(id, 1, 'cancelled');
  });

  it('is about what stands at our own address, and nothing of another server', async () => {
    const { get, write, proposed } = fhir;
    const { patientId } = scene;
    const [slot] = await anotherSlot();
    const at = (host: string) => ({
      ...proposed(slot?.id),
      slot: [{ reference: `${host}/fhir/Slot/${slot?.id}` }],
    });
    const elsewhere = await write('POST', '/fhir/Appointment', at('https://other.example'));
    expect([elsewhere.status, codeOf(elsewhere.body)]).toEqual([400, problem('invalid-input')]);
    const held = await write('POST', '/fhir/Appointment', at(HOST));
    expect(held.status).toBe(201);
    const of = async (patient: string) => get(`/fhir/Appointment?patient=${encodeURIComponent(patient)}`);
    const ids = async (patient: string) => resourcesIn((await of(patient)).body).map(({ id }) => id);
    expect(await ids(`${HOST}/fhir/Patient/${patientId}`)).toEqual(await ids(`Patient/${patientId}`));
    expect(await ids(`Patient/${patientId}`)).toContain(held.body.id);
    expect((await of(`https://other.example/fhir/Patient/${patientId}`)).status).toBe(400);
    await fhir.patch(held.body.id, 1, 'cancelled');
  });

  it('is for a patient who is known, in a form that leaves nothing out', async () => {
    const { write, proposed } = fhir;
    const [slot] = await anotherSlot();
    const good = proposed(slot?.id);
    const stranger = { actor: { reference: `Patient/${idText}` }, status: 'accepted' };
    const unknown = await write('POST', '/fhir/Appointment', { ...good, participant: [stranger] });
    expect(unknown.status).toBe(404);
    for (const wrong of [
      { ...good, comment: 'please' },
      { ...good, status: 'booked' },
      { ...good, slot: [] },
      { ...good, participant: [stranger, stranger] },
      { resourceType: 'Parameters' },
      [],
    ]) {
      const refused = await write('POST', '/fhir/Appointment', wrong);
      expect([refused.status, codeOf(refused.body)]).toEqual([400, problem('invalid-input')]);
    }
    const malformed = await scene.request('POST', '/fhir/Appointment', {
      headers: { 'content-type': 'text/plain', 'idempotency-key': aKey() },
      body: {},
    });
    expect([malformed.status, malformed.body.resourceType]).toEqual([415, 'OperationOutcome']);
  });
});
