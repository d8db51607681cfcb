import { useMutation } from '@tanstack/react-query';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { Doctor } from './calendars.js';

/** Ends the link to the calendar of a doctor at once. */
export function RevokeLinkDialog({ doctor, close }: { readonly doctor: Doctor; readonly close: () => void }) {
  const { t } = useTexts();
  const revoke = useMutation(api.calendar.revoke.mutationOptions());
  const done = useActDone(api.calendar.pathKey(), close);
  return (
    <ActDialog
      title={t('calendars.revokeTitle', { name: doctor.name })}
      confirmWord={t('calendars.revoke')}
      isDangerous
      consequences={[t('calendars.revokeFirst'), t('calendars.revokeSecond')]}
      words="none"
      run={() => revoke.mutateAsync({ doctorId: doctor.doctorId })}
      onDone={done}
      onClose={close}
    />
  );
}
