import { MINUTE_MS } from '../shared/clock.js';
import type { Money } from '../shared/money.js';
import { lengthMs, type TimeRange } from '../shared/time-range.js';
import type { EscortService } from './offering.js';

/** Started minutes of a visit. */
export const minutesToBill = (during: TimeRange): number => Math.ceil(lengthMs(during) / MINUTE_MS);

/**
 * Whole units and further started hours that `minutes` are billed as: at least one unit. Hours that would cost as much
 * as one more unit become that unit, so that staying longer is never cheaper.
 */
export const timeUnits = (
  minutes: number,
  service: Pick<EscortService, 'unitMinutes' | 'unitPriceFen'>,
  extraHourFen: Money,
): { readonly units: number; readonly extraHours: number } => {
  const units = Math.max(1, Math.floor(minutes / service.unitMinutes));
  const extraHours = Math.max(0, Math.ceil((minutes - units * service.unitMinutes) / 60));
  const isUnitCheaper = extraHours > 0 && extraHours * extraHourFen >= service.unitPriceFen;
  return isUnitCheaper ? { units: units + 1, extraHours: 0 } : { units, extraHours };
};
