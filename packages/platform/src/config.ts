import { isAbsolute, join, resolve } from 'node:path';
import type { Retention } from '@banzhen/domain/retention';
import { z } from 'zod';
import { type Failpoint, failpointFrom, failpointPattern } from './failpoint.js';
import { productionProblems } from './production-checks.js';
import { retentionOf, retentionSettings } from './retention-settings.js';
import { secretFileSettings, withSecretFiles } from './secret-files.js';

/** Where the truth is kept and how messages travel. */
export type Storage =
  | { readonly kind: 'embedded'; readonly dataDir: string }
  | {
      readonly kind: 'server';
      readonly databaseUrl: string;
      readonly redisUrl: string;
      /** Where lists are read that may be so old. */
      readonly replica?: { readonly url: string; readonly maxLagMs: number };
    };

export type PlatformConfig = {
  readonly storage: Storage;
  /** The keys file; one that is this machine's own is made when nothing is sealed yet. */
  readonly keys: { readonly path: string; readonly isOwn: boolean };
  /** Where the checkpoints of the audit go; undefined is standard output. */
  readonly checkpointFile: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Where browsers and payment providers reach us, e.g. `https://banzhen.example`; unset on one machine alone. */
  readonly publicUrl: string | undefined;
  /** The sandbox payment provider, demo people and a movable clock: never in production. */
  readonly sandbox: boolean;
  /** Whether a start fills the board of the demo city. */
  readonly demoOrders: boolean;
  /** The mini-program whose users sign in with WeChat. */
  readonly wechat?: { readonly appId: string; readonly secret: string };
  /** Proxies of ours in front of this process that append to `X-Forwarded-For`. */
  readonly trustedProxies: number;
  /** Multiplies every limit on how often a caller may do something. */
  readonly rateLimitScale: number;
  /** Connections to PostgreSQL that one process may open. */
  readonly databaseConnections: number;
  /** For how many days rows are kept after their use has ended. */
  readonly retention: Retention;
  /** Whether partners may be told at this machine, over plain http: never in production. */
  readonly webhookLoopback: boolean;
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
  KEYS_FILE: z
    .string()
    .optional()
    .describe(
      '密钥文件（pnpm cli keys create 生成），须与数据分开备份；不设则为 DATA_DIR/keys.json，生产服务器模式必须设置 · the keys file that pnpm cli keys create makes, backed up apart from the data; DATA_DIR/keys.json unless set, and it must be set in production in the server mode',
    ),
  AUDIT_CHECKPOINT_FILE: z
    .string()
    .optional()
    .describe(
      '审计检查点追加到的文件，放在数据库够不到的地方，- 为标准输出；不设时嵌入模式为 DATA_DIR/audit-checkpoints.jsonl，服务器模式为标准输出 · the file that checkpoints of the audit are appended to, best out of reach of the database, the same for all processes, - for standard output; unless set DATA_DIR/audit-checkpoints.jsonl in the embedded mode and standard output in the server mode',
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
  DATABASE_REPLICA_URL: url('postgres', 'postgresql')
    .optional()
    .describe(
      '可选的 PostgreSQL 流复制只读副本，列表、报表和号源展示从它读取；不可用或落后时自动读主库 · a streaming replica, for lists, reports and the display of availability; while it is away or lags they are read on the primary',
    ),
  DATABASE_REPLICA_MAX_LAG_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .default(5)
    .describe(
      '副本最多落后几秒，超过则读主库 · how many seconds the replica may lag; beyond that the primary is read',
    ),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe(
      '前面有几层自己的反向代理，各自追加 X-Forwarded-For；0 表示直接对外 · how many reverse proxies of your own append to X-Forwarded-For in front of it; 0 when it faces the callers itself',
    ),
  RATE_LIMIT_SCALE: z.coerce
    .number()
    .min(0.1)
    .max(100_000)
    .default(1)
    .describe(
      '所有频率上限乘以的倍数，生产环境最大 20 · what every limit on how often something may be done is multiplied by; at most 20 in production',
    ),
  DEMO_ORDERS: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      '启动时是否为演示城市补齐各状态的订单、就诊预约和陪诊员的资质材料，并载入合作方沙箱，仅限沙箱 · whether a start fills the board of the demo city with orders in many states, gives its escorts their credentials and its families appointments, and loads the sandbox of partners; sandbox only',
    ),
  WECHAT_APP_ID: z
    .string()
    .regex(/^wx[0-9a-f]{8,30}$/)
    .optional()
    .describe(
      '微信小程序的 AppID，与 WECHAT_APP_SECRET 同时设置；不设时沙箱模拟微信，生产环境没有微信登录 · the AppID of the WeChat mini-program, set together with WECHAT_APP_SECRET; without it the sandbox plays WeChat, and production has no sign-in with WeChat',
    ),
  WECHAT_APP_SECRET: z.string().min(16).optional().describe('微信小程序的 AppSecret · its AppSecret'),
  WEBHOOK_LOOPBACK: z
    .enum(['on', 'off'])
    .default('off')
    .describe(
      '仅供测试：允许 webhook 发往本机 http 地址；生产环境拒绝 · for tests: webhooks may go to this machine over plain http; refused in production',
    ),
  ...retentionSettings,
  ...secretFileSettings,
  FAILPOINT: z
    .string()
    .regex(failpointPattern)
    .optional()
    .describe(
      '测试专用：进程在哪一步自杀，如 before:orders.update:2；生产环境拒绝 · for proofs: the step at which the process kills itself, such as before:orders.update:2; refused in production',
    ),
});

