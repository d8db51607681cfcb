import { useMutation } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { formatFen } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import { type ActProps, keptFen } from './acts.js';

/** O22 where nobody can step in: everything back and a compensation. */
export function EscortNoShowDialog({ order, ...callbacks }: ActProps) {
  const { t } = useTexts();
  const [isUnreachable, setUnreachable] = useState(false);
  const mark = useMutation(api.dispatch.markEscortNoShow.mutationOptions());
  const name = order.shifts.find(({ cover }) => cover === 'accepted')?.escortName ?? '';
  const numbers = { name, kept: formatFen(keptFen(order)) };
  return (
    <ActDialog
      title={t('act.escort-no-show.title', numbers)}
      confirmWord={t('act.escort-no-show.button')}
      isDangerous
      consequences={[t('act.escort-no-show.first', numbers), t('act.escort-no-show.second', numbers)]}
      quickReasons={[t('act.escort-no-show.reasonA'), t('act.escort-no-show.reasonB')]}
      run={(reason) =>
        mark.mutateAsync({ orderId: order.orderId, expectedVersion: order.version, reason, isUnreachable })
      }
      {...callbacks}
    >
      <p>
        <Checkbox checked={isUnreachable} onChange={(event) => setUnreachable(event.target.checked)}>
          {t('act.escort-no-show.unreachable')}
        </Checkbox>
      </p>
    </ActDialog>
  );
}
