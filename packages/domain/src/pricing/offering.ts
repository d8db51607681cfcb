import type { ZoneId } from '../shared/calendar.js';
import type { Money } from '../shared/money.js';

/** A standard unit of service (A17): half-day escort, night care … Prices in fen per unit. */
export type EscortService = {
  readonly code: string;
  readonly kind: 'visit' | 'care';
  readonly titleZh: string;
  readonly titleEn: string;
  readonly unitMinutes: number;
  readonly unitPriceFen: Money;
  /** The longest stretch that one escort works; longer care is cut into shifts of this length. */
  readonly shiftMinutes: number;
  readonly skills: readonly string[];
};

/** A city and the zone that its clocks show. */
export type City = { readonly code: string; readonly zone: ZoneId; readonly isOpen: boolean };
