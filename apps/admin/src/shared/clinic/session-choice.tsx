import './session-choice.css';
import type { ClinicSessionDto } from '@banzhen/contracts';
import type { ReactNode } from 'react';
import { formatClock, formatDay } from '../format.js';
import { useTexts } from '../i18n/i18n.js';
import { SeatBar } from './seat-bar.js';
import type { Names } from './session-names.js';

type Props = {
  readonly sessions: readonly ClinicSessionDto[];
  readonly zone: string;
  readonly names: Names;
  readonly chosen: string | undefined;
  readonly choose: (clinicSessionId: string) => void;
  /** Says the day of each, where they are of several. */
  readonly saysDay?: boolean;
  /** What else there is to say about one; its seats unless told otherwise. */
  readonly about?: (session: ClinicSessionDto) => ReactNode;
};

/** Clinic sessions to choose one of. */
export function SessionChoice({ sessions, zone, names, chosen, choose, saysDay = false, about }: Props) {
  const { t, language } = useTexts();
  return (
    <ul className="session-choice">
      {sessions.map((session) => {
        const { clinicSessionId, startsAt, endsAt, remaining, capacity, booked, held } = session;
        return (
          <li key={clinicSessionId}>
            <button
              type="button"
              aria-pressed={clinicSessionId === chosen}
              data-session={clinicSessionId}
              data-status={session.status}
              onClick={() => choose(clinicSessionId)}
            >
              {saysDay && <span>{formatDay(startsAt, zone, language)}</span>}
              <span className="number">
                {formatClock(startsAt, zone, language)}–{formatClock(endsAt, zone, language)}
              </span>
              <strong>{names(session.doctorId)}</strong>
              <span>{names(session.departmentId)}</span>
              <span>{t(`schedule.status.${session.status}`)}</span>
              {about ? about(session) : <span>{t('desk.seats', { booked, held, remaining, capacity })}</span>}
              <SeatBar session={session} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
