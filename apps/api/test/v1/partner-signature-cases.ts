import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { signedText } from '@banzhen/domain/partners';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aKey, HERE, type PartnerScene, partnerScene } from './partner-scene.js';

const seconds = (offset = 0): string => String(Math.floor(Date.now() / 1_000) + offset);

/** Keys whose requests are signed: nothing else of them changes anything. */
export const partnerSignatureCases = (): void => {
  describe('a key for signed requests', () => {
    let scene: PartnerScene;
    let key: string;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    beforeAll(async () => {
      scene = await partnerScene();
      const signingKey = publicKey.export({ format: 'pem', type: 'spki' });
      key = String((await scene.createKey({ signingKey })).key);
      const [offer] = await scene.offersAt(scene.clinicId);
      const { clinicSessionId } = offer ?? {};
      await scene.family('appointment.hold', {
        ...{ clinicSessionId, patientId: scene.patientId, idempotencyKey: aKey() },
      });
    }, 120_000);
    afterAll(() => scene.api.close());

    const hold = async () => {
      const offer = (await scene.offersAt(scene.clinicId)).at(-1);
      const body = { sessionId: String(offer?.clinicSessionId), patientId: scene.patientId };
      const headers: Record<string, string> = { 'idempotency-key': aKey(), 'request-timestamp': seconds() };
      return { method: 'POST', target: '/v1/appointments', body, headers };
    };
    type Wanted = Awaited<ReturnType<typeof hold>>;
    const signed = ({ method, target, body, headers }: Wanted, by: KeyObject = privateKey): string => {
      const covered = {
        ...{ method, target, body: JSON.stringify(body), ifMatch: headers['if-match'] ?? '' },
        ...{
          idempotencyKey: String(headers['idempotency-key']),
          timestamp: String(headers['request-timestamp']),
        },
      };
      return `v1a,${sign(null, Buffer.from(signedText(covered)), by).toString('base64')}`;
    };
    const send = ({ method, target, body, headers }: Wanted, signature: string) =>
      scene.request(method, target, { key, body, headers: { ...headers, 'request-signature': signature } });

    it.each(['00'.repeat(32), `01${'00'.repeat(31)}`, `00${'00'.repeat(30)}80`, `ec${'ff'.repeat(30)}7f`])(
      'is not made with a point of which no private key is: %s',
      async (point) => {
        const signingKey = Buffer.from(`302a300506032b6570032100${point}`, 'hex').toString('base64');
        await expect(scene.createKey({ signingKey })).rejects.toThrow('SigningKeyUnfit');
      },
    );

    it('reads without a signature, and changes nothing without one', async () => {
      expect((await scene.get('/v1/clinics', { key })).status).toBe(200);
      const { body } = await hold();
      const answer = await scene.post('/v1/appointments', body, undefined, { key });
      expect([answer.status, answer.body.title]).toEqual([401, 'SignatureNeeded']);
      const fhir = await scene.api.request('/fhir/Appointment', {
        method: 'POST',
        headers: {
          'x-forwarded-for': HERE,
          authorization: `Bearer ${key}`,
          'content-type': 'application/fhir+json',
          'idempotency-key': aKey(),
        },
        body: '{}',
      });
      expect(fhir.status).toBe(401);
    });

    it('does what is signed, and another signature beside the right one is no harm', async () => {
      const wanted = await hold();
      const answer = await send(wanted, `v1,AAAA v1a,AAAA ${signed(wanted)}`);
      expect(answer.status).toBe(201);
      const { appointmentId, version } = answer.body;
      const cancel = {
        method: 'POST',
        target: `/v1/appointments/${appointmentId}/cancel`,
        body: { reason: '家属改期' } as never,
        headers: { 'idempotency-key': aKey(), 'request-timestamp': seconds(), 'if-match': `"${version}"` },
      };
      expect((await send(cancel, signed(cancel))).status).toBe(200);
    });

    it.each<[string, (wanted: Wanted) => Wanted]>([
      ['another path', (wanted) => ({ ...wanted, target: '/v1/escort-orders' })],
      ['a query', (wanted) => ({ ...wanted, target: `${wanted.target}?a=1` })],
      [
        'another body',
        (wanted) => ({ ...wanted, body: { ...wanted.body, patientId: wanted.body.sessionId } }),
      ],
      [
        'another key of the request',
        (wanted) => ({ ...wanted, headers: { ...wanted.headers, 'idempotency-key': aKey() } }),
      ],
      ['another version', (wanted) => ({ ...wanted, headers: { ...wanted.headers, 'if-match': '"7"' } })],
      [
        'another second',
        (wanted) => ({ ...wanted, headers: { ...wanted.headers, 'request-timestamp': seconds(-9) } }),
      ],
    ])('refuses what was signed with %s', async (_, change) => {
      const wanted = await hold();
      const answer = await send(wanted, signed(change(wanted)));
      expect([answer.status, answer.body.title, answer.body.facts]).toEqual([
        401,
        'SignatureInvalid',
        { part: 'signature' },
      ]);
    });

    it('refuses another signer, other schemes and no signature at all', async () => {
      const wanted = await hold();
      const other = signed(wanted, generateKeyPairSync('ed25519').privateKey);
      for (const signature of [
        other,
        signed(wanted).replace('v1a,', 'v1,'),
        'v1a,',
        'v1a,%%',
        '',
        'x'.repeat(999),
      ])
        expect((await send(wanted, signature)).body.facts).toEqual({ part: 'signature' });
    });

    it.each([['-301'], ['301'], ['-3e1'], ['NaN']])(
      'refuses a clock that is off by %s seconds',
      async (off) => {
        const wanted = await hold();
        wanted.headers['request-timestamp'] = /^-?\d+$/.test(off) ? seconds(Number(off)) : off;
        const { status, body } = await send(wanted, signed(wanted));
        expect([status, body.facts]).toEqual([401, { part: 'timestamp' }]);
      },
    );

    it('counts nothing of what is refused, and takes no key that is none', async () => {
      const narrow = await scene.createKey({
        signingKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
        dailyQuota: 1,
        partnerId: (await scene.admin('register', { name: '暮光门诊', kind: 'clinic' })).partnerId,
      });
      const { body } = await hold();
      for (let no = 0; no < 3; no += 1) {
        const refused = await scene.post('/v1/appointments', body, undefined, { key: String(narrow.key) });
        expect(refused.body.title).toBe('SignatureNeeded');
      }
      expect((await scene.get('/v1/clinics', { key: String(narrow.key) })).status).toBe(200);
      const secret = privateKey.export({ format: 'pem', type: 'pkcs8' });
      const rsa = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({
        format: 'pem',
        type: 'spki',
      });
      for (const signingKey of [secret, rsa, 'AAAA', '公钥'])
        await expect(scene.createKey({ signingKey })).rejects.toThrow('SigningKeyUnfit');
    });
  });
};
