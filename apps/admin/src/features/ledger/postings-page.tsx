import './ledger.css';
import { Button } from 'antd';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { LedgerPages } from './ledger-pages.js';
import { PostingRows } from './posting-rows.js';
import { type PostingsFilter, PostingsFilterForm } from './postings-filter.js';
import { usePostings } from './use-postings.js';

type Props = { readonly filter: PostingsFilter; readonly change: (filter: PostingsFilter) => void };

/** Every posting with its entries, by account, order and day; each leads to its order or partner, and each order back here. */
export function PostingsPage({ filter, change }: Props) {
  const { t } = useTexts();
  const found = usePostings(filter);
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageTitle text={t('postings.title')} />
      <LedgerPages />
      <PostingsFilterForm filter={filter} change={change} />
      <p className="hint" aria-live="polite">
        {found.isSuccess && `${t('postings.shown', { shown: rows.length })} · `}
        {t('zone.all', { zone: wordOf('zone', mainlandZone) })} · {t('ledger.signs')}
      </p>
      {found.isError && <PageFailure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <PageSkeleton />}
      {rows.length > 0 && (
        <section className="panel" aria-label={t('postings.title')}>
          <PostingRows rows={rows} />
        </section>
      )}
      {found.isSuccess && rows.length === 0 && (
        <NothingHere why={t('postings.nothing')}>
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
