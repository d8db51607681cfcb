import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeToSession } from '../../src/wechat/code-to-session.js';

type Answer = (response: ServerResponse) => void;

const json =
  (body: string, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);

/** What api.weixin.qq.com answers, word for word but for the ids; it says text/plain for JSON. */
const recorded: Readonly<Record<string, Answer>> = {
  good: json('{"session_key":"tiihtNczf5v6AKRyjwEUhQ==","openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}'),
  union: json(
    '{"session_key":"tiihtNczf5v6AKRyjwEUhQ==","openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o","unionid":"o6_bmasdasdsad6_2sgVt7hMZOPfL"}',
  ),
  invalid: json('{"errcode":40029,"errmsg":"invalid code, rid: 65f2b8a1-1c2d3e4f-5a6b7c8d"}'),
  used: json('{"errcode":40163,"errmsg":"code been used, rid: 65f2b8a1-1c2d3e4f-5a6b7c8d"}'),
  blocked: json('{"errcode":40226,"errmsg":"code blocked, rid: 65f2b8a1-1c2d3e4f-5a6b7c8d"}'),
  busy: json('{"errcode":-1,"errmsg":"system error, rid: 65f2b8a1-1c2d3e4f-5a6b7c8d"}'),
  often: json('{"errcode":45011,"errmsg":"api minute-quota reach limit, rid: 65f2b8a1-1c2d3e4f-5a6b7c8d"}'),
  secret: json('{"errcode":40125,"errmsg":"invalid appsecret, rid: 65f2b8a1-1c2d3e4f-5a6b7c8d"}'),
  empty: json(''),
  html: json('<html>502 Bad Gateway</html>', 502),
  huge: json(`{"openid":"o","padding":"${'x'.repeat(20_000)}"}`),
  nobody: json('{"session_key":"tiihtNczf5v6AKRyjwEUhQ=="}'),
  elsewhere: (response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
  cut: (response) => response.destroy(),
};

describe('signing in with WeChat', () => {
  const asked: URLSearchParams[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(url.searchParams);
    if (url.pathname !== '/sns/jscode2session') response.writeHead(404).end();
    else (recorded[url.searchParams.get('js_code') ?? ''] ?? json('', 500))(response);
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  const exchange = (code: string) =>
    codeToSession({ appId: 'wx0123456789abcdef', secret: 's3cret', origin }).exchange(code);

  it('asks as WeChat wants to be asked, and keeps the session key to itself (AU12)', async () => {
    const answer = await exchange('good');
    expect(answer).toEqual({
      ok: true,
      value: { appId: 'wx0123456789abcdef', openId: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
    });
    expect(Object.fromEntries(asked.at(-1) ?? [])).toEqual({
      appid: 'wx0123456789abcdef',
      secret: 's3cret',
      js_code: 'good',
      grant_type: 'authorization_code',
    });
    expect(JSON.stringify(answer)).not.toContain('tiihtNczf5v6AKRyjwEUhQ');
  });

  it('tells the union id where there is one', async () => {
    expect(await exchange('union')).toMatchObject({ value: { unionId: 'o6_bmasdasdsad6_2sgVt7hMZOPfL' } });
  });

  it.each(['invalid', 'used', 'blocked'])('a code that is %s is refused', async (code) => {
    expect(await exchange(code)).toEqual({ ok: false, error: { type: 'WechatRefused' } });
  });

  it.each(['busy', 'often', 'secret', 'empty', 'html', 'huge', 'nobody', 'elsewhere', 'cut'])(
    'an answer that is %s is no answer',
    async (code) => {
      expect(await exchange(code)).toEqual({ ok: false, error: { type: 'WechatUnavailable' } });
    },
  );

  it('escapes what a client calls its code', async () => {
    await exchange('x&appid=other');
    expect(asked.at(-1)?.get('js_code')).toBe('x&appid=other');
    expect(asked.at(-1)?.getAll('appid')).toEqual(['wx0123456789abcdef']);
  });

  it('is not there when nobody answers', async () => {
    const closed = codeToSession({ appId: 'wx0123456789abcdef', secret: 's', origin: 'http://127.0.0.1:9' });
    expect(await closed.exchange('good')).toEqual({ ok: false, error: { type: 'WechatUnavailable' } });
  });
});
