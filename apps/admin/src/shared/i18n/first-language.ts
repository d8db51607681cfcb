import type { Language } from '../format.js';

const spokenHere: Readonly<Record<string, Language>> = { zh: 'zh-CN', en: 'en' };

/** The language of a first visit: the first one of the browser's that the console speaks, and Chinese where it speaks none of them. */
export const firstLanguage = (ofBrowser: readonly string[]): Language => {
  for (const tag of ofBrowser) {
    const language = spokenHere[tag.split('-')[0]?.toLowerCase() ?? ''];
    if (language) return language;
  }
  return 'zh-CN';
};
