import { afterOverride, whyNotCodes } from '@banzhen/domain/dispatch';
import { expect, test } from 'vitest';
import { isOverridable } from '../src/features/candidates/overridable.js';
import { planFor } from '../src/features/candidates/plan.js';

test('the console offers an override exactly where the domain allows one', () => {
  const wrong = whyNotCodes.filter(
    (code) => isOverridable({ whyNot: [{ code }] }) !== (afterOverride([{ code }]).length === 0),
  );
  expect(wrong).toEqual([]);
});

test('one reason that cannot be overruled is enough', () => {
  expect(isOverridable({ whyNot: [{ code: 'excluded' }, { code: 'overlap' }] })).toBe(false);
  expect(isOverridable({ whyNot: [] })).toBe(false);
});

test.each([
  ['open', ['offer'], 'offer'],
  ['open', ['release'], undefined],
  ['offered', ['withdraw', 'offer'], 'withdraw-then-offer'],
  ['accepted', ['change_escort', 'release'], 'change'],
  ['accepted', ['release'], 'release-then-offer'],
  ['accepted', ['confirm'], undefined],
] as const)('a shift that is %s, with %j allowed, changes hands by %s', (cover, allowed, plan) => {
  expect(planFor({ allowed }, { cover })).toBe(plan);
});
