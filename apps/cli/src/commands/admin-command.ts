import { openAccountsAdmin, readConfig } from '@banzhen/platform';
import { defineCommand } from 'citty';
import { sayingWhoHolds } from '../data-dir-in-use.js';
import type { Output } from '../output.js';
import { CommandError } from '../told-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

const refusals = {
  NotAPhoneNumber: {
    zh: '手机号不正确，请输入 11 位大陆手机号。',
    en: 'That is not a mainland mobile number: give its 11 digits.',
  },
  RolesExclude: {
    zh: '此人是审计员，不能兼任管理员；请先撤销审计员角色，或换一个手机号。',
    en: 'This person is an auditor, who holds no other role: revoke that first, or take another number.',
  },
} as const;

const withAdmin = async (environment: Environment, phone: string, name: string) => {
  try {
    const admin = await openAccountsAdmin(readConfig(environment), 'pnpm cli admin');
    try {
      return await admin.createAdmin(phone, name);
    } finally {
      await admin.close();
    }
  } catch (failure) {
    throw sayingWhoHolds(failure);
  }
};

const createCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: {
      name: 'create',
      description:
        '建立（或恢复）管理员，打印一次性令牌 Make an administrator, or restore one; prints a one-time token',
    },
    args: {
      phone: { type: 'string', required: true, description: '手机号 mobile number' },
      name: { type: 'string', default: '管理员', description: '姓名 name' },
      json: { type: 'boolean', default: false, description: '以 JSON 输出 as JSON' },
    },
    async run({ args: { phone, name, json } }) {
      const created = await withAdmin(environment, phone, name);
      if (!created.ok) throw new CommandError({ type: created.error.type, ...refusals[created.error.type] });
      const { accountId, setUpToken, expiresAt } = created.value;
      if (json) output.answer(JSON.stringify({ accountId, setUpToken, expiresAt }));
      else
        output.answer(
          [
            `一次性令牌 one-time token: ${setUpToken}`,
            `有效至 good until: ${expiresAt.toISOString()}`,
            '在工作台登录页选“我有一次性令牌”，设置密码和动态口令',
            'in the console’s sign-in choose “I have a one-time token”, and set password and authenticator app',
          ].join('\n'),
        );
    },
  });

export const adminCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: { name: 'pnpm cli admin', description: '管理员 Administrators' },
    subCommands: { create: createCommand(output, environment) },
  });
