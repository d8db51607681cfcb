import type { ClinicSessionDto } from '@banzhen/contracts';
import { Button } from 'antd';
import { SeatBar } from '../../shared/clinic/seat-bar.js';
import type { Names } from '../../shared/clinic/session-names.js';
import { formatInstant, formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';

type Props = {
  readonly sessions: readonly ClinicSessionDto[];
  readonly zone: string;
  readonly names: Names;
  readonly open: (session: ClinicSessionDto) => void;
};

/** The same sessions as the grid has, one line each. */
export function SessionList({ sessions, zone, names, open }: Props) {
  const { t, language } = useTexts();
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('schedule.sessions')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('schedule.when')}</th>
            <th scope="col">{t('schedule.doctor')}</th>
            <th scope="col">{t('schedule.room')}</th>
            <th scope="col">{t('schedule.state')}</th>
            <th scope="col">{t('schedule.seats')}</th>
            <th scope="col">{t('schedule.releaseAt')}</th>
            <th scope="col">{t('schedule.act')}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => {
            const when = formatStretch(session.startsAt, session.endsAt, zone, language);
            const doctor = names(session.doctorId);
            return (
              <tr key={session.clinicSessionId} data-session={session.clinicSessionId}>
                <th scope="row">{when}</th>
                <td data-label={t('schedule.doctor')}>
                  {doctor} · {names(session.departmentId)}
                </td>
                <td data-label={t('schedule.room')}>{names(session.roomId)}</td>
                <td data-label={t('schedule.state')}>{t(`schedule.status.${session.status}`)}</td>
                <td data-label={t('schedule.seats')}>
                  {t('schedule.freeOf', { remaining: session.remaining, capacity: session.capacity })}
                  <SeatBar session={session} />
                </td>
                <td data-label={t('schedule.releaseAt')}>
                  {session.releaseAt
                    ? formatInstant(session.releaseAt, zone, language)
                    : t('schedule.atPublication')}
                </td>
                <td>
                  <Button
                    size="small"
                    onClick={() => open(session)}
                    aria-label={t('schedule.openOf', { doctor, when })}
                  >
                    {t('schedule.open')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
