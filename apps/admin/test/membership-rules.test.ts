import type { PublishedPolicyDto } from '@banzhen/contracts';
import { checkMembershipPolicy, defaultMembershipPolicy, knownPrivileges } from '@banzhen/domain/membership';
import { done } from '@banzhen/domain/shared/result';
import { describe, expect, test } from 'vitest';
import { isUnchanged, membersConcerned, rulesChanges } from '../src/features/membership-rules/changes.js';
import * as draft from '../src/features/membership-rules/draft.js';
import { latestOf, versionState } from '../src/shared/rules/versions.js';
import { fenOf, yuanOf } from '../src/shared/yuan.js';

const rules = draft.rulesOf(defaultMembershipPolicy as never);
const isRight = (given: draft.Rules) => checkMembershipPolicy({ ...given, version: 2 } as never);

describe('a draft', () => {
  test('knows the codes that the domain knows, with their kinds', () => {
    expect(draft.knownKinds).toEqual(knownPrivileges);
  });

  test('begins as a version without its number, and stays right through every act', () => {
    expect(rules).not.toHaveProperty('version');
    let next = draft.addLevel(rules);
    expect(next.levels.map(({ level }) => level)).toEqual([1, 2, 3, 4]);
    next = draft.changeLevel(next, 3, { name: { zh: '黑金', en: 'Black' }, growthThreshold: 20_000 });
    next = draft.changePrivilege(next, 3, 3, { value: { kind: 'rate', rate: 1_500 } });
    next = draft.removePrivilege(next, 0, 1);
    next = draft.addPlan(next);
    next = draft.changePlan(next, 3, { code: 'silver-month', level: 1, priceFen: 990 });
    expect(isRight(next)).toEqual(done);
    expect(draft.isWhole(next)).toBe(true);
    expect(rules.levels).toHaveLength(3);
  });

  test('loses its last level with the plans that sell it', () => {
    const next = draft.removeLastLevel(rules);
    expect(next.plans.map(({ code }) => code)).toEqual(['gold-quarter', 'gold-year']);
    expect(isRight(next)).toEqual(done);
  });

  test('offers a known privilege first, and gives one of any code the kind that it must have', () => {
    const without = draft.removePrivilege(rules, 0, 3);
    const added = draft.addPrivilege(without, 0);
    expect(added.levels[0]?.privileges.at(-1)).toMatchObject({
      code: 'discount_bp',
      value: { kind: 'rate' },
    });
    const free = draft.addPrivilege(added, 0);
    expect(draft.isWhole(free)).toBe(false);
    const own = draft.changePrivilege(free, 0, 4, { code: 'birthday_gift' });
    expect(own.levels[0]?.privileges[4]).toMatchObject({ code: 'birthday_gift', value: { kind: 'flag' } });
    expect(draft.isWhole(own)).toBe(true);
    const known = draft.changePrivilege(draft.removePrivilege(own, 0, 2), 0, 3, { code: 'can_cancel_late' });
    expect(known.levels[0]?.privileges[3]?.value).toEqual({ kind: 'quota', most: 1, everyDays: 30 });
  });

  test('takes prices in yuan', () => {
    for (const [typed, fen] of [
      ['99', 9_900],
      ['99.5', 9_950],
      ['0.07', 7],
      ['19.99', 1_999],
    ] as const)
      expect([typed, fenOf(typed)]).toEqual([typed, fen]);
    for (const typed of ['', '-1', '1e3', '1.234', 'x']) expect(fenOf(typed)).toBeUndefined();
    expect([9_900, 9_905].map(yuanOf)).toEqual(['99', '99.05']);
  });
});

describe('what a version changes', () => {
  const counts = [
    { level: 1, members: 4 },
    { level: 3, members: 2 },
  ];

  test('is nothing between a version and itself, in whatever order its values were sent', () => {
    const sent = draft.changePrivilege(rules, 0, 2, { value: { everyDays: 30, most: 1, kind: 'quota' } });
    expect(isUnchanged(rulesChanges(rules, sent, counts))).toBe(true);
  });

  test('is told place by place, with how many members have the level', () => {
    let next = draft.changePrivilege(rules, 0, 3, { value: { kind: 'rate', rate: 300 } });
    next = draft.changePrivilege(next, 0, 1, { isKeptInGrace: true });
    next = draft.removePrivilege(next, 2, 0);
    next = { ...next, graceDays: 15, points: { ...next.points, perYuan: 2 } };
    next = draft.changePlan(next, 0, { priceFen: 8_900, isOpen: false });
    const changes = rulesChanges(rules, next, counts);
    expect(changes.common.map(({ field, before, after }) => [field, before?.value, after?.value])).toEqual([
      ['graceDays', 30, 15],
      ['points.perYuan', 1, 2],
    ]);
    expect(changes.levels).toMatchObject([
      {
        level: 1,
        what: 'changed',
        members: 4,
        changes: [
          { field: 'early_window_minutes', before: { as: 'yes', value: false }, after: { value: true } },
          { field: 'discount_bp', before: { value: { rate: 200 } }, after: { value: { rate: 300 } } },
        ],
      },
      { level: 3, what: 'changed', members: 2, changes: [{ field: 'appointment_priority' }] },
    ]);
    expect(changes.levels[1]?.changes[0]).not.toHaveProperty('after');
    expect(changes.plans).toMatchObject([
      { code: 'gold-quarter', what: 'changed', changes: [{ field: 'priceFen' }, { field: 'isOpen' }] },
    ]);
    expect(membersConcerned(changes)).toBe(6);
  });

  test('names levels and plans that come and go', () => {
    const fewer = rulesChanges(rules, draft.removeLastLevel(rules), counts);
    expect(fewer.levels).toMatchObject([{ level: 3, what: 'removed', members: 2 }]);
    expect(fewer.plans).toMatchObject([{ code: 'diamond-year', what: 'removed' }]);
    const more = rulesChanges(rules, draft.addPlan(draft.addLevel(rules)), counts);
    expect(more.levels).toMatchObject([{ level: 4, what: 'added', members: 0 }]);
    expect(more.plans).toMatchObject([{ code: '', what: 'added' }]);
  });
});

test('a version is in force, coming or replaced, and the highest is what the next one is made of', () => {
  const published = (version: number, inForceFrom: string, isInForce = false) =>
    ({ policy: { version }, inForceFrom, isInForce }) as PublishedPolicyDto;
  const versions = [
    published(1, '2030-01-01T00:00:00.000Z'),
    published(3, '2030-03-01T00:00:00.000Z'),
    published(2, '2030-02-01T00:00:00.000Z', true),
  ];
  const now = Date.parse('2030-02-10T00:00:00Z');
  expect(versions.map((one) => versionState(one, now))).toEqual(['past', 'coming', 'in-force']);
  expect(latestOf(versions)?.policy.version).toBe(3);
});
