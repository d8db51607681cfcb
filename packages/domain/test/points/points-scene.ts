import { emptyBook, type PointsAct, type PointsOutcome } from '@banzhen/domain/points';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';

export const start = new Date('2030-01-07T02:00:00Z');
export const day = (days: number): Date => new Date(start.getTime() + days * DAY_MS);
export const onDay = (days: number): PointsAct => ({ now: day(days), by: { as: 'SYS' } });
export const byAdmin = (days: number): PointsAct => ({ now: day(days), by: { as: 'A' } });

export const fresh = emptyBook(
  idFrom<TenantId>('00000000-0000-7000-8000-000000000001'),
  idFrom<AccountId>('00000000-0000-7000-8000-000000000002'),
);

export const did = <E>(result: Result<PointsOutcome, E>): PointsOutcome => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};
