import { ok } from '@banzhen/domain/shared/result';
import { hasherFor, must, toyHashing } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { aScene, goodPassword, hers, his } from './scene.js';

const refused = (type: string) => ({ ok: false, error: expect.objectContaining({ type }) });

const withPassword = async () => {
  const scene = aScene();
  const { token, person } = await scene.signUp(hers);
  await scene.givePassword(person, hers);
  const enter = (password: string, network = scene.origin.network) =>
    scene.accounts.signInWithPassword({ ...scene.origin, network }, { phone: hers, password, app: 'family' });
  return { ...scene, token, person, enter };
};

describe('registering', () => {
  it('proves the phone, keeps name and password, and signs in', async () => {
    const { accounts, origin, askCode } = aScene();
    const proof = await askCode(hers, 'sign-in');
    const given = { ...proof, app: 'family', name: '陈家属', password: goodPassword } as const;
    const { accountId } = must(await accounts.register(origin, given));
    const again = await accounts.signInWithPassword(origin, {
      phone: hers,
      password: goodPassword,
      app: 'family',
    });
    expect(must(again).accountId).toBe(accountId);
  });

  it('refuses a number that has an account, and leaves the code good for signing in', async () => {
    const scene = aScene();
    await scene.signUp(hers);
    scene.clock.advance(1);
    const proof = await scene.askCode(hers, 'sign-in');
    const given = { ...proof, app: 'family', password: 'another good one' } as const;
    expect(await scene.accounts.register(scene.origin, given)).toEqual(refused('PhoneTaken'));
    expect((await scene.accounts.signInWithCode(scene.origin, { ...proof, app: 'family' })).ok).toBe(true);
  });

  it.each([
    ['short', 'abcdefg'],
    ['long', 'x'.repeat(129)],
    ['common', 'password1'],
    ['phone-number', 'me13800138000'],
  ])('refuses a password that is %s, before the code is used', async (why, password) => {
    const { accounts, origin, askCode } = aScene();
    const proof = await askCode(hers, 'sign-in');
    expect(await accounts.register(origin, { ...proof, app: 'family', password })).toMatchObject({
      error: { type: 'PasswordUnfit', why },
    });
    expect((await accounts.register(origin, { ...proof, app: 'family', password: goodPassword })).ok).toBe(
      true,
    );
  });

  it('takes eight characters of any script and does not trim them', async () => {
    const { accounts, origin, askCode } = aScene();
    const password = ' 一二三四五六 ';
    must(await accounts.register(origin, { ...(await askCode(hers, 'sign-in')), app: 'family', password }));
    const enter = (given: string) =>
      accounts.signInWithPassword(origin, { phone: hers, password: given, app: 'family' });
    expect(await enter(password.trim())).toEqual(refused('SignInFailed'));
    expect((await enter(password)).ok).toBe(true);
  });
});

describe('signing in by password', () => {
  it('gives an unknown number and a wrong password the same answer (AU4)', async () => {
    const { accounts, origin, enter } = await withPassword();
    const unknown = await accounts.signInWithPassword(origin, { phone: his, password: 'x', app: 'family' });
    expect(await enter('x')).toEqual(unknown);
    expect(unknown).toEqual({ ok: false, error: { type: 'SignInFailed' } });
  });

  it('hashes once either way: an unknown number costs what a wrong password costs (AU4)', async () => {
    let hashes = 0;
    const counting = hasherFor({
      hash: (plain: string) => {
        hashes += 1;
        return toyHashing.hash(plain);
      },
      verify: (hashed: string, plain: string) => {
        hashes += 1;
        return toyHashing.verify(hashed, plain);
      },
    });
    const scene = aScene({ hasher: counting });
    const { person } = await scene.signUp(hers);
    const costOf = async (phone: typeof hers) => {
      hashes = 0;
      await scene.accounts.signInWithPassword(scene.origin, { phone, password: 'wrong one', app: 'family' });
      return hashes;
    };
    const withoutPassword = await costOf(hers);
    await scene.givePassword(person, hers);
    expect([withoutPassword, await costOf(hers), await costOf(his)]).toEqual([1, 1, 1]);
  });

  it('counts no try of a crowd that finds no place (AU6)', async () => {
    let places = 0;
    const scene = aScene({
      hasher: {
        inTurn: async (work) => (places > 0 ? work(toyHashing) : { ok: false, error: { type: 'TooBusy' } }),
      },
    });
    places = 1;
    const { person } = await scene.signUp(hers);
    await scene.givePassword(person, hers);
    places = 0;
    const enter = (password: string) =>
      scene.accounts.signInWithPassword(scene.origin, { phone: hers, password, app: 'family' });
    for (let index = 0; index < 20; index += 1) expect(await enter('wrong one')).toEqual(refused('TooBusy'));
    places = 1;
    expect((await enter(goodPassword)).ok).toBe(true);
  });

  it('counts ten wrong ones an hour from one network; the owner elsewhere and the code are not locked out (AU3, AU5)', async () => {
    const { enter, clock, accounts, askCode, origin } = await withPassword();
    for (let index = 0; index < 10; index += 1)
      expect(await enter('wrong one')).toEqual(refused('SignInFailed'));
    expect(await enter(goodPassword)).toEqual(refused('TooManyTries'));
    expect((await enter(goodPassword, '198.51.100.0/24')).ok).toBe(true);
    clock.advance(1);
    const byCode = await accounts.signInWithCode(origin, {
      ...(await askCode(hers, 'sign-in')),
      app: 'family',
    });
    expect(byCode.ok).toBe(true);
    clock.advance(60);
    expect((await enter(goodPassword)).ok).toBe(true);
  });

  it('counts parallel tries too', async () => {
    const { enter } = await withPassword();
    const all = await Promise.all(Array.from({ length: 60 }, (_, index) => enter(`wrong ${index}`)));
    const compared = all.filter((one) => !one.ok && one.error.type === 'SignInFailed');
    expect(compared).toHaveLength(10);
  });

  it('hashes anew when the parameters have changed, and not over a password that was changed meanwhile', async () => {
    const { stores, person, enter } = await withPassword();
    const keep = (hash: string) =>
      stores.unitOfWork.run(async ({ credentials }) => {
        await credentials.setPasswordHash(person.accountId, hash, new Date());
        return ok(undefined);
      });
    const kept = () =>
      stores.unitOfWork.run(async (all) => ok(await all.credentials.passwordHash(person.accountId)));
    await keep(`old:${goodPassword}`);
    expect((await enter(goodPassword)).ok).toBe(true);
    expect(await kept()).toEqual({ ok: true, value: await toyHashing.hash(goodPassword) });
  });
});

