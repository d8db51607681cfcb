import type { WebhookDeliveryDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { serverNowMs } from '../../shared/api/server-clock.js';
import { instantOf, mainlandZone, wallTimeOf } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';

const WEEK_MS = 7 * 86_400_000;

/** Tells one event again, with the same id and body. */
export function ReplayDialog({ delivery, close }: { delivery: WebhookDeliveryDto; close: () => void }) {
  const { t } = useTexts();
  const replay = useMutation(api.webhook.replay.mutationOptions());
  const done = useActDone(api.webhook.deliveries.pathKey(), close);
  return (
    <ActDialog
      title={t('webhooks.replay.title', { type: delivery.type })}
      confirmWord={t('webhooks.replay.button')}
      consequences={[t('webhooks.replay.consequence')]}
      words="none"
      firstControl="act-confirm"
      run={() => replay.mutateAsync({ deliveryId: delivery.deliveryId })}
      onDone={done}
      onClose={close}
    />
  );
}

/** Tells everything again that was given up since an instant. */
export function ReplayFailedDialog({ endpointId, close }: { endpointId: string; close: () => void }) {
  const { t } = useTexts();
  const [since, setSince] = useState(() =>
    wallTimeOf(new Date(serverNowMs() - WEEK_MS).toISOString(), mainlandZone),
  );
  const replay = useMutation(api.webhook.replayFailed.mutationOptions());
  const done = useActDone(api.webhook.deliveries.pathKey(), close);
  return (
    <ActDialog
      title={t('webhooks.replayFailed.title')}
      confirmWord={t('webhooks.replayFailed.button')}
      consequences={[t('webhooks.replayFailed.consequence')]}
      words="none"
      firstControl="webhook-since"
      canConfirm={since !== ''}
      run={() => replay.mutateAsync({ endpointId, since: instantOf(since, mainlandZone) })}
      onDone={done}
      onClose={close}
    >
      <div className="field">
        <label htmlFor="webhook-since">{t('webhooks.replayFailed.since')}</label>
        <Input
          id="webhook-since"
          type="datetime-local"
          value={since}
          onChange={(event) => setSince(event.target.value)}
        />
      </div>
    </ActDialog>
  );
}
