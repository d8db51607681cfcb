import type { ServicePriceDto } from '@banzhen/contracts';
import { fenOf, yuanOf } from '../../shared/yuan.js';

/** A price and its usual range, in yuan as they are typed; both ends of the range empty where there is none. */
export type DraftPrice = Pick<ServicePriceDto, 'cityCode' | 'serviceCode'> & {
  readonly price: string;
  readonly lowest: string;
  readonly highest: string;
};
export type PricePart = 'price' | 'lowest' | 'highest';

export const draftOf = (prices: readonly ServicePriceDto[]): readonly DraftPrice[] =>
  prices.map(({ cityCode, serviceCode, unitPriceFen, reference }) => ({
    ...{ cityCode, serviceCode, price: yuanOf(unitPriceFen) },
    lowest: reference ? yuanOf(reference.lowestFen) : '',
    highest: reference ? yuanOf(reference.highestFen) : '',
  }));

/** Whether what was typed is an amount, or nothing where nothing may be typed. */
export const isTypedWell = (draft: DraftPrice, part: PricePart): boolean => {
  if (fenOf(draft[part]) !== undefined) return true;
  return part !== 'price' && draft.lowest.trim() === '' && draft.highest.trim() === '';
};

/** The prices as they are sent; undefined while something typed is no amount, or half a range. */
export const pricesOf = (drafts: readonly DraftPrice[]): ServicePriceDto[] | undefined => {
  const prices: ServicePriceDto[] = [];
  for (const { cityCode, serviceCode, ...typed } of drafts) {
    const [price, lowest, highest] = [typed.price, typed.lowest, typed.highest].map(fenOf);
    const hasRange = lowest !== undefined && highest !== undefined;
    if (price === undefined || !(hasRange || (typed.lowest + typed.highest).trim() === '')) return undefined;
    prices.push({
      ...{ cityCode, serviceCode, unitPriceFen: price },
      ...(hasRange ? { reference: { lowestFen: lowest, highestFen: highest } } : {}),
    });
  }
  return prices;
};
