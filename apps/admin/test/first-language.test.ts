import { expect, test } from 'vitest';
import { firstLanguage } from '../src/shared/i18n/first-language.js';

test.each([
  [['en-GB', 'zh-CN'], 'en'],
  [['fr-FR', 'zh-TW', 'en'], 'zh-CN'],
  [['EN'], 'en'],
  [['de'], 'zh-CN'],
  [[], 'zh-CN'],
] as const)('a browser that speaks %j begins in %s', (ofBrowser, language) => {
  expect(firstLanguage(ofBrowser)).toBe(language);
});
