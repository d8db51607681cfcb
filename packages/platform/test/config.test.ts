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
    DATABASE_URL: 'postgres://u:p@db:5432/b',
    REDIS_URL: 'redis://r:6379',
    NODE_ENV: 'production',
  };
  expect(readConfig(both)).toMatchObject({ storage: { kind: 'server' }, sandbox: false });
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
