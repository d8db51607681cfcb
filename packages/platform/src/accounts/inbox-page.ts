import { createHash } from 'node:crypto';
import type { ChallengePurpose } from '@banzhen/domain/accounts';
import type { SandboxAnswer, SandboxRequest } from '../sandbox/sandbox-request.js';
import type { SandboxInbox, SandboxMessage } from './sandbox-inbox.js';

/** Somebody of the demo city and all that they sign in with. */
export type DemoAccess = {
  readonly name: string;
  readonly roles: readonly string[];
  readonly phone: string;
  readonly password?: string;
  readonly totpSecret?: string;
  /** What their authenticator app shows now. */
  readonly totpCode?: string;
};

const purposes: Readonly<Record<ChallengePurpose, string>> = {
  'sign-in': '登录或注册 sign in or up',
  'reset-password': '重设密码 reset password',
  'change-phone': '更换手机号 change phone',
  'attach-wechat': '绑定微信 attach WeChat',
  'enrol-totp': '绑定动态口令 enrol authenticator',
  'step-up': '再次验证 prove it is you',
  appeal: '申诉 appeal',
};

const style = [
  'body{font:16px/1.6 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1a1a1a;background:#fff}',
  'table{border-collapse:collapse;width:100%;margin:0 0 2rem}',
  'th,td{border-bottom:1px solid #ccc;padding:.5rem;text-align:left;vertical-align:top}',
  'code{font:600 1.1em ui-monospace,monospace}',
].join('');

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? '');

const row = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (heads: readonly string[], rows: readonly string[]): string =>
  `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
const mono = (text: string | undefined): string => (text ? `<code>${escaped(text)}</code>` : '–');

const messageRow = ({ to, code, purpose, at, expiresAt }: SandboxMessage): string =>
  row([escaped(at), mono(to), mono(code), purposes[purpose], escaped(expiresAt)]);
const accessRow = ({ name, roles, phone, password, totpSecret, totpCode }: DemoAccess): string =>
  row([
    escaped(name),
    escaped(roles.join(', ')),
    mono(phone),
    mono(password),
    mono(totpSecret),
    mono(totpCode),
  ]);

const page = (messages: readonly SandboxMessage[], people: readonly DemoAccess[]): string =>
  [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>开发收件箱 Development inbox</title>',
    `<style>${style}</style></head><body><main><h1>开发收件箱 Development inbox</h1>`,
    '<p>沙箱不发短信：本来要发的都在这里，刷新查看。The sandbox sends no messages; what it would have sent is here. Reload to see more.</p>',
    messages.length === 0
      ? '<p>还没有消息。Nothing yet.</p>'
      : table(
          ['时间 At', '手机 Phone', '验证码 Code', '用途 For', '有效至 Good until'],
          messages.map(messageRow),
        ),
    '<h2>演示身份 Demo people</h2>',
    table(
      [
        '姓名 Name',
        '身份 Roles',
        '手机 Phone',
        '密码 Password',
        '动态口令密钥 Authenticator secret',
        '现在的口令 Code now',
      ],
      people.map(accessRow),
    ),
    '</main></body></html>',
  ].join('');

/** `GET /sandbox/inbox` for people, with `?format=json` for programs. */
export const inboxRequestHandler =
  (inbox: SandboxInbox, people: () => readonly DemoAccess[]) =>
  async ({ method, query }: SandboxRequest): Promise<SandboxAnswer> => {
    const headers = { 'cache-control': 'no-store' };
    const json = (status: number, body: object): SandboxAnswer => ({
      status,
      contentType: 'application/json; charset=utf-8',
      headers,
      body: JSON.stringify(body),
    });
    if (method !== 'GET') return json(405, { code: 'METHOD_NOT_ALLOWED' });
    const messages = await inbox.messages();
    if (query.format === 'json') return json(200, { messages, people: people() });
    return {
      status: 200,
      contentType: 'text/html; charset=utf-8',
      headers: { ...headers, 'content-security-policy': policy },
      body: page(messages, people()),
    };
  };
