import { useMutation } from '@tanstack/react-query';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { shortId } from '../../shared/short-id.js';
import type { KeyDto } from './partners.js';

/** Ends a key at once. */
export function RevokeKeyDialog({ partnerKey: { keyId }, close }: { partnerKey: KeyDto; close: () => void }) {
  const { t } = useTexts();
  const revoke = useMutation(api.partner.revokeKey.mutationOptions());
  const done = useActDone(api.partner.pathKey(), close);
  return (
    <ActDialog
      title={t('partnerKeys.revokeTitle', { name: shortId(keyId) })}
      confirmWord={t('partnerKeys.revoke')}
      isDangerous
      consequences={[t('partnerKeys.revokeFirst'), t('partnerKeys.revokeSecond')]}
      words="none"
      run={() => revoke.mutateAsync({ keyId })}
      onDone={done}
      onClose={close}
    />
  );
}
