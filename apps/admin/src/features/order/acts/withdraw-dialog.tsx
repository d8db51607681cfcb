import type { ShiftDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import { formatInstant } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import type { ActProps } from './acts.js';

type Props = ActProps & { readonly shift: ShiftDto };

/** O7: an offer is taken back. */
export function WithdrawDialog({ shift, order, ...callbacks }: Props) {
  const { t, language } = useTexts();
  const withdraw = useMutation(api.dispatch.withdraw.mutationOptions());
  const told = {
    name: shift.escortName ?? '',
    no: shift.no,
    starts: formatInstant(shift.startsAt, order.zone, language),
  };
  return (
    <ActDialog
      title={t('act.withdraw.title', told)}
      confirmWord={t('act.withdraw.button')}
      consequences={[t('act.withdraw.first', told), t('act.withdraw.second', told)]}
      quickReasons={[t('act.withdraw.reasonA'), t('act.withdraw.reasonB')]}
      run={(reason) =>
        withdraw.mutateAsync({
          orderId: order.orderId,
          expectedVersion: order.version,
          reason,
          offerId: shift.offerId ?? '',
        })
      }
      {...callbacks}
    />
  );
}
