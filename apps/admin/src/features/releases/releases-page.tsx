import './releases.css';
import type { ReleasesDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { serverNowMs } from '../../shared/api/server-clock.js';
import { HospitalPage } from '../../shared/clinic/hospital-page.js';
import { type Names, namesOf } from '../../shared/clinic/session-names.js';
import { dayAfter, mondayOf } from '../../shared/clinic/week.js';
import { dayOf, formatDate, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { ReleaseCalendar } from './release-calendar.js';
import { ReleaseRows } from './release-rows.js';
import { groupsOf, lateOf } from './releases.js';

export type ReleasesQuery = {
  readonly hospital?: string | undefined;
  readonly day?: string | undefined;
  readonly view?: 'week' | 'month' | undefined;
};

type Props = { readonly query: ReleasesQuery; readonly change: (patch: ReleasesQuery) => void };

const WEEK = 7;
const REFRESH_MS = 30_000;

/** Whole weeks, from a Monday on: one, or those of the month that the day is in. */
const spanOf = (day: string, view: 'week' | 'month') => {
  if (view === 'week') return { from: mondayOf(day), days: WEEK };
  const from = mondayOf(`${day.slice(0, 7)}-01`);
  const isStillIn = (later: string) => later.slice(0, 7) <= day.slice(0, 7);
  let days = WEEK;
  while (isStillIn(dayAfter(from, days))) days += WEEK;
  return { from, days };
};

/** The first day of the month before or after. */
const monthBeside = (day: string, months: -1 | 1): string => {
  const first = `${day.slice(0, 7)}-01`;
  return `${dayAfter(first, months === 1 ? 31 : -1).slice(0, 7)}-01`;
};

function Found({
  found,
  from,
  days,
  names,
}: {
  found: ReleasesDto;
  from: string;
  days: number;
  names: Names;
}) {
  const { t } = useTexts();
  const { zone } = found;
  const [chosen, setChosen] = useState<string>();
  const groups = groupsOf(found.releases);
  const opened = groups.find(({ dueAt }) => dueAt === chosen);
  const late = lateOf(found.releases);
  return (
    <>
      <section className="panel" aria-label={t('releases.next')} data-next={found.next.length}>
        <h2>{t('releases.next')}</h2>
        {found.next.length === 0 ? (
          <p className="hint">{t('releases.noNext')}</p>
        ) : (
          <ReleaseRows caption={t('releases.next')} releases={found.next} zone={zone} names={names} />
        )}
      </section>
      <section className="panel" aria-label={t('releases.calendar')}>
        <h2>{t('releases.calendar')}</h2>
        <p className="hint">
          {t('zone.all', { zone: wordOf('zone', zone) })} · {t('releases.legend')}
        </p>
        {groups.length === 0 && <NothingHere why={t('releases.none')} />}
        {groups.length > 0 && (
          <ReleaseCalendar
            groups={groups}
            from={from}
            days={days}
            zone={zone}
            chosen={chosen}
            choose={setChosen}
          />
        )}
        {opened && (
          <div data-release={opened.dueAt}>
            <h3 className="release-opened">{t('releases.ofInstant')}</h3>
            <ReleaseRows
              caption={t('releases.ofInstant')}
              releases={opened.releases}
              zone={zone}
              names={names}
            />
          </div>
        )}
      </section>
      <section className="panel" aria-label={t('releases.late')} data-late={late.length}>
        <h2>{t('releases.late')}</h2>
        {late.length === 0 ? (
          <p className="hint">{t('releases.noneLate')}</p>
        ) : (
          <ReleaseRows caption={t('releases.late')} releases={late} zone={zone} names={names} />
        )}
      </section>
    </>
  );
}

function Calendar({ hospitalId, from, days }: { hospitalId: string; from: string; days: number }) {
  const directory = useQuery(api.schedule.directory.queryOptions({ hospitalId }));
  const releases = useQuery(
    api.schedule.releases.queryOptions(
      { hospitalId, from, until: dayAfter(from, days) },
      { refetchInterval: REFRESH_MS },
    ),
  );
  const failed = [directory, releases].find(({ isError }) => isError);
  if (failed) return <PageFailure error={failed.error} retry={() => void failed.refetch()} />;
  if (!directory.data || !releases.data) return <PageSkeleton />;
  return <Found found={releases.data} from={from} days={days} names={namesOf(directory.data)} />;
}

/** When seats go on sale, by week or month: what sold, what is due next, and what came late. */
export function ReleasesPage({ query, change }: Props) {
  const { t, language } = useTexts();
  const today = dayOf(new Date(serverNowMs()).toISOString(), mainlandZone);
  const day = query.day ?? today;
  const view = query.view ?? 'week';
  const { from, days } = spanOf(day, view);
  const step = (by: -1 | 1) =>
    change({ day: view === 'week' ? dayAfter(day, by * WEEK) : monthBeside(day, by) });
  return (
    <HospitalPage
      title={t('releases.title')}
      hospital={query.hospital}
      choose={(hospital) => change({ hospital })}
      beside={() => (
        <>
          <OneOf
            legend={t('schedule.view')}
            value={view}
            change={(wanted) => change({ view: wanted })}
            options={[
              { value: 'week', label: t('releases.week') },
              { value: 'month', label: t('releases.month') },
            ]}
          />
          <p>
            <strong>
              {t('schedule.week', {
                from: formatDate(from, language),
                to: formatDate(dayAfter(from, days - 1), language),
              })}
            </strong>
          </p>
          <ul className="button-line">
            <li>
              <Button onClick={() => step(-1)}>{t('releases.before')}</Button>
            </li>
            <li>
              <Button onClick={() => change({ day: undefined })}>{t('desk.today')}</Button>
            </li>
            <li>
              <Button onClick={() => step(1)}>{t('releases.after')}</Button>
            </li>
          </ul>
        </>
      )}
    >
      {(hospitalId) => (
        <Calendar key={`${hospitalId} ${from} ${days}`} hospitalId={hospitalId} from={from} days={days} />
      )}
    </HospitalPage>
  );
}
