import { defaultRetention } from '@banzhen/domain/retention';
import { ConfigError, readConfig } from '@banzhen/platform';
import { expect, it } from 'vitest';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

it('is the embedded mode when nothing is set, and an empty value counts as not set', () => {
  const { storage, port, sandbox } = readConfig({ DATABASE_URL: '', PORT: '' });
  expect({ kind: storage.kind, port, sandbox }).toEqual({ kind: 'embedded', port: 3000, sandbox: true });
});

it('is the server mode with both addresses, and never has a sandbox in production', () => {
  const both = {
    DATABASE_URL: 'postgres://u:n8Qw-3vYt-Zk1p-Lr5x@db:5432/b',
    REDIS_URL: 'redis://:p4Hs-8kWm-Xe2c-Vb7n@r:6379',
    KEYS_FILE: '/run/secrets/keys.json',
    NODE_ENV: 'production',
  };
  expect(readConfig(both)).toMatchObject({ storage: { kind: 'server' }, sandbox: false });
});

it('wants the keys given in production on servers, and keeps its own elsewhere', () => {
  const servers = {
    DATABASE_URL: 'postgres://u:n8Qw-3vYt-Zk1p-Lr5x@db:5432/b',
    REDIS_URL: 'redis://:p4Hs-8kWm-Xe2c-Vb7n@r:6379',
  };
  const own = { path: expect.stringMatching(/^\/.*\/data\/keys\.json$/), isOwn: true };
  expect(problemsOf({ ...servers, NODE_ENV: 'production' })).toEqual([expect.stringMatching(/^KEYS_FILE/)]);
  expect(readConfig({ ...servers, KEYS_FILE: '/etc/keys.json', NODE_ENV: 'production' }).keys).toEqual({
    path: '/etc/keys.json',
    isOwn: false,
  });
  expect(readConfig({ ...servers, DATA_DIR: 'data' }).keys).toEqual(own);
  expect(readConfig({ DATA_DIR: 'data', NODE_ENV: 'production' }).keys).toEqual(own);
});

it('reads lists on a replica where one is named beside a server, and lets it lag five seconds', () => {
  const servers = { DATABASE_URL: 'postgres://db/b', REDIS_URL: 'redis://r:6379' };
  const replica = { DATABASE_REPLICA_URL: 'postgres://replica/b' };
  const replicaOf = (set: Record<string, string>) => Reflect.get(readConfig(set).storage, 'replica');
  expect(replicaOf(servers)).toBeUndefined();
  const url = 'postgres://replica/b';
  expect(replicaOf({ ...servers, ...replica })).toEqual({ url, maxLagMs: 5_000 });
  expect(replicaOf({ ...servers, ...replica, DATABASE_REPLICA_MAX_LAG_SECONDS: '9' })).toEqual({
    url,
    maxLagMs: 9_000,
  });
  expect(problemsOf(replica)).toEqual([expect.stringMatching(/^DATABASE_REPLICA_URL/)]);
  const weak = { ...servers, KEYS_FILE: '/k', NODE_ENV: 'production', ...replica };
  expect(problemsOf(weak).filter((problem) => problem.startsWith('DATABASE_REPLICA_URL'))).toHaveLength(1);
});

it('says every fault at once, and what to set', () => {
  const problems = problemsOf({
    PORT: '99999',
    DATABASE_URL: 'mysql://x',
    NODE_ENV: 'production',
    FAILPOINT: 'before:1',
  });
  const about = (name: string) => problems.filter((problem) => problem.startsWith(name)).length;
  expect({
    port: about('PORT'),
    database: about('DATABASE_URL'),
    redis: about('REDIS_URL'),
    failpoint: about('FAILPOINT'),
  }).toMatchObject({
    port: 1,
    database: 1,
    redis: 1,
  });
  expect(about('FAILPOINT')).toBeGreaterThanOrEqual(1);
});

it('keeps what must be kept, and for longer when told to', () => {
  expect(readConfig({}).retention).toEqual(defaultRetention);
  expect(readConfig({ KEEP_BLOCKS_DAYS: '60' }).retention).toMatchObject({
    'escort-block': 60,
    'patient-block': 60,
  });
  expect(problemsOf({ KEEP_IDEMPOTENCY_DAYS: '6', KEEP_INBOX_DAYS: '0', KEEP_OUTBOX_DAYS: 'never' })).toEqual(
    [
      expect.stringMatching(/^KEEP_OUTBOX_DAYS/),
      expect.stringMatching(/^KEEP_INBOX_DAYS/),
      expect.stringMatching(/^KEEP_IDEMPOTENCY_DAYS/),
    ],
  );
});
