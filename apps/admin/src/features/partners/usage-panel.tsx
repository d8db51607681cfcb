import type { PartnerUsageDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { formatDate } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';

type Day = PartnerUsageDto['days'][number];

/** Quotas are counted by UTC days. */
const FULL = 100;
const percentOf = ({ requests, quota }: Day): number =>
  requests === 0 ? 0 : Math.min(FULL, Math.max(1, Math.round((requests / Math.max(quota, requests)) * FULL)));

function Bars({ days }: { readonly days: readonly Day[] }) {
  const { t, language } = useTexts();
  const all = days.reduce((sum, { requests }) => sum + requests, 0);
  const most = days.reduce((highest, one) => (percentOf(one) > percentOf(highest) ? one : highest));
  const told = { all, day: formatDate(most.day, language), requests: most.requests, quota: most.quota };
  const sentence = all === 0 ? t('partnerUsage.nothing') : t('partnerUsage.sum', told);
  return (
    <>
      <p>{sentence}</p>
      <div className="usage-bars" role="img" aria-label={sentence}>
        {days.map((one) => (
          <span
            key={one.day}
            data-quota={one.quota}
            title={`${formatDate(one.day, language)} · ${one.requests} / ${one.quota}`}
          >
            <span data-day={one.day} style={{ height: `${percentOf(one)}%` }} />
          </span>
        ))}
      </div>
    </>
  );
}

function Numbers({ days }: { readonly days: readonly Day[] }) {
  const { t, language } = useTexts();
  return (
    <details>
      <summary>{t('partnerUsage.numbers')}</summary>
      <div className="table-frame">
        <table>
          <caption className="visually-hidden">{t('partnerUsage.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('partnerUsage.day')}</th>
              <th scope="col" className="number">
                {t('partnerUsage.requests')}
              </th>
              <th scope="col" className="number">
                {t('partnerUsage.quota')}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((one) => (
              <tr key={one.day} data-usage={one.day} data-requests={one.requests}>
                <th scope="row">{formatDate(one.day, language)}</th>
                <td className="number">{one.requests}</td>
                <td className="number">{one.quota}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** How much the keys of a partner have asked, day by day, against what they may. */
export function UsagePanel({ partnerId }: { readonly partnerId: string }) {
  const { t } = useTexts();
  const usage = useQuery(api.partner.usage.queryOptions({ partnerId }));
  return (
    <section className="panel" aria-label={t('partnerUsage.title')}>
      <h2>{t('partnerUsage.title')}</h2>
      <p className="hint">{t('partnerUsage.how')}</p>
      {usage.isPending && <PageSkeleton />}
      {usage.isError && <PageFailure error={usage.error} retry={() => void usage.refetch()} />}
      {usage.data && (
        <>
          <Bars days={usage.data.days} />
          <Numbers days={usage.data.days} />
        </>
      )}
    </section>
  );
}
