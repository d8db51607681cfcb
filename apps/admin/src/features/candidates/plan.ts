import type { OrderDetailDto, ShiftDto } from '@banzhen/contracts';

/**
 * How a shift gets another escort: by an offer, by an atomic change of an accepted escort (O9), or by giving the present
 * cover up first (O7, O8) and then offering.
 */
export type AssignPlan = 'offer' | 'change' | 'withdraw-then-offer' | 'release-then-offer';

/** The way that the server allows now; none when the shift cannot change hands. */
export function planFor(
  order: Pick<OrderDetailDto, 'allowed'>,
  shift: Pick<ShiftDto, 'cover' | 'allowed'>,
): AssignPlan | undefined {
  const may = (command: string) => (shift.allowed ?? order.allowed).includes(command);
  if (shift.cover === 'open') return may('offer') ? 'offer' : undefined;
  if (shift.cover === 'offered') return may('withdraw') ? 'withdraw-then-offer' : undefined;
  if (may('change_escort')) return 'change';
  return may('release') ? 'release-then-offer' : undefined;
}
