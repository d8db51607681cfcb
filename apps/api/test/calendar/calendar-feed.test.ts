import { convertIcsCalendar, type IcsCalendar } from 'ts-ics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from '../days.js';
import type { Json } from '../told.js';
import { told } from '../told.js';
import { listOf, type PartnerScene, partnerScene } from '../v1/partner-scene.js';

let scene: PartnerScene;
let api: PartnerScene['api'];
beforeAll(async () => {
  scene = await partnerScene();
  ({ api } = scene);
}, 120_000);
afterAll(() => api.close());

const done = async (asked: Promise<Response>): Promise<Json> => {
  const answer = await told(asked);
  if (answer.refusal) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
};
const refusal = async (asked: Promise<Response>) => (await told(asked)).refusal?.type;

const read = async (path: unknown, headers: Record<string, string> = {}) => {
  const response = await api.request(String(path), { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const eventsIn = (text: string): NonNullable<IcsCalendar['events']> =>
  convertIcsCalendar(undefined, text).events ?? [];

const sessionsOf = async (doctorId: unknown) => {
  const { body } = await scene.get(
    `/v1/clinics/${scene.clinicId}/sessions?from=${dayFrom(0)}&until=${dayFrom(60)}`,
  );
  return listOf(body.items).filter((session) => session.doctorId === doctorId);
};

describe('the calendar of a doctor', () => {
  const aDoctor = async () => {
    const [offer] = await scene.offersAt(scene.clinicId);
    return String(offer?.doctorId);
  };

  it('has every session that was published, in instants, without names', async () => {
    const doctorId = await aDoctor();
    const { path, token } = await done(api.mutate('calendar.create', { doctorId, days: 30 }, 'dispatcher'));
    const { status, headers, text } = await read(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(headers.get('cache-control')).toBe('private, max-age=300');
    const events = eventsIn(text);
    const sessions = await sessionsOf(doctorId);
    expect(sessions.length).toBeGreaterThan(1);
    for (const session of sessions) {
      const event = events.find(({ uid }) => uid === `${session.sessionId}@banzhen`);
      expect([event?.start.date.toISOString(), event?.end?.date.toISOString()]).toEqual([
        session.startsAt,
        session.endsAt,
      ]);
      expect([event?.status, event?.sequence]).toEqual(['CONFIRMED', session.version]);
    }
    const [doctor] = listOf((await scene.get(`/v1/clinics/${scene.clinicId}/doctors`)).body.items).filter(
      (one) => one.doctorId === doctorId,
    );
    expect(text).not.toContain(String(doctor?.name));
    expect(text).not.toContain(String(token));
    expect(text).not.toMatch(/DTSTART;TZID/);
  });

  it('is the same text until something changes, and then tells that a session is called off', async () => {
    const doctorId = await aDoctor();
    const { path } = await done(api.mutate('calendar.create', { doctorId, days: 30 }, 'dispatcher'));
    const first = await read(path);
    const tag = String(first.headers.get('etag'));
    const same = await read(path, { 'if-none-match': tag });
    expect([same.status, same.text]).toEqual([304, '']);
    const session = (await sessionsOf(doctorId)).findLast((one) => one.status === 'RELEASED');
    const at = `/v1/sessions/${session?.sessionId}`;
    await scene.post(`${at}/suspend`, { reason: '停诊' }, Number(session?.version));
    const changed = await read(path, { 'if-none-match': tag });
    expect(changed.status).toBe(200);
    const stateOf = (text: string) => {
      const event = eventsIn(text).find(({ uid }) => uid === `${session?.sessionId}@banzhen`);
      return [event?.status, event?.sequence];
    };
    expect(stateOf(changed.text)).toEqual(['CANCELLED', Number(session?.version) + 1]);
    await scene.post(`${at}/resume`, { reason: '恢复' }, Number(session?.version) + 1);
    expect(stateOf((await read(path)).text)).toEqual(['CONFIRMED', Number(session?.version) + 2]);
  });

  it('is there until its link is revoked, replaced or over, and no link tells which', async () => {
    const doctorId = await aDoctor();
    const create = (days: number) => api.mutate('calendar.create', { doctorId, days }, 'dispatcher');
    const old = await done(create(30));
    const { path } = await done(create(365));
    expect((await read(old.path)).status).toBe(404);
    expect((await read(path)).status).toBe(200);
    const listed = await done(api.query('calendar.list', { doctorId }, 'dispatcher'));
    expect(
      listOf(listed.calendars)
        .map(({ over }) => over)
        .slice(0, 2),
    ).toEqual([undefined, 'revoked']);
    expect(JSON.stringify(listed)).not.toContain('cal_');
    const revoke = () => done(api.mutate('calendar.revoke', { doctorId }, 'dispatcher'));
    expect(await revoke()).toEqual({ isRevoked: true });
    expect(await revoke()).toEqual({ isRevoked: false });
    const texts = [];
    for (const gone of [path, '/calendar/cal_x.ics', `/calendar/cal_${'0'.repeat(43)}.ics`]) {
      const { status, text } = await read(gone);
      texts.push(text);
      expect([gone, status]).toEqual([gone, 404]);
    }
    expect(new Set(texts).size).toBe(1);
    expect(await refusal(create(366))).toBe('CalendarLifeUnfit');
    expect(await refusal(create(0))).toBe('CalendarLifeUnfit');
  });

  it('is nothing for families and escorts', async () => {
    const input = { doctorId: await aDoctor(), days: 3 };
    for (const caller of ['family', 'escort', 'finance'] as const)
      expect([caller, await refusal(api.mutate('calendar.create', input, caller))]).toEqual([
        caller,
        'NotFound',
      ]);
    expect(await refusal(api.mutate('calendar.createOwn', { days: 3 }, 'dispatcher'))).toBe('NotAllowed');
  });
});

describe('an address of calendars', () => {
  it('without its ending is not found, told to programs and never as a page', async () => {
    for (const path of ['/calendar/abc', '/calendar/', '/calendar/abc.ics/more', '/calendar/abc.txt']) {
      const { status, headers, text } = await read(path);
      expect([path, status]).toEqual([path, 404]);
      expect(headers.get('content-type')).toContain('application/json');
      expect(text).toContain('NotFound');
    }
  });

  it('is read, and nothing else', async () => {
    const answer = await api.request('/calendar/abc.ics', { method: 'PUT' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
