import type { OrderDetailDto } from '@banzhen/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { refreshOrders } from '../../../shared/api/live.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import type { Act, ActProps } from './acts.js';
import { CancelDialog } from './cancel-dialog.js';
import { CheckInDialog } from './check-in-dialog.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { EndingDialog } from './ending-dialog.js';
import { EscortNoShowDialog } from './escort-no-show-dialog.js';
import { ReleaseDialog } from './release-dialog.js';
import { RescheduleDialog } from './reschedule-dialog.js';
import { WithdrawDialog } from './withdraw-dialog.js';

type Props = { readonly act: Act; readonly order: OrderDetailDto; readonly close: () => void };

/** The dialog of an act. When it is done, everything on the screen is looked up again. */
export function OpenAct({ act, order: current, close }: Props) {
  // What the dispatcher has read and agreed to, so that a change by somebody else is refused and told, not swallowed.
  const [order] = useState(current);
  const { t } = useTexts();
  const { message } = App.useApp();
  const client = useQueryClient();
  const reload = () => {
    close();
    void refreshOrders(client);
  };
  const done = () => {
    reload();
    void message.success(t('act.done'));
  };
  const props: ActProps = { order, onDone: done, onReload: reload, onClose: close };
  switch (act.kind) {
    case 'withdraw':
      return <WithdrawDialog shift={act.shift} {...props} />;
    case 'release':
      return <ReleaseDialog shift={act.shift} {...props} />;
    case 'cancel':
      return <CancelDialog {...props} />;
    case 'confirm':
      return <ConfirmDialog {...props} />;
    case 'escort-no-show':
      return <EscortNoShowDialog {...props} />;
    case 'check-in':
      return <CheckInDialog {...props} />;
    case 'reschedule':
      return <RescheduleDialog {...props} />;
    default:
      return <EndingDialog kind={act.kind} {...props} />;
  }
}
