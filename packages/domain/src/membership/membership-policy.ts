import { hundredPercent, type Money } from '../shared/money.js';
import { done, err, type Result } from '../shared/result.js';
import { knownPrivileges, type PrivilegeGrant, type PrivilegeValue } from './privilege-value.js';

/** A level with what it brings (C3, C23). */
export type MemberLevel = {
  /** 1 is the lowest. */
  readonly level: number;
  readonly name: { readonly zh: string; readonly en: string };
  /** Growth that brings a member here, and growth of one period that keeps them here (M2, M3). */
  readonly growthThreshold: number;
  readonly keepLine: number;
  readonly privileges: readonly PrivilegeGrant[];
};

/** What can be bought: a level for a number of days (M1). */
export type PaidPlan = {
  readonly code: string;
  readonly level: number;
  readonly priceFen: Money;
  readonly days: number;
  /** Closed plans are sold to nobody; who bought one keeps it (M1). */
  readonly isOpen: boolean;
};

/**
 * Levels, privileges and plans (C3, C23), versioned: an operator publishes a version that is in force from an instant and
 * never changes. A member's period keeps the version that it began with.
 */
export type MembershipPolicy = {
  readonly version: number;
  /** Length of a period that was reached or kept by growth. */
  readonly periodDays: number;
  readonly graceDays: number;
  readonly growthPerYuan: number;
  readonly points: {
    readonly perYuan: number;
    readonly lifetimeDays: number;
    /** What is restored can be used at least so long. */
    readonly restoredForDays: number;
  };
  readonly levels: readonly MemberLevel[];
  readonly plans: readonly PaidPlan[];
};

/** What is wrong with a policy that somebody wants to publish; `at` names the place. */
export type WrongMembershipPolicy = {
  readonly type: 'WrongMembershipPolicy';
  readonly at: string;
  readonly why:
    | 'not-whole'
    | 'out-of-range'
    | 'not-ascending'
    | 'twice'
    | 'unknown-level'
    | 'wrong-kind'
    | 'empty';
};

type Fault = Omit<WrongMembershipPolicy, 'type'>;

/** A century; beyond it clocks could not tell when something ends. */
const MOST_DAYS = 36_525;
/** Of growth or points for a yuan. */
const MOST_PER_YUAN = 1_000;

const CODE = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

const wrongNumber = (
  at: string,
  number: number,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
): readonly Fault[] => {
  if (!Number.isSafeInteger(number)) return [{ at, why: 'not-whole' }];
  return number < least || number > most ? [{ at, why: 'out-of-range' }] : [];
};

const twice = (at: string, keys: readonly string[]): readonly Fault[] =>
  new Set(keys).size < keys.length ? [{ at, why: 'twice' }] : [];

const wrongValue = (at: string, value: PrivilegeValue): readonly Fault[] => {
  switch (value.kind) {
    case 'flag':
      return [];
    case 'number':
      return wrongNumber(at, value.number);
    case 'rate':
      return wrongNumber(at, value.rate, 0, hundredPercent);
    case 'quota':
      return [
        ...wrongNumber(at, value.most),
        ...wrongNumber(`${at}.everyDays`, value.everyDays, 1, MOST_DAYS),
      ];
  }
};

const wrongPrivilege = (at: string, { code, value }: PrivilegeGrant): readonly Fault[] => {
  if (!CODE.test(code)) return [{ at, why: 'out-of-range' }];
  const expected = knownPrivileges[code] ?? value.kind;
  return expected === value.kind ? wrongValue(at, value) : [{ at, why: 'wrong-kind' }];
};

const wrongLevels = (levels: readonly MemberLevel[]): readonly Fault[] => {
  const faults = levels.flatMap(({ level, growthThreshold, keepLine, privileges }, index) => {
    const at = `levels.${index + 1}`;
    const before = levels[index - 1]?.growthThreshold ?? 0;
    return [
      ...(level === index + 1 ? [] : [{ at, why: 'not-ascending' as const }]),
      ...wrongNumber(`${at}.growthThreshold`, growthThreshold, 1),
      ...(growthThreshold > before ? [] : [{ at: `${at}.growthThreshold`, why: 'not-ascending' as const }]),
      ...wrongNumber(`${at}.keepLine`, keepLine, 1, growthThreshold),
      ...twice(
        `${at}.privileges`,
        privileges.map(({ code }) => code),
      ),
      ...privileges.flatMap((grant) => wrongPrivilege(`${at}.${grant.code}`, grant)),
    ];
  });
  const kinds = new Set(
    levels.flatMap(({ privileges }) => privileges.map(({ code, value }) => `${code} ${value.kind}`)),
  );
  const codes = [...kinds].map((kind) => kind.split(' ', 1)[0] ?? kind);
  const mixed = new Set(codes).size < codes.length ? [{ at: 'levels', why: 'wrong-kind' as const }] : [];
  return levels.length === 0 ? [{ at: 'levels', why: 'empty' }] : [...faults, ...mixed];
};

const wrongPlans = ({ levels, plans }: MembershipPolicy): readonly Fault[] => [
  ...twice(
    'plans',
    plans.map(({ code }) => code),
  ),
  ...plans.flatMap(({ code, level, priceFen, days }): readonly Fault[] => [
    ...(levels.some((one) => one.level === level)
      ? []
      : [{ at: `plans.${code}`, why: 'unknown-level' as const }]),
    ...wrongNumber(`plans.${code}.priceFen`, priceFen, 1),
    ...wrongNumber(`plans.${code}.days`, days, 1, MOST_DAYS),
  ]),
];

/** Refuses a policy that contradicts itself, with the first place where it does (C23). */
export const checkMembershipPolicy = (policy: MembershipPolicy): Result<void, WrongMembershipPolicy> => {
  const [first] = [
    ...wrongNumber('version', policy.version, 1),
    ...wrongNumber('periodDays', policy.periodDays, 1, MOST_DAYS),
    ...wrongNumber('graceDays', policy.graceDays, 0, MOST_DAYS),
    ...wrongNumber('growthPerYuan', policy.growthPerYuan, 0, MOST_PER_YUAN),
    ...wrongNumber('points.perYuan', policy.points.perYuan, 0, MOST_PER_YUAN),
    ...wrongNumber('points.lifetimeDays', policy.points.lifetimeDays, 1, MOST_DAYS),
    ...wrongNumber('points.restoredForDays', policy.points.restoredForDays, 1, MOST_DAYS),
    ...wrongLevels(policy.levels),
    ...wrongPlans(policy),
  ];
  return first ? err({ type: 'WrongMembershipPolicy', ...first }) : done;
};

/** The level of this number; where a later version has fewer, the highest that it has below. */
export const levelIn = ({ levels }: MembershipPolicy, level: number): MemberLevel | undefined =>
  levels.findLast((one) => one.level <= level);

/** The highest level that `growth` reaches (M1, M2). */
export const levelReached = ({ levels }: MembershipPolicy, growth: number): MemberLevel | undefined =>
  levels.findLast(({ growthThreshold }) => growthThreshold <= growth);

/** What finished business of `paidFen` brings; parts of a yuan bring nothing. */
export const earningsOf = (
  { growthPerYuan, points }: MembershipPolicy,
  paidFen: Money,
): { readonly growth: number; readonly points: number } => {
  const yuan = Math.max(0, Math.floor(paidFen / 100));
  return { growth: yuan * growthPerYuan, points: yuan * points.perYuan };
};
