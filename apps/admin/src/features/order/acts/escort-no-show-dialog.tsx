import { useMutation } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import type { ActProps } from './acts.js';
import { EndingPreview, useEndingPreview } from './ending-preview.js';

/** O22 where nobody can step in: everything back and a compensation. */
export function EscortNoShowDialog({ order, ...callbacks }: ActProps) {
  const { t } = useTexts();
  const [isUnreachable, setUnreachable] = useState(false);
  const preview = useEndingPreview(order, isUnreachable ? 'escort-unreachable' : 'escort-no-show');
  const mark = useMutation(api.dispatch.markEscortNoShow.mutationOptions());
  const name = order.shifts.find(({ cover }) => cover === 'accepted')?.escortName ?? '';
  return (
    <ActDialog
      title={t('act.escort-no-show.title', { name })}
      confirmWord={t('act.escort-no-show.button')}
      isDangerous
      canConfirm={preview.isSuccess && preview.data.notYet === undefined}
      consequences={[t('act.escort-no-show.first'), t('act.escort-no-show.second', { name })]}
      quickReasons={[t('act.escort-no-show.reasonA'), t('act.escort-no-show.reasonB')]}
      run={(reason) =>
        mark.mutateAsync({ orderId: order.orderId, expectedVersion: order.version, reason, isUnreachable })
      }
      {...callbacks}
    >
      <p className="act-choice">
        <Checkbox checked={isUnreachable} onChange={(event) => setUnreachable(event.target.checked)}>
          {t('act.escort-no-show.unreachable')}
        </Checkbox>
      </p>
      <EndingPreview order={order} ending="escort-no-show" preview={preview} onReload={callbacks.onReload} />
    </ActDialog>
  );
}
