import type { PhoneNumber } from '../shared/phone-number.js';
import { err, ok, type Result } from '../shared/result.js';

/** Too short, too long, on every attacker's list, or made of the phone number (AU5). */
export type PasswordUnfit = {
  readonly type: 'PasswordUnfit';
  readonly why: 'short' | 'long' | 'common' | 'phone-number';
  readonly shortest: number;
  readonly longest: number;
};

const SHORTEST = 8;
const LONGEST = 128;

/** The same characters typed on another keyboard are the same password; nothing is trimmed. */
export const normalisedPassword = (plain: string): string => plain.normalize('NFC');

const reasonAgainst = (
  password: string,
  phone: PhoneNumber,
  isCommon: (password: string) => boolean,
): PasswordUnfit['why'] | undefined => {
  if ([...password].length < SHORTEST) return 'short';
  if (password.length > LONGEST) return 'long';
  if (password.includes(phone.replace(/^\+86/, ''))) return 'phone-number';
  return isCommon(password) || /^(.)\1*$/su.test(password) ? 'common' : undefined;
};

/** The password as it is to be hashed; `isCommon` knows the list of leaked and common ones. */
export const checkPassword = (
  plain: string,
  phone: PhoneNumber,
  isCommon: (password: string) => boolean,
): Result<string, PasswordUnfit> => {
  const password = normalisedPassword(plain);
  const why = reasonAgainst(password, phone, isCommon);
  return why ? err({ type: 'PasswordUnfit', why, shortest: SHORTEST, longest: LONGEST }) : ok(password);
};
