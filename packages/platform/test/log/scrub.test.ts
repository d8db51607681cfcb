import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubbed, scrubbedLine } from '../../dist/scrub.js';

const id = '01900003-0000-7000-8000-13800138000b';

describe('PR1: what is taken out of a line at last', () => {
  it.each([
    ['13800138000', '[phone]'],
    ['tel:+86 138 0013 8000.', 'tel:[phone].'],
    ['8613800138000', '[phone]'],
    ['0086-13800138000', '0086-[phone]'],
    ['11010519491231002X', '[id-number]'],
    ['id 110105194912310021,', 'id [id-number],'],
    ['6222 0200 0000 0000 000', '[card]'],
    ['4111111111111111', '[card]'],
    ['4111-1111-1111-1111', '[card]'],
    ['Bearer abc.def', '[token]'],
    ['authorization: bearer x', 'authorization: [token]'],
    ['banzhen_session=abc; Path=/', '[session]; Path=/'],
    [`demo-${id}`, '[token]'],
    ['eyJhbGciOi.eyJzdWIi.sig', '[token]'],
    ['mk_live_7_abcdef', '[key]'],
    ['postgres://user:secret@db/banzhen', 'postgres://[credentials]@db/banzhen'],
    ['Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE', '[token]'],
  ])('%s becomes %s', (text, kept) => {
    expect(scrubbed(text)).toBe(kept);
  });

  it.each([
    id,
    `order ${id} of 2030-01-07T09:00:00.000Z`,
    '4111111111111112',
    'BZ20300107000001',
    '1700000000000',
    '12800138000',
    'order.assigned',
    'at run (file:///packages/platform/dist/background/loop.js:27:13)',
    '',
  ])('%s stays', (text) => {
    expect(scrubbed(text)).toBe(text);
  });

  it('works on every part of a line, and leaves one line of JSON', () => {
    const line = scrubbedLine(
      JSON.stringify({
        level: 30,
        msg: 'an\nevent',
        phone: 13800138000,
        frames: ['at 13800138000', { deep: '11010519491231002X' }],
        '13800138000': true,
        none: null,
      }),
    );
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(JSON.parse(line)).toEqual({
      level: 30,
      msg: 'an\nevent',
      phone: '[phone]',
      frames: ['at [phone]', { deep: '[id-number]' }],
      '[phone]': true,
      none: null,
    });
  });

  it('leaves no mobile number in any text, wherever it stands', () => {
    const mobile = fc
      .tuple(
        fc.constantFrom('13', '14', '15', '16', '17', '18', '19'),
        fc.integer({ min: 0, max: 999_999_999 }),
      )
      .map(([start, rest]) => `${start}${String(rest).padStart(9, '0')}`);
    const around = fc.string({ unit: fc.constantFrom('a', '号', ' ', '"', '-', ':', '\n', '/', '+', '=') });
    fc.assert(
      fc.property(around, mobile, around, (before, phone, after) => {
        expect(scrubbed(`${before}${phone}${after}`)).not.toContain(phone);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes time in proportion to the length', () => {
    for (const piece of ['1', '1 ', 'eyJ.', 'a-', 'Bearer ', 'session', '0-', '+86'])
      expect(scrubbed(piece.repeat(100_000)).length).toBeGreaterThan(0);
  });
});
