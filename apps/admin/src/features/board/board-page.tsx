import './board.css';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import { api, client } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { noteServerNow } from '../../shared/api/server-clock.js';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { useShortcut } from '../../shared/layout/shortcuts.js';
import { openShiftNo } from './board-card.js';
import { BoardColumn } from './board-column.js';
import { BoardFilters } from './board-filters.js';
import { arrangeBoard, type BoardFilter, groupIds, groupStatuses, usualGroups } from './groups.js';
import { useRovingCards } from './roving.js';

const PAGE_ROWS = 100;
const firstPage = (): string | undefined => undefined;

type Props = { readonly filter: BoardFilter; readonly change: (patch: Partial<BoardFilter>) => void };

const useBoard = (filter: BoardFilter) => {
  const statuses = groupIds.filter((id) => filter.groups.includes(id)).flatMap((id) => groupStatuses[id]);
  const board = useInfiniteQuery({
    // Not the ready-made options: they add a direction to the input, and the API refuses what it does not know.
    queryKey: [...api.dispatch.board.pathKey(), statuses],
    queryFn: async ({ pageParam, signal }) => {
      const cursor = pageParam === undefined ? {} : { cursor: pageParam };
      const page = await client.dispatch.board.query({ statuses, limit: PAGE_ROWS, ...cursor }, { signal });
      noteServerNow(page.serverNow);
      return page;
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    enabled: statuses.length > 0,
  });
  const { data } = board;
  const columns = useMemo(
    () => arrangeBoard(data?.pages.flatMap(({ rows }) => rows) ?? [], filter),
    [data, filter],
  );
  return { board, columns };
};

function Columns({ columns }: { readonly columns: ReturnType<typeof useBoard>['columns'] }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const may = useMay();
  const roving = useRovingCards(columns);
  useShortcut('u', () => roving.focusCard(columns.find(({ id }) => id === 'unassigned')?.rows[0]?.orderId));
  useShortcut('a', () => {
    const row = columns.flatMap(({ rows }) => rows).find(({ orderId }) => orderId === roving.current);
    const shiftNo = row && openShiftNo(row);
    if (shiftNo === undefined || !may('shift.offer')) return;
    void navigate({
      to: '/orders/$orderId/shifts/$shiftNo',
      params: { orderId: row?.orderId ?? '', shiftNo: String(shiftNo) },
    });
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the links inside
    <div
      className="board"
      onKeyDown={roving.onKeyDown}
      onBlur={(event) => roving.onBlur(event.relatedTarget)}
    >
      {columns.map((column) => (
        <BoardColumn key={column.id} column={column} tabStop={roving.current} onFocus={roving.onFocus} />
      ))}
      <p className="visually-hidden">{t('board.keysHint')}</p>
    </div>
  );
}

function EmptyBoard({ isFiltered, filter, change }: Props & { readonly isFiltered: boolean }) {
  const { t } = useTexts();
  return isFiltered ? (
    <NothingHere why={t('board.nothingMatches')}>
      <Button
        type="primary"
        onClick={() => change({ text: '', needsDispatcher: false, groups: usualGroups })}
      >
        {t('board.clearFilters')}
      </Button>
      {filter.text !== '' && (
        <Link to="/orders" search={{ text: filter.text }} className="way-on">
          {t('board.searchEverywhere', { text: filter.text })}
        </Link>
      )}
    </NothingHere>
  ) : (
    <NothingHere why={t('board.nothingOpen')}>
      {!filter.groups.includes('closed') && (
        <Button type="primary" onClick={() => change({ groups: [...filter.groups, 'closed'] })}>
          {t('board.showClosed')}
        </Button>
      )}
    </NothingHere>
  );
}

/** The order board: every open order by state, what presses first, following the server by itself. */
export function BoardPage({ filter, change }: Props) {
  const { t } = useTexts();
  const { board, columns } = useBoard(filter);
  const shown = columns.reduce((sum, { rows }) => sum + rows.length, 0);
  const isFiltered = filter.text !== '' || filter.needsDispatcher || filter.groups.length === 0;
  return (
    <>
      <PageTitle text={t('board.title')} />
      <BoardFilters filter={filter} change={change} />
      <p className="hint" aria-live="polite">
        {t('board.shown', { shown })} · {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {board.isError && <PageFailure error={board.error} retry={() => void board.refetch()} />}
      {board.isPending && filter.groups.length > 0 && !board.isError && <PageSkeleton />}
      {shown > 0 && <Columns columns={columns} />}
      {shown === 0 && (isFiltered || board.isSuccess) && (
        <EmptyBoard isFiltered={isFiltered} filter={filter} change={change} />
      )}
      {board.hasNextPage && (
        <Button loading={board.isFetchingNextPage} onClick={() => void board.fetchNextPage()}>
          {t('board.more')}
        </Button>
      )}
    </>
  );
}
