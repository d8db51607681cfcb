import { must } from '@banzhen/domain/testing';
import { expect, it } from 'vitest';
import { aScene, hers, his } from './scene.js';

const refused = (type: string) => ({ ok: false, error: expect.objectContaining({ type }) });
const identity = { appId: 'wx-family', openId: 'o-1' };

const enterWith = async (scene: ReturnType<typeof aScene>, given = identity) => {
  const code = scene.wechatCode(given);
  return must(await scene.accounts.signInWithWechat(scene.origin, { code, app: 'family' }));
};
const ticketOf = (answer: object): string => {
  if (!('ticket' in answer)) throw new Error('a ticket was expected');
  return String(answer.ticket);
};

it('an unknown identity proves a phone first, and then signs in by itself', async () => {
  const scene = aScene();
  const ticket = ticketOf(await enterWith(scene));
  const proof = await scene.askCode(hers, 'attach-wechat');
  const attached = must(await scene.accounts.attachWechat(scene.origin, { ...proof, ticket, app: 'family' }));
  const again = await enterWith(scene);
  expect(again).toMatchObject({ accountId: attached.accountId, kind: 'family' });
});

it('the same openid of another app is somebody else (AU12)', async () => {
  const scene = aScene();
  const ticket = ticketOf(await enterWith(scene));
  must(
    await scene.accounts.attachWechat(scene.origin, {
      ...(await scene.askCode(hers, 'attach-wechat')),
      ticket,
      app: 'family',
    }),
  );
  expect(await enterWith(scene, { ...identity, appId: 'wx-escort' })).toMatchObject({ needs: 'phone' });
});

it('a code of WeChat works once, and a ticket too', async () => {
  const scene = aScene();
  const code = scene.wechatCode(identity);
  const enter = () => scene.accounts.signInWithWechat(scene.origin, { code, app: 'family' });
  const ticket = ticketOf(must(await enter()));
  expect(await enter()).toEqual(refused('WechatRefused'));
  const attach = async (phone: typeof hers) =>
    scene.accounts.attachWechat(scene.origin, {
      ...(await scene.askCode(phone, 'attach-wechat')),
      ticket,
      app: 'family',
    });
  must(await attach(hers));
  expect(await attach(his)).toEqual(refused('TicketGone'));
});

it('an identity stays with the account that it was attached to', async () => {
  const scene = aScene();
  const [first, second] = [ticketOf(await enterWith(scene)), ticketOf(await enterWith(scene))];
  const attach = async (ticket: string, phone: typeof hers) =>
    scene.accounts.attachWechat(scene.origin, {
      ...(await scene.askCode(phone, 'attach-wechat')),
      ticket,
      app: 'family',
    });
  must(await attach(first, hers));
  expect(await attach(second, his)).toEqual(refused('IdentityTaken'));
});
