import { maskIdNumber, maskName, maskPhone } from '@banzhen/domain/privacy';
import { expect, test } from 'vitest';

test.each([
  [maskPhone, '+8613800138000', '138****8000'],
  [maskPhone, '13800138000', '138****8000'],
  [maskPhone, '110', '***'],
  [maskIdNumber, '11010119900307123X', '110***********123X'],
  [maskIdNumber, '1234567', '*******'],
  [maskName, '张三', '张*'],
  [maskName, '张小三', '张*'],
  [maskName, '𠮷野', '𠮷*'],
  [maskName, 'Ann Lee', 'A*'],
  [maskName, ' ', ''],
])('%o hides %s as %s', (mask, value, shown) => {
  expect(mask(value)).toBe(shown);
});
