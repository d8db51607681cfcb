import type { ClinicSystemDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { UrlField } from './system-url-field.js';

type Props = { readonly system: ClinicSystemDto; readonly name: string; readonly close: () => void };

/** Where the system of a hospital is from now on, and whether it is asked. */
export function ChangeDialog({ system, name, close }: Props) {
  const { t } = useTexts();
  const { systemId, version: expectedVersion } = system;
  const [url, setUrl] = useState(system.url);
  const [isActive, setActive] = useState(system.state === 'active');
  const change = useMutation(api.clinicSystem.change.mutationOptions());
  const done = useActDone(api.clinicSystem.pathKey(), close);
  const state = isActive ? 'active' : 'paused';
  return (
    <ActDialog
      title={t('clinicSystems.change.title', { name })}
      confirmWord={t('clinicSystems.change.button')}
      consequences={[t('clinicSystems.change.consequence'), t('clinicSystems.change.second')]}
      words="none"
      firstControl="system-url"
      canConfirm={url.trim() !== '' && (url !== system.url || state !== system.state)}
      run={() => change.mutateAsync({ systemId, expectedVersion, url, state })}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <UrlField value={url} change={setUrl} />
      <Checkbox checked={isActive} onChange={(event) => setActive(event.target.checked)}>
        {t('clinicSystems.state.active')}
      </Checkbox>
    </ActDialog>
  );
}

/** A new secret for the system of a hospital. */
export function RotateDialog({
  system,
  name,
  tellSecret,
  close,
}: Props & { readonly tellSecret: (secret: string) => void }) {
  const { t } = useTexts();
  const { systemId, version: expectedVersion } = system;
  const rotate = useMutation(api.clinicSystem.rotateSecret.mutationOptions());
  const done = useActDone(api.clinicSystem.pathKey(), close);
  return (
    <ActDialog
      title={t('clinicSystems.rotate.title', { name })}
      confirmWord={t('clinicSystems.rotate.button')}
      consequences={[t('clinicSystems.rotate.consequence')]}
      words="none"
      firstControl="act-confirm"
      run={async () => tellSecret((await rotate.mutateAsync({ systemId, expectedVersion })).secret)}
      onDone={done}
      onReload={done}
      onClose={close}
    />
  );
}
