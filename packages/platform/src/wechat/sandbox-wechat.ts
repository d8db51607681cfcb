import type { WechatLogin } from '@banzhen/domain/accounts';
import { err, ok } from '@banzhen/domain/shared/result';
import type { SandboxStore } from '@banzhen/payments';

const APP_ID = 'wx-sandbox';
const CODE = /^sandbox-([A-Za-z0-9]{1,32})-[A-Za-z0-9]{1,32}$/;

/** Plays WeChat: the code `sandbox-NAME-ANYTHING` is the user NAME, once. Never in production. */
export const sandboxWechat = (store: SandboxStore): WechatLogin => ({
  async exchange(code) {
    const openId = CODE.exec(code)?.[1];
    const isFirst = openId !== undefined && (await store.put(`wechat-code/${code}`, { revision: 1 }));
    return isFirst ? ok({ appId: APP_ID, openId }) : err({ type: 'WechatRefused' });
  },
});
