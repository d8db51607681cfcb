import { useMutation } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import type { ActProps } from './acts.js';
import { type Ending, EndingPreview, useEndingPreview } from './ending-preview.js';

type Kind = 'end-early' | 'patient-no-show' | 'give-up';
type Props = ActProps & { readonly kind: Kind };

const endings: Record<Kind, Ending> = {
  'end-early': 'early-end',
  'patient-no-show': 'patient-no-show',
  'give-up': 'unmatched',
};

/** O16, O21, O23: where the money goes is shown first, to the fen. */
export function EndingDialog({ kind, order, ...callbacks }: Props) {
  const { t } = useTexts();
  const preview = useEndingPreview(order, endings[kind]);
  const endEarly = useMutation(api.dispatch.endEarly.mutationOptions());
  const noShow = useMutation(api.dispatch.markPatientNoShow.mutationOptions());
  const giveUp = useMutation(api.dispatch.giveUp.mutationOptions());
  const run = {
    'end-early': endEarly.mutateAsync,
    'patient-no-show': noShow.mutateAsync,
    'give-up': giveUp.mutateAsync,
  }[kind];
  const words = {
    patient: order.patientName,
    open: order.shifts.filter(({ cover }) => cover !== 'accepted').length,
  };
  return (
    <ActDialog
      title={t(`act.${kind}.title`, words)}
      confirmWord={t(`act.${kind}.button`)}
      isDangerous
      canConfirm={preview.isSuccess && preview.data.notYet === undefined}
      consequences={[t(`act.${kind}.first`, words), t(`act.${kind}.second`, words)]}
      quickReasons={[t(`act.${kind}.reasonA`), t(`act.${kind}.reasonB`)]}
      run={(reason) => run({ orderId: order.orderId, expectedVersion: order.version, reason })}
      {...callbacks}
    >
      <EndingPreview order={order} ending={endings[kind]} preview={preview} onReload={callbacks.onReload} />
    </ActDialog>
  );
}
