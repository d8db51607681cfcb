import type { PointsBookDto } from '@banzhen/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Tag } from 'antd';
import { useState } from 'react';
import { api, client } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { serverNowMs } from '../../shared/api/server-clock.js';
import { formatDay, formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { AdjustPointsDialog } from './adjust-points-dialog.js';
import { type EntryRow, entryRows, isUnbroken, lotRows, sumsOf } from './points-sums.js';

const PAGE_ROWS = 20;
const firstPage = (): number | undefined => undefined;

const usePoints = (accountId: string) =>
  useInfiniteQuery({
    queryKey: [...api.points.ofMember.pathKey(), accountId],
    queryFn: ({ pageParam, signal }) =>
      client.points.ofMember.query(
        { accountId, limit: PAGE_ROWS, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

const signed = (points: number): string => (points < 0 ? `−${-points}` : `+${points}`);

function Sums({ book }: { readonly book: PointsBookDto }) {
  const { t } = useTexts();
  const { inLots, debt, balance, isWhole } = sumsOf(book);
  return (
    <>
      <dl className="sums points-sums" data-balance={balance}>
        <div>
          <dt>{t('points.inLots')}</dt>
          <dd className="number">{inLots}</dd>
        </div>
        <div>
          <dt>{t('points.debt')}</dt>
          <dd className="number">{debt === 0 ? 0 : `−${debt}`}</dd>
        </div>
        <div className="points-total">
          <dt>{t('points.balance')}</dt>
          <dd className="number">{balance}</dd>
        </div>
        <div>
          <dt>{t('points.spendable')}</dt>
          <dd className="number">{book.spendable}</dd>
        </div>
      </dl>
      {!isWhole && <Alert type="error" showIcon title={t('points.notWhole')} />}
    </>
  );
}

function Lots({ lots }: { readonly lots: PointsBookDto['lots'] }) {
  const { t, language } = useTexts();
  if (lots.length === 0) return <p className="hint">{t('points.noLots')}</p>;
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('points.lots')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('points.lot')}</th>
            <th scope="col" className="number">
              {t('points.left')}
            </th>
            <th scope="col">{t('points.expiresAt')}</th>
          </tr>
        </thead>
        <tbody>
          {lotRows(lots, serverNowMs()).map(({ no, left, expiresAt, isExpired }) => (
            <tr key={no} data-lot={no}>
              <th scope="row">{t('points.lotNo', { no })}</th>
              <td className="number" data-label={t('points.left')}>
                {left}
              </td>
              <td data-label={t('points.expiresAt')}>
                {formatDay(expiresAt, mainlandZone, language)}{' '}
                {isExpired && <Tag color="warning">{t('points.isExpired')}</Tag>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Entries({ entries }: { readonly entries: readonly EntryRow[] }) {
  const { t, language } = useTexts();
  const may = useMay();
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('points.entries')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('points.at')}</th>
            <th scope="col">{t('points.what')}</th>
            <th scope="col" className="number">
              {t('points.points')}
            </th>
            <th scope="col" className="number">
              {t('points.balanceAfter')}
            </th>
            <th scope="col">{t('points.why')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.seq} data-entry={entry.seq} data-kind={entry.kind}>
              <th scope="row">{formatInstant(entry.at, mainlandZone, language)}</th>
              <td data-label={t('points.what')}>{t(`points.kind.${entry.kind}`)}</td>
              <td className="number" data-label={t('points.points')}>
                {signed(entry.points)}
              </td>
              <td className="number" data-label={t('points.balanceAfter')}>
                {entry.balanceAfter}
              </td>
              <td data-label={t('points.why')}>
                {wordOf('capacity', entry.as)}
                {entry.cause && ` · ${wordOf('cause', entry.cause)}`}
                {entry.orderId && may('board.read') && (
                  <>
                    {' · '}
                    <Link to="/orders/$orderId" params={{ orderId: entry.orderId }}>
                      {t('points.toOrder')}
                    </Link>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Points of a member: lots, entries, and the balance that both lead to. */
export function PointsPanel({ accountId }: { readonly accountId: string }) {
  const { t } = useTexts();
  const may = useMay();
  const [isAdjusting, setAdjusting] = useState(false);
  const points = usePoints(accountId);
  const book = points.data?.pages[0];
  const entries = points.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <section className="panel" aria-label={t('points.title')} data-points={accountId}>
      <div className="panel-head">
        <h2>{t('points.title')}</h2>
        {book && may('points.adjust') && (
          <Button data-act="adjust" onClick={() => setAdjusting(true)}>
            {t('adjust.open')}
          </Button>
        )}
      </div>
      {points.isPending && <PageSkeleton />}
      {points.isError && <PageFailure error={points.error} retry={() => void points.refetch()} />}
      {book && (
        <>
          <Sums book={book} />
          <h3>{t('points.lots')}</h3>
          <Lots lots={book.lots} />
          <h3>{t('points.entries')}</h3>
          {entries.length === 0 && <NothingHere why={t('points.noEntries')} />}
          {!isUnbroken(entries) && <Alert type="error" showIcon title={t('points.broken')} />}
          {entries.length > 0 && <Entries entries={entryRows(entries)} />}
        </>
      )}
      {points.hasNextPage && (
        <Button loading={points.isFetchingNextPage} onClick={() => void points.fetchNextPage()}>
          {t('board.more')}
        </Button>
      )}
      {book && isAdjusting && (
        <AdjustPointsDialog accountId={accountId} book={book} close={() => setAdjusting(false)} />
      )}
    </section>
  );
}
