import type { Act } from '@banzhen/domain/shared/act';
import type { Capacity } from '@banzhen/domain/shared/actor';

export const capacities: readonly Capacity[] = ['U', 'E', 'D', 'Q', 'F', 'A', 'C', 'S', 'AUD', 'PSP', 'SYS'];

export const by = (as: Capacity, now: Date, reason?: string): Act => ({
  now,
  by: { as },
  ...(reason === undefined ? {} : { reason }),
});

/** The error of a refused result; throws when it was not refused. */
export const refusal = <E>(result: { readonly ok: true } | { readonly ok: false; readonly error: E }): E => {
  if (result.ok) throw new Error('expected a refusal');
  return result.error;
};

/** The value of a result; throws its error when it was refused. */
export const value = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};
