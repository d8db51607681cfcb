import type { ServicePriceDto } from '@banzhen/contracts';
import { formatFen } from '../../shared/format.js';

/** What is usual, as it is read; empty where nothing is said to be. */
export const rangeText = ({ reference }: Pick<ServicePriceDto, 'reference'>): string =>
  reference ? `${formatFen(reference.lowestFen)}–${formatFen(reference.highestFen)}` : '';
