import './partners.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { formatDay, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { CreditPanel } from './credit-panel.js';
import { EventsPanel } from './events-panel.js';
import { KeysPanel } from './keys-panel.js';
import { SystemsPanel } from './systems-panel.js';
import { UsagePanel } from './usage-panel.js';

/** One partner: its keys, its own systems, what it owes and has paid, how much its keys are used, and what they are told. */
export function PartnerPage({ partnerId }: { readonly partnerId: string }) {
  const { t, language } = useTexts();
  const may = useMay();
  const partners = useQuery(api.partner.list.queryOptions());
  const partner = partners.data?.partners.find((one) => one.partnerId === partnerId);
  return (
    <>
      <p>
        <Link to="/partners">{t('partners.back')}</Link>
      </p>
      <PageTitle text={partner?.name ?? t('partners.one')} />
      {partners.isPending && <PageSkeleton />}
      {partners.isError && <PageFailure error={partners.error} retry={() => void partners.refetch()} />}
      {partners.data && !partner && <NothingHere why={t('partners.unknown')} />}
      {partners.data && partner && (
        <>
          <p className="hint">
            {t('partners.about', {
              kind: t(`partners.kindOf.${partner.kind}`),
              day: formatDay(partner.createdAt, mainlandZone, language),
            })}{' '}
            · {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
          </p>
          {may('webhook-endpoint.list') && (
            <p>
              <Link to="/partners/$partnerId/webhooks" params={{ partnerId }}>
                {t('webhooks.title')}
              </Link>
            </p>
          )}
          {may('partner-key.revoke') && <KeysPanel partner={partner} operations={partners.data.operations} />}
          {may('clinic-system.list') && <SystemsPanel partnerId={partnerId} />}
          {may('partner-credit.read') && <CreditPanel partner={partner} />}
          {may('partner-usage.read') && <UsagePanel partnerId={partnerId} />}
          {may('partner-event.browse') && <EventsPanel partnerId={partnerId} />}
        </>
      )}
    </>
  );
}