describe('changing it', () => {
  it('needs the old one or a code, and ends every other session', async () => {
    const { accounts, origin, person, enter, identify, token } = await withPassword();
    const other = must(await enter(goodPassword));
    const set = (given: string) =>
      accounts.setPassword(person, origin, {
        password: 'something new',
        proof: { by: 'password', password: given },
      });
    expect(await set('wrong one')).toEqual(refused('SignInFailed'));
    expect((await set(goodPassword)).ok).toBe(true);
    expect(await identify(other.token)).toBeUndefined();
    expect(await identify(token)).toBeDefined();
    expect(await enter(goodPassword)).toEqual(refused('SignInFailed'));
    expect((await enter('something new')).ok).toBe(true);
  });

  it('is reset by a code for that purpose, and ends every session', async () => {
    const { accounts, origin, askCode, clock, identify, token, enter } = await withPassword();
    clock.advance(1);
    const proof = await askCode(hers, 'reset-password');
    must(await accounts.resetPassword(origin, { ...proof, password: 'something new' }));
    expect(await identify(token)).toBeUndefined();
    expect((await enter('something new')).ok).toBe(true);
  });

  it('tells the owner of an unknown number, and nobody else, that there is no account', async () => {
    const { accounts, origin, askCode } = aScene();
    const proof = await askCode(his, 'reset-password');
    const reset = (code: string) =>
      accounts.resetPassword(origin, { ...proof, code, password: 'something new' });
    expect(await reset('000000')).toEqual(refused('CodeWrong'));
    expect(await reset(proof.code)).toEqual(refused('NoAccount'));
  });
});

describe('changing the phone', () => {
  it('needs both sides, ends other sessions, and refuses a number in use (7.5.1)', async () => {
    const { accounts, origin, person, askCode, clock, enter, identify, token } = await withPassword();
    const other = must(await enter(goodPassword));
    clock.advance(1);
    const newPhone = await askCode(his, 'change-phone');
    const change = (password: string, given = newPhone) =>
      accounts.changePhone(person, origin, { proof: { by: 'password', password }, newPhone: given });
    expect(await change('wrong one')).toEqual(refused('SignInFailed'));
    expect(await change(goodPassword, { ...newPhone, code: '000000' })).toEqual(refused('CodeWrong'));
    expect((await change(goodPassword)).ok).toBe(true);
    expect(await identify(other.token)).toBeUndefined();
    expect(await identify(token)).toBeDefined();
    const moved = await accounts.signInWithPassword(origin, {
      phone: his,
      password: goodPassword,
      app: 'family',
    });
    expect(must(moved).accountId).toBe(person.accountId);
  });

  it('refuses a number that is somebody else’s', async () => {
    const scene = await withPassword();
    await scene.signUp(his);
    scene.clock.advance(1);
    const newPhone = await scene.askCode(his, 'change-phone');
    const proof = { by: 'password', password: goodPassword } as const;
    expect(await scene.accounts.changePhone(scene.person, scene.origin, { proof, newPhone })).toEqual(
      refused('PhoneTaken'),
    );
  });
});
