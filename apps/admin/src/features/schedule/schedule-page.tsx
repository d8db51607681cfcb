import './schedule.css';
import type { ClinicDirectoryDto } from '@banzhen/contracts';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { HospitalPage } from '../../shared/clinic/hospital-page.js';
import { namesOf } from '../../shared/clinic/session-names.js';
import { dayAfter, mondayOf } from '../../shared/clinic/week.js';
import { dayOf, formatDate, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import type { DrawnHours } from './plan-draft.js';
import { Field } from './plan-fields.js';
import { PublishPanel } from './publish-panel.js';
import { SessionDialog } from './session-dialog.js';
import { SessionList } from './session-list.js';
import { TemplateDialog } from './template-dialog.js';
import { TemplateList } from './template-list.js';
import { useSchedule, type Week } from './use-schedule.js';
import { WeekCalendar } from './week-calendar.js';

export type ScheduleView = 'grid' | 'list';
export type ScheduleQuery = {
  readonly hospital?: string | undefined;
  /** Any day of the week that is shown. */
  readonly day?: string | undefined;
  readonly view?: ScheduleView | undefined;
  /** Whose sessions alone are shown. */
  readonly department?: string | undefined;
};

type Props = { readonly query: ScheduleQuery; readonly change: (patch: ScheduleQuery) => void };

/** More sessions than this cannot be read beside one another in seven columns. */
const MOST_IN_A_WEEK = 150;

function Planned({
  week,
  view,
  query,
  change,
}: Props & { readonly week: Week; readonly view: ScheduleView }) {
  const { t } = useTexts();
  const { directory, sessions, templates } = useSchedule(week);
  const mayPlan = useMay()('schedule.change');
  const [openId, setOpenId] = useState<string>();
  const [drawn, setDrawn] = useState<DrawnHours>();
  const failed = [directory, sessions, templates].find(({ isError }) => isError);
  if (failed) return <PageFailure error={failed.error} retry={() => void failed.refetch()} />;
  if (!directory.data || !sessions.data || !templates.data) return <PageSkeleton />;
  const names = namesOf(directory.data);
  const { zone } = sessions.data;
  const { department } = query;
  const isShown = ({ departmentId }: { readonly departmentId: string }) =>
    department === undefined || departmentId === department;
  const shown = { sessions: sessions.data.sessions.filter(isShown), zone, names };
  const planning = { ...templates.data, templates: templates.data.templates.filter(isShown) };
  const isTooMuch = view === 'grid' && shown.sessions.length > MOST_IN_A_WEEK;
  const canPlan = mayPlan && directory.data.doctors.length > 0;
  const opened = shown.sessions.find(({ clinicSessionId }) => clinicSessionId === openId);
  const open = ({ clinicSessionId }: { readonly clinicSessionId: string }) => setOpenId(clinicSessionId);
  return (
    <>
      <section className="panel" aria-label={t('schedule.sessions')}>
        <h2>{t('schedule.sessions')}</h2>
        <DepartmentField
          departments={directory.data.departments}
          department={department ?? ''}
          choose={(chosen) => change({ department: chosen || undefined })}
        />
        <p className="hint">
          {t('zone.all', { zone: wordOf('zone', zone) })}
          {view === 'grid' && canPlan && ` · ${t('schedule.drawHint')}`}
        </p>
        {isTooMuch && <NothingHere why={t('schedule.tooMuch', { count: shown.sessions.length })} />}
        {shown.sessions.length === 0 && <NothingHere why={t('schedule.noSessions')} />}
        {shown.sessions.length > 0 && view === 'list' && <SessionList {...shown} open={open} />}
        {view === 'grid' && !isTooMuch && (
          <WeekCalendar {...shown} monday={week.monday} open={open} draw={canPlan ? setDrawn : undefined} />
        )}
      </section>
      <PublishPanel key={`${week.hospitalId} ${week.monday}`} week={week} names={names} />
      <TemplateList planning={planning} directory={directory.data} names={names} monday={week.monday} />
      {drawn && (
        <TemplateDialog
          directory={directory.data}
          drawn={drawn}
          monday={week.monday}
          close={() => setDrawn(undefined)}
        />
      )}
      {opened && (
        <SessionDialog session={opened} zone={zone} names={names} close={() => setOpenId(undefined)} />
      )}
    </>
  );
}

function DepartmentField({
  departments,
  department,
  choose,
}: {
  readonly departments: ClinicDirectoryDto['departments'];
  readonly department: string;
  readonly choose: (department: string) => void;
}) {
  const { t } = useTexts();
  const id = useId();
  return (
    <div className="plan-fields">
      <Field id={id} label={t('schedule.department')}>
        <select id={id} value={department} onChange={(event) => choose(event.target.value)}>
          <option value="">{t('schedule.allDepartments')}</option>
          {departments.map(({ departmentId, name }) => (
            <option key={departmentId} value={departmentId}>
              {name}
            </option>
          ))}
        </select>
      </Field>
    </div>
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

/** Where seven columns cannot be read beside one another. */
const isNarrow = (): boolean => matchMedia('(width < 64rem)').matches;

/** Schedules of clinics: a week of a hospital as a grid or a list, how it is planned, and its publication. */
export function SchedulePage({ query, change }: Props) {
  const { t, language } = useTexts();
  const monday = mondayOf(query.day ?? dayOf(new Date().toISOString(), mainlandZone));
  const view = query.view ?? (isNarrow() ? 'list' : 'grid');
  return (
    <HospitalPage
      title={t('schedule.title')}
      hospital={query.hospital}
      choose={(hospital) => change({ hospital, department: undefined })}
      beside={() => (
        <>
          <p>
            <strong>
              {t('schedule.week', {
                from: formatDate(monday, language),
                to: formatDate(dayAfter(monday, 6), language),
              })}
            </strong>
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
      {(hospitalId) => (
        <Planned key={hospitalId} week={{ hospitalId, monday }} view={view} query={query} change={change} />
      )}
    </HospitalPage>
  );
}
