import './waitlists.css';
import type { ClinicSessionDto, WaitlistSessionsDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { serverNowMs } from '../../shared/api/server-clock.js';
import { DoctorField } from '../../shared/clinic/doctor-field.js';
import { HospitalPage } from '../../shared/clinic/hospital-page.js';
import { SessionChoice } from '../../shared/clinic/session-choice.js';
import { namesOf } from '../../shared/clinic/session-names.js';
import { dayAfter } from '../../shared/clinic/week.js';
import { dayOf, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { JoinDialog } from './join-dialog.js';
import { SessionLine } from './session-line.js';

export type WaitlistsQuery = {
  readonly hospital?: string | undefined;
  readonly doctor?: string | undefined;
  /** One day instead of those to come. */
  readonly day?: string | undefined;
  /** The session that is shown. */
  readonly session?: string | undefined;
};

type Props = { readonly query: WaitlistsQuery; readonly change: (patch: WaitlistsQuery) => void };
type Counts = WaitlistSessionsDto['sessions'][number];

const DAYS = 28;

const useLines = (hospitalId: string, from: string, until: string) => ({
  directory: useQuery(api.schedule.directory.queryOptions({ hospitalId })),
  sessions: useQuery(api.schedule.sessions.queryOptions({ hospitalId, from, until })),
  counts: useQuery(api.waitlist.sessions.queryOptions({ hospitalId, from, until })),
});

/** Sessions that somebody waits for, or of which seats are on their way back. */
const withLine = (
  sessions: readonly ClinicSessionDto[],
  counts: ReadonlyMap<string, Counts>,
  doctorId: string | undefined,
): readonly ClinicSessionDto[] =>
  sessions.filter((session) => {
    const found = counts.get(session.clinicSessionId);
    if (found === undefined || (doctorId !== undefined && session.doctorId !== doctorId)) return false;
    return found.waiting + found.offered + found.paused + found.freed > 0;
  });

function Lines({ hospitalId, query, change }: Props & { readonly hospitalId: string }) {
  const { t } = useTexts();
  const may = useMay();
  const [isJoining, setJoining] = useState(false);
  const today = dayOf(new Date(serverNowMs()).toISOString(), mainlandZone);
  const from = query.day ?? today;
  const { directory, sessions, counts } = useLines(
    hospitalId,
    from,
    dayAfter(from, query.day === undefined ? DAYS : 1),
  );
  const failed = [directory, sessions, counts].find(({ isError }) => isError);
  if (failed) return <PageFailure error={failed.error} retry={() => void failed.refetch()} />;
  if (!directory.data || !sessions.data || !counts.data) return <PageSkeleton />;
  const shown = { zone: sessions.data.zone, names: namesOf(directory.data) };
  const byId = new Map(counts.data.sessions.map((one) => [one.clinicSessionId, one]));
  const found = withLine(sessions.data.sessions, byId, query.doctor);
  const opened = sessions.data.sessions.find(({ clinicSessionId }) => clinicSessionId === query.session);
  return (
    <>
      <section className="panel" aria-label={t('waitlists.sessions')}>
        <div className="panel-head">
          <h2>{t('waitlists.sessions')}</h2>
          {may('waitlist.join') && may('patient.find') && (
            <Button data-act="join" onClick={() => setJoining(true)}>
              {t('waitlists.add.join')}
            </Button>
          )}
        </div>
        <p className="hint">{t('zone.all', { zone: wordOf('zone', shown.zone) })}</p>
        {found.length === 0 ? (
          <NothingHere why={t('waitlists.nobodyWaits')} />
        ) : (
          <SessionChoice
            {...shown}
            saysDay
            sessions={found}
            chosen={query.session}
            choose={(session) => change({ session })}
            about={({ clinicSessionId }) => {
              const { waiting = 0, offered = 0, paused = 0, freed = 0 } = byId.get(clinicSessionId) ?? {};
              return <span>{t('waitlists.counts', { waiting, offered, paused, freed })}</span>;
            }}
          />
        )}
      </section>
      {opened && <SessionLine key={opened.clinicSessionId} session={opened} {...shown} />}
      {!opened && found.length > 0 && <NothingHere why={t('waitlists.choose')} />}
      {isJoining && (
        <JoinDialog
          hospitalId={hospitalId}
          directory={directory.data}
          session={opened}
          today={today}
          close={() => setJoining(false)}
        />
      )}
    </>
  );
}

/** Waitlists: sessions that people wait for, and the line of one of them. */
export function WaitlistsPage({ query, change }: Props) {
  const { t } = useTexts();
  const id = useId();
  return (
    <HospitalPage
      title={t('waitlists.title')}
      hospital={query.hospital}
      choose={(hospital) => change({ hospital, doctor: undefined, session: undefined })}
      beside={(hospitalId) => (
        <>
          <DoctorField
            hospitalId={hospitalId}
            value={query.doctor}
            change={(doctor) => change({ doctor, session: undefined })}
          />
          <div>
            <label htmlFor={`${id}day`}>{t('desk.day')}</label>
            <Input
              id={`${id}day`}
              type="date"
              value={query.day ?? ''}
              onChange={(event) => change({ day: event.target.value || undefined, session: undefined })}
            />
          </div>
          <Button
            disabled={query.day === undefined}
            onClick={() => change({ day: undefined, session: undefined })}
          >
            {t('waitlists.allDays', { days: DAYS })}
          </Button>
        </>
      )}
    >
      {(hospitalId) => <Lines key={hospitalId} hospitalId={hospitalId} query={query} change={change} />}
    </HospitalPage>
  );
}
