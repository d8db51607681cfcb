import { useMutation } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { formatFen } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import type { ActProps } from './acts.js';

/** O17 by a dispatcher: the order is finished; an unpaid balance may be waived. */
export function ConfirmDialog({ order, ...callbacks }: ActProps) {
  const { t } = useTexts();
  const [waiveBalance, setWaive] = useState(false);
  const confirm = useMutation(api.dispatch.confirm.mutationOptions());
  const waive = useMutation(api.dispatch.waiveBalance.mutationOptions());
  const { balanceFen, keptFen } = order.money;
  const numbers = { kept: formatFen(keptFen), balance: formatFen(balanceFen) };
  return (
    <ActDialog
      title={t('act.confirm.title', { orderNo: order.orderNo })}
      confirmWord={t('act.confirm.button')}
      consequences={[
        t('act.confirm.first', numbers),
        ...(balanceFen > 0 ? [t(waiveBalance ? 'act.confirm.waived' : 'act.confirm.unpaid', numbers)] : []),
      ]}
      quickReasons={[t('act.confirm.reasonA'), t('act.confirm.reasonB')]}
      canConfirm={balanceFen <= 0 || waiveBalance}
      run={(reason) =>
        (waiveBalance ? waive : confirm).mutateAsync({
          orderId: order.orderId,
          expectedVersion: order.version,
          reason,
        })
      }
      {...callbacks}
    >
      {balanceFen > 0 && (
        <p className="act-choice">
          <Checkbox checked={waiveBalance} onChange={(event) => setWaive(event.target.checked)}>
            {t('act.confirm.waive', numbers)}
          </Checkbox>
        </p>
      )}
    </ActDialog>
  );
}
