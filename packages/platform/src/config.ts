import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { type Failpoint, failpointFrom, failpointPattern } from './failpoint.js';

/** Where the truth is kept and how messages travel. */
export type Storage =
  | { readonly kind: 'embedded'; readonly dataDir: string }
  | { readonly kind: 'server'; readonly databaseUrl: string; readonly redisUrl: string };

export type PlatformConfig = {
  readonly storage: Storage;
  readonly host: string;
  readonly port: number;
  /** Where browsers and payment providers reach us, e.g. `https://banzhen.example`; unset on one machine alone. */
  readonly publicUrl: string | undefined;
  /** The sandbox payment provider, demo people and a movable clock: never in production. */
  readonly sandbox: boolean;
  /** Connections to PostgreSQL that one process may open. */
  readonly databaseConnections: number;
  /** For the proof that a crash loses nothing; never in production. */
  readonly failpoint?: Failpoint;
};

const url = (...protocols: readonly string[]) =>
  z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`), hostname: /.*/ });

/** Every setting of the processes. An empty string counts as not set. */
export const settings = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe(
      'production 关闭沙箱支付、演示身份和可移动时钟 · production turns the sandbox provider, the demo sign-ins and the movable clock off',
    ),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe(
      '监听地址，要从别处访问设为 0.0.0.0 · the address to listen on; 0.0.0.0 to be reached from outside',
    ),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe('监听端口，0 由系统选择 · the port to listen on; 0 lets the system choose'),
  DATA_DIR: z
    .string()
    .default('.data')
    .describe(
      '嵌入模式的数据目录，一个进程独占 · the folder of the embedded mode, held by one process alone',
    ),
  DATABASE_URL: url('postgres', 'postgresql')
    .optional()
    .describe(
      'PostgreSQL 15 及以上，与 REDIS_URL 同时设置 · PostgreSQL 15 or newer, set together with REDIS_URL: postgres://user:password@host:5432/banzhen',
    ),
  REDIS_URL: url('redis', 'rediss')
    .optional()
    .describe(
      'Redis 7 及以上，maxmemory-policy noeviction，生产须 appendonly yes · Redis 7 or newer with noeviction, in production with appendonly yes: redis://host:6379',
    ),
  PUBLIC_URL: url('http', 'https')
    .optional()
    .describe(
      '浏览器和支付渠道访问的地址 · where browsers and payment providers reach us: https://banzhen.example',
    ),
  DATABASE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(2)
    .max(100)
    .default(12)
    .describe('每个进程最多打开的 PostgreSQL 连接数 · connections to PostgreSQL that one process may open'),
  FAILPOINT: z
    .string()
    .regex(failpointPattern)
    .optional()
    .describe(
      '测试专用：进程在哪一步自杀，如 before:orders.update:2；生产环境拒绝 · for proofs: the step at which the process kills itself, such as before:orders.update:2; refused in production',
    ),
});

/** What settings ask of each other, judged by what is set whether or not each is well formed. */
const problemsBetween = (set: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const missing = set.DATABASE_URL ? 'REDIS_URL' : 'DATABASE_URL';
  return [
    ...(set.FAILPOINT && set.NODE_ENV === 'production' ? ['FAILPOINT: never in production: unset it'] : []),
    ...(Boolean(set.DATABASE_URL) === Boolean(set.REDIS_URL)
      ? []
      : [`${missing}: DATABASE_URL and REDIS_URL go together: set both, or neither for the embedded mode`]),
  ];
};

/** The configuration is wrong: says every fault at once, and what to set. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`配置有误 the configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Reads settings from the environment. Throws `ConfigError` with all faults. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): PlatformConfig => {
  const set: Readonly<Record<string, string | undefined>> = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(set);
  const malformed = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  const problems = [...malformed, ...problemsBetween(set)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { data } = parsed;
  const dataDir = isAbsolute(data.DATA_DIR) ? data.DATA_DIR : resolve(data.DATA_DIR);
  return {
    storage:
      data.DATABASE_URL && data.REDIS_URL
        ? { kind: 'server', databaseUrl: data.DATABASE_URL, redisUrl: data.REDIS_URL }
        : { kind: 'embedded', dataDir },
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL,
    sandbox: data.NODE_ENV !== 'production',
    databaseConnections: data.DATABASE_CONNECTIONS,
    ...(data.FAILPOINT ? { failpoint: failpointFrom(data.FAILPOINT) } : {}),
  };
};
