import { useMutation } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { PersonActProps } from './person.js';

/** For a colleague whose authenticator app is lost. */
export function ResetTotpDialog({ whom, ...callbacks }: PersonActProps) {
  const { t } = useTexts();
  const reset = useMutation(api.people.resetTotp.mutationOptions());
  const told = { name: whom.name };
  return (
    <ActDialog
      title={t('resetTotp.title', told)}
      confirmWord={t('resetTotp.button')}
      isDangerous
      consequences={[t('resetTotp.first', told), t('resetTotp.second', told), t('resetTotp.third')]}
      words="none"
      run={() => reset.mutateAsync({ accountId: whom.accountId })}
      {...callbacks}
    />
  );
}
