import { expect, test } from 'vitest';
import { runCommand } from '../dist/command-line.js';

const entries = [
  {
    name: 'holds',
    sentence: 'It holds.',
    run: async () => ({ overlaps: 0, control: { overlaps: 7 }, ok: true }),
  },
  {
    name: 'fails',
    sentence: 'It fails.',
    run: async () => ({ overlaps: 1, control: { overlaps: 7 }, ok: false }),
  },
  { name: 'breaks', sentence: 'It breaks.', run: () => Promise.reject(new Error('no server')) },
];

async function prove(...args: string[]) {
  const answers: string[] = [];
  const output = { answer: (text: string) => void answers.push(text), progress: () => undefined };
  const status = await runCommand('proof', entries, args, output);
  return { status, answers, last: JSON.parse(answers.at(-1) ?? 'null') };
}

test('a proof that holds ends with its figures and status 0', async () => {
  const { status, last } = await prove('holds');
  expect(last).toMatchObject({ proof: 'holds', overlaps: 0, control: { overlaps: 7 }, ok: true });
  expect(status).toBe(0);
});

test('a proof that fails or breaks off ends with status 1', async () => {
  expect(await prove('fails', '--full')).toMatchObject({ status: 1, last: { proof: 'fails', ok: false } });
  expect(await prove('breaks')).toMatchObject({
    status: 1,
    last: { ok: false, error: expect.stringContaining('no server') },
  });
});

test('the list names every proof with its sentence', async () => {
  const { status, last } = await prove('--list', '--json');
  expect(status).toBe(0);
  expect(last).toEqual(entries.map(({ name, sentence }) => ({ name, sentence })));
});

test.each([
  ['UnknownName', ['nothing']],
  ['UnknownOption', ['holds', '--fast']],
  ['UnknownOption', ['holds', 'fails']],
  ['NameMissing', []],
])('%s is refused with status 2 and says what there is', async (type, args) => {
  const { status, last } = await prove(...args);
  expect(status).toBe(2);
  expect(last).toMatchObject({ ok: false, error: { type, zh: expect.any(String), en: expect.any(String) } });
});
