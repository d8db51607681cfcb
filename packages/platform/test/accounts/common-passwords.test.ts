import { expect, it } from 'vitest';
import { commonPasswords } from '../../src/accounts/common-passwords.js';

const { isCommon } = commonPasswords();

it.each([
  'password',
  'PASSWORD',
  'qwertyuiop',
  '1234567890',
  'iloveyou',
  'password2024',
  'Letmein!!',
  'dragon123',
])('knows %s', (password) => {
  expect(isCommon(password)).toBe(true);
});

it.each(['correct horse battery', 'banzhen-demo-2026', '人间四月芳菲尽山寺', 'x7#Lq9!vTz2m'])(
  'does not know %s',
  (password) => {
    expect(isCommon(password)).toBe(false);
  },
);
