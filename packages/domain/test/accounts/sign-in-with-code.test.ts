import { challengePurposes } from '@banzhen/domain/accounts';
import { type ChallengeId, idFrom } from '@banzhen/domain/shared/ids';
import { must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { aScene, auditOf, hers, his } from './scene.js';

const refused = (type: string) => ({ ok: false, error: expect.objectContaining({ type }) });
const other = (code: string) => code.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));

describe('signing in by phone and code', () => {
  it('signs a new number up and a known one in, as the same account', async () => {
    const { accounts, origin, askCode, clock, mustIdentify } = aScene();
    const first = must(
      await accounts.signInWithCode(origin, {
        ...(await askCode(hers, 'sign-in')),
        app: 'family',
        name: '陈家属',
      }),
    );
    clock.advance(60);
    const again = must(
      await accounts.signInWithCode(origin, { ...(await askCode(hers, 'sign-in')), app: 'escort' }),
    );
    expect(again.accountId).toBe(first.accountId);
    expect(again.token).not.toBe(first.token);
    expect(await mustIdentify(again.token)).toMatchObject({
      accountId: first.accountId,
      authLevel: 'code',
      staffRoles: [],
    });
  });

  it('opens one account for two first sign-ins at once', async () => {
    const { accounts, origin, askCode, clock } = aScene();
    const first = await askCode(hers, 'sign-in');
    clock.advance(1);
    const second = await askCode(hers, 'sign-in');
    const signedIn = await Promise.all(
      [first, second].map((proof) => accounts.signInWithCode(origin, { ...proof, app: 'family' })),
    );
    expect(new Set(signedIn.map((one) => must(one).accountId)).size).toBe(1);
  });

  it('takes a code once: of fifty at the same time one goes in (AU2)', async () => {
    const { accounts, origin, askCode } = aScene();
    const proof = await askCode(hers, 'sign-in');
    const all = await Promise.all(
      Array.from({ length: 50 }, () => accounts.signInWithCode(origin, { ...proof, app: 'family' })),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('counts five guesses, and then not even the right code helps (AU1)', async () => {
    const { accounts, origin, askCode } = aScene();
    const proof = await askCode(hers, 'sign-in');
    const guess = (code: string) => accounts.signInWithCode(origin, { ...proof, code, app: 'family' });
    const left = [];
    for (let index = 0; index < 5; index += 1) left.push(await guess(other(proof.code)));
    expect(left).toEqual(
      [4, 3, 2, 1, 0].map((guessesLeft) => ({ ok: false, error: { type: 'CodeWrong', guessesLeft } })),
    );
    expect(await guess(proof.code)).toEqual(refused('CodeGone'));
  });

  it('ends after five minutes, to the millisecond', async () => {
    const { accounts, origin, askCode, clock } = aScene();
    const proof = await askCode(hers, 'sign-in');
    const { expiresAt } = must(await accounts.requestCode(origin, { phone: his, purpose: 'sign-in' }));
    clock.set(new Date(expiresAt.getTime()));
    expect(await accounts.signInWithCode(origin, { ...proof, app: 'family' })).toEqual(refused('CodeGone'));
  });

  it.each(challengePurposes.filter((purpose) => purpose !== 'sign-in'))(
    'does not take a code that was sent for %s',
    async (purpose) => {
      const { accounts, origin, askCode } = aScene();
      const proof = await askCode(hers, purpose);
      expect(await accounts.signInWithCode(origin, { ...proof, app: 'family' })).toEqual(refused('CodeGone'));
    },
  );

  it('takes a code for its own phone and challenge only, and a wrong pair costs the owner no guess', async () => {
    const { accounts, origin, askCode } = aScene();
    const [own, foreign] = [await askCode(hers, 'sign-in'), await askCode(his, 'sign-in')];
    const swapped = { ...own, phone: his };
    const crossed = { ...own, challengeId: foreign.challengeId };
    const unknown = { ...own, challengeId: idFrom<ChallengeId>('01900000-ffff-7000-8000-000000000001') };
    for (const proof of [swapped, crossed, unknown])
      for (let index = 0; index < 6; index += 1)
        expect(await accounts.signInWithCode(origin, { ...proof, app: 'family' })).toEqual(
          refused('CodeGone'),
        );
    for (const proof of [own, foreign])
      expect((await accounts.signInWithCode(origin, { ...proof, app: 'family' })).ok).toBe(true);
  });
});

describe('asking for codes', () => {
  it('answers a known and an unknown number alike, and sends to both (AU4)', async () => {
    const scene = aScene();
    await scene.signUp(hers);
    scene.clock.advance(1);
    const [known, unknown] = [
      must(await scene.accounts.requestCode(scene.origin, { phone: hers, purpose: 'reset-password' })),
      must(await scene.accounts.requestCode(scene.origin, { phone: his, purpose: 'reset-password' })),
    ];
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect(scene.sent.slice(-2).map(({ to }) => to)).toEqual([hers, his]);
  });

  it('sends one a minute and ten a day to a phone for whoever asks from one place (AU3)', async () => {
    const { accounts, origin, clock } = aScene();
    const ask = (network: string) =>
      accounts.requestCode({ ...origin, network }, { phone: hers, purpose: 'sign-in' });
    expect((await ask('a stranger')).ok).toBe(true);
    expect(await ask('a stranger')).toEqual(refused('TooManyTries'));
    expect((await ask('at home')).ok).toBe(true);
    const taken = [];
    for (let index = 0; index < 20; index += 1) {
      clock.advance(1);
      taken.push((await ask('a stranger')).ok);
    }
    expect(taken.filter(Boolean)).toHaveLength(9);
    expect((await ask('at home')).ok).toBe(true);
    clock.advance(24 * 60);
    expect((await ask('a stranger')).ok).toBe(true);
  });

  it('sends forty a day to a phone, wherever they are asked for', async () => {
    const { accounts, origin, clock } = aScene();
    const taken = [];
    for (let index = 0; index < 50; index += 1) {
      clock.advance(1);
      const network = `network ${index}`;
      taken.push(
        (await accounts.requestCode({ ...origin, network }, { phone: hers, purpose: 'sign-in' })).ok,
      );
    }
    expect(taken.filter(Boolean)).toHaveLength(40);
  });

  it('keeps no code where the quota refused, and counts nothing of what it refused', async () => {
    const { accounts, origin, clock, sent } = aScene();
    const ask = () => accounts.requestCode(origin, { phone: hers, purpose: 'sign-in' });
    await ask();
    for (let index = 0; index < 30; index += 1) await ask();
    expect(sent).toHaveLength(1);
    clock.advance(1);
    expect((await ask()).ok).toBe(true);
  });

  it('has a limit for one network, however many numbers it names', async () => {
    const { accounts, origin } = aScene();
    const answers = [];
    for (let index = 0; index < 205; index += 1) {
      const phone = `+861380000${String(index).padStart(4, '0')}` as typeof hers;
      answers.push(await accounts.requestCode(origin, { phone, purpose: 'sign-in' }));
    }
    expect(answers.filter(({ ok }) => ok)).toHaveLength(200);
    expect(
      (await accounts.requestCode({ ...origin, network: 'b' }, { phone: his, purpose: 'sign-in' })).ok,
    ).toBe(true);
  });
});

it('audits what was done and what was refused, without a number in it', async () => {
  const scene = aScene();
  const proof = await scene.askCode(hers, 'sign-in');
  await scene.accounts.signInWithCode(scene.origin, { ...proof, code: other(proof.code), app: 'family' });
  const { accountId } = must(await scene.accounts.signInWithCode(scene.origin, { ...proof, app: 'family' }));
  const told = await auditOf(scene);
  expect(told.map(({ operation, outcome, reason }) => ({ operation, outcome, reason }))).toEqual([
    { operation: 'sign-in.code', outcome: 'refused', reason: 'CodeWrong' },
    { operation: 'sign-in.code', outcome: 'done', reason: undefined },
  ]);
  expect(told.at(-1)?.actor).toEqual({ as: 'U', accountId });
  expect(JSON.stringify(told)).not.toContain('138');
});
