import type { PriceListsDto, ServicePriceDto } from '@banzhen/contracts';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';

type Service = PriceListsDto['services'][number];
type Priced = Pick<ServicePriceDto, 'cityCode' | 'serviceCode'>;

/** The service that a price is of. */
export const serviceOf = (
  services: readonly Service[],
  { cityCode, serviceCode }: Priced,
): Service | undefined =>
  services.find((one) => one.cityCode === cityCode && one.serviceCode === serviceCode);

/** How services are called here: with the city, which may be one of many. */
export function useServiceName(services: readonly Service[]): (priced: Priced) => string {
  const { language } = useTexts();
  return (priced) => {
    const found = serviceOf(services, priced);
    return `${wordOf('city', priced.cityCode)} · ${found ? inLanguage(found.title, language) : priced.serviceCode}`;
  };
}
