import type { PriceListsDto, ServicePriceDto } from '@banzhen/contracts';
import { formatFen } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { rangeText } from './price-text.js';
import { serviceOf, useServiceName } from './service-name.js';

type Props = Pick<PriceListsDto, 'services'> & { readonly prices: readonly ServicePriceDto[] };

/** What services cost by one version. */
export function PriceTable({ services, prices }: Props) {
  const { t } = useTexts();
  const name = useServiceName(services);
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('prices.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('prices.service')}</th>
            <th scope="col">{t('prices.unit')}</th>
            <th scope="col" className="number">
              {t('prices.price')}
            </th>
            <th scope="col" className="number">
              {t('prices.usual')}
            </th>
          </tr>
        </thead>
        <tbody>
          {prices.map((price) => (
            <tr key={`${price.cityCode} ${price.serviceCode}`} data-price={price.serviceCode}>
              <th scope="row">{name(price)}</th>
              <td data-label={t('prices.unit')}>
                {t('prices.hours', { hours: (serviceOf(services, price)?.unitMinutes ?? 0) / 60 })}
              </td>
              <td className="number" data-label={t('prices.price')}>
                {formatFen(price.unitPriceFen)}
              </td>
              <td className="number" data-label={t('prices.usual')}>
                {rangeText(price) || t('prices.noRange')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
