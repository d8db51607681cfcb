import type { PrivilegeValueDto } from '@banzhen/contracts';
import { useTexts } from '../i18n/i18n.js';

/** What a privilege is worth, in words; rates are told in per cent. */
export function usePrivilegeText(): (value: PrivilegeValueDto) => string {
  const { t } = useTexts();
  return (value) => {
    switch (value.kind) {
      case 'flag':
        return value.isOn ? t('privilege.on') : t('privilege.off');
      case 'number':
        return String(value.number);
      case 'rate':
        return t('privilege.rate', { percent: value.rate / 100, rate: value.rate });
      case 'quota':
        return t('privilege.quota', { most: value.most, days: value.everyDays });
    }
  };
}
