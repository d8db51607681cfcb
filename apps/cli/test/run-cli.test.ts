import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { jsonOf, runCollected } from './support/collected.js';
import { temporaryFolder } from './support/temporary.js';

describe('the command line', () => {
  test.each([
    ['no command', [], /choose a command/],
    ['an unknown command', ['visit'], /choose a command/],
    ['half a command', ['demo'], /choose a command/],
    ['an unknown option', ['demo', 'visit', '--fial', 'cancel'], /unknown option --fial/],
    ['an unknown story', ['demo', 'visit', '--fail', 'sunshine'], /Expected one of: cancel/],
    ['an option without its value', ['demo', 'visit', '--fail'], /--fail needs a value/],
    ['an option in place of a value', ['demo', 'visit', '--url', '--fail'], /--url needs a value/],
    ['a missing file name', ['hospitals', 'import'], /Missing required positional argument: FILE/],
    ['one word too many', ['hospitals', 'import', 'a.csv', 'b.csv'], /"b.csv" is one argument too many/],
    [
      'an unknown datum',
      ['hospitals', 'coordinates', 'a.csv', '--datum', 'BD-09'],
      /Expected one of: GCJ-02/,
    ],
  ])('%s is a mistake of usage: exit 2 and help', async (_name, words, message) => {
    const { status, progress, answers } = await runCollected(words);
    expect(status).toBe(2);
    expect(progress).toMatch(message);
    expect(progress).toContain('USAGE');
    expect(answers).toEqual([]);
  });

  test('with --json a mistake is one JSON line', async () => {
    const { status, last } = await runCollected(['demo', 'visit', '--json', '--fail', 'sunshine']);
    expect(status).toBe(2);
    expect(jsonOf(last)).toMatchObject({ error: { type: 'Usage' } });
  });

  test.each([['--help'], ['demo', '--help'], ['hospitals', 'import', '-h']])(
    '%s %s %s shows help',
    async (...words) => {
      const { status, last } = await runCollected(words);
      expect(status).toBe(0);
      expect(last).toContain('USAGE');
    },
  );

  test.each([
    [/pnpm cli (?:\w+\|)*demo\|(?:\w+\|)*hospitals/, ['--help']],
    [/pnpm cli hospitals import\|coordinates/, ['hospitals', '--help']],
    [/pnpm cli hospitals import \[OPTIONS\] <FILE>/, ['hospitals', 'import', '--help']],
    [/pnpm cli demo visit \[OPTIONS\]/, ['demo', 'visit', '--help']],
  ])('help says how to call it: %s', async (usage, words) => {
    const { last } = await runCollected(words);
    const text = stripVTControlCharacters(last);
    expect(/USAGE (.*)/.exec(text)?.[1]).toMatch(usage);
    expect(text).not.toMatch(/pnpm cli pnpm/);
    expect(text).toMatch(/EXIT\s+0 .*1 .*2 .*3 /);
  });

  test('an address that is none is refused', async () => {
    const { status, last } = await runCollected(['demo', 'visit', '--json', '--url', 'localhost:3000']);
    expect(status).toBe(1);
    expect(jsonOf(last)).toMatchObject({ error: { type: 'NotAUrl' } });
  });

  test('a server that is not there: the step, the type and what to do', async () => {
    const { status, last, progress } = await runCollected([
      'demo',
      'visit',
      '--json',
      '--url',
      'http://127.0.0.1:9',
    ]);
    expect(status).toBe(1);
    expect(jsonOf(last)).toMatchObject({ error: { step: 'sign-in', type: 'ServerUnreachable' } });
    expect(progress).toContain('pnpm start');
  });

  test('faulty settings are told all at once', async () => {
    const place = await temporaryFolder();
    try {
      const file = await place.write('none.csv', 'code,name,district,kind,grade\n');
      const environment = { PORT: 'x', NODE_ENV: 'holiday' };
      const { status, progress } = await runCollected(['hospitals', 'import', file], environment);
      expect(status).toBe(1);
      expect(progress).toMatch(/NODE_ENV[\s\S]*PORT/);
    } finally {
      await place.remove();
    }
  });
});
