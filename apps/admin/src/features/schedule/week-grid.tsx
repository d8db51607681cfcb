import type { ClinicSessionDto } from '@banzhen/contracts';
import { SeatBar } from '../../shared/clinic/seat-bar.js';
import type { Names } from '../../shared/clinic/session-names.js';
import { dayAfter } from '../../shared/clinic/week.js';
import { dayOf, formatClock, formatDay } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';

type Props = {
  readonly monday: string;
  readonly sessions: readonly ClinicSessionDto[];
  readonly zone: string;
  readonly names: Names;
  readonly open: (session: ClinicSessionDto) => void;
};

function GridSession({
  session,
  zone,
  names,
  open,
}: Omit<Props, 'monday' | 'sessions'> & { session: ClinicSessionDto }) {
  const { t, language } = useTexts();
  const { startsAt, endsAt, status, doctorId, departmentId, remaining, capacity } = session;
  return (
    <button
      type="button"
      className="grid-session"
      data-session={session.clinicSessionId}
      data-status={status}
      onClick={() => open(session)}
    >
      <span>
        {formatClock(startsAt, zone, language)}–{formatClock(endsAt, zone, language)}
      </span>
      <strong>{names(doctorId)}</strong>
      <span>{names(departmentId)}</span>
      <span>{t(`schedule.status.${status}`)}</span>
      <span>{t('schedule.freeOf', { remaining, capacity })}</span>
      <SeatBar session={session} />
    </button>
  );
}

/** A week of clinic sessions on the hospital's clocks, a column for each day; in a narrow window days follow one another. */
export function WeekGrid({ monday, sessions, ...rest }: Props) {
  const { language } = useTexts();
  const days = [0, 1, 2, 3, 4, 5, 6].map((after) => dayAfter(monday, after));
  return (
    <ol className="week-grid">
      {days.map((day) => (
        <li key={day} data-day={day}>
          <h3>{formatDay(`${day}T12:00:00Z`, 'UTC', language)}</h3>
          {sessions
            .filter(({ startsAt }) => dayOf(startsAt, rest.zone) === day)
            .map((session) => (
              <GridSession key={session.clinicSessionId} session={session} {...rest} />
            ))}
        </li>
      ))}
    </ol>
  );
}
