import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

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
};

const url = (...protocols: readonly string[]) =>
  z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`), hostname: /.*/ });

/** Every setting of the processes. An empty string counts as not set. */
export const settings = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    DATA_DIR: z.string().default('.data'),
    DATABASE_URL: url('postgres', 'postgresql').optional(),
    REDIS_URL: url('redis', 'rediss').optional(),
    PUBLIC_URL: url('http', 'https').optional(),
    DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(100).default(12),
  })
  .superRefine((given, context) => {
    if (Boolean(given.DATABASE_URL) === Boolean(given.REDIS_URL)) return;
    const missing = given.DATABASE_URL ? 'REDIS_URL' : 'DATABASE_URL';
    context.addIssue({
      code: 'custom',
      path: [missing],
      message: 'DATABASE_URL and REDIS_URL go together: set both, or neither for the embedded mode',
    });
  });

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
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(set);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
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
  };
};
