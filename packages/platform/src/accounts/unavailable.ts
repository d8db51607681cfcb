import type { CodeSender, WechatLogin } from '@banzhen/domain/accounts';
import { err } from '@banzhen/domain/shared/result';

/** Where no way to send messages is configured, asking for a code is refused in words. */
export const noCodeSender: CodeSender = { send: async () => err({ type: 'CodeNotSent' }) };

/** Where WeChat is not configured, signing in with it is refused in words. */
export const noWechat: WechatLogin = { exchange: async () => err({ type: 'WechatUnavailable' }) };
