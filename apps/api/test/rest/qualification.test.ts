import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type OpenApi, openApi, people } from '../open-api.js';
import { type Json, told } from '../told.js';

let api: OpenApi;
let picture: Buffer;
beforeAll(async () => {
  api = await openApi({ DEMO_ORDERS: 'off' });
  picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a03040' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'CanaryOwner' } })
    .toBuffer();
}, 120_000);
afterAll(() => api.close());

const PATH = '/api/caregiver/qualification';
const answered = async (answer: Response) => {
  const body = (await answer.json()) as Json & { error?: { data: { domainError: Json } } };
  return { status: answer.status, body, refusal: body.error?.data.domainError };
};
const signed = async (caller: Caller): Promise<Record<string, string>> =>
  caller ? { authorization: `Bearer ${await api.signInAs(people[caller])}` } : {};

const inYears = (years: number): string =>
  `${new Date(Date.now() + years * 366 * 86_400_000).toISOString().slice(0, 10)}`;

/** The form of a submission, with what is changed in it; `undefined` leaves a field out. */
const aForm = (changes: Readonly<Record<string, string | Buffer | undefined>> = {}): FormData => {
  const fields: Record<string, string | Buffer | undefined> = {
    ...{ cityCode: '110000', class: 'escort', realName: '李娟', codeOfConduct: '1', practisingSince: '2015' },
    ...{ idNumber: '110105199003070025', certificateNumber: 'PZ-2029-001' },
    ...{ identityValidUntil: inYears(9), healthValidUntil: inYears(1) },
    ...{ identityFront: picture, identityBack: picture, professional: picture, health: picture },
    ...changes,
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (typeof value === 'string') form.append(name, value);
    // A name and a type that say something else than the content.
    else form.append(name, new Blob([new Uint8Array(value)], { type: 'text/html' }), '../../etc/x.php.jpg');
  }
  return form;
};
const submit = async (caller: Caller, form: FormData, key?: string) =>
  answered(
    await api.request(PATH, {
      method: 'POST',
      headers: { ...(await signed(caller)), ...(key ? { 'idempotency-key': key } : {}) },
      body: form,
    }),
  );
const own = async (caller: Caller) => answered(await api.request(PATH, { headers: await signed(caller) }));
const quality = (procedure: string, input: object) =>
  told(api.mutate(`certification.${procedure}`, input, 'quality'));

