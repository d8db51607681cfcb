import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from './days.js';
import { type OpenApi, openApi, people } from './open-api.js';
import { type Json, told } from './told.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
}, 120_000);
afterAll(() => api.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const call = (procedure: string, input: object, token?: string) =>
  told(
    api.request(`/trpc/${procedure}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? bearer(token) : {}) },
      body: JSON.stringify(input),
    }),
  );
const ask = (procedure: string, input: object, token: string) =>
  told(
    api.request(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, {
      headers: bearer(token),
    }),
  );
const codeFor = async (phone: string, purpose: string) => {
  const { value } = await call('auth.requestCode', { phone, purpose });
  const inbox = (await (await api.request('/sandbox/inbox?format=json')).json()) as {
    messages: readonly { to: string; code: string; purpose: string }[];
  };
  const message = inbox.messages.find((one) => one.to.endsWith(phone) && one.purpose === purpose);
  return { challengeId: String(value.challengeId), code: message?.code ?? '' };
};
const signUp = async (phone: string, name: string): Promise<string> => {
  const proof = await codeFor(phone, 'sign-in');
  const { value } = await call('auth.signInWithCode', { phone, name, ...proof });
  return String(value.token);
};

const details = { realName: '欧阳静娴', idNumber: '110101194903070022', phone: '13912345678' };
const until = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();

describe('a family', () => {
  it('adds a patient, is asked for consent before illness is written down, and reads it whole', async () => {
    const token = await signUp('13800138101', '周家属');
    const created = await call('patient.create', { name: '外婆', details }, token);
    expect(created.value).toMatchObject({ isRealNamed: true });
    const { patientId } = created.value;
    const health = { ...details, conditions: '二型糖尿病' };
    const refused = await call('patient.change', { patientId, details: health }, token);
    expect(refused).toMatchObject({
      status: 403,
      refusal: { type: 'ConsentNeeded', kind: 'health-data', version: 1, zh: expect.any(String) },
    });
    const texts = (await ask('consent.list', {}, token)).value as unknown as readonly Json[];
    expect(texts.map(({ kind, version, isGiven }) => [kind, version, isGiven])).toEqual([
      ['terms', 1, false],
      ['privacy', 1, false],
      ['health-data', 1, false],
      ['service-scope', 1, false],
    ]);
    expect(await call('consent.give', { kind: 'health-data', version: 1 }, token)).toMatchObject({
      status: 200,
    });
    expect(await call('patient.change', { patientId, details: health }, token)).toMatchObject({
      status: 200,
    });
    expect((await ask('patient.read', { patientId }, token)).value).toMatchObject({
      name: '外婆',
      isKeeper: true,
      details: { ...health, phone: '+8613912345678', birthDate: '1949-03-07', sex: 'female' },
    });
    const wrong = await call('patient.change', { patientId, details: { idNumber: '1' } }, token);
    expect(wrong).toMatchObject({
      status: 400,
      refusal: {
        type: 'PatientDetailsWrong',
        fields: [{ path: 'idNumber', problem: 'not-an-id-number' }],
        en: expect.any(String),
      },
    });
  });

  it('invites a phone, and what it grants and revokes counts with the next request (AZ7)', async () => {
    const keeper = await signUp('13800138102', '吴家属');
    const sister = await signUp('13800138103', '吴妹妹');
    const { patientId } = (await call('patient.create', { name: '吴爸爸', details: {} }, keeper)).value;
    const invite = (phone: string) =>
      call('patient.inviteProxy', { patientId, phone, scope: 'view', until }, keeper);
    const [known, unknown] = [await invite('13800138103'), await invite('13800138999')];
    expect(Object.keys(known.value)).toEqual(Object.keys(unknown.value));
    expect([known.status, known.value.expiresAt?.toString().slice(0, 10)]).toEqual([
      unknown.status,
      unknown.value.expiresAt?.toString().slice(0, 10),
    ]);
    const mine = (await ask('patient.invitations', {}, sister)).value as unknown as readonly Json[];
    expect(mine).toMatchObject([{ patientName: '吴*', invitedBy: '吴家属', scope: 'view' }]);
    const { invitationId } = mine[0] ?? {};
    const readIt = async () => (await ask('patient.read', { patientId }, sister)).status;
    expect(await readIt()).toBe(404);
    expect((await call('patient.acceptInvitation', { invitationId }, sister)).status).toBe(200);
    expect(await readIt()).toBe(200);
    const { value } = await ask('patient.proxies', { patientId }, keeper);
    const grants = value.grants as readonly Json[];
    expect(grants.map(({ name, phone }) => [name, phone])).toEqual([
      ['吴家属', '138****8102'],
      ['吴妹妹', '138****8103'],
    ]);
    expect(value.invitations).toMatchObject([{ phone: '138****8999' }]);
    const revoked = await call('patient.revokeProxy', { patientId, accountId: grants[1]?.accountId }, keeper);
    expect(revoked.status).toBe(200);
    expect(await readIt()).toBe(404);
    const last = { patientId, accountId: grants[0]?.accountId };
    expect((await call('patient.revokeProxy', last, keeper)).refusal).toMatchObject({ type: 'LastKeeper' });
  });

  it('is held to a few invitations an hour', async () => {
    const keeper = await signUp('13800138104', '郑家属');
    const { patientId } = (await call('patient.create', { name: '郑爸爸', details: {} }, keeper)).value;
    const seen = new Set<unknown>();
    for (let no = 0; no < 21; no += 1) {
      const phone = `138001382${String(no).padStart(2, '0')}`;
      const { status, refusal } = await call(
        'patient.inviteProxy',
        { patientId, phone, scope: 'view', until },
        keeper,
      );
      seen.add(refusal?.type ?? status);
    }
    // Ten of one patient at most, and then too many calls.
    expect([...seen]).toEqual([200, 'TooManyInvitations', 'TooManyRequests']);
  });
});

describe('staff', () => {
  it('see a patient masked, and a value only with a fresh proof and a reason (AZ12)', async () => {
    const family = await signUp('13800138105', '冯家属');
    const { patientId } = (await call('patient.create', { name: '冯妈妈', details }, family)).value;
    const desk = await api.signInAs(people.dispatcher);
    expect((await ask('patient.read', { patientId }, desk)).value).toMatchObject({
      details: { realName: '欧阳静娴', idNumber: '110***********0022' },
      masked: ['idNumber'],
    });
    const asked = { patientId, fields: ['idNumber'], reason: '医院核对身份' };
    expect((await call('patient.reveal', { ...asked, reason: '看' }, desk)).refusal).toMatchObject({
      type: 'WordsRequired',
    });
    expect((await call('patient.reveal', asked, desk)).value).toEqual({
      details: { idNumber: details.idNumber },
    });
    const auditor = await api.signInAs(people.auditor);
    const { value } = await ask('audit.page', { objectId: patientId }, auditor);
    expect(value.rows).toMatchObject([
      { operation: 'patient.reveal', outcome: 'done', facts: { fields: ['idNumber'] } },
      { operation: 'patient.reveal', outcome: 'refused', reason: 'WordsRequired' },
      { operation: 'patient.read', outcome: 'done' },
    ]);
    expect(JSON.stringify(value.rows)).not.toContain(details.idNumber);
    expect((await call('patient.reveal', asked, family)).refusal).toMatchObject({ type: 'NotFound' });
    const finance = await api.signInAs(people.finance);
    expect((await ask('patient.read', { patientId }, finance)).status).toBe(404);
  });
});

describe('rights over one’s own data', () => {
  const password = 'correct horse battery';
  const register = async (phone: string, name: string): Promise<string> => {
    const proof = await codeFor(phone, 'sign-in');
    return String((await call('auth.register', { phone, name, password, ...proof })).value.token);
  };

  /** Waits for a department of the first demo hospital that has one. */
  const joinAWaitlist = async (patientId: unknown, token: string): Promise<unknown> => {
    const hospitals = (await ask('catalogue.hospitals', { cityCode: '110000', text: '' }, token)).value;
    for (const { hospitalId } of hospitals as unknown as readonly Json[]) {
      const dates = { from: dayFrom(0), until: dayFrom(14) };
      const { sessions } = (await ask('appointment.availability', { hospitalId, ...dates }, token)).value;
      const [session] = sessions as readonly Json[];
      if (!session) continue;
      const wish = { hospitalId, departmentId: session.departmentId, patientId, ...dates };
      return (await call('waitlist.join', wish, token)).value.entryId;
    }
    throw new Error('no demo hospital has a clinic');
  };

  it('are exercised after a fresh proof: a copy of everything, and then nothing is left to sign in to', async () => {
    const token = await register('13800138106', '蒋家属');
    const { patientId } = (await call('patient.create', { name: '蒋妈妈', details }, token)).value;
    await call('consent.give', { kind: 'privacy', version: 1 }, token);
    const entryId = await joinAWaitlist(patientId, token);
    expect((await ask('account.export', {}, token)).refusal).toMatchObject({ type: 'StepUpNeeded' });
    expect((await call('account.erase', {}, token)).refusal).toMatchObject({ type: 'StepUpNeeded' });
    await call('account.stepUp', { proof: { by: 'password', password } }, token);
    const { value } = await ask('account.export', {}, token);
    expect(value).toMatchObject({
      person: {
        account: { name: '蒋家属', phone: '+8613800138106' },
        sessions: [{ kind: 'family', isCurrent: true }],
        patients: [{ patientId, name: '蒋妈妈', details: { idNumber: details.idNumber } }],
        consents: [{ kind: 'privacy', version: 1, act: 'given' }],
        quotes: [],
        messages: [],
        waitlist: [{ entryId, patientId, patientName: '蒋妈妈', status: 'WAITING', band: '1-5' }],
      },
      orders: [],
    });
    expect((await call('account.erase', {}, token)).value).toEqual({ isErased: true });
    expect((await ask('patient.list', {}, token)).status).toBe(401);
    const again = await call('auth.signInWithPassword', { phone: '13800138106', password });
    expect(again.refusal).toMatchObject({ type: 'SignInFailed' });
  });
});
