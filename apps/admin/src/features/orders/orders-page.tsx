import './orders.css';
import { Button } from 'antd';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { OrderRows } from './order-rows.js';
import { OrderSearchForm } from './order-search-form.js';
import type { OrderQuery } from './scopes.js';
import { useOrderSearch } from './use-order-search.js';

type Props = { readonly query: OrderQuery; readonly change: (patch: Partial<OrderQuery>) => void };

function NothingFound({ query, change }: Props) {
  const { t } = useTexts();
  const isNarrowed = query.text !== '' || query.scope !== 'all';
  return (
    <NothingHere why={isNarrowed ? t('orders.nothingFound') : t('orders.nothingYet')}>
      {isNarrowed && (
        <Button type="primary" onClick={() => change({ text: '', scope: 'all' })}>
          {t('orders.showAll')}
        </Button>
      )}
    </NothingHere>
  );
}

/** Every order of the house, open and closed, by number or patient, page by page. */
export function OrdersPage({ query, change }: Props) {
  const { t } = useTexts();
  const found = useOrderSearch(query);
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageTitle text={t('orders.title')} />
      <OrderSearchForm query={query} change={change} />
      <p className="hint" aria-live="polite">
        {found.isSuccess && `${t('orders.shown', { shown: rows.length })} · `}
        {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {found.isError && <PageFailure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <PageSkeleton />}
      {rows.length > 0 && (
        <section className="panel" aria-label={t('orders.title')} aria-busy={found.isPlaceholderData}>
          <OrderRows rows={rows} />
        </section>
      )}
      {found.isSuccess && rows.length === 0 && !found.hasNextPage && (
        <NothingFound query={query} change={change} />
      )}
      {found.isSuccess && rows.length === 0 && found.hasNextPage && (
        <p className="hint">{t('orders.notYetFound')}</p>
      )}
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t(query.text === '' ? 'orders.more' : 'orders.lookFurther')}
        </Button>
      )}
    </>
  );
}
