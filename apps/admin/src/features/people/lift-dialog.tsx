import type { SanctionDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { PersonActProps } from './person.js';

/** Ends a sanction before its time. */
export function LiftDialog({ whom, sanction, ...callbacks }: PersonActProps & { sanction: SanctionDto }) {
  const { t } = useTexts();
  const lift = useMutation(api.people.liftSanction.mutationOptions());
  const told = { name: whom.name, kind: t(`sanctionKind.${sanction.kind}`) };
  return (
    <ActDialog
      title={t('lift.title', told)}
      confirmWord={t('lift.button')}
      consequences={[t(`lift.first.${sanction.kind}`, told), t('lift.second')]}
      words={{ label: t('lift.reason') }}
      quickReasons={[t('lift.reasonA'), t('lift.reasonB')]}
      run={(reason) => lift.mutateAsync({ sanctionId: sanction.sanctionId, reason })}
      {...callbacks}
    />
  );
}
