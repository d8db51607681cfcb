import type { PhoneProof } from '@banzhen/domain/accounts';
import { must } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aScene, hers, his } from './scene.js';

const victims = hers;
const attackers = his;
const evilPassword = 'the password of the thief';

/** What the attacker holds; the codes on the phone of the victim are not among it. */
type Loot = {
  readonly tokens: string[];
  readonly tickets: string[];
  /** Challenges for the phone of the victim: everybody who asks for a code learns the id of its challenge. */
  readonly challenges: PhoneProof[];
};

const openWorld = () => {
  const scene = aScene();
  const { accounts, origin, clock } = scene;
  const loot: Loot = { tokens: [], tickets: [], challenges: [] };
  const keep = (answer: { ok: boolean; value?: unknown }) => {
    const value = answer.ok ? answer.value : undefined;
    if (typeof value !== 'object' || value === null) return;
    if ('token' in value) loot.tokens.push(String(value.token));
    if ('ticket' in value) loot.tickets.push(String(value.ticket));
  };
  const asked = async (phone: typeof hers, purpose: Parameters<typeof scene.askCode>[1]) => {
    clock.advance(1);
    return scene.askCode(phone, purpose).catch(() => undefined);
  };
  /** A proof for the victim's phone as the attacker can make it up: with a code of their own or any other. */
  const forged = async (purpose: Parameters<typeof scene.askCode>[1]): Promise<PhoneProof | undefined> => {
    const own = await asked(attackers, purpose);
    const target = await asked(victims, purpose);
    if (!target || !own) return undefined;
    const code = own.code === target.code ? '000000' : own.code;
    return { challengeId: target.challengeId, phone: victims, code };
  };
  const attack = {
    signsIn: async () => {
      const proof = await asked(attackers, 'sign-in');
      if (proof) keep(await accounts.signInWithCode(origin, { ...proof, app: 'family' }));
    },
    registersTheVictim: async () => {
      const proof = await forged('sign-in');
      if (proof) keep(await accounts.register(origin, { ...proof, app: 'family', password: evilPassword }));
    },
    usesOwnCodeForTheVictim: async () => {
      const proof = await asked(attackers, 'sign-in');
      if (proof) keep(await accounts.signInWithCode(origin, { ...proof, phone: victims, app: 'family' }));
    },
    resetsThePassword: async () => {
      const proof = await forged('reset-password');
      if (proof) keep(await accounts.resetPassword(origin, { ...proof, password: evilPassword }));
    },
    bringsWechat: async () => {
      const code = scene.wechatCode({ appId: 'wx', openId: 'thief' });
      keep(await accounts.signInWithWechat(origin, { code, app: 'family' }));
      const ticket = loot.tickets.at(-1);
      const proof = await forged('attach-wechat');
      if (ticket && proof) keep(await accounts.attachWechat(origin, { ...proof, ticket, app: 'family' }));
    },
    movesTo: async () => {
      const token = loot.tokens.at(-1);
      const person = token && (await scene.identify(token));
      const own = await asked(attackers, 'step-up');
      const newPhone = await forged('change-phone');
      if (!person || !own || !newPhone) return;
      await accounts.changePhone(person, origin, { proof: { by: 'code', ...own }, newPhone });
    },
    setsAPassword: async () => {
      const token = loot.tokens.at(-1);
      const person = token && (await scene.identify(token));
      const own = await asked(attackers, 'step-up');
      if (person && own)
        await accounts.setPassword(person, origin, { password: evilPassword, proof: { by: 'code', ...own } });
    },
  };
  const victim = {
    signsUp: async () => {
      const proof = await asked(victims, 'sign-in');
      if (proof) await accounts.signInWithCode(origin, { ...proof, app: 'family' });
    },
  };
  return { scene, loot, acts: [...Object.values(attack), ...Object.values(victim)] };
};

it('whatever an attacker prepares before or after the owner signs up, the account stays the owner’s (AU13)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 7 }), async (steps) => {
      const { scene, loot, acts } = openWorld();
      for (const step of steps) await acts[step]?.();
      scene.clock.advance(24 * 60);
      const { person: owner } = await scene.signUp(victims);
      for (const token of loot.tokens)
        expect((await scene.identify(token))?.accountId).not.toBe(owner.accountId);
      const entered = await scene.accounts.signInWithPassword(scene.origin, {
        phone: victims,
        password: evilPassword,
        app: 'family',
      });
      expect(entered.ok).toBe(false);
      const code = scene.wechatCode({ appId: 'wx', openId: 'thief' });
      const byWechat = must(await scene.accounts.signInWithWechat(scene.origin, { code, app: 'family' }));
      if ('accountId' in byWechat) expect(byWechat.accountId).not.toBe(owner.accountId);
    }),
    { numRuns: 100 },
  );
});
