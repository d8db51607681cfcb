import './audit.css';
import { Button } from 'antd';
import { useMay } from '../../shared/api/me.js';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { useStaffNames } from '../../shared/people/staff-names.js';
import { AuditFilterForm } from './audit-filter.js';
import { AuditRows } from './audit-rows.js';
import type { AuditFilter } from './filter.js';
import { useAudit } from './use-audit.js';
import { Verify } from './verify.js';

type Props = { readonly filter: AuditFilter; readonly change: (filter: AuditFilter) => void };

/** Who did or saw what, newest first, and whether all of it is as it was written. */
export function AuditPage({ filter, change }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const names = useStaffNames();
  const found = useAudit(filter);
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageTitle text={t('audit.title')} />
      {may('audit.verify') && <Verify />}
      <AuditFilterForm filter={filter} names={names} change={change} />
      <p className="hint" aria-live="polite">
        {found.isSuccess && `${t('audit.shown', { shown: rows.length })} · `}
        {t('zone.all', { zone: wordOf('zone', mainlandZone) })} · {t('audit.audited')}
      </p>
      {found.isError && <PageFailure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <PageSkeleton />}
      {rows.length > 0 && (
        <section className="panel" aria-label={t('audit.title')}>
          <AuditRows rows={rows} names={names} />
        </section>
      )}
      {found.isSuccess && rows.length === 0 && (
        <NothingHere why={t('audit.nothing')}>
          <Button type="primary" onClick={() => change({})}>
            {t('board.clearFilters')}
          </Button>
        </NothingHere>
      )}
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('board.more')}
        </Button>
      )}
    </>
  );
}
