import { useMutation } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import { formatFen } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import { type ActProps, keptFen } from './acts.js';

type Props = ActProps & { readonly kind: 'check-in' | 'end-early' | 'patient-no-show' | 'give-up' };

/** O12 by a dispatcher, O16, O21, O23: acts that need a reason and nothing else. */
export function PlainActDialog({ kind, order, ...callbacks }: Props) {
  const { t } = useTexts();
  const checkIn = useMutation(api.dispatch.checkIn.mutationOptions());
  const endEarly = useMutation(api.dispatch.endEarly.mutationOptions());
  const noShow = useMutation(api.dispatch.markPatientNoShow.mutationOptions());
  const giveUp = useMutation(api.dispatch.giveUp.mutationOptions());
  const run = {
    'check-in': checkIn.mutateAsync,
    'end-early': endEarly.mutateAsync,
    'patient-no-show': noShow.mutateAsync,
    'give-up': giveUp.mutateAsync,
  }[kind];
  const numbers = {
    patient: order.patientName,
    kept: formatFen(keptFen(order)),
    open: order.shifts.filter(({ cover }) => cover !== 'accepted').length,
  };
  return (
    <ActDialog
      title={t(`act.${kind}.title`, numbers)}
      confirmWord={t(`act.${kind}.button`)}
      isDangerous={kind !== 'check-in'}
      consequences={[t(`act.${kind}.first`, numbers), t(`act.${kind}.second`, numbers)]}
      quickReasons={[t(`act.${kind}.reasonA`), t(`act.${kind}.reasonB`)]}
      run={(reason) => run({ orderId: order.orderId, expectedVersion: order.version, reason })}
      {...callbacks}
    />
  );
}
