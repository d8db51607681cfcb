import type { Brand } from './brand.js';
import { err, ok, type Result } from './result.js';

/** Mainland mobile number in E.164, e.g. +8613800138000. */
export type PhoneNumber = Brand<string, 'PhoneNumber'>;

export type NotAPhoneNumber = { readonly type: 'NotAPhoneNumber' };

/** Takes full-width digits, spaces, hyphens, dots and brackets, and the country code in front. */
export const parsePhoneNumber = (text: string): Result<PhoneNumber, NotAPhoneNumber> => {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s().-]/g, '')
    .replace(/^(\+86|0086)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? ok(`+86${digits}` as PhoneNumber) : err({ type: 'NotAPhoneNumber' });
};
