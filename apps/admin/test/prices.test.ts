import { describe, expect, test } from 'vitest';
import { draftOf, isTypedWell, pricesOf } from '../src/features/prices/draft.js';

const where = (serviceCode: string) => ({ cityCode: '110000', serviceCode });
const half = {
  ...where('half'),
  unitPriceFen: 301_50,
  reference: { lowestFen: 250_00, highestFen: 400_00 },
};
const whole = { ...where('whole'), unitPriceFen: 298_00 };

describe('prices that are being written', () => {
  test('begin as they are, in yuan', () => {
    expect(draftOf([half, whole])).toEqual([
      { ...where('half'), price: '301.50', lowest: '250', highest: '400' },
      { ...where('whole'), price: '298', lowest: '', highest: '' },
    ]);
  });

  test('are sent as they were when nothing was typed', () => {
    expect(pricesOf(draftOf([half, whole]))).toEqual([half, whole]);
  });

  test.each([
    ['price', '', false],
    ['price', '29,8', false],
    ['price', ' 299.9 ', true],
    ['lowest', '', false],
    ['highest', '0.001', false],
    ['highest', '500', true],
  ] as const)('are amounts, and whole ranges: %s %j', (part, text, isWell) => {
    const [draft, untouched] = draftOf([half, whole]);
    if (!draft || !untouched) throw new Error('two services are there');
    const typed = { ...draft, [part]: text };
    expect([isTypedWell(typed, part), pricesOf([typed, untouched]) !== undefined]).toEqual([isWell, isWell]);
  });

  test('lose their range when both ends are emptied', () => {
    const emptied = draftOf([half]).map((draft) => ({ ...draft, lowest: '', highest: ' ' }));
    expect(emptied.map((one) => isTypedWell(one, 'lowest'))).toEqual([true]);
    expect(pricesOf(emptied)).toEqual([{ ...where('half'), unitPriceFen: 301_50 }]);
  });
});
