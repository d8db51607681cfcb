import { ConfigError, readConfig } from '@banzhen/platform';
import { expect, it } from 'vitest';

const productionServers = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://u:a-password-of-our-own@db:5432/b',
  REDIS_URL: 'redis://:a-password-of-our-own@r:6379',
  KEYS_FILE: '/run/secrets/keys.json',
};

it('dies nowhere unless told', () => {
  expect(readConfig({}).failpoint).toBeUndefined();
});

it('names the side, the step and its occurrence', () => {
  expect(readConfig({ FAILPOINT: 'after:serviceLog.append:12' }).failpoint).toEqual({
    side: 'after',
    step: 'serviceLog.append',
    occurrence: 12,
  });
  expect(readConfig({ FAILPOINT: 'trace' }).failpoint).toBe('trace');
});

it.each(['', 'before', 'before:orders.update:0', 'between:orders.update:1', 'before:orders:1'])(
  'reads %j as no failpoint, or refuses it',
  (FAILPOINT) => {
    if (FAILPOINT === '') expect(readConfig({ FAILPOINT }).failpoint).toBeUndefined();
    else expect(() => readConfig({ FAILPOINT })).toThrow(ConfigError);
  },
);

it('is refused in production, even as a trace', () => {
  expect(() => readConfig({ ...productionServers, FAILPOINT: 'trace' })).toThrow(/FAILPOINT/);
  expect(readConfig(productionServers).failpoint).toBeUndefined();
});
