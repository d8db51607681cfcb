import type { WebhookEndpointDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { EndpointAct } from './use-webhooks.js';

type Props = {
  readonly endpoint: WebhookEndpointDto;
  readonly act: EndpointAct;
  readonly tellSecret: (secret: string) => void;
  readonly close: () => void;
};

/** One act with one endpoint, after its consequence was read. */
export function EndpointActDialog({ endpoint, act, tellSecret, close }: Props) {
  const { t } = useTexts();
  const done = useActDone(api.webhook.pathKey(), close);
  const acts = {
    test: useMutation(api.webhook.test.mutationOptions()),
    rotateSecret: useMutation(api.webhook.rotateSecret.mutationOptions()),
    disable: useMutation(api.webhook.disable.mutationOptions()),
    enable: useMutation(api.webhook.enable.mutationOptions()),
    remove: useMutation(api.webhook.remove.mutationOptions()),
  };
  const { endpointId, version, url } = endpoint;
  const run = async () => {
    const answer = await acts[act].mutateAsync({ endpointId, expectedVersion: version });
    if ('secret' in answer) tellSecret(answer.secret);
  };
  return (
    <ActDialog
      title={t(`webhooks.act.${act}.title`)}
      confirmWord={t(`webhooks.act.${act}.button`)}
      isDangerous={act === 'remove' || act === 'disable'}
      consequences={[t(`webhooks.act.${act}.consequence`, { url })]}
      words="none"
      firstControl="act-confirm"
      run={run}
      onDone={done}
      onReload={done}
      onClose={close}
    />
  );
}
