import type { PasswordList } from '@banzhen/domain/accounts';
import { dictionary } from '@zxcvbn-ts/language-common';

/** Digits and signs that people hang on, and letters that they swap, to please a rule. */
const plainForm = (password: string): string => password.toLowerCase().replace(/[\d!@#$%^&*.]+$/, '');

/**
 * The tens of thousands of passwords that leaked lists share, as the authors of zxcvbn collect them; with another ending
 * they are no better.
 */
export const commonPasswords = (): PasswordList => {
  const known = new Set(dictionary['passwords-common']);
  return {
    isCommon: (password) => known.has(password.toLowerCase()) || known.has(plainForm(password)),
  };
};
