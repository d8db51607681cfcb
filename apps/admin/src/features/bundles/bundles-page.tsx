import './bundles.css';
import type { BundleSeenDto } from '@banzhen/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { api, client } from '../../shared/api/client.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { BundleDetail } from './bundle-detail.js';
import { bundleColours, choosingFirst } from './bundles.js';

export type BundlesQuery = { readonly bundle?: string | undefined };

type Props = { readonly query: BundlesQuery; readonly change: (query: BundlesQuery) => void };

const PAGE_ROWS = 50;
const firstPage = (): string | undefined => undefined;

// Every look at the list is audited, so it is taken again when somebody asks or has acted.
const useBundles = () =>
  useInfiniteQuery({
    queryKey: [...api.bundle.live.pathKey(), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.bundle.live.query(
        { limit: PAGE_ROWS, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

type RowProps = { readonly bundle: BundleSeenDto; readonly open: (bundleId: string) => void };

function BundleRow({ bundle, open }: RowProps) {
  const { t, language } = useTexts();
  const { bundleId, status, order, appointment, chooseBy } = bundle;
  const { zone } = appointment;
  return (
    <tr data-bundle={bundleId} data-status={status}>
      <th scope="row">
        {appointment.patientName}
        <div className="fine number">{order.orderNo}</div>
      </th>
      <td data-label={t('schedule.state')}>
        <Tag color={bundleColours[status]}>{t(`bundleState.${status}`)}</Tag>
        {chooseBy && (
          <div className="fine">{t('bundles.chooseBy', { at: formatInstant(chooseBy, zone, language) })}</div>
        )}
      </td>
      <td data-label={t('bundles.seat')}>
        {t(`appointmentState.${appointment.status}`)}
        <div className="fine">
          {formatInstant(appointment.startsAt, zone, language)} · {appointment.doctorName}
        </div>
      </td>
      <td data-label={t('bundles.visit')}>
        {t(`state.${order.status}`)}
        <div className="fine">{formatInstant(order.startsAt, zone, language)}</div>
      </td>
      <td>
        <Button
          size="small"
          data-act="open"
          onClick={() => open(bundleId)}
          aria-label={t('bundles.openOf', { patient: appointment.patientName, orderNo: order.orderNo })}
        >
          {t('schedule.open')}
        </Button>
      </td>
    </tr>
  );
}

function BundleList({ open }: Pick<RowProps, 'open'>) {
  const { t } = useTexts();
  const bundles = useBundles();
  const rows = choosingFirst(bundles.data?.pages.flatMap((page) => page.bundles) ?? []);
  return (
    <section className="panel" aria-label={t('bundles.live')}>
      <div className="panel-head">
        <h2>{t('bundles.live')}</h2>
        <Button
          data-act="refresh"
          loading={bundles.isFetching && !bundles.isPending}
          onClick={() => void bundles.refetch()}
        >
          {t('desk.refresh')}
        </Button>
      </div>
      <p className="hint">
        {t('desk.audited')} · {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {bundles.isPending && <PageSkeleton />}
      {bundles.isError && <PageFailure error={bundles.error} retry={() => void bundles.refetch()} />}
      {bundles.isSuccess && rows.length === 0 && <NothingHere why={t('bundles.none')} />}
      {rows.length > 0 && (
        <div className="table-frame">
          <table className="stacked-rows">
            <caption className="visually-hidden">{t('bundles.live')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('desk.patient')}</th>
                <th scope="col">{t('schedule.state')}</th>
                <th scope="col">{t('bundles.seat')}</th>
                <th scope="col">{t('bundles.visit')}</th>
                <th scope="col">{t('schedule.act')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((bundle) => (
                <BundleRow key={bundle.bundleId} bundle={bundle} open={open} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {bundles.hasNextPage && (
        <Button loading={bundles.isFetchingNextPage} onClick={() => void bundles.fetchNextPage()}>
          {t('board.more')}
        </Button>
      )}
    </section>
  );
}

/** What families booked together: seats and escorts that are held together now; one of them with what happened to it. */
export function BundlesPage({ query, change }: Props) {
  const { t } = useTexts();
  const { bundle } = query;
  return (
    <>
      <PageTitle text={t('bundles.title')} />
      {bundle === undefined ? (
        <BundleList open={(bundleId) => change({ bundle: bundleId })} />
      ) : (
        <>
          <Button data-act="all-bundles" onClick={() => change({})}>
            {t('bundles.backToAll')}
          </Button>
          <BundleDetail key={bundle} bundleId={bundle} />
        </>
      )}
    </>
  );
}
