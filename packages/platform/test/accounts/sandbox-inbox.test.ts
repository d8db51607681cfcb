import { parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { fixedClock, must, scriptedIds } from '@banzhen/domain/testing';
import { inMemorySandboxStore } from '@banzhen/payments';
import { describe, expect, it } from 'vitest';
import { inboxRequestHandler } from '../../src/accounts/inbox-page.js';
import { sandboxInbox } from '../../src/accounts/sandbox-inbox.js';
import { sandboxWechat } from '../../src/wechat/sandbox-wechat.js';

const to = must(parsePhoneNumber('14000000011'));
const expiresAt = new Date('2030-01-07T02:05:00Z');

const opened = () => {
  const inbox = sandboxInbox(inMemorySandboxStore(), fixedClock(), scriptedIds());
  const handle = inboxRequestHandler(inbox, () => [
    {
      name: '林<调度>',
      roles: ['dispatcher'],
      phone: '+8614000000001',
      password: 'secret',
      totpCode: '123456',
    },
  ]);
  const send = (code: string) => inbox.send({ to, code, purpose: 'sign-in', expiresAt });
  const get = (query: Record<string, string> = {}, method = 'GET') =>
    handle({ method, path: '/sandbox/inbox', query, body: '' });
  return { inbox, send, get };
};

describe('the development inbox', () => {
  it('shows what would have been sent, the newest first, to people and to programs', async () => {
    const { send, get } = opened();
    await send('111111');
    await send('222222');
    const { messages, people } = JSON.parse((await get({ format: 'json' })).body);
    expect(messages.map(({ code }: { code: string }) => code)).toEqual(['222222', '111111']);
    expect(messages[0]).toMatchObject({ to, purpose: 'sign-in', expiresAt: expiresAt.toISOString() });
    expect(people[0]).toMatchObject({ phone: '+8614000000001' });
    const page = await get();
    expect(page.contentType).toContain('text/html');
    expect(page.body.indexOf('222222')).toBeLessThan(page.body.indexOf('111111'));
    expect(page.body).toContain('林&lt;调度&gt;');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  it('keeps the newest hundred', async () => {
    const { inbox, send } = opened();
    for (let index = 0; index < 105; index += 1) await send(String(index).padStart(6, '0'));
    const codes = (await inbox.messages()).map(({ code }) => code);
    expect([codes.length, codes[0], codes.at(-1)]).toEqual([100, '000104', '000005']);
  });

  it('is read, never written', async () => {
    expect((await opened().get({}, 'POST')).status).toBe(405);
  });
});

it('plays WeChat: a code is somebody, once', async () => {
  const wechat = sandboxWechat(inMemorySandboxStore());
  const first = await wechat.exchange('sandbox-xiaochen-1');
  expect(first).toEqual({ ok: true, value: { appId: 'wx-sandbox', openId: 'xiaochen' } });
  expect(await wechat.exchange('sandbox-xiaochen-1')).toEqual({
    ok: false,
    error: { type: 'WechatRefused' },
  });
  expect(await wechat.exchange('sandbox-xiaochen-2')).toEqual(first);
  expect(await wechat.exchange('anything')).toEqual({ ok: false, error: { type: 'WechatRefused' } });
});
