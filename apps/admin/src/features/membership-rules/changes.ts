import type { MembershipPolicyPreviewDto, PrivilegeValueDto } from '@banzhen/contracts';
import type { Level, Plan, Privilege, Rules } from './draft.js';

/** A number, a name in both languages, or what a privilege is worth. */
export type Shown =
  | { readonly as: 'number' | 'fen' | 'text'; readonly value: number | string }
  | { readonly as: 'yes'; readonly value: boolean }
  | { readonly as: 'privilege'; readonly value: PrivilegeValueDto };

/** What differs in one place; without `before` it is new, without `after` it is gone. */
export type Change = {
  /** Which word or privilege it is about. */
  readonly field: string;
  readonly isPrivilege?: true;
  readonly before?: Shown;
  readonly after?: Shown;
};

export type LevelChanges = {
  readonly level: number;
  readonly name: Level['name'];
  readonly what: 'added' | 'removed' | 'changed';
  readonly changes: readonly Change[];
  /** Who has it now. */
  readonly members: number;
};

export type PlanChanges = {
  readonly code: string;
  readonly what: 'added' | 'removed' | 'changed';
  readonly changes: readonly Change[];
};

export type RulesChanges = {
  readonly common: readonly Change[];
  readonly levels: readonly LevelChanges[];
  readonly plans: readonly PlanChanges[];
};

const number = (value: number): Shown => ({ as: 'number', value });
const isSame = (left: Shown | undefined, right: Shown | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

const changed = (field: string, before: Shown, after: Shown): readonly Change[] =>
  isSame(before, after) ? [] : [{ field, before, after }];

const commonOf = (before: Rules, after: Rules): readonly Change[] => [
  ...(['periodDays', 'graceDays', 'growthPerYuan'] as const).flatMap((field) =>
    changed(field, number(before[field]), number(after[field])),
  ),
  ...(['perYuan', 'lifetimeDays', 'restoredForDays'] as const).flatMap((field) =>
    changed(`points.${field}`, number(before.points[field]), number(after.points[field])),
  ),
];

const shown = ({ value }: Privilege): Shown => ({ as: 'privilege', value });

/** Values are compared by their parts in one order, whatever order they were sent in. */
const canonical = (value: PrivilegeValueDto): PrivilegeValueDto => {
  switch (value.kind) {
    case 'flag':
      return { kind: value.kind, isOn: value.isOn };
    case 'number':
      return { kind: value.kind, number: value.number };
    case 'rate':
      return { kind: value.kind, rate: value.rate };
    case 'quota':
      return { kind: value.kind, most: value.most, everyDays: value.everyDays };
  }
};

const privilegesOf = (before: readonly Privilege[], after: readonly Privilege[]): readonly Change[] =>
  [...new Set([...before, ...after].map(({ code }) => code))].flatMap((code): readonly Change[] => {
    const [was, is] = [before, after].map((list) => list.find((one) => one.code === code));
    const about = { field: code, isPrivilege: true as const };
    if (!was) return is ? [{ ...about, after: shown(is) }] : [];
    if (!is) return [{ ...about, before: shown(was) }];
    const worth = isSame(
      { as: 'privilege', value: canonical(was.value) },
      { as: 'privilege', value: canonical(is.value) },
    )
      ? []
      : [{ ...about, before: shown(was), after: shown(is) }];
    const grace = changed(
      `${code}.isKeptInGrace`,
      { as: 'yes', value: was.isKeptInGrace },
      { as: 'yes', value: is.isKeptInGrace },
    ).map((change) => ({ ...change, field: code, isPrivilege: true as const }));
    return [...worth, ...grace];
  });

const levelChanges = (before: Level, after: Level): readonly Change[] => [
  ...changed('nameZh', { as: 'text', value: before.name.zh }, { as: 'text', value: after.name.zh }),
  ...changed('nameEn', { as: 'text', value: before.name.en }, { as: 'text', value: after.name.en }),
  ...changed('growthThreshold', number(before.growthThreshold), number(after.growthThreshold)),
  ...changed('keepLine', number(before.keepLine), number(after.keepLine)),
  ...privilegesOf(before.privileges, after.privileges),
];

const levelsOf = (
  before: Rules,
  after: Rules,
  counts: MembershipPolicyPreviewDto['members'],
): readonly LevelChanges[] =>
  [...new Set([...before.levels, ...after.levels].map(({ level }) => level))]
    .toSorted((left, right) => left - right)
    .flatMap((level): readonly LevelChanges[] => {
      const [was, is] = [before, after].map(({ levels }) => levels.find((one) => one.level === level));
      const members = counts.find((one) => one.level === level)?.members ?? 0;
      if (!was) return is ? [{ level, name: is.name, what: 'added', changes: [], members }] : [];
      if (!is) return [{ level, name: was.name, what: 'removed', changes: [], members }];
      const changes = levelChanges(was, is);
      return changes.length > 0 ? [{ level, name: is.name, what: 'changed', changes, members }] : [];
    });

const planChanges = (before: Plan, after: Plan): readonly Change[] => [
  ...changed('level', number(before.level), number(after.level)),
  ...changed('priceFen', { as: 'fen', value: before.priceFen }, { as: 'fen', value: after.priceFen }),
  ...changed('days', number(before.days), number(after.days)),
  ...changed('isOpen', { as: 'yes', value: before.isOpen }, { as: 'yes', value: after.isOpen }),
];

const plansOf = (before: Rules, after: Rules): readonly PlanChanges[] =>
  [...new Set([...before.plans, ...after.plans].map(({ code }) => code))].flatMap(
    (code): readonly PlanChanges[] => {
      const [was, is] = [before, after].map(({ plans }) => plans.find((one) => one.code === code));
      if (!was) return is ? [{ code, what: 'added', changes: [] }] : [];
      if (!is) return [{ code, what: 'removed', changes: [] }];
      const changes = planChanges(was, is);
      return changes.length > 0 ? [{ code, what: 'changed', changes }] : [];
    },
  );

/** What a version changes of another, place by place, with how many members each level is about. */
export const rulesChanges = (
  before: Rules,
  after: Rules,
  counts: MembershipPolicyPreviewDto['members'],
): RulesChanges => ({
  common: commonOf(before, after),
  levels: levelsOf(before, after, counts),
  plans: plansOf(before, after),
});

export const isUnchanged = ({ common, levels, plans }: RulesChanges): boolean =>
  common.length + levels.length + plans.length === 0;

/** How many members have a level that is different afterwards. */
export const membersConcerned = ({ levels }: RulesChanges): number =>
  levels.reduce((sum, { members }) => sum + members, 0);
