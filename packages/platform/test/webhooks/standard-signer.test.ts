import { standardSigner } from '@banzhen/platform';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';

/** The vector of the libraries of Standard Webhooks. */
const vector = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  seconds: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

describe('signatures of webhooks', () => {
  const event = { id: vector.id, at: new Date(vector.seconds * 1_000 + 999), body: vector.body };

  it('are those of the published vector', () => {
    expect(standardSigner.sign(event, [vector.secret])).toEqual({
      'webhook-id': vector.id,
      'webhook-timestamp': String(vector.seconds),
      'webhook-signature': vector.signature,
    });
  });

  it('are verified by either secret while they rotate, by no other, and by none where the body differs', () => {
    const [old, young, foreign] = [1, 2, 3].map(() => standardSigner.secret());
    const at = new Date();
    const headers = { ...standardSigner.sign({ ...event, at }, [young ?? '', old ?? '']) };
    const verify = (secret = '', body = event.body) => new Webhook(secret).verify(body, headers);
    expect(verify(old)).toEqual({ test: 2_432_232_314 });
    expect(verify(young)).toEqual({ test: 2_432_232_314 });
    expect(() => verify(foreign)).toThrow('No matching signature');
    expect(() => verify(young, `${event.body} `)).toThrow('No matching signature');
  });

  it('are made with new secrets of 256 bits', () => {
    const secrets = new Set(Array.from({ length: 50 }, () => standardSigner.secret()));
    expect(secrets.size).toBe(50);
    for (const secret of secrets)
      expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
  });
});
