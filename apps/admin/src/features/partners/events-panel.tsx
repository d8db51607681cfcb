import type { PartnerEventsDto } from '@banzhen/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api, client } from '../../shared/api/client.js';
import { useHospitals } from '../../shared/clinic/hospital-field.js';
import { formatFen, formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { shortId } from '../../shared/short-id.js';

type Event = PartnerEventsDto['events'][number];
type Place = PartnerEventsDto['next'];

/** The words of events, by what they are about. */
const wordsOf = {
  appointment: (type: string) => wordOf('appointmentEvent', type),
  session: (type: string) => wordOf('sessionEvent', type),
  'escort-order': (type: string) => wordOf('event', type),
} as const;

const PAGE_ROWS = 50;
const beginning = (): Place | undefined => undefined;

/** Pages of what the partner is told, from the oldest that is kept; the next one begins where the last one ended. */
const useEvents = (partnerId: string) =>
  useInfiniteQuery({
    queryKey: [...api.partner.events.pathKey(), partnerId],
    queryFn: ({ pageParam, signal }) =>
      client.partner.events.query(
        { partnerId, limit: PAGE_ROWS, ...(pageParam === undefined ? {} : { after: pageParam }) },
        { signal },
      ),
    initialPageParam: beginning(),
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: false,
  });

function EventRows({ events }: { readonly events: readonly Event[] }) {
  const { t, language } = useTexts();
  const hospitals = useHospitals();
  const nameOf = (id: string) =>
    hospitals.data?.find(({ hospitalId }) => hospitalId === id)?.name ?? shortId(id);
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('partnerEvents.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('partnerEvents.when')}</th>
            <th scope="col">{t('partnerEvents.what')}</th>
            <th scope="col">{t('partnerEvents.about')}</th>
            <th scope="col">{t('partnerEvents.hospital')}</th>
            <th scope="col" className="number">
              {t('partnerEvents.version')}
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ eventId, type, about, subjectId, hospitalId, version, dueFen, at }) => (
            <tr key={eventId} data-event={type}>
              <th scope="row">{formatInstant(at, mainlandZone, language)}</th>
              <td data-label={t('partnerEvents.what')}>
                {wordsOf[about](type)} <code className="fine">{type}</code>
                {dueFen !== undefined && (
                  <div className="fine">{t('partnerEvents.due', { amount: formatFen(dueFen) })}</div>
                )}
              </td>
              <td data-label={t('partnerEvents.about')}>
                {t(`partnerEvents.of.${about}`)} <code title={subjectId}>{shortId(subjectId)}</code>
              </td>
              <td data-label={t('partnerEvents.hospital')}>{nameOf(hospitalId)}</td>
              <td data-label={t('partnerEvents.version')} className="number">
                {version}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the live keys of a partner are told by `/v1/events`, the newest last. */
export function EventsPanel({ partnerId }: { readonly partnerId: string }) {
  const { t } = useTexts();
  const found = useEvents(partnerId);
  const pages = found.data?.pages ?? [];
  const events = pages.flatMap((page) => page.events);
  const isAtEnd = (pages.at(-1)?.events.length ?? 0) < PAGE_ROWS;
  const isFollowed = pages.at(-1)?.isFollowed === true;
  return (
    <section className="panel" aria-label={t('partnerEvents.title')}>
      <h2>{t('partnerEvents.title')}</h2>
      <p className="hint">{t('partnerEvents.how')}</p>
      {found.isPending && <PageSkeleton />}
      {found.isError && <PageFailure error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && !isFollowed && <p>{t('partnerEvents.unfollowed')}</p>}
      {events.length > 0 && <EventRows events={events} />}
      {isFollowed && (
        <>
          <p role="status" className="hint">
            {t(isAtEnd ? 'partnerEvents.atEnd' : 'partnerEvents.shown', { shown: events.length })}
          </p>
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t(isAtEnd ? 'partnerEvents.again' : 'partnerEvents.goOn')}
          </Button>
        </>
      )}
    </section>
  );
}