const checkpointFileOf = (given: string | undefined, dataDir: string | undefined): string | undefined => {
  if (given === '-') return undefined;
  if (given !== undefined) return resolve(given);
  return dataDir === undefined ? undefined : join(dataDir, 'audit-checkpoints.jsonl');
};

/** What settings ask of each other, judged by what is set whether or not each is well formed. */
const problemsBetween = (set: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const missing = set.DATABASE_URL ? 'REDIS_URL' : 'DATABASE_URL';
  const missingOfWechat = set.WECHAT_APP_ID ? 'WECHAT_APP_SECRET' : 'WECHAT_APP_ID';
  return [
    ...(set.NODE_ENV === 'production' ? productionProblems(set) : []),
    ...(Boolean(set.DATABASE_URL) === Boolean(set.REDIS_URL)
      ? []
      : [`${missing}: DATABASE_URL and REDIS_URL go together: set both, or neither for the embedded mode`]),
    ...(set.DATABASE_REPLICA_URL && !set.DATABASE_URL
      ? ['DATABASE_REPLICA_URL: a replica of what: set DATABASE_URL and REDIS_URL too, or unset it']
      : []),
    ...(Boolean(set.WECHAT_APP_ID) === Boolean(set.WECHAT_APP_SECRET)
      ? []
      : [`${missingOfWechat}: WECHAT_APP_ID and WECHAT_APP_SECRET go together: set both, or neither`]),
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
  const given = Object.entries(environment).filter((one): one is [string, string] => Boolean(one[1]));
  const { set, problems: unread } = withSecretFiles(Object.fromEntries(given));
  const parsed = settings.safeParse(set);
  const malformed = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  const problems = [...unread, ...malformed, ...problemsBetween(set)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { data } = parsed;
  const dataDir = isAbsolute(data.DATA_DIR) ? data.DATA_DIR : resolve(data.DATA_DIR);
  return {
    storage:
      data.DATABASE_URL && data.REDIS_URL
        ? {
            kind: 'server',
            databaseUrl: data.DATABASE_URL,
            redisUrl: data.REDIS_URL,
            ...(data.DATABASE_REPLICA_URL
              ? {
                  replica: {
                    url: data.DATABASE_REPLICA_URL,
                    maxLagMs: data.DATABASE_REPLICA_MAX_LAG_SECONDS * 1_000,
                  },
                }
              : {}),
          }
        : { kind: 'embedded', dataDir },
    keys: data.KEYS_FILE
      ? { path: resolve(data.KEYS_FILE), isOwn: false }
      : { path: join(dataDir, 'keys.json'), isOwn: true },
    checkpointFile: checkpointFileOf(data.AUDIT_CHECKPOINT_FILE, data.DATABASE_URL ? undefined : dataDir),
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL,
    sandbox: data.NODE_ENV !== 'production',
    demoOrders: data.DEMO_ORDERS === 'on',
    trustedProxies: data.TRUSTED_PROXIES,
    rateLimitScale: data.RATE_LIMIT_SCALE,
    databaseConnections: data.DATABASE_CONNECTIONS,
    retention: retentionOf(data),
    webhookLoopback: data.WEBHOOK_LOOPBACK === 'on',
    ...(data.WECHAT_APP_ID && data.WECHAT_APP_SECRET
      ? { wechat: { appId: data.WECHAT_APP_ID, secret: data.WECHAT_APP_SECRET } }
      : {}),
    ...(data.FAILPOINT ? { failpoint: failpointFrom(data.FAILPOINT) } : {}),
  };
};
