import { existsSync } from 'node:fs';
import { type AuditVerdict, openAuditCheck, readConfig } from '@banzhen/platform';
import { defineCommand } from 'citty';
import { toldFault } from '../audit/told-fault.js';
import { sayingWhoHolds } from '../data-dir-in-use.js';
import type { Output } from '../output.js';
import { CommandError } from '../told-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

const ROWS_BETWEEN_NEWS = 50_000;

const verdictOf = async (
  environment: Environment,
  checkpointFile: string | undefined,
  output: Output,
): Promise<AuditVerdict> => {
  try {
    const check = await openAuditCheck(readConfig(environment), 'pnpm cli audit');
    try {
      return await check.verify({
        checkpointFile,
        onRow: (rows) => {
          if (rows % ROWS_BETWEEN_NEWS === 0) output.progress(`${rows} 行 rows …`);
        },
      });
    } finally {
      await check.close();
    }
  } catch (failure) {
    throw sayingWhoHolds(failure);
  }
};

const checkFile = (file: string | undefined): void => {
  if (file === undefined || existsSync(file)) return;
  throw new CommandError({
    type: 'FileMissing',
    zh: `没有文件 ${file}，请核对 --checkpoints。`,
    en: `There is no file ${file}: check --checkpoints.`,
  });
};

const summaryOf = ({ rows, checkpoints, vouchedAt }: AuditVerdict): string => {
  const until = vouchedAt ? vouchedAt.toISOString() : '–';
  return `${rows} 行完好，对照 ${checkpoints} 个检查点（最近 ${until}） · ${rows} rows in order, held against ${checkpoints} checkpoints (the newest of ${until})`;
};

const NO_CHECKPOINTS =
  '没有可对照的检查点：末尾被截断或全部重写不会被发现；请用 --checkpoints 给出收集到的检查点。\nThere are no checkpoints to hold it against, so rows cut off at the end, or all written anew, would not be seen: give the collected ones with --checkpoints.';

const verifyCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: {
      name: 'verify',
      description: '逐行核对审计链和签名检查点 Check every row of the audit and every signed checkpoint',
    },
    args: {
      checkpoints: {
        type: 'string',
        description: '检查点文件，默认取设置 file of checkpoints, unless the one of the settings',
      },
      json: { type: 'boolean', default: false, description: '以 JSON 输出结论 verdict as JSON' },
    },
    async run({ args: { checkpoints: file, json } }) {
      checkFile(file);
      const verdict = await verdictOf(environment, file, output);
      output.answer(json ? JSON.stringify(verdict) : summaryOf(verdict));
      if (verdict.checkpoints === 0 && verdict.rows > 0) output.progress(NO_CHECKPOINTS);
      if (verdict.faults.length === 0) return;
      const told = verdict.faults.map(toldFault);
      throw new CommandError({
        type: 'AuditTampered',
        zh: `审计记录被动过：\n${told.map(({ zh }) => `  - ${zh}`).join('\n')}\n请保留数据库和检查点的现状，并与备份比对。`,
        en: `The audit was tampered with:\n${told.map(({ en }) => `  - ${en}`).join('\n')}\nKeep database and checkpoints as they are, and compare them with a backup.`,
      });
    },
  });

export const auditCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: { name: 'audit', description: '审计 The audit' },
    subCommands: { verify: verifyCommand(output, environment) },
  });
