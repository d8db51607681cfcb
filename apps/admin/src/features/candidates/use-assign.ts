import type { OrderDetailDto, ShiftDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { AssignPlan } from './plan.js';

type Wanted = {
  readonly order: OrderDetailDto;
  readonly shift: ShiftDto;
  readonly plan: AssignPlan;
  readonly escortId: string;
  readonly override: boolean;
};

/** Carries a plan out; the offer that follows a first step names the version that this step made. */
export function useAssign() {
  const offer = useMutation(api.dispatch.offer.mutationOptions());
  const change = useMutation(api.dispatch.changeEscort.mutationOptions());
  const withdraw = useMutation(api.dispatch.withdraw.mutationOptions());
  const release = useMutation(api.dispatch.release.mutationOptions());

  return async ({ order, shift, plan, escortId, override }: Wanted, reason: string) => {
    const ref = { orderId: order.orderId, expectedVersion: order.version, reason };
    const wish = { shiftNo: shift.no, escortId };
    if (plan === 'change') return change.mutateAsync({ ...ref, ...wish });
    if (plan === 'offer') return offer.mutateAsync({ ...ref, ...wish, override });
    const freed =
      plan === 'withdraw-then-offer'
        ? await withdraw.mutateAsync({ ...ref, offerId: shift.offerId ?? '' })
        : await release.mutateAsync({
            ...ref,
            shiftNo: shift.no,
            ...(shift.escortId ? { escortId: shift.escortId } : {}),
          });
    return offer.mutateAsync({ ...ref, ...wish, override, expectedVersion: freed.version });
  };
}
