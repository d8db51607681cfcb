import { MINUTE_MS, minutesAfter } from '../shared/clock.js';
import type { AccountId } from '../shared/ids.js';
import type { PhoneNumber } from '../shared/phone-number.js';

/** How often something may be tried in one window of the clock. */
export type Quota = { readonly name: QuotaName; readonly most: number; readonly windowMinutes: number };

/** Whose tries are counted together: every part that is there must be the same. */
export type QuotaSubject = {
  readonly phone?: PhoneNumber;
  /** IPv4 by /24, IPv6 by /64. */
  readonly network?: string;
  readonly accountId?: AccountId;
};

export const quotaNames = [
  'code-minute',
  'code-here',
  'code-day',
  'code-network-hour',
  'code-network-day',
  'code-all-hour',
  'password-here',
  'password-day',
  'totp-day',
] as const;
export type QuotaName = (typeof quotaNames)[number];

const HOUR = 60;
const DAY = 24 * HOUR;
const quota = (name: QuotaName, most: number, windowMinutes: number): Quota => ({
  name,
  most,
  windowMinutes,
});

/**
 * One code a minute and ten a day to a phone from one network, forty a day from all, few from one network, and an end to the
 * bill of a flood (AU3): one stranger in one place keeps nobody from their code.
 */
export const codeQuotas = (
  phone: PhoneNumber,
  network: string,
): readonly (readonly [Quota, QuotaSubject])[] => [
  [quota('code-minute', 1, 1), { phone, network }],
  [quota('code-here', 10, DAY), { phone, network }],
  [quota('code-day', 40, DAY), { phone }],
  [quota('code-network-hour', 200, HOUR), { network }],
  [quota('code-network-day', 1_000, DAY), { network }],
  [quota('code-all-hour', 20_000, HOUR), {}],
];

/**
 * Ten passwords an hour from one network, a hundred a day from all: a stranger who uses them up keeps the owner from the
 * password, never from the code on the phone (AU3, AU5).
 */
export const passwordQuotas = (
  phone: PhoneNumber,
  network: string,
): readonly (readonly [Quota, QuotaSubject])[] => [
  [quota('password-here', 10, HOUR), { phone, network }],
  [quota('password-day', 100, DAY), { phone }],
];

/** Twenty codes of the authenticator app a day, by whoever knows the password already. */
export const totpQuota = (accountId: AccountId): readonly [Quota, QuotaSubject] => [
  quota('totp-day', 20, DAY),
  { accountId },
];

/** Too many codes, passwords or guesses; `retryAt` is when it may be tried again. */
export type TooManyTries = { readonly type: 'TooManyTries'; readonly retryAt: Date };

export const windowStart = ({ windowMinutes }: Quota, now: Date): Date => {
  const length = windowMinutes * MINUTE_MS;
  return new Date(Math.floor(now.getTime() / length) * length);
};

export const tooManyTries = (one: Quota, now: Date): TooManyTries => ({
  type: 'TooManyTries',
  retryAt: minutesAfter(windowStart(one, now), one.windowMinutes),
});
