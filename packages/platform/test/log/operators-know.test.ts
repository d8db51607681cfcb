import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { logEvents } from '../../src/log.js';

it('operators can read what each event of the log means', () => {
  const operations = readFileSync(new URL('../../../../docs/operations.md', import.meta.url), 'utf8');
  const untold = logEvents.filter((event) => !operations.includes(`\`${event}\``));
  expect(untold).toEqual([]);
});
