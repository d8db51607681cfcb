import { fen } from '../shared/money.js';
import type { MembershipPolicy } from './membership-policy.js';
import type { PrivilegeGrant } from './privilege-value.js';

type Worth = {
  readonly priority: number;
  readonly earlyMinutes: number;
  readonly lateCancels: number;
  readonly discount: number;
};

const privileges = ({ priority, earlyMinutes, lateCancels, discount }: Worth): readonly PrivilegeGrant[] => [
  { code: 'appointment_priority', value: { kind: 'number', number: priority }, isKeptInGrace: true },
  { code: 'early_window_minutes', value: { kind: 'number', number: earlyMinutes }, isKeptInGrace: false },
  {
    code: 'can_cancel_late',
    value: { kind: 'quota', most: lateCancels, everyDays: 30 },
    isKeptInGrace: true,
  },
  { code: 'discount_bp', value: { kind: 'rate', rate: discount }, isKeptInGrace: true },
];

/** Version 1: three levels with the privileges of C23, and a plan for a quarter and a year of each higher one. */
export const defaultMembershipPolicy: MembershipPolicy = {
  version: 1,
  periodDays: 365,
  graceDays: 30,
  growthPerYuan: 1,
  points: { perYuan: 1, lifetimeDays: 365, restoredForDays: 30 },
  levels: [
    {
      level: 1,
      name: { zh: '银卡会员', en: 'Silver' },
      growthThreshold: 500,
      keepLine: 300,
      privileges: privileges({ priority: 1, earlyMinutes: 0, lateCancels: 1, discount: 200 }),
    },
    {
      level: 2,
      name: { zh: '金卡会员', en: 'Gold' },
      growthThreshold: 2_000,
      keepLine: 1_500,
      privileges: privileges({ priority: 2, earlyMinutes: 5, lateCancels: 2, discount: 500 }),
    },
    {
      level: 3,
      name: { zh: '钻石会员', en: 'Diamond' },
      growthThreshold: 8_000,
      keepLine: 6_000,
      privileges: privileges({ priority: 3, earlyMinutes: 10, lateCancels: 3, discount: 1_000 }),
    },
  ],
  plans: [
    { code: 'gold-quarter', level: 2, priceFen: fen(99_00), days: 90, isOpen: true },
    { code: 'gold-year', level: 2, priceFen: fen(299_00), days: 365, isOpen: true },
    { code: 'diamond-year', level: 3, priceFen: fen(699_00), days: 365, isOpen: true },
  ],
};
