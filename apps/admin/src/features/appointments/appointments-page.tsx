import './appointments.css';
import { Button, Input } from 'antd';
import { useId } from 'react';
import { serverNowMs } from '../../shared/api/server-clock.js';
import { HospitalPage } from '../../shared/clinic/hospital-page.js';
import { SessionChoice } from '../../shared/clinic/session-choice.js';
import { namesOf } from '../../shared/clinic/session-names.js';
import { dayAfter } from '../../shared/clinic/week.js';
import { dayOf, formatDate, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { SessionDesk } from './session-desk.js';
import { type DeskDay, useDay } from './use-desk.js';

export type DeskQuery = {
  readonly hospital?: string | undefined;
  readonly day?: string | undefined;
  /** The session that is shown. */
  readonly session?: string | undefined;
};

type Props = { readonly query: DeskQuery; readonly change: (patch: DeskQuery) => void };

function DayOfHospital({ day, query, change }: Props & { readonly day: DeskDay }) {
  const { t } = useTexts();
  const { directory, sessions } = useDay(day);
  const failed = [directory, sessions].find(({ isError }) => isError);
  if (failed) return <PageFailure error={failed.error} retry={() => void failed.refetch()} />;
  if (!directory.data || !sessions.data) return <PageSkeleton />;
  const shown = { zone: sessions.data.zone, names: namesOf(directory.data) };
  const opened = sessions.data.sessions.find(({ clinicSessionId }) => clinicSessionId === query.session);
  return (
    <>
      <section className="panel" aria-label={t('desk.sessions')}>
        <h2>{t('desk.sessions')}</h2>
        <p className="hint">{t('zone.all', { zone: wordOf('zone', shown.zone) })}</p>
        {sessions.data.sessions.length === 0 ? (
          <NothingHere why={t('desk.noSessions')} />
        ) : (
          <SessionChoice
            {...shown}
            sessions={sessions.data.sessions}
            chosen={query.session}
            choose={(session) => change({ session })}
          />
        )}
      </section>
      {opened && <SessionDesk key={opened.clinicSessionId} session={opened} {...shown} />}
      {!opened && sessions.data.sessions.length > 0 && <NothingHere why={t('desk.choose')} />}
    </>
  );
}

/** The desk of clinics: sessions of a day, and the appointments of one of them. */
export function AppointmentsPage({ query, change }: Props) {
  const { t, language } = useTexts();
  const id = useId();
  const today = dayOf(new Date(serverNowMs()).toISOString(), mainlandZone);
  const day = query.day ?? today;
  const goTo = (wanted: string | undefined) => change({ day: wanted, session: undefined });
  return (
    <HospitalPage
      title={t('desk.pageTitle')}
      hospital={query.hospital}
      choose={(hospital) => change({ hospital, session: undefined })}
      beside={() => (
        <>
          <div>
            <label htmlFor={`${id}day`}>{t('desk.day')}</label>
            <Input
              id={`${id}day`}
              type="date"
              value={day}
              onChange={(event) => goTo(event.target.value || undefined)}
            />
          </div>
          <p>
            <strong>{formatDate(day, language)}</strong>
          </p>
          <ul className="button-line">
            <li>
              <Button onClick={() => goTo(dayAfter(day, -1))}>{t('desk.dayBefore')}</Button>
            </li>
            <li>
              <Button onClick={() => goTo(undefined)}>{t('desk.today')}</Button>
            </li>
            <li>
              <Button onClick={() => goTo(dayAfter(day, 1))}>{t('desk.dayAfter')}</Button>
            </li>
          </ul>
        </>
      )}
    >
      {(hospitalId) => <DayOfHospital day={{ hospitalId, day }} query={query} change={change} />}
    </HospitalPage>
  );
}
