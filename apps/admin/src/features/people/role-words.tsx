import type { RoleGrantDto } from '@banzhen/contracts';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';

/** What a grant is called, where it counts and until when. */
export function useGrantWords() {
  const { t, language } = useTexts();
  return ({ role, cityCode, from, until }: RoleGrantDto) => ({
    role: t(`role.${role}`),
    city: cityCode === undefined ? t('role.everyCity') : wordOf('city', cityCode),
    // A role that was never begun, such as those of the demo, carries the first instant of all.
    from: Date.parse(from) === 0 ? t('role.always') : formatInstant(from, mainlandZone, language),
    until: until === undefined ? t('until.never') : formatInstant(until, mainlandZone, language),
  });
}
