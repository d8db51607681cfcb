import { fen } from '@banzhen/domain/shared/money';
import { sandboxRequestHandler } from '@banzhen/payments';
import { describe, expect, it } from 'vitest';
import { newPaymentId, openSandbox } from './sandbox-merchant.js';

const openPages = () => {
  const sandbox = openSandbox();
  const handle = sandboxRequestHandler(sandbox.gateway, sandbox.clock);
  const send = (method: string, path: string, body = '', query: Record<string, string> = {}) =>
    handle({ method, path, query, body });
  return { ...sandbox, send };
};

describe('the cashier', () => {
  it('shows amount and buttons in Chinese, and in English on request', async () => {
    const { send, prepaid } = openPages();
    const path = `/sandbox/pay/${await prepaid(29_905)}`;
    const chinese = await send('GET', path);
    expect(chinese).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8' });
    expect(chinese.body).toContain('<html lang="zh-CN">');
    for (const text of ['¥299.05', '陪诊服务', '>支付</button>', '>取消</button>', '微信支付'])
      expect(chinese.body).toContain(text);
    const english = await send('GET', path, '', { lang: 'en' });
    for (const text of ['<html lang="en">', '>Pay</button>', '>Cancel</button>'])
      expect(english.body).toContain(text);
    expect(chinese.body).not.toContain('<script');
  });

  it('takes the form of a browser and says what came of it', async () => {
    const { send, gateway, prepaid } = openPages();
    const [paid, failed] = [await prepaid(), await prepaid()];
    expect((await send('POST', `/sandbox/pay/${paid}`, 'act=pay')).body).toContain('支付成功');
    expect(await send('POST', `/sandbox/pay/${paid}`, 'act=pay')).toMatchObject({ status: 200 });
    expect((await send('POST', `/sandbox/pay/${failed}`, 'act=cancel')).body).toContain('支付未完成');
    expect((await gateway.find(paid))?.state).toBe('SUCCESS');
    expect((await gateway.find(failed))?.state).toBe('PAYERROR');
    expect(await send('POST', `/sandbox/pay/${failed}`, 'act=pay')).toMatchObject({ status: 409 });
  });

  it('answers JSON with JSON', async () => {
    const { send, prepaid, clock } = openPages();
    const [paid, late] = [`/sandbox/pay/${await prepaid()}`, `/sandbox/pay/${await prepaid()}`];
    expect(await send('POST', paid, '{"act":"pay"}')).toMatchObject({
      status: 200,
      body: '{"state":"SUCCESS"}',
    });
    expect(await send('POST', paid, '{"act":"steal"}')).toMatchObject({ status: 400 });
    clock.advance(15 * 60_000);
    expect(await send('POST', late, '{"act":"pay"}')).toMatchObject({
      status: 409,
      body: '{"code":"EXPIRED","state":"NOTPAY"}',
    });
    expect((await send('GET', late)).body).toContain('已过期');
    expect(await send('POST', `/sandbox/pay/${newPaymentId()}`, '{"act":"pay"}')).toMatchObject({
      status: 404,
    });
  });

  it('writes foreign text as text and leads back only within this host', async () => {
    const { provider, clock, send } = openPages();
    const paymentId = newPaymentId();
    const expiresAt = new Date(clock.now().getTime() + 60_000);
    await provider.prepay({
      paymentId,
      amountFen: fen(1),
      description: '<script>alert(1)</script>"',
      expiresAt,
    });
    const path = `/sandbox/pay/${paymentId}`;
    expect((await send('GET', path)).body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;');
    expect((await send('GET', path, '', { back: '/orders/1?tab=pay' })).body).toContain(
      'href="/orders/1?tab=pay"',
    );
    for (const back of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/a"b c',
    ])
      expect((await send('GET', path, '', { back })).body).not.toContain('evil');
    expect((await send('GET', path, '', { back: '/a"><b>' })).body).toContain('href="/a&quot;&gt;&lt;b&gt;"');
  });
});

describe('the behaviour address', () => {
  it('changes one payment or all, and goes back', async () => {
    const { send, gateway, prepaid } = openPages();
    const paymentId = await prepaid();
    expect(await send('POST', `/sandbox/behaviour/${paymentId}`, '{"noticeRepeats":3}')).toMatchObject({
      status: 200,
    });
    expect(await send('POST', '/sandbox/behaviour', '{"query":"unknown"}')).toMatchObject({ status: 200 });
    expect(await gateway.behaviourOf(paymentId)).toMatchObject({ noticeRepeats: 3, query: 'unknown' });
    expect(JSON.parse((await send('GET', '/sandbox/behaviour')).body)).toMatchObject({
      noticeRepeats: 0,
      query: 'unknown',
    });
    await send('DELETE', '/sandbox/behaviour');
    expect(await gateway.behaviourOf(paymentId)).toMatchObject({ noticeRepeats: 0, query: 'answer' });
  });

  it.each([
    '{"queri":"unknown"}',
    '{"query":"maybe"}',
    '{"noticeRepeats":-1}',
    '{"__proto__":1}',
    '[]',
    'x',
    '',
  ])('refuses %s', async (body) => {
    const { send } = openPages();
    expect(await send('POST', '/sandbox/behaviour', body)).toMatchObject({ status: 400 });
  });

  it('knows no other address', async () => {
    const { send } = openPages();
    expect(await send('GET', '/sandbox/secrets')).toMatchObject({ status: 404 });
    expect(await send('PUT', '/sandbox/behaviour')).toMatchObject({ status: 405 });
  });
});
