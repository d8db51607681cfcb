import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLimits, scanJson } from '../../dist/guards/scan-json.js';

const faultOf = (text: string): string => {
  const scanned = scanJson(text);
  return scanned.ok ? 'none' : scanned.error.fault;
};
const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth);
const wide = (keys: number) => `{${Array.from({ length: keys }, (_, no) => `"k${no}":0`).join()}}`;

describe('FX2: hostile JSON', () => {
  it.each(
    [
      ['{"a":1}', 'none'],
      ['[]', 'none'],
      ['"text"', 'none'],
      ['-12.5e3', 'none'],
      ['null', 'none'],
      ['{"a":{"b":1},"b":{"a":1},"c":[{"a":1},{"a":1}]}', 'none'],
      ['{"a":"a","b":"a, \\"a\\": [{"}', 'none'],
      ['{"名":"\\ud83d\\ude00 😀"}', 'none'],
      [nested(jsonLimits.depth), 'none'],
      [nested(jsonLimits.depth + 1), 'too-deep'],
      [nested(jsonLimits.depth + 1, '{"a":', '}'), 'too-deep'],
      [nested(200_000), 'too-deep'],
      ['['.repeat(200_000), 'too-deep'],
      ['{"a":'.repeat(50_000), 'too-deep'],
      [wide(jsonLimits.keys), 'none'],
      [wide(jsonLimits.keys + 1), 'too-many-keys'],
      [`[${`${wide(50)},`.repeat(41)}0]`, 'too-many-keys'],
      ['{"a":1,"a":2}', 'duplicate-key'],
      ['{"a":1,"b":{"a":1},"\\u0061":2}', 'duplicate-key'],
      ['{"a":[{"x":1,"x":1}]}', 'duplicate-key'],
      ['{"__proto__":{"isAdmin":true}}', 'forbidden-key'],
      ['{"\\u005f_proto__":1}', 'forbidden-key'],
      ['{"a":[{"constructor":{"prototype":1}}]}', 'forbidden-key'],
      ['{"a":"__proto__"}', 'none'],
      ['{"a":"x\\u0000"}', 'forbidden-character'],
      ['{"x\\u0000":1}', 'forbidden-character'],
      ['{"a":"\\ud83d"}', 'forbidden-character'],
      ['{"a":"\\ude00\\ud83d"}', 'forbidden-character'],
      ['{"a":"\ud83d"}', 'forbidden-character'],
      ['{"a":"\\\\u0000"}', 'none'],
      ['{"a":1e400}', 'number-out-of-range'],
      ['[-1e999]', 'number-out-of-range'],
      [`[${'9'.repeat(400)}]`, 'number-out-of-range'],
      ['{"a":\u0000}', 'malformed'],
      ['', 'malformed'],
      ['{', 'malformed'],
      ['{"a":1,}', 'malformed'],
      ['[1,]', 'malformed'],
      ["{'a':1}", 'malformed'],
      ['{a:1}', 'malformed'],
      ['{"a":01}', 'malformed'],
      ['{"a":1}}', 'malformed'],
      ['{"a":1}{"a":2}', 'malformed'],
      ['"', 'malformed'],
      ['"\\', 'malformed'],
      ['"\\x"', 'malformed'],
      ['"a\nb"', 'malformed'],
      ['[-]', 'malformed'],
      ['\ufeff{}', 'malformed'],
      ['NaN', 'malformed'],
      ['undefined', 'malformed'],
    ].map(([text = '', fault]) => [fault, text.slice(0, 40), text]),
  )('%s: %s', (fault, _, text) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('says where', () => {
    expect(scanJson('{"ab":1,"ab":2}')).toEqual({
      ok: false,
      error: { type: 'UnsafeJson', fault: 'duplicate-key', at: 8 },
    });
  });

  it('looks through a quarter of a megabyte of quotes, brackets and escapes in one pass', () => {
    for (const piece of ['\\"', '\\\\', '{}', '[],', '"",', '1,', '\\u0041'])
      expect(['none', 'malformed', 'too-many-keys']).toContain(faultOf(`["${piece.repeat(40_000)}"]`));
  });
});

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const depthOf = (value: Json): number =>
  typeof value === 'object' && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map((part: Json) => depthOf(part)))
    : 0;
const keysOf = (value: Json): readonly string[] =>
  typeof value === 'object' && value !== null
    ? [
        ...(Array.isArray(value) ? [] : Object.keys(value)),
        ...Object.values(value).flatMap((part: Json) => keysOf(part)),
      ]
    : [];
const textsOf = (value: Json): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? [...keysOf(value), ...Object.values(value).flatMap((part: Json) => textsOf(part))]
      : [];

/** The same rules, said of the value instead of its text. */
const isFit = (value: Json): boolean =>
  depthOf(value) <= jsonLimits.depth &&
  keysOf(value).length <= jsonLimits.keys &&
  !keysOf(value).some((key) => ['__proto__', 'constructor', 'prototype'].includes(key)) &&
  !textsOf(value).some((text) => /[\0\p{Surrogate}]/u.test(text));

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', '\0', '\ud800', '"', '\\', '{', '[', ',', ':'),
);
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 40, depthIdentifier: 'json', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const escapedThroughout = (text: string): string =>
  text.replace(
    /"(?:[^"\\]|\\.)*"/gs,
    (quoted) =>
      `"${[...Array(JSON.parse(quoted).length).keys()]
        .map((at) => `\\u${JSON.parse(quoted).charCodeAt(at).toString(16).padStart(4, '0')}`)
        .join('')}"`,
  );

describe('FX2: any JSON', () => {
  it('passes exactly when its value keeps the rules, however it is written', () => {
    fc.assert(
      fc.property(anyValue, fc.constantFrom(0, 1, 2), fc.boolean(), (value, indent, isEscaped) => {
        const plain = JSON.stringify(value, undefined, indent);
        const text = isEscaped ? escapedThroughout(plain) : plain;
        expect(scanJson(text).ok).toBe(isFit(JSON.parse(text)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('never passes what cannot be parsed, and never throws', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '\\',
      '1',
      '-',
      'e',
      'null',
      ' ',
      '\u2028',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
        (text) => {
          const passes = scanJson(text).ok;
          if (passes) JSON.parse(text);
          return true;
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
