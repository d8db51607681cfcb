import { expect, test } from 'vitest';
import { offerRows, percentOf } from '../src/features/fairness/sums.js';

const ended = { open: 1, accepted: 2, declined: 3, missed: 4, withdrawn: 5 };
const sums = (offers: number) => ({ offers, outOfTurn: 1, byHand: 2, ended });

test('everybody is members and others together', () => {
  const [members, others, all] = offerRows({ toMembers: sums(15), toOthers: sums(20) });
  expect([members.who, others.who, all.who]).toEqual(['members', 'others', 'all']);
  expect(all).toEqual({
    ...{ who: 'all', offers: 35, outOfTurn: 2, byHand: 4 },
    ...{ open: 2, accepted: 4, declined: 6, missed: 8, withdrawn: 10 },
  });
});

test('a share is in whole per cent, and none of nothing', () => {
  expect([percentOf(1, 3), percentOf(2, 3), percentOf(0, 0), percentOf(5, 5)]).toEqual([33, 67, 0, 100]);
});
