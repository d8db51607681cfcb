import type { RoleGrantDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useMe } from '../../shared/api/me.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { PersonActProps } from './person.js';
import { useGrantWords } from './role-words.js';

/** Takes a role away; the next request of its holder goes without it. */
export function RevokeRoleDialog({ whom, grant, ...callbacks }: PersonActProps & { grant: RoleGrantDto }) {
  const { t } = useTexts();
  const words = useGrantWords()(grant);
  const isOwn = useMe()?.accountId === whom.accountId;
  const revoke = useMutation(api.people.revokeRole.mutationOptions());
  const told = { name: whom.name, ...words };
  return (
    <ActDialog
      title={t('revoke.title', told)}
      confirmWord={t('revoke.confirm')}
      isDangerous
      consequences={[t('revoke.first', told), t('revoke.second'), ...(isOwn ? [t('revoke.own')] : [])]}
      words="none"
      run={() => revoke.mutateAsync({ accountId: whom.accountId, grantId: grant.grantId })}
      {...callbacks}
    />
  );
}