describe('POST /api/caregiver/qualification (B82)', () => {
  it('takes papers, says 审核中 and the number, once for each key', async () => {
    expect((await own('family')).body).toMatchObject({ status: 'DRAFT', codeOfConduct: { version: 1 } });
    const key = randomUUID();
    const taken = await submit('family', aForm(), key);
    expect(taken).toMatchObject({
      status: 200,
      body: {
        certificationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        status: 'SUBMITTED',
        statusText: { zh: '审核中', en: 'Under review' },
        faceCheck: 'by-officer',
      },
    });
    expect(await submit('family', aForm(), key)).toEqual(taken);
    expect(await submit('family', aForm({ class: 'nurse' }), key)).toMatchObject({
      status: 422,
      refusal: { type: 'KeyReused' },
    });
    expect(await submit('family', aForm(), randomUUID())).toMatchObject({
      status: 409,
      refusal: { type: 'CertificationUnderReview' },
    });
    expect((await own('family')).body).toMatchObject({
      status: 'SUBMITTED',
      certificationId: taken.body.certificationId,
    });
  });

  it.each([
    ['a web page for a picture', { health: Buffer.from('<html><script>') }, 415, 'FileTypeUnfit'],
    ['half a picture', { health: Buffer.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3) }, 422, 'FileDamaged'],
    ['more than a file may have', { health: Buffer.alloc(10_485_761) }, 413, 'FileTooLarge'],
    ['a paper left out', { health: undefined }, 400, 'DocumentsIncomplete'],
    ['a number that nobody has', { idNumber: '110105194912310021' }, 400, 'DocumentUnfit'],
    ['a year in which they were a child', { practisingSince: '1991' }, 400, 'PractisingSinceUnfit'],
    ['a year in words', { practisingSince: '前年' }, 400, 'InvalidInput'],
    ['another code of conduct', { codeOfConduct: '7' }, 409, 'CodeOfConductOutdated'],
    ['a city that is not there', { cityCode: '999999' }, 400, 'CityUnknown'],
    ['text for a file', { health: 'x' }, 400, 'InvalidInput'],
    ['an unknown field', { isAdmin: '1' }, 400, 'InvalidInput'],
  ])('refuses %s', async (_, changes, status, type) => {
    expect(await submit('otherFamily', aForm(changes))).toMatchObject({
      status,
      refusal: { type, zh: expect.any(String), en: expect.any(String) },
    });
    expect((await own('otherFamily')).body).toMatchObject({ status: 'DRAFT' });
  });

  it('takes nothing of strangers, and nothing that is no form', async () => {
    expect(await submit(undefined, aForm())).toMatchObject({ status: 401 });
    const headers = { ...(await signed('otherFamily')), 'content-type': 'application/json' };
    const json = await api.request(PATH, { method: 'POST', headers, body: '{}' });
    expect(await answered(json)).toMatchObject({ status: 415, refusal: { type: 'NotMultipart' } });
    const broken = { ...headers, 'content-type': 'multipart/form-data; boundary=x' };
    const torn = await api.request(PATH, { method: 'POST', headers: broken, body: '--x\r\nContent-' });
    expect(await answered(torn)).toMatchObject({ status: 400, refusal: { type: 'MalformedRequest' } });
    const length = { ...broken, 'content-length': String(25 * 1024 * 1024) };
    const large = await api.request(PATH, { method: 'POST', headers: length, body: 'x' });
    expect(await answered(large)).toMatchObject({ status: 413, refusal: { type: 'BodyTooLarge' } });
  });

  it('counts a body that does not say how long it is', async () => {
    const server = createServer(getRequestListener(api.app.fetch));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 60) controller.close();
        else controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const headers = { ...(await signed('otherFamily')), 'content-type': 'multipart/form-data; boundary=x' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    const answer = await fetch(`http://127.0.0.1:${port}${PATH}`, init).then(answered, () => undefined);
    // Whoever goes on sending after the answer may find the connection closed before reading it.
    if (answer) expect(answer).toMatchObject({ status: 413, refusal: { type: 'BodyTooLarge' } });
    expect(sent).toBeLessThan(60);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('the review', () => {
  it('audits who was turned away at the door with the submission that was asked for', async () => {
    const certificationId = randomUUID();
    const asked = { certificationId, document: 'health', reason: '想看看' };
    const ask = (input: object) => told(api.mutate('certification.reveal', input, 'otherFamily'));
    expect(await ask(asked)).toMatchObject({ status: 404 });
    expect(await ask({ ...asked, certificationId: '13800138000' })).toMatchObject({ status: 404 });
    const page = { operation: 'certification.reveal', outcome: 'refused', limit: 10 };
    const { value } = await told(api.query('audit.page', page, 'auditor'));
    // Seen red while the door noted that somebody was turned away, and not from what.
    expect(value).toMatchObject({
      rows: [
        expect.not.objectContaining({ object: expect.anything() }),
        { accountId: people.otherFamily, object: { kind: 'certification', id: certificationId } },
      ],
    });
  });

  it('lists what waits, masked, shows a paper as a file to be saved, and makes an escort', async () => {
    const { certificationId } = (await own('family')).body;
    const waiting = (await told(api.query('certification.waiting', {}, 'quality'))).value;
    expect(waiting.waiting).toMatchObject([{ certificationId, maskedName: '李*', isLate: false }]);
    const seen = (await told(api.query('certification.read', { certificationId }, 'quality'))).value;
    expect(JSON.stringify(seen)).not.toMatch(/李娟|110105199003070025/);
    const look = { certificationId, document: 'identity-front', reason: '核对姓名和编号' };
    const page = async (caller: Caller) =>
      api.request(`${PATH}/document`, {
        method: 'POST',
        headers: { ...(await signed(caller)), 'content-type': 'application/json' },
        body: JSON.stringify(look),
      });
    expect((await page('family')).status).toBe(404);
    expect((await page('admin')).status).toBe(404);
    const file = await page('quality');
    if (file.status !== 200) throw new Error(await file.text());
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="identity-front.jpg"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'no-store',
    });
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.includes('CanaryOwner')).toBe(false);
    expect((await sharp(bytes).metadata()).width).toBe(60);
    const revealed = (await quality('reveal', look)).value;
    expect(revealed).toMatchObject({ number: '110105199003070025', realName: '李娟' });
    const checks = { registryCheck: '登记号 20300107-1', backgroundCheck: '证明编号 88' };
    expect((await quality('approve', { certificationId, ...checks })).refusal).toMatchObject({
      ...{ type: 'PapersNotSeen', documents: ['identity-back', 'professional', 'health'] },
    });
    for (const document of ['identity-back', 'professional', 'health'])
      await quality('reveal', { ...look, document });
    expect((await quality('approve', { certificationId, ...checks })).value).toMatchObject({
      status: 'APPROVED',
    });
    expect((await quality('reject', { certificationId, reason: '证件不真实' })).refusal).toMatchObject({
      type: 'NotUnderReview',
    });
    expect((await own('family')).body).toMatchObject({ status: 'APPROVED', statusText: { zh: '已通过' } });
    expect((await told(api.query('escort.hall', {}, 'family'))).status).toBe(200);
  });

  it('is found by age and experience from then on (B83)', async () => {
    const year = Number(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 4));
    const [age, experienceYears] = [year - 1990, year - 2015];
    const found = async (filter: string) => {
      const path = `/api/caregiver/query?cityCode=110000&limit=100&${filter}`;
      const { body } = await answered(await api.request(path, { headers: await signed('family') }));
      return (body.escorts as readonly Json[]).filter(({ name }) => name === '李娟');
    };
    const who = [expect.objectContaining({ age, experienceYears })];
    for (const filter of [
      '',
      `leastAge=${age}&mostAge=${age}`,
      `leastExperienceYears=${experienceYears}&mostAge=${age + 1}`,
    ])
      expect([filter, await found(filter)]).toEqual([filter, who]);
    for (const filter of [
      `leastAge=${age + 1}`,
      `mostAge=${age - 1}`,
      `leastExperienceYears=${experienceYears + 1}`,
    ])
      expect([filter, await found(filter)]).toEqual([filter, []]);
  });

  it('is suspended, told why, lifted with training, and revoked by two administrators (K7 to K9)', async () => {
    const { certificationId } = (await own('family')).body;
    const standing = async (of: string) =>
      (await told(api.query('certification.standing', { standing: of }, 'admin'))).value.certifications;
    expect(await standing('in-force')).toMatchObject([{ certificationId, maskedName: '李*' }]);
    const term = { certificationId, reason: '家属多次投诉' };
    expect((await quality('suspend', term)).refusal).toMatchObject({
      ...{ type: 'SuspensionTermNeeded', zh: expect.any(String), en: expect.any(String) },
    });
    const day = inYears(0.5);
    expect((await quality('suspend', { ...term, until: day, condition: '完成复训' })).value).toEqual({
      ...{ certificationId, status: 'SUSPENDED', needsSecond: false },
    });
    expect((await own('family')).body).toMatchObject({
      ...{ status: 'SUSPENDED', statusText: { zh: '已暂停' }, isBarred: true },
      // The day still counts, to its end in China.
      measure: {
        ...{ kind: 'suspended', reason: '家属多次投诉', condition: '完成复训', isByRule: false },
        until: `${day}T16:00:00.000Z`,
      },
    });
    expect((await submit('family', aForm(), randomUUID())).refusal).toMatchObject({
      type: 'CertificationBarred',
    });
    expect([await standing('in-force'), await standing('suspended')]).toMatchObject([
      [],
      [{ certificationId, status: 'SUSPENDED' }],
    ]);
    const training = { certificationId, training: '完成 8 小时复训' };
    expect((await told(api.mutate('certification.lift', training, 'admin'))).status).toBe(404);
    expect((await quality('lift', training)).value).toMatchObject({ status: 'APPROVED' });
    const revocation = { certificationId, cause: 'harm', reason: '造成患者受伤' };
    expect((await quality('revoke', revocation)).status).toBe(404);
    const propose = () => told(api.mutate('certification.revoke', revocation, 'admin'));
    expect((await propose()).value).toMatchObject({ status: 'APPROVED', needsSecond: true });
    expect((await propose()).refusal).toMatchObject({ type: 'SecondAdminNeeded' });
    const read = async (caller: Caller) =>
      (await told(api.query('certification.read', { certificationId }, caller))).value;
    expect((await read('admin')).proposal).toMatchObject({ cause: 'harm', isOwn: true });
    expect(await read('quality')).toMatchObject({
      proposal: { isOwn: false },
      elsewhere: [],
      measures: [{ kind: 'revocation-proposed' }, { kind: 'lifted' }, { kind: 'suspended' }],
    });
    expect((await own('family')).body).toMatchObject({ status: 'APPROVED', isBarred: false });
    expect(JSON.stringify((await own('family')).body)).not.toContain('造成患者受伤');
  });

  it('runs out by itself when the first paper does, and there is no new work (K6)', async () => {
    const { clock } = api.platform.sandbox ?? {};
    if (!clock) throw new Error('there is a sandbox in a test');
    const listed = async () => {
      const { body } = await answered(
        await api.request('/api/caregiver/query?cityCode=110000&limit=100', {
          headers: await signed('family'),
        }),
      );
      return (body.escorts as readonly Json[]).map(({ name }) => name);
    };
    // Under the name that was reviewed, whatever they called themselves.
    expect(await listed()).toContain('李娟');
    await clock.moveTo(new Date(clock.now().getTime() + 370 * 86_400_000));
    await api.platform.startBackground();
    await expect
      .poll(async () => (await own('family')).body.status, { timeout: 20_000, interval: 100 })
      .toBe('EXPIRED');
    expect(await listed()).not.toContain('李娟');
    const waits = await answered(await api.request(PATH, { headers: await signed('family') }));
    expect(waits.body.statusText).toEqual({ zh: '已过期', en: 'Expired' });
  });
});
