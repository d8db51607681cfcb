import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useMay } from '../../shared/api/me.js';
import { useHospitals } from '../../shared/clinic/hospital-field.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { useStaffNames } from '../../shared/people/staff-names.js';
import { shortId } from '../../shared/short-id.js';
import { byGroup, type KeyDto } from './partners.js';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Scope({ operations }: { readonly operations: readonly string[] }) {
  const { t } = useTexts();
  return (
    <ul className="key-scope">
      {byGroup(operations).map(({ group, operations: here }) => (
        <li key={group}>
          <strong>{t(`partnerKeys.group.${group}`)}</strong>{' '}
          {here.map((operation) => wordOf('operation', operation)).join(t('partnerKeys.join'))}
        </li>
      ))}
    </ul>
  );
}

type Props = { readonly partnerKey: KeyDto; readonly revoke: () => void };

/** One key: whether it counts, what it is for, and who made it. The key itself is nowhere any more. */
export function KeyCard({ partnerKey: key, revoke }: Props) {
  const { t, language } = useTexts();
  const may = useMay();
  const hospitals = useHospitals();
  const names = useStaffNames();
  const at = (instant: string) => formatInstant(instant, mainlandZone, language);
  const nameOf = (id: string) =>
    hospitals.data?.find(({ hospitalId }) => hospitalId === id)?.name ?? shortId(id);
  const state = key.over ?? 'live';
  const name = shortId(key.keyId);
  return (
    <li data-key={key.keyId} data-state={state}>
      <div className="panel-head">
        <h3>{t('partnerKeys.named', { name })}</h3>
        <Tag color={state === 'live' ? 'success' : 'default'}>{t(`partnerKeys.state.${state}`)}</Tag>
        {state === 'live' && may('partner-key.revoke') && (
          <Button size="small" danger onClick={revoke} aria-label={t('partnerKeys.revokeOf', { name })}>
            {t('partnerKeys.revoke')}
          </Button>
        )}
      </div>
      <dl className="facts">
        <Fact name={t('partnerKeys.hospitals')}>
          {key.hospitalIds.map(nameOf).join(t('partnerKeys.join'))}
        </Fact>
        <Fact name={t('partnerKeys.networks')}>
          {key.networks.length === 0 ? t('partnerKeys.anywhere') : key.networks.join(t('partnerKeys.join'))}
        </Fact>
        <Fact name={t('partnerKeys.quota')}>{t('partnerKeys.aDay', { requests: key.dailyQuota })}</Fact>
        <Fact name={t('partnerKeys.signing')}>
          {t(key.isSigned ? 'partnerKeys.signed' : 'partnerKeys.unsigned')}
        </Fact>
        <Fact name={t('partnerKeys.madeBy')}>
          {names.get(key.madeBy) ?? shortId(key.madeBy)} · {at(key.createdAt)}
        </Fact>
        <Fact name={t('partnerKeys.lastUsed')}>
          {key.lastUsedAt ? at(key.lastUsedAt) : t('partners.neverUsed')}
        </Fact>
        <Fact name={t('partnerKeys.expires')}>{at(key.expiresAt)}</Fact>
      </dl>
      <Scope operations={key.operations} />
    </li>
  );
}
