import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { DoorEnv } from '../../src/guards/door-env.js';
import { dressing } from '../../src/guards/dressing.js';
import { MOST_SIGNING_IN, smallCrowd } from '../../src/guards/small-crowd.js';

/** A door behind which nobody gets on before they are let go. */
const aDoor = () => {
  let letGo: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const app = new Hono<DoorEnv>();
  app.use(dressing(false), smallCrowd());
  app.onError((_, context) => context.text('broken', 500));
  app.all('/trpc/auth.broken', async () => {
    await gone;
    throw new Error('broken');
  });
  app.all('*', async (context) => {
    if (context.req.path !== '/trpc/auth.me') await gone;
    return context.text('in');
  });
  return { letGo, come: async (path: string) => app.request(path, { method: 'POST' }) };
};

const statusOf = async (answers: readonly Promise<Response>[]) =>
  (await Promise.all(answers)).map(({ status }) => status);

describe('a crowd that signs in at once', () => {
  it('finds so many places, and is told to come again where there is none; nobody else is kept', async () => {
    const { letGo, come } = aDoor();
    const ways = ['/trpc/auth.signInWithPassword', '/trpc/staffAuth.signIn', '/api/user/login'];
    const crowd = Array.from({ length: MOST_SIGNING_IN }, (_, no) => come(ways[no % ways.length] ?? ''));
    const late = await come('/trpc/auth.requestCode');
    expect(late.status).toBe(429);
    expect(await late.json()).toMatchObject({ error: { data: { domainError: { type: 'TooBusy' } } } });
    expect((await come('/trpc/auth.me')).status).toBe(200);
    letGo();
    expect(new Set(await statusOf(crowd))).toEqual(new Set([200]));
    expect((await come('/trpc/auth.requestCode')).status).toBe(200);
  });

  it('gives places back when something breaks', async () => {
    const { letGo, come } = aDoor();
    const crowd = Array.from({ length: MOST_SIGNING_IN }, () => come('/trpc/auth.broken'));
    letGo();
    expect(new Set(await statusOf(crowd))).toEqual(new Set([500]));
    expect((await come('/api/user/login')).status).toBe(200);
  });
});
