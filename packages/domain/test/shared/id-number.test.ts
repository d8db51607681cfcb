import { birthDateOf, parseIdNumber, sexOf } from '@banzhen/domain/shared/id-number';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const parsed = (text: string) => {
  const found = parseIdNumber(text);
  if (!found.ok) throw new Error(`${text} was refused`);
  return found.value;
};

describe('ID numbers', () => {
  test('tell birth date and sex, in one form', () => {
    const woman = parsed('1101 0119 4903 070022');
    expect([woman, birthDateOf(woman), sexOf(woman)]).toEqual(['110101194903070022', '1949-03-07', 'female']);
    expect(parsed('44030819990101104x')).toBe('44030819990101104X');
    const man = parsed('８１００００１９９２１２２２００１６');
    expect([man, sexOf(man)]).toEqual(['810000199212220016', 'male']);
  });

  test.each([
    ['', 'nothing'],
    ['110101490307002', 'fifteen digits'],
    ['110101194903070023', 'a wrong check character'],
    ['990101194903070022', 'no such province'],
    ['11010119490230002X', 'no such day'],
    ['110101189912310028', 'before 1900'],
    ['11010119490307002২', 'digits of another script'],
  ])('%s is refused: %s', (text) => {
    expect(parseIdNumber(text).ok).toBe(false);
  });

  test('one wrong digit, or two neighbours swapped, is always noticed', () => {
    const right = '110101194903070022';
    fc.assert(
      fc.property(fc.nat(17), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const wrong = (Number(right[place]) + shift) % 10;
        expect(parseIdNumber(`${right.slice(0, place)}${wrong}${right.slice(place + 1)}`).ok).toBe(false);
      }),
    );
    for (let place = 0; place < 17; place += 1) {
      const [left = '', next = ''] = right.slice(place, place + 2);
      if (left === next) continue;
      expect(parseIdNumber(right.slice(0, place) + next + left + right.slice(place + 2)).ok).toBe(false);
    }
  });
});
