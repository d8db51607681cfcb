import { formatFen } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';

/** What a partner owes, or has paid in advance, as a part of a sentence. */
export function useBalanceWords(): (owedFen: number) => string {
  const { t } = useTexts();
  return (owedFen) => {
    const sum = formatFen(Math.abs(owedFen));
    return owedFen < 0 ? t('partnerSettlements.ahead', { sum }) : t('partnerSettlements.owes', { sum });
  };
}
