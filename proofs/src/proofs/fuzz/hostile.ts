import fc, { type Arbitrary } from 'fast-check';

/** Texts that have broken others. */
const texts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202e\u2066\u200b',
  '🏥'.repeat(200),
  'ﷺ'.repeat(500),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
  'x'.repeat(10_000),
  "'",
  '"',
  '\\',
  '%',
  '_%',
  '%00',
  "' OR '1'='1",
  "'; DROP TABLE patient; --",
  "1' UNION SELECT NULL, version() --",
  "'||pg_sleep(10)||'",
  '$1',
  '$$;select 1;$$',
  '{}',
  '[]',
  '{"$gt":""}',
  '<script>alert(1)</script>',
  '{{7*7}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an attacker writes
  '${7*7}',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  'http://169.254.169.254/',
  '\r\nSet-Cookie: a=b',
  '=cmd|calc',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e400',
  '0x10',
  '９９',
  '2030-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-00-00T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '01900003-0000-7000-8000-00000000000B',
  `${'a'.repeat(40)}!`,
];

const numbers: readonly number[] = [
  0,
  -0,
  -1,
  0.1,
  1.5,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -(2 ** 53) - 2,
  1e21,
  1e308,
  5e-324,
];

/** A value that no schema wants in its place. */
export const hostileValue: Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.constantFrom(...numbers) },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null], { length: 1e9 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...texts), { maxLength: 50 }) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

/** Names of columns, of fields of others and of what a parser might listen to. */
const strangeNames: readonly string[] = [
  'id',
  'tenantId',
  'accountId',
  'role',
  'roles',
  'isAdmin',
  'status',
  'version',
  'priceFen',
  'totalFen',
  'amountFen',
  'deletedAt',
  'hasOwnProperty',
  'toJSON',
  'then',
  '',
  ' ',
  '名',
  'a.b',
  '$where',
];

type Record = { readonly [name: string]: unknown };

const isRecord = (value: unknown): value is Record =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const without = (input: Record, gone: string): Record =>
  Object.fromEntries(Object.entries(input).filter(([name]) => name !== gone));

/** A valid input with one thing wrong: a field too few, one too many, or one with a strange value. */
export const nearly = (valid: Arbitrary<unknown>): Arbitrary<unknown> =>
  fc
    .tuple(valid, hostileValue, fc.nat(), fc.constantFrom('drop', 'add', 'spoil', 'wrap'))
    .map(([input, value, no, change]) => {
      if (!isRecord(input)) return value;
      const names = Object.keys(input);
      const name = names[no % Math.max(1, names.length)] ?? 'x';
      if (change === 'drop') return without(input, name);
      if (change === 'add') return { ...input, [strangeNames[no % strangeNames.length] ?? 'x']: value };
      if (change === 'wrap') return { ...input, [name]: [input[name]] };
      return { ...input, [name]: value };
    });

/** Bodies and parameters that are hardly JSON, or too much of it. */
export const hostileJson: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '{',
    '}',
    '{"a":}',
    '{"a":1,"a":2}',
    '{"__proto__":{"isAdmin":true}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '{"a":"\\u0000"}',
    '{"a":"\\ud800"}',
    '{"a":1e999}',
    'nul',
    '"\u0001"',
    '\ufeff{}',
    "{'a':1}",
    '[1,2,3]',
    '"text"',
    '0',
    'null',
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    '{"a":'.repeat(20_000),
    `{${Array.from({ length: 3_000 }, (_, no) => `"k${no}":0`).join()}}`,
    `[${'0,'.repeat(60_000)}0]`,
    JSON.stringify('x'.repeat(250_000)),
    JSON.stringify('x'.repeat(300_000)),
    `[${'9'.repeat(100_000)}]`,
  ),
  hostileValue.map((value) => JSON.stringify(value) ?? 'undefined'),
  fc.string({ unit: 'binary', maxLength: 2_000 }),
);
