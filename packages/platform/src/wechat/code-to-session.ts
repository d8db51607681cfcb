import type { WechatIdentity, WechatLogin, WechatRefused, WechatUnavailable } from '@banzhen/domain/accounts';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { z } from 'zod';

export type WechatApp = {
  readonly appId: string;
  readonly secret: string;
  /** Where WeChat answers; a test brings its own. */
  readonly origin?: string;
};

const WECHAT = 'https://api.weixin.qq.com';
const PATIENCE_MS = 5_000;
const LARGEST_ANSWER = 16_384;

/** The code is none of ours, was used, or its user is blocked: asking again helps nobody. */
const refusedBecauseOfCode: ReadonlySet<number> = new Set([40029, 40163, 40226]);

/** What WeChat answers; `session_key` stays unread, so it goes nowhere (AU12). */
const answer = z.object({
  openid: z.string().min(1).max(128).optional(),
  unionid: z.string().min(1).max(128).optional(),
  errcode: z.number().int().optional(),
});

const unavailable = err({ type: 'WechatUnavailable' } as const);

const parsed = (text: string): z.output<typeof answer> | undefined => {
  try {
    return answer.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const identityIn = (
  appId: string,
  text: string,
): Result<WechatIdentity, WechatRefused | WechatUnavailable> => {
  const told = text.length > LARGEST_ANSWER ? undefined : parsed(text);
  if (told?.openid && !told.errcode)
    return ok({ appId, openId: told.openid, ...(told.unionid ? { unionId: told.unionid } : {}) });
  return told?.errcode !== undefined && refusedBecauseOfCode.has(told.errcode)
    ? err({ type: 'WechatRefused' })
    : unavailable;
};

/** Login of a mini-program by WeChat's `code2Session`. Whatever goes wrong on the way is `WechatUnavailable`. */
export const codeToSession = ({ appId, secret, origin = WECHAT }: WechatApp): WechatLogin => ({
  async exchange(code) {
    const url = new URL('/sns/jscode2session', origin);
    const given = { appid: appId, secret, js_code: code, grant_type: 'authorization_code' };
    for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value);
    try {
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
      return response.ok ? identityIn(appId, await response.text()) : unavailable;
    } catch {
      return unavailable;
    }
  },
});
