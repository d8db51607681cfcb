import type { ClinicSystemDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { ToldOnceDialog } from '../../shared/act/told-once-dialog.js';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { useHospitals } from '../../shared/clinic/hospital-field.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { ConnectSystemDialog } from './connect-system-dialog.js';
import { ChangeDialog, RotateDialog } from './system-dialogs.js';

type Begun =
  | { readonly act: 'connect' }
  | { readonly act: 'change' | 'rotate'; readonly system: ClinicSystemDto };

/** The systems in which a partner's hospitals keep appointments themselves, and what they have not answered. */
export function SystemsPanel({ partnerId }: { readonly partnerId: string }) {
  const { t, language } = useTexts();
  const may = useMay();
  const [begun, setBegun] = useState<Begun>();
  const [secret, setSecret] = useState<string>();
  const systems = useQuery(api.clinicSystem.list.queryOptions({ partnerId }));
  const hospitals = useHospitals().data ?? [];
  const nameOf = (id: string) => hospitals.find(({ hospitalId }) => hospitalId === id)?.name ?? id;
  const close = () => setBegun(undefined);
  return (
    <section className="panel" aria-label={t('clinicSystems.title')}>
      <div className="panel-head">
        <h2>{t('clinicSystems.title')}</h2>
        {may('clinic-system.connect') && (
          <Button
            data-act="connect-system"
            disabled={hospitals.length === 0}
            onClick={() => setBegun({ act: 'connect' })}
          >
            {t('clinicSystems.connect.button')}
          </Button>
        )}
      </div>
      <p className="hint">{t('clinicSystems.about')}</p>
      {systems.isPending && <PageSkeleton />}
      {systems.isError && <PageFailure error={systems.error} retry={() => void systems.refetch()} />}
      {systems.data?.systems.length === 0 && <p>{t('clinicSystems.none')}</p>}
      {systems.data?.systems.map((system) => {
        const name = nameOf(system.hospitalId);
        const { systemId, state, url, unclear, unclearSince } = system;
        return (
          <div key={systemId} data-system={systemId} data-unclear={unclear}>
            <h3>
              {name}{' '}
              <Tag color={state === 'active' ? 'success' : 'warning'}>
                {t(`clinicSystems.state.${state}`)}
              </Tag>
            </h3>
            <p>{url}</p>
            <p>
              {unclearSince === undefined
                ? t('clinicSystems.clear')
                : t('clinicSystems.unclear', {
                    count: unclear,
                    since: formatInstant(unclearSince, mainlandZone, language),
                  })}
            </p>
            <p>
              {(['change', 'rotate'] as const).map((act) => (
                <Button
                  key={act}
                  data-act={`${act}-system`}
                  aria-label={t('clinicSystems.actFor', { act: t(`clinicSystems.${act}.button`), name })}
                  onClick={() => setBegun({ act, system })}
                >
                  {t(`clinicSystems.${act}.button`)}
                </Button>
              ))}
            </p>
          </div>
        );
      })}
      {begun?.act === 'connect' && (
        <ConnectSystemDialog
          partnerId={partnerId}
          hospitals={hospitals}
          tellSecret={setSecret}
          close={close}
        />
      )}
      {begun?.act === 'change' && (
        <ChangeDialog system={begun.system} name={nameOf(begun.system.hospitalId)} close={close} />
      )}
      {begun?.act === 'rotate' && (
        <RotateDialog
          system={begun.system}
          name={nameOf(begun.system.hospitalId)}
          tellSecret={setSecret}
          close={close}
        />
      )}
      {secret && (
        <ToldOnceDialog
          title={t('clinicSystems.secretTitle')}
          text={secret}
          warning={t('clinicSystems.secretOnce')}
          close={() => setSecret(undefined)}
        />
      )}
    </section>
  );
}
