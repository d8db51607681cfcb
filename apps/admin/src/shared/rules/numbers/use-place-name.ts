import { useTexts } from '../../i18n/i18n.js';
import { wordOf } from '../../i18n/words.js';
import { fieldPlaceOf, rowOf } from './numbers.js';
import type { RulesTexts } from './rules-of-numbers.js';

/** What a number or a list is called, with its row where it is in a list. */
export function usePlaceName(texts: RulesTexts) {
  const { t } = useTexts();
  return (place: string): string => {
    const field = fieldPlaceOf(place);
    const word = wordOf(`${texts}.field`, field);
    const name = word === field ? wordOf(`${texts}.list`, field) : word;
    const row = rowOf(place);
    return row === undefined ? name : t('numberRules.inRow', { row, name });
  };
}
