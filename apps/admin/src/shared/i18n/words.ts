import i18next from 'i18next';

/**
 * The word for a code that the server sends. A code that this console does not know yet is shown as it is, which is
 * better than nothing.
 */
export function wordOf(group: string, code: string): string {
  const key = `${group}.${code}`;
  const found: unknown = i18next.exists(key)
    ? i18next.getResource(i18next.language, 'translation', key)
    : undefined;
  return typeof found === 'string' ? found : code;
}
