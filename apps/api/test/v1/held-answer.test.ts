import type { PartnerActor } from '@banzhen/domain/shared/actor';
import { idFrom } from '@banzhen/domain/shared/ids';
import { err, ok } from '@banzhen/domain/shared/result';
import type { Platform } from '@banzhen/platform';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { deadline } from '../../src/guards/deadline.js';
import type { DoorEnv } from '../../src/guards/door-env.js';
import { dressing } from '../../src/guards/dressing.js';
import { refusalAnswer } from '../../src/guards/refusal-answer.js';
import { answered } from '../../src/v1/answered.js';
import { partnerDoor } from '../../src/v1/partner-door.js';
import type { PartnerEnv } from '../../src/v1/partner-env.js';

const someId = idFrom('01900000-0000-7000-8000-00000000d00a');
const expected = {
  ...{ kind: 'partner', partnerId: someId, keyId: someId, tenantId: someId, accountId: someId },
  ...{ hospitalIds: [], operations: ['appointment.read'] },
} as unknown as PartnerActor;
const standing = { calls: 100, seconds: 60, left: 99, resetSeconds: 60 };

/** Things that are read in both manners at once, for somebody who was let in the last time, while their key is looked at. */
const readWhile = async (path: '/v1/own' | '/v1/dressed', decided: Promise<unknown>): Promise<Response> => {
  const door = partnerDoor(
    {
      ...{
        partners: { showKey: () => ({ expected, decided }) },
        limits: { admit: async () => ok(standing) },
      },
      ...{ noteChange: async () => undefined, partnerSandbox: undefined },
    } as unknown as Platform,
    'appointment.read',
  );
  const app = new Hono<DoorEnv>();
  app.use(dressing(false), deadline);
  app.onError((_, context) => refusalAnswer(context, { type: 'TemporarilyUnavailable' }));
  const things = new Hono<PartnerEnv>();
  things.get('/own', door, (context) => {
    context.header('ETag', 'W/"7"');
    return context.json({ secret: 7 });
  });
  const thing = z.object({ secret: z.number(), version: z.number() });
  things.get('/dressed', door, (context) => answered(context, thing, { secret: 7, version: 7 }, 200));
  app.route('/v1', things);
  return app.request(path, { headers: { authorization: 'Bearer somebody' } });
};

/** What leaves of an answer, as far as it is of interest here. */
const leaving = async (answer: Response) => ({
  status: answer.status,
  tellsIt: (await answer.text()).includes('secret'),
  etag: answer.headers.get('etag'),
  limit: answer.headers.get('ratelimit'),
  isDressed: answer.headers.has('x-request-id') && answer.headers.has('content-security-policy'),
});
const nothingOfIt = { tellsIt: false, etag: null, limit: null, isDressed: true };

describe.each(['/v1/own', '/v1/dressed'] as const)('what is read at %s while a key is looked at', (path) => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is told to whoever is let in, with where their limit stands', async () => {
    const told = await leaving(await readWhile(path, Promise.resolve(ok(expected))));
    expect(told).toMatchObject({ status: 200, tellsIt: true, limit: '"partner";r=99;t=60', isDressed: true });
    expect(told.etag).toContain('7');
  });

  it.each([0, 1_000])('is not told to whoever is refused after %i ms', async (ms) => {
    const over = err({ type: 'KeyOver', why: 'revoked' });
    const answer = readWhile(path, new Promise((resolve) => setTimeout(resolve, ms, over)));
    await vi.advanceTimersByTimeAsync(ms);
    expect(await leaving(await answer)).toEqual({ status: 401, ...nothingOfIt });
  });

  it.each([0, 1_000])('is not told where the look at the key fails after %i ms', async (ms) => {
    const failing = new Promise((_, reject) => setTimeout(reject, ms, new Error('the database is away')));
    const answer = readWhile(path, failing);
    await vi.advanceTimersByTimeAsync(ms);
    expect(await leaving(await answer)).toEqual({ status: 503, ...nothingOfIt });
  });

  it('is not told when the look at the key takes longer than anybody waits', async () => {
    const answer = readWhile(path, new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await leaving(await answer)).toEqual({ status: 503, ...nothingOfIt });
  });
});
