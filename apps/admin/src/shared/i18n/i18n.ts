import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../format.js';
import en from './en.json';
import { firstLanguage } from './first-language.js';
import zhCN from './zh-CN.json';

const STORAGE_KEY = 'banzhen.language';

const isLanguage = (value: unknown): value is Language => value === 'zh-CN' || value === 'en';

function rememberedLanguage(): Language | undefined {
  try {
    const stored = window.localStorage.getItem(STORAGE_KEY);
    return isLanguage(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** Starts in the language of the last visit, at first in that of the browser. */
export async function startI18n(): Promise<void> {
  const language = rememberedLanguage() ?? firstLanguage(window.navigator.languages);
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
}

/** Switches every text on the screen and remembers it. */
export async function switchLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    window.localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // A browser that keeps nothing still shows the language until it is closed.
  }
}

/** The texts and the present language. */
export function useTexts() {
  const { t, i18n } = useTranslation();
  const language: Language = isLanguage(i18n.language) ? i18n.language : 'zh-CN';
  return { t, language };
}

/** The half of a pair of texts that fits the language. */
export const inLanguage = (pair: { readonly zh: string; readonly en: string }, language: Language): string =>
  language === 'en' ? pair.en : pair.zh;
