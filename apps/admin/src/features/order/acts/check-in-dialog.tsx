import { useMutation } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import type { ActProps } from './acts.js';

/** O12 on a dispatcher's word. */
export function CheckInDialog({ order, ...callbacks }: ActProps) {
  const { t } = useTexts();
  const checkIn = useMutation(api.dispatch.checkIn.mutationOptions());
  return (
    <ActDialog
      title={t('act.check-in.title', { patient: order.patientName })}
      confirmWord={t('act.check-in.button')}
      consequences={[t('act.check-in.first'), t('act.check-in.second')]}
      quickReasons={[t('act.check-in.reasonA'), t('act.check-in.reasonB')]}
      run={(reason) =>
        checkIn.mutateAsync({ orderId: order.orderId, expectedVersion: order.version, reason })
      }
      {...callbacks}
    />
  );
}
