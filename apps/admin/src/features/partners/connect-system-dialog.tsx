import type { PlannedHospitalDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { HospitalField } from '../../shared/clinic/hospital-field.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { UrlField } from './system-url-field.js';

type Props = {
  readonly partnerId: string;
  readonly hospitals: readonly PlannedHospitalDto[];
  readonly tellSecret: (secret: string) => void;
  readonly close: () => void;
};

/** Says which system keeps the appointments of a hospital from now on. */
export function ConnectSystemDialog({ partnerId, hospitals, tellSecret, close }: Props) {
  const { t } = useTexts();
  const [url, setUrl] = useState('');
  const [hospitalId, setHospitalId] = useState(hospitals[0]?.hospitalId ?? '');
  const connect = useMutation(api.clinicSystem.connect.mutationOptions());
  const done = useActDone(api.clinicSystem.pathKey(), close);
  return (
    <ActDialog
      title={t('clinicSystems.connect.title')}
      confirmWord={t('clinicSystems.connect.button')}
      consequences={[t('clinicSystems.connect.consequence'), t('clinicSystems.connect.second')]}
      words="none"
      firstControl="system-url"
      canConfirm={url.trim() !== '' && hospitalId !== ''}
      run={async () => tellSecret((await connect.mutateAsync({ partnerId, hospitalId, url })).secret)}
      onDone={done}
      onClose={close}
    >
      <HospitalField hospitals={hospitals} value={hospitalId} change={setHospitalId} />
      <UrlField value={url} change={setUrl} />
    </ActDialog>
  );
}
