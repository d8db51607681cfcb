import {
  createKeys,
  type KeyStatus,
  type KeysAdmin,
  openKeysAdmin,
  type RotationStep,
  readConfig,
} from '@banzhen/platform';
import { defineCommand } from 'citty';
import { sayingWhoHolds } from '../data-dir-in-use.js';
import type { Output } from '../output.js';
import { CommandError } from '../told-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

const withKeys = async <T>(environment: Environment, work: (keys: KeysAdmin) => Promise<T>): Promise<T> => {
  try {
    const keys = await openKeysAdmin(readConfig(environment), 'pnpm cli keys');
    try {
      return await work(keys);
    } finally {
      await keys.close();
    }
  } catch (failure) {
    throw sayingWhoHolds(failure);
  }
};

const statusText = ({ keks, dataKeys, plain, rotatingSince }: KeyStatus): string => {
  const newest = keks.at(-1)?.id;
  const unsealed = Object.entries(plain).map(([field, count]) => `${field} ${count}`);
  return [
    '密钥加密密钥 key-encryption keys:',
    ...keks.map(
      ({ id, dataKeys: count }) =>
        `  ${id}  保护 ${count} 个数据密钥 wraps ${count} data keys${id === newest ? '（当前 newest）' : ''}`,
    ),
    `数据密钥 data keys: 有效 active ${dataKeys.active}，待换下 retired ${dataKeys.retired}，已销毁 destroyed ${dataKeys.destroyed}`,
    `尚未加密的值 values not sealed yet: ${unsealed.join(', ') || '0'}`,
    ...(rotatingSince ? [`数据密钥轮换未完成，开始于 an unfinished rotation, begun: ${rotatingSince}`] : []),
  ].join('\n');
};

const steps: Readonly<Record<RotationStep, string>> = {
  rewrapping: '用新密钥保护数据密钥 wrapping data keys by the newest key',
  sealing: '加密尚未加密的值 sealing what is still plain',
  renewing: '换发数据密钥 giving everybody a new data key',
  resealing: '用新数据密钥重新加密 sealing every value anew',
  waiting: '等待正在进行的读取 letting reads under way end',
  deleting: '删除旧数据密钥 deleting the old data keys',
};

const json = { type: 'boolean', default: false, description: '以 JSON 输出 as JSON' } as const;

const createCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: {
      name: 'create',
      description: '为新部署生成密钥文件 Make the keys file of a new deployment, at KEYS_FILE',
    },
    args: { json },
    async run({ args }) {
      const { path } = readConfig(environment).keys;
      if (!(await createKeys(path)))
        throw new CommandError({
          type: 'KeysFileThere',
          zh: `已有密钥文件 ${path}，未做任何改动。要新增密钥请用 pnpm cli keys rotate。`,
          en: `There is a keys file ${path} already; nothing was changed. To add a key use pnpm cli keys rotate.`,
        });
      output.answer(
        args.json
          ? JSON.stringify({ path })
          : `已生成 ${path}，请另行备份：没有它，数据无法读取 · made ${path}; back it up apart from the data, which nobody can read without it`,
      );
    },
  });

const statusCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: { name: 'status', description: '各密钥保护了多少 Which keys there are, and what they protect' },
    args: { json },
    async run({ args }) {
      const status = await withKeys(environment, (keys) => keys.status());
      output.answer(args.json ? JSON.stringify(status) : statusText(status));
    },
  });

const rotateCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: {
      name: 'rotate',
      description:
        '在线更换密钥，中断后重新运行即可继续 Change keys while everything runs; killed, run it again',
    },
    args: {
      json,
      data: {
        type: 'boolean',
        default: false,
        description: '同时更换数据密钥并重新加密所有值 new data keys too: every value is sealed anew',
      },
      prepare: {
        type: 'boolean',
        default: false,
        description:
          '只在密钥文件中加入新密钥，用于多台机器 only add the new key to the keys file, for several machines',
      },
    },
    async run({ args }) {
      if (args.prepare) {
        const status = await withKeys(environment, (keys) => keys.prepare());
        output.answer(args.json ? JSON.stringify(status) : statusText(status));
        return;
      }
      const report = await withKeys(environment, (keys) =>
        keys.rotate({ data: args.data, onStep: (step) => output.progress(`${step}: ${steps[step]}`) }),
      );
      const { kek, rewrapped, sealed, data } = report;
      output.answer(
        args.json
          ? JSON.stringify(report)
          : [
              `当前密钥 newest key: ${kek}`,
              `改由它保护的数据密钥 data keys wrapped by it now: ${rewrapped}`,
              `新加密的值 values sealed for the first time: ${sealed}`,
              ...(data
                ? [
                    `重新加密的值 values sealed anew: ${data.values}`,
                    `剩余旧数据密钥 old data keys left: ${data.oldKeys}`,
                  ]
                : []),
            ].join('\n'),
      );
    },
  });

export const keysCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: { name: 'keys', description: '密钥 The keys that seal what is about people' },
    subCommands: {
      create: createCommand(output, environment),
      status: statusCommand(output, environment),
      rotate: rotateCommand(output, environment),
    },
  });
