import { expect, test } from 'vitest';
import { isOverridable } from '../src/features/candidates/overridable.js';
import { planFor } from '../src/features/candidates/plan.js';

test('an override is offered when the server allows it for every reason', () => {
  const mild = { code: 'excluded', canOverride: true };
  const hard = { code: 'overlap', canOverride: false };
  expect(isOverridable({ whyNot: [mild] })).toBe(true);
  expect(isOverridable({ whyNot: [mild, hard] })).toBe(false);
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
