import { limitTable } from '@banzhen/domain/limits';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../open-api.js';
import { type Recipe, recipes, sessions, signInAttempt } from './bypass-recipes.js';
import { count, answersTo as send } from './bypass-send.js';
import { type RawServer, startRawServer } from './raw-server.js';

const SCALE = 0.1;
const most = (name: 'sign-in' | 'guess') => Math.round(limitTable[name].calls * SCALE);

let raw: RawServer;
beforeAll(async () => {
  raw = await startRawServer({ RATE_LIMIT_SCALE: `${SCALE}`, TRUSTED_PROXIES: '1' });
  for (const [no, accountId] of Object.values(people).entries())
    sessions.push(await tokenOf(accountId, `100.70.${no}.1`));
}, 120_000);
afterAll(() => raw.stop());

const answersTo = (recipe: Recipe, client: string, times: number): Promise<string> => {
  const attempts = Array.from({ length: times }, (_, no) => ({
    ...signInAttempt,
    ...recipe.attempt(no, client),
  }));
  return send(raw, attempts, client, recipe.atOnce);
};
const tokenOf = async (accountId: string, client: string): Promise<string> => {
  const answer = await send(raw, [{ ...signInAttempt, body: { accountId } }], client);
  return /"token":"([^"]+)"/.exec(answer)?.[1] ?? '';
};

describe('FX12: ways around a limit', () => {
  let reached = 0;

  it.each(recipes.map((recipe, no) => ({ ...recipe, client: `100.64.${no}.7` })))(
    '$name: no more than the limit',
    async ({ client, ...recipe }) => {
      const answers = await answersTo(recipe, client, most('sign-in') * 3);
      const signedIn = count(answers, /"token":/g);
      if (signedIn > 0) reached += 1;
      expect(signedIn).toBeLessThanOrEqual(most('sign-in'));
      // Either it was counted to the end, or it never reached the operation.
      expect([0, most('sign-in')]).toContain(signedIn);
      if (signedIn > 0) expect(count(answers, /retry-after: [1-9]\d*\r/gi)).toBeGreaterThan(0);
    },
  );

  it('are mostly ways that reach the operation', () => {
    expect(recipes.length).toBeGreaterThanOrEqual(40);
    expect(reached).toBeGreaterThanOrEqual(40);
  });

  it('would fall for the simplest one if the limit were by what callers claim', async () => {
    const claimed: Recipe = { name: 'control', attempt: (no) => ({ seenBy: `100.65.${no}.1` }) };
    const answers = await answersTo(claimed, '', most('sign-in') * 3);
    expect(count(answers, /"token":/g)).toBe(most('sign-in') * 3);
  });

  it('counts a person who guesses from many networks, by cookie and by bearer', async () => {
    const token = await tokenOf(people.escort, '100.71.0.1');
    const guess: Recipe = {
      name: 'guesses',
      attempt: (no) => ({
        path: '/trpc/escort.checkIn',
        body: { orderId: people.escort, visitCode: `${100_000 + no}` },
        headers: [no % 2 ? `Cookie: banzhen_session=${token}` : `Authorization: Bearer ${token}`],
        seenBy: `100.66.${no}.1`,
      }),
    };
    const answers = await answersTo(guess, '', 12);
    expect(count(answers, /"type":"NotFound"/g)).toBe(most('guess'));
    expect(count(answers, /"type":"TooManyRequests"/g)).toBe(12 - most('guess'));
  });

  it('takes a guess alone only', async () => {
    const together: Recipe = {
      name: 'together',
      attempt: () => ({ path: '/trpc/escort.checkIn,escort.start?batch=1', body: { 0: {}, 1: {} } }),
    };
    expect(count(await answersTo(together, '100.67.0.1', 1), /"type":"NotInBatch"/g)).toBe(1);
  });

  it('says so to people in both languages, and to programs when to come again', async () => {
    const answers = await answersTo(recipes[0] as Recipe, '100.68.0.1', most('sign-in') + 1);
    const last = answers.slice(answers.lastIndexOf('HTTP/1.1 '));
    expect(last).toMatch(/^HTTP\/1\.1 429 /);
    const { domainError } = JSON.parse(last.slice(last.indexOf('\r\n\r\n') + 4)).error.data;
    expect(domainError).toMatchObject({
      type: 'TooManyRequests',
      retryAfterSeconds: Number(/retry-after: (\d+)/i.exec(last)?.[1]),
      zh: expect.any(String),
      en: expect.any(String),
    });
  });

  it('counts a flood at the door before anything is read', async () => {
    const flood: Recipe = {
      name: 'flood',
      attempt: () => ({ path: '/healthz', method: 'GET', body: '' }),
    };
    const answers = await answersTo(flood, '100.69.0.1', Math.round(limitTable.door.calls * SCALE) + 20);
    expect(count(answers, /HTTP\/1\.1 200/g)).toBe(Math.round(limitTable.door.calls * SCALE));
    expect(count(answers, /HTTP\/1\.1 429/g)).toBe(20);
  });
});
