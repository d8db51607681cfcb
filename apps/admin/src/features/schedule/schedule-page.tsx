import './schedule.css';
import { Button } from 'antd';
import { useState } from 'react';
import { HospitalPage } from '../../shared/clinic/hospital-page.js';
import { namesOf } from '../../shared/clinic/session-names.js';
import { dayAfter, mondayOf } from '../../shared/clinic/week.js';
import { dayOf, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { PublishPanel } from './publish-panel.js';
import { SessionDialog } from './session-dialog.js';
import { SessionList } from './session-list.js';
import { TemplateList } from './template-list.js';
import { useSchedule, type Week } from './use-schedule.js';
import { WeekGrid } from './week-grid.js';

export type ScheduleView = 'grid' | 'list';
export type ScheduleQuery = {
  readonly hospital?: string | undefined;
  /** Any day of the week that is shown. */
  readonly day?: string | undefined;
  readonly view?: ScheduleView | undefined;
};

type Props = { readonly query: ScheduleQuery; readonly change: (patch: ScheduleQuery) => void };

function Planned({ week, view }: { readonly week: Week; readonly view: ScheduleView }) {
  const { t } = useTexts();
  const { directory, sessions, templates } = useSchedule(week);
  const [openId, setOpenId] = useState<string>();
  const failed = [directory, sessions, templates].find(({ isError }) => isError);
  if (failed) return <PageFailure error={failed.error} retry={() => void failed.refetch()} />;
  if (!directory.data || !sessions.data || !templates.data) return <PageSkeleton />;
  const names = namesOf(directory.data);
  const { zone } = sessions.data;
  const shown = { sessions: sessions.data.sessions, zone, names };
  const opened = shown.sessions.find(({ clinicSessionId }) => clinicSessionId === openId);
  const open = ({ clinicSessionId }: { readonly clinicSessionId: string }) => setOpenId(clinicSessionId);
  return (
    <>
      <section className="panel" aria-label={t('schedule.sessions')}>
        <h2>{t('schedule.sessions')}</h2>
        <p className="hint">{t('zone.all', { zone: wordOf('zone', zone) })}</p>
        {shown.sessions.length === 0 && <NothingHere why={t('schedule.noSessions')} />}
        {shown.sessions.length > 0 && view === 'list' && <SessionList {...shown} open={open} />}
        {shown.sessions.length > 0 && view === 'grid' && (
          <WeekGrid {...shown} monday={week.monday} open={open} />
        )}
      </section>
      <PublishPanel key={`${week.hospitalId} ${week.monday}`} week={week} names={names} />
      <TemplateList planning={templates.data} directory={directory.data} names={names} monday={week.monday} />
      {opened && (
        <SessionDialog session={opened} zone={zone} names={names} close={() => setOpenId(undefined)} />
      )}
    </>
  );
}

function WeekButtons({ monday, change }: { readonly monday: string; readonly change: Props['change'] }) {
  const { t } = useTexts();
  return (
    <ul className="button-line">
      <li>
        <Button onClick={() => change({ day: dayAfter(monday, -7) })}>{t('schedule.weekBefore')}</Button>
      </li>
      <li>
        <Button onClick={() => change({ day: undefined })}>{t('schedule.thisWeek')}</Button>
      </li>
      <li>
        <Button onClick={() => change({ day: dayAfter(monday, 7) })}>{t('schedule.weekAfter')}</Button>
      </li>
    </ul>
  );
}

/** Schedules of clinics: a week of a hospital as a grid or a list, how it is planned, and its publication. */
export function SchedulePage({ query, change }: Props) {
  const { t } = useTexts();
  const monday = mondayOf(query.day ?? dayOf(new Date().toISOString(), mainlandZone));
  const view = query.view ?? 'grid';
  return (
    <HospitalPage
      title={t('schedule.title')}
      hospital={query.hospital}
      choose={(hospital) => change({ hospital })}
      beside={() => (
        <>
          <p>
            <strong>{t('schedule.week', { from: monday, to: dayAfter(monday, 6) })}</strong>
          </p>
          <WeekButtons monday={monday} change={change} />
          <OneOf
            legend={t('schedule.view')}
            value={view}
            change={(wanted) => change({ view: wanted })}
            options={[
              { value: 'grid', label: t('schedule.grid') },
              { value: 'list', label: t('schedule.list') },
            ]}
          />
        </>
      )}
    >
      {(hospitalId) => <Planned week={{ hospitalId, monday }} view={view} />}
    </HospitalPage>
  );
}
