import './partners.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { formatDay, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { PartnerSearch } from './partner-search.js';
import { liveKeys, named, type PartnerDto } from './partners.js';
import { RegisterDialog } from './register-dialog.js';

function PartnerRow({ partner }: { readonly partner: PartnerDto }) {
  const { t, language } = useTexts();
  const day = (at: string) => formatDay(at, mainlandZone, language);
  const lastUsedAt = partner.keys
    .flatMap((key) => key.lastUsedAt ?? [])
    .toSorted()
    .at(-1);
  return (
    <tr data-partner={partner.partnerId}>
      <th scope="row">
        <Link to="/partners/$partnerId" params={{ partnerId: partner.partnerId }}>
          {partner.name}
        </Link>
      </th>
      <td data-label={t('partners.kind')}>{t(`partners.kindOf.${partner.kind}`)}</td>
      <td data-label={t('partners.since')}>{day(partner.createdAt)}</td>
      <td data-label={t('partners.liveKeys')} className="number">
        {liveKeys(partner).length}
      </td>
      <td data-label={t('partners.lastUsed')}>{lastUsedAt ? day(lastUsedAt) : t('partners.neverUsed')}</td>
    </tr>
  );
}

function PartnerRows({ partners }: { readonly partners: readonly PartnerDto[] }) {
  const { t } = useTexts();
  return (
    <section className="panel" aria-label={t('partners.title')}>
      <div className="table-frame">
        <table className="stacked-rows">
          <caption className="visually-hidden">{t('partners.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('partners.name')}</th>
              <th scope="col">{t('partners.kind')}</th>
              <th scope="col">{t('partners.since')}</th>
              <th scope="col" className="number">
                {t('partners.liveKeys')}
              </th>
              <th scope="col">{t('partners.lastUsed')}</th>
            </tr>
          </thead>
          <tbody>
            {partners.map((partner) => (
              <PartnerRow key={partner.partnerId} partner={partner} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type Props = { readonly text: string; readonly find: (text: string) => void };

/** Organisations whose systems work with the tenant. */
export function PartnersPage({ text, find }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const partners = useQuery(api.partner.list.queryOptions());
  const [isRegistering, setRegistering] = useState(false);
  const all = partners.data?.partners;
  const found = all && named(all, text);
  return (
    <>
      <PageTitle text={t('partners.title')} />
      <p className="hint">{t('partners.what')}</p>
      <div className="button-line">
        {all && all.length > 0 && <PartnerSearch text={text} find={find} />}
        {may('partner.register') && (
          <Button type="primary" onClick={() => setRegistering(true)}>
            {t('partners.register')}
          </Button>
        )}
      </div>
      {partners.isPending && <PageSkeleton />}
      {partners.isError && <PageFailure error={partners.error} retry={() => void partners.refetch()} />}
      {found && found.length > 0 && <PartnerRows partners={found} />}
      {all?.length === 0 && <NothingHere why={t('partners.none')} />}
      {all && all.length > 0 && found?.length === 0 && (
        <NothingHere why={t('partners.notFound')}>
          <Button onClick={() => find('')}>{t('board.clearFilters')}</Button>
        </NothingHere>
      )}
      {isRegistering && <RegisterDialog close={() => setRegistering(false)} />}
    </>
  );
}
