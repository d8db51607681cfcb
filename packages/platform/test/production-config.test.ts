import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '@banzhen/platform';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'banzhen-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileWith = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};

const database = 'postgres://banzhen:n8Qw-3vYt-Zk1p-Lr5x@db.internal:5432/banzhen';
const redis = 'rediss://:p4Hs-8kWm-Xe2c-Vb7n@redis.internal:6379';
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: database,
  REDIS_URL: redis,
  KEYS_FILE: '/run/secrets/keys.json',
  PUBLIC_URL: 'https://banzhen.example',
};
const problemsOf = (environment: Readonly<Record<string, string | undefined>>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};
const withPassword = (password: string) => `postgres://banzhen:${password}@db.internal/banzhen`;

describe('IN14: production refuses to start', () => {
  it('with nothing that is good enough', () => {
    expect(problemsOf(production)).toEqual([]);
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([]);
  });

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ['without a password', { DATABASE_URL: 'postgres://banzhen@db.internal/banzhen' }, /^DATABASE_URL/],
    ['where partners may be told at this machine', { WEBHOOK_LOOPBACK: 'on' }, /^WEBHOOK_LOOPBACK/],
    ['with an empty password', { DATABASE_URL: withPassword('') }, /^DATABASE_URL/],
    ['with a short password', { DATABASE_URL: withPassword('k3J-9sD-q') }, /^DATABASE_URL/],
    ['with the password of a tutorial', { DATABASE_URL: withPassword('postgres') }, /^DATABASE_URL/],
    [
      'with a long password of a tutorial',
      { DATABASE_URL: withPassword('changeme-changeme-1234') },
      /^DATABASE_URL/,
    ],
    [
      'with a password of one letter',
      { DATABASE_URL: withPassword('aaaaaaaaaaaaaaaaaaaa') },
      /^DATABASE_URL/,
    ],
    [
      'with words for development',
      { DATABASE_URL: withPassword('super-secret-password-2026') },
      /^DATABASE_URL/,
    ],
    [
      'with the name as password',
      { DATABASE_URL: 'postgres://banzhen_production:banzhen_production@db/b' },
      /^DATABASE_URL/,
    ],
    [
      'with a good name as password',
      { DATABASE_URL: 'postgres://warehouse_keeper_7:warehouse_keeper_7@db/b' },
      /^DATABASE_URL/,
    ],
    ['with a Redis for everybody', { REDIS_URL: 'redis://redis.internal:6379' }, /^REDIS_URL/],
    ['with a Redis for development', { REDIS_URL: 'redis://:redis@redis.internal:6379' }, /^REDIS_URL/],
    ['without keys', { KEYS_FILE: undefined }, /^KEYS_FILE/],
    ['without TLS', { PUBLIC_URL: 'http://banzhen.example' }, /^PUBLIC_URL/],
    ['with a failpoint', { FAILPOINT: 'trace' }, /^FAILPOINT/],
    ['with limits as for a load test', { RATE_LIMIT_SCALE: '1000' }, /^RATE_LIMIT_SCALE/],
    ['with TLS that trusts anybody', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /^NODE_TLS/],
    ['with a lenient parser', { NODE_OPTIONS: '--insecure-http-parser' }, /^NODE_OPTIONS/],
  ])('%s, and says what to do', (_, change, problem) => {
    expect(problemsOf({ ...production, ...change })).toEqual([expect.stringMatching(problem)]);
    expect(problemsOf({ ...production, ...change, NODE_ENV: 'development' })).toEqual([]);
  });

  it('and never tells the secret', () => {
    const problems = problemsOf({ ...production, DATABASE_URL: withPassword('Tutorial-9') });
    expect(problems.join()).not.toContain('Tutorial-9');
  });

  it.each([
    'postgres://banzhen@localhost/banzhen',
    'postgres://banzhen@127.0.0.1/b',
    'postgres://banzhen@[::1]/b',
  ])('but not with %s, where the machine itself is trusted', (url) => {
    expect(problemsOf({ ...production, DATABASE_URL: url })).toEqual([]);
  });
});

describe('secrets from files', () => {
  const fromFiles = {
    ...production,
    DATABASE_URL: undefined,
    REDIS_URL: undefined,
    DATABASE_URL_FILE: fileWith('database', `${database}\n`),
    REDIS_URL_FILE: fileWith('redis', redis),
  };

  it('are what the settings would have said', () => {
    expect(readConfig(fromFiles)).toEqual(readConfig(production));
  });

  it.each<[string, Record<string, string>, string]>([
    ['both ways', { DATABASE_URL: database }, 'DATABASE_URL: set either DATABASE_URL or DATABASE_URL_FILE'],
    ['from nowhere', { REDIS_URL_FILE: join(folder, 'nowhere') }, 'REDIS_URL_FILE: cannot be read'],
    ['from a folder', { REDIS_URL_FILE: folder }, 'REDIS_URL_FILE: cannot be read'],
    ['from an empty file', { REDIS_URL_FILE: fileWith('empty', ' \n') }, 'REDIS_URL_FILE: is empty'],
  ])('are not taken %s', (_, change, problem) => {
    expect(problemsOf({ ...fromFiles, ...change })).toContain(problem);
  });

  it('are judged like settings', () => {
    const DATABASE_URL_FILE = fileWith('weak', withPassword('postgres'));
    expect(problemsOf({ ...fromFiles, DATABASE_URL_FILE })).toEqual([
      expect.stringMatching(/^DATABASE_URL:/),
    ]);
  });
});
