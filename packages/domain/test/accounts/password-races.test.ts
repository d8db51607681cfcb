import { hasherFor, must, toyHashing } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { aScene, goodPassword, hers, his } from './scene.js';

const refused = (type: string) => ({ ok: false, error: expect.objectContaining({ type }) });

/** Somebody knows the password, and the owner takes the account back while it is compared, as on a busy machine. */
const givenThief = async () => {
  let meanwhile: (() => Promise<unknown>) | undefined;
  const scene = aScene({
    hasher: hasherFor({
      hash: toyHashing.hash,
      async verify(hashed, plain) {
        const event = meanwhile;
        meanwhile = undefined;
        await event?.();
        return toyHashing.verify(hashed, plain);
      },
    }),
  });
  const { accounts, origin, clock, askCode } = scene;
  const { person } = await scene.signUp(hers);
  await scene.givePassword(person, hers);
  await scene.giveRole(person, 'dispatcher');
  const reset = async () => {
    clock.advance(1);
    const proof = await askCode(hers, 'reset-password');
    return async () => must(await accounts.resetPassword(origin, { ...proof, password: 'something new' }));
  };
  const enter = async (phone: typeof hers, password: string) =>
    (await accounts.signInWithPassword(origin, { phone, password, app: 'family' })).ok;
  return {
    ...scene,
    person,
    known: { phone: hers, password: goodPassword },
    proof: { by: 'password', password: goodPassword } as const,
    enter,
    resetNow: async () => (await reset())(),
    async resetMeanwhile() {
      meanwhile = await reset();
    },
  };
};

describe('resetting a password while the old one is compared', () => {
  it('lets the old one open no session', async () => {
    const { accounts, origin, known, resetMeanwhile } = await givenThief();
    await resetMeanwhile();
    const entered = await accounts.signInWithPassword(origin, { ...known, app: 'family' });
    expect(entered).toEqual(refused('SignInFailed'));
  });

  it('lets the old one open no half-done sign-in of staff', async () => {
    const { accounts, origin, known, resetMeanwhile } = await givenThief();
    await resetMeanwhile();
    expect(await accounts.signInStaff(origin, known)).toEqual(refused('SignInFailed'));
  });

  it('closes those that it had opened', async () => {
    const { accounts, origin, known, askCode, clock, resetNow } = await givenThief();
    const { ticket } = must(await accounts.signInStaff(origin, known));
    await resetNow();
    clock.advance(1);
    const { challengeId, code } = await askCode(hers, 'enrol-totp');
    expect(await accounts.enrolTotp(origin, { ticket, challengeId, code })).toEqual(refused('TicketGone'));
  });

  it('lets a session that it ended set no password', async () => {
    const { accounts, origin, person, proof, enter, resetMeanwhile } = await givenThief();
    await resetMeanwhile();
    const set = await accounts.setPassword(person, origin, { proof, password: 'of the thief' });
    expect(set).toEqual(refused('SessionOver'));
    expect([await enter(hers, 'of the thief'), await enter(hers, 'something new')]).toEqual([false, true]);
  });

  it('lets a session that it ended take no other phone', async () => {
    const { accounts, origin, person, proof, enter, askCode, resetMeanwhile } = await givenThief();
    await resetMeanwhile();
    const newPhone = await askCode(his, 'change-phone');
    expect(await accounts.changePhone(person, origin, { proof, newPhone })).toEqual(refused('SessionOver'));
    expect([await enter(his, 'something new'), await enter(hers, 'something new')]).toEqual([false, true]);
  });

  it('lets a session that it ended step up no more', async () => {
    const { accounts, origin, person, proof, resetMeanwhile } = await givenThief();
    await resetMeanwhile();
    expect(await accounts.stepUp(person, origin, proof)).toEqual(refused('SessionOver'));
  });
});
