import type { MemberPageDto, MemberStatusDto } from '@banzhen/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId } from 'react';
import { api, client } from '../../shared/api/client.js';
import { formatDay, mainlandZone } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { memberStatuses } from './statuses.js';

const PAGE_ROWS = 20;
const firstPage = (): string | undefined => undefined;

const useMembers = (status: MemberStatusDto | undefined) =>
  useInfiniteQuery({
    queryKey: [...api.membership.list.pathKey(), status],
    queryFn: ({ pageParam, signal }) =>
      client.membership.list.query(
        {
          limit: PAGE_ROWS,
          ...(status ? { status } : {}),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

type Row = MemberPageDto['rows'][number];

function MemberRow({ row, open }: { readonly row: Row; readonly open: (accountId: string) => void }) {
  const { t, language } = useTexts();
  const name = row.name || t('members.erased');
  return (
    <tr data-account={row.accountId}>
      <th scope="row">
        {name}
        <div className="fine number">{row.phone}</div>
      </th>
      <td data-label={t('schedule.state')}>{t(`memberState.${row.status}`)}</td>
      <td data-label={t('members.level')}>
        {row.level ? inLanguage(row.level.name, language) : t('members.noLevel')}
      </td>
      <td data-label={t('members.growth')} className="number">
        {row.growth}
      </td>
      <td data-label={t('members.until')}>{row.until && formatDay(row.until, mainlandZone, language)}</td>
      <td>
        <Button
          size="small"
          onClick={() => open(row.accountId)}
          aria-label={t('members.openOf', { name: `${name} ${row.phone}` })}
        >
          {t('schedule.open')}
        </Button>
      </td>
    </tr>
  );
}

type Props = {
  readonly status: MemberStatusDto | undefined;
  readonly choose: (status: MemberStatusDto | undefined) => void;
  readonly open: (accountId: string) => void;
};

/** All members, by state, a page at a time. */
export function MemberList({ status, choose, open }: Props) {
  const { t } = useTexts();
  const id = useId();
  const members = useMembers(status);
  const rows = members.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="panel" aria-label={t('members.all')}>
      <div className="panel-head">
        <h2>{t('members.all')}</h2>
        <div className="button-line">
          <label htmlFor={id}>{t('schedule.state')}</label>
          <select
            id={id}
            value={status ?? ''}
            onChange={(event) => choose(memberStatuses.find((one) => one === event.target.value))}
          >
            <option value="">{t('members.everyState')}</option>
            {memberStatuses.map((one) => (
              <option key={one} value={one}>
                {t(`memberState.${one}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {members.isPending && <PageSkeleton />}
      {members.isError && <PageFailure error={members.error} retry={() => void members.refetch()} />}
      {members.isSuccess && rows.length === 0 && <NothingHere why={t('members.none')} />}
      {rows.length > 0 && (
        <div className="table-frame">
          <table className="stacked-rows">
            <caption className="visually-hidden">{t('members.all')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('staff.name')}</th>
                <th scope="col">{t('schedule.state')}</th>
                <th scope="col">{t('members.level')}</th>
                <th scope="col" className="number">
                  {t('members.growth')}
                </th>
                <th scope="col">{t('members.until')}</th>
                <th scope="col">{t('schedule.act')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <MemberRow key={row.accountId} row={row} open={open} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {members.hasNextPage && (
        <Button loading={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
          {t('board.more')}
        </Button>
      )}
    </section>
  );
}
