import type { MembershipPolicyDto, PrivilegeValueDto } from '@banzhen/contracts';

/** The rules without their number: what is published as the next version. */
export type Rules = Omit<MembershipPolicyDto, 'version'>;
export type Level = Rules['levels'][number];
export type Plan = Rules['plans'][number];
export type Privilege = Level['privileges'][number];
export type PrivilegeKind = PrivilegeValueDto['kind'];

/** Codes that rules of this product ask for, with the kind that they expect; any other code may have any kind. */
export const knownKinds = {
  appointment_priority: 'number',
  early_window_minutes: 'number',
  can_cancel_late: 'quota',
  discount_bp: 'rate',
} as const satisfies Readonly<Record<string, PrivilegeKind>>;

export const privilegeKinds: readonly PrivilegeKind[] = ['flag', 'number', 'rate', 'quota'];

const isKnown = (code: string): code is keyof typeof knownKinds => Object.hasOwn(knownKinds, code);
/** The kind that a code must have; undefined where anybody may choose. */
export const kindOf = (code: string): PrivilegeKind | undefined =>
  isKnown(code) ? knownKinds[code] : undefined;

export const emptyValue = (kind: PrivilegeKind): PrivilegeValueDto => {
  switch (kind) {
    case 'flag':
      return { kind, isOn: true };
    case 'number':
      return { kind, number: 0 };
    case 'rate':
      return { kind, rate: 0 };
    case 'quota':
      return { kind, most: 1, everyDays: 30 };
  }
};

/** What an editor begins with: a published version without its number. */
export const rulesOf = ({ version: _, ...rules }: MembershipPolicyDto): Rules => rules;

/** As the API takes it. */
export const sentOf = ({ points, levels, plans, ...rules }: Rules) => ({
  ...rules,
  points: { ...points },
  levels: levels.map((level) => ({ ...level, privileges: [...level.privileges] })),
  plans: [...plans],
});

const replaced = <T>(list: readonly T[], index: number, item: T): T[] =>
  list.map((one, place) => (place === index ? item : one));
const without = <T>(list: readonly T[], index: number): T[] => list.filter((_, place) => place !== index);

export const changeLevel = (rules: Rules, index: number, patch: Partial<Level>): Rules => {
  const level = rules.levels[index];
  return level ? { ...rules, levels: replaced(rules.levels, index, { ...level, ...patch }) } : rules;
};

/** A level above all others, with their privileges and twice the threshold of the last one. */
export const addLevel = (rules: Rules): Rules => {
  const last = rules.levels.at(-1);
  const level = (last?.level ?? 0) + 1;
  const growthThreshold = last ? last.growthThreshold * 2 : 100;
  const added: Level = {
    level,
    name: { zh: `${level}`, en: `${level}` },
    growthThreshold,
    keepLine: last ? last.keepLine * 2 : growthThreshold,
    privileges: last?.privileges ?? [],
  };
  return { ...rules, levels: [...rules.levels, added] };
};

/** Levels are numbered without a gap, so that only the last one goes, and with it the plans that sell it. */
export const removeLastLevel = (rules: Rules): Rules => {
  const levels = rules.levels.slice(0, -1);
  return {
    ...rules,
    levels,
    plans: rules.plans.filter(({ level }) => levels.some((one) => one.level === level)),
  };
};

export const changePrivilege = (
  rules: Rules,
  levelIndex: number,
  index: number,
  patch: Partial<Privilege>,
): Rules => {
  const level = rules.levels[levelIndex];
  const before = level?.privileges[index];
  if (!level || !before) return rules;
  const code = patch.code ?? before.code;
  const kind = kindOf(code);
  const value = patch.value ?? before.value;
  const next = {
    ...before,
    ...patch,
    value: kind === undefined || kind === value.kind ? value : emptyValue(kind),
  };
  return changeLevel(rules, levelIndex, { privileges: replaced(level.privileges, index, next) });
};

/** A privilege that the level does not have: a known one first, then one without a code. */
export const addPrivilege = (rules: Rules, levelIndex: number): Rules => {
  const level = rules.levels[levelIndex];
  if (!level) return rules;
  const missing = Object.keys(knownKinds).find((code) => level.privileges.every((one) => one.code !== code));
  const code = missing ?? '';
  const added = { code, value: emptyValue(kindOf(code) ?? 'flag'), isKeptInGrace: true };
  return changeLevel(rules, levelIndex, { privileges: [...level.privileges, added] });
};

export const removePrivilege = (rules: Rules, levelIndex: number, index: number): Rules => {
  const level = rules.levels[levelIndex];
  return level ? changeLevel(rules, levelIndex, { privileges: without(level.privileges, index) }) : rules;
};

export const changePlan = (rules: Rules, index: number, patch: Partial<Plan>): Rules => {
  const plan = rules.plans[index];
  return plan ? { ...rules, plans: replaced(rules.plans, index, { ...plan, ...patch }) } : rules;
};

export const addPlan = (rules: Rules): Rules => ({
  ...rules,
  plans: [...rules.plans, { code: '', level: 1, priceFen: 10_000, days: 30, isOpen: true }],
});

export const removePlan = (rules: Rules, index: number): Rules => ({
  ...rules,
  plans: without(rules.plans, index),
});

const PLAN_CODE = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/;

/** Whether everything has a form that the API takes; what the numbers must be is said by the server. */
export const isWhole = ({ levels, plans }: Rules): boolean =>
  levels.every(
    ({ name, privileges }) =>
      name.zh.trim() !== '' && name.en.trim() !== '' && privileges.every(({ code }) => code !== ''),
  ) && plans.every(({ code }) => PLAN_CODE.test(code));
