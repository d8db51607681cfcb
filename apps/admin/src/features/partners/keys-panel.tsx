import type { CreatedKeyDto } from '@banzhen/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { ToldOnceDialog } from '../../shared/act/told-once-dialog.js';
import { useMay } from '../../shared/api/me.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { CreateKeyDialog } from './create-key-dialog.js';
import { KeyCard } from './key-card.js';
import type { KeyDto, PartnerDto } from './partners.js';
import { RevokeKeyDialog } from './revoke-key-dialog.js';

type Props = { readonly partner: PartnerDto; readonly operations: readonly string[] };

/** The keys of a partner, and what can be done about them. */
export function KeysPanel({ partner, operations }: Props) {
  const { t, language } = useTexts();
  const may = useMay();
  const [isCreating, setCreating] = useState(false);
  const [told, setTold] = useState<CreatedKeyDto>();
  const [revoking, setRevoking] = useState<KeyDto>();
  const isFull = !partner.hasRoomForKey;
  return (
    <section className="panel" aria-label={t('partnerKeys.title')}>
      <div className="panel-head">
        <h2>{t('partnerKeys.title')}</h2>
        {may('partner-key.create') && (
          <Button type="primary" disabled={isFull} onClick={() => setCreating(true)}>
            {t('partnerKeys.create')}
          </Button>
        )}
      </div>
      <p className="hint">{t(isFull ? 'partnerKeys.full' : 'partnerKeys.rotation')}</p>
      {partner.keys.length === 0 && <p>{t('partnerKeys.none')}</p>}
      <ul className="partner-keys">
        {partner.keys.map((key) => (
          <KeyCard key={key.keyId} partnerKey={key} revoke={() => setRevoking(key)} />
        ))}
      </ul>
      {isCreating && (
        <CreateKeyDialog
          partner={partner}
          operations={operations}
          tell={setTold}
          close={() => setCreating(false)}
        />
      )}
      {told && (
        <ToldOnceDialog
          title={t('partnerKeys.toldTitle')}
          text={told.key}
          warning={t('partnerKeys.toldOnce')}
          how={t('partnerKeys.toldHow')}
          close={() => setTold(undefined)}
        >
          <p className="hint">
            {t('partnerKeys.toldUntil', { at: formatInstant(told.expiresAt, mainlandZone, language) })}
          </p>
        </ToldOnceDialog>
      )}
      {revoking && <RevokeKeyDialog partnerKey={revoking} close={() => setRevoking(undefined)} />}
    </section>
  );
}
