import { DataDirInUse } from '@banzhen/platform';
import { CommandError } from './told-error.js';

/** The failure, in words that say what to stop when another process holds the data folder. */
export const sayingWhoHolds = (failure: unknown): unknown => {
  if (!(failure instanceof DataDirInUse)) return failure;
  const { pid, host, holder, startedAt } = failure;
  return new CommandError(
    {
      type: 'DataDirInUse',
      zh: `数据目录正被 ${holder} 使用（${host} 上的进程 ${pid}，自 ${startedAt}）。请先停止它再运行本命令，或改用 PostgreSQL（DATABASE_URL 与 REDIS_URL），那时二者可同时运行。`,
      en: `The data folder is in use by ${holder} (process ${pid} on ${host}, since ${startedAt}). Stop it first and run this again, or use PostgreSQL (DATABASE_URL and REDIS_URL), where both may run at once.`,
    },
    failure,
  );
};
