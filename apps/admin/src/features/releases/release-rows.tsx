import type { ReleaseDto } from '@banzhen/contracts';
import { Tag } from 'antd';
import { SeatBar } from '../../shared/clinic/seat-bar.js';
import type { Names } from '../../shared/clinic/session-names.js';
import { formatExactClock, formatInstant, formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';

const colours = { 'to-come': 'default', 'on-time': 'success', late: 'warning', overdue: 'error' } as const;

function Went({ release, zone }: { readonly release: ReleaseDto; readonly zone: string }) {
  const { t, language } = useTexts();
  const { punctuality, releasedAt } = release;
  return (
    <>
      <Tag color={colours[punctuality.kind]}>{t(`releases.went.${punctuality.kind}`)}</Tag>
      {'minutes' in punctuality && <div>{t('releases.minutes', { minutes: punctuality.minutes })}</div>}
      {punctuality.kind === 'late' && (
        <div className="fine">{t(`releases.because.${punctuality.because}`)}</div>
      )}
      {punctuality.kind === 'overdue' && <div className="fine">{t('releases.isOverdue')}</div>}
      {releasedAt && (
        <div className="fine">
          {t('releases.releasedAt', { at: formatExactClock(releasedAt, zone, language) })}
        </div>
      )}
    </>
  );
}

type Props = {
  readonly caption: string;
  readonly releases: readonly ReleaseDto[];
  readonly zone: string;
  readonly names: Names;
};

/** Releases, one session each: when, of what, how it went, and where the seats are. */
export function ReleaseRows({ caption, releases, zone, names }: Props) {
  const { t, language } = useTexts();
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('schedule.releaseAt')}</th>
            <th scope="col">{t('releases.session')}</th>
            <th scope="col">{t('releases.howItWent')}</th>
            <th scope="col">{t('schedule.seats')}</th>
          </tr>
        </thead>
        <tbody>
          {releases.map((release) => {
            const { clinicSessionId, dueAt, startsAt, endsAt, early } = release;
            const { booked, held, remaining, capacity } = release;
            return (
              <tr key={clinicSessionId} data-session={clinicSessionId} data-went={release.punctuality.kind}>
                <th scope="row">
                  {formatInstant(dueAt, zone, language)}
                  {early.map(({ level, at }) => (
                    <div key={level} className="fine">
                      {t('releases.early', { level, at: formatInstant(at, zone, language) })}
                    </div>
                  ))}
                </th>
                <td data-label={t('releases.session')}>
                  {names(release.doctorId)} · {names(release.departmentId)}
                  <div className="fine">{formatStretch(startsAt, endsAt, zone, language)}</div>
                </td>
                <td data-label={t('releases.howItWent')}>
                  <Went release={release} zone={zone} />
                </td>
                <td data-label={t('schedule.seats')}>
                  {t('desk.seats', { booked, held, remaining, capacity })}
                  <SeatBar session={release} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
