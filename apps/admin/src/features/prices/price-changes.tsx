import type { PriceListPreviewDto, PriceListsDto, ServicePriceDto } from '@banzhen/contracts';
import { formatFen } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { rangeText } from './price-text.js';
import { useServiceName } from './service-name.js';

type Props = Pick<PriceListsDto, 'services'> & Pick<PriceListPreviewDto, 'changes'>;

/** What is different from the prices that are in force by then, as the server says. */
export function PriceChanges({ services, changes }: Props) {
  const { t } = useTexts();
  const name = useServiceName(services);
  const shown = (price: ServicePriceDto): string =>
    t('prices.shown', {
      price: formatFen(price.unitPriceFen),
      usual: rangeText(price) || t('prices.noRange'),
    });
  if (changes.length === 0) return <p className="hint">{t('rules.unchanged')}</p>;
  return (
    <ul className="plain-list">
      {changes.map(({ before, after }) => (
        <li key={`${after.cityCode} ${after.serviceCode}`} data-change={after.serviceCode}>
          {t('rules.change', { field: name(after), before: shown(before), after: shown(after) })}
        </li>
      ))}
    </ul>
  );
}
