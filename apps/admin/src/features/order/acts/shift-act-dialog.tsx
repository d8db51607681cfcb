import type { ShiftDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import { formatInstant } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import type { ActProps } from './acts.js';

type Props = ActProps & { readonly kind: 'withdraw' | 'release'; readonly shift: ShiftDto };

/** O7 and O8: an offer is taken back, or an escort is taken off the order. */
export function ShiftActDialog({ kind, shift, order, ...callbacks }: Props) {
  const { t, language } = useTexts();
  const withdraw = useMutation(api.dispatch.withdraw.mutationOptions());
  const release = useMutation(api.dispatch.release.mutationOptions());
  const ref = { orderId: order.orderId, expectedVersion: order.version };
  const theirs = order.shifts.filter(({ escortId }) => escortId === shift.escortId).length;
  const numbers = {
    name: shift.escortName ?? '',
    shifts: theirs,
    no: shift.no,
    starts: formatInstant(shift.startsAt, order.zone, language),
  };
  const run = (reason: string) =>
    kind === 'withdraw'
      ? withdraw.mutateAsync({ ...ref, reason, offerId: shift.offerId ?? '' })
      : release.mutateAsync({ ...ref, reason, ...(shift.escortId ? { escortId: shift.escortId } : {}) });
  return (
    <ActDialog
      title={t(`act.${kind}.title`, numbers)}
      confirmWord={t(`act.${kind}.button`)}
      isDangerous={kind === 'release'}
      consequences={[t(`act.${kind}.first`, numbers), t(`act.${kind}.second`, numbers)]}
      quickReasons={[t(`act.${kind}.reasonA`), t(`act.${kind}.reasonB`)]}
      run={run}
      {...callbacks}
    />
  );
}
