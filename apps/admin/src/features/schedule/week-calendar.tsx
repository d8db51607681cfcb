import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import '@fullcalendar/react/themes/classic/palette.css';
import './week-calendar.css';
import type { ClinicSessionDto } from '@banzhen/contracts';
import FullCalendar from '@fullcalendar/react';
import interaction from '@fullcalendar/react/interaction';
import theme from '@fullcalendar/react/themes/classic';
import timeGrid from '@fullcalendar/react/timegrid';
import { SeatBar } from '../../shared/clinic/seat-bar.js';
import type { Names } from '../../shared/clinic/session-names.js';
import { clockOf, minuteOf } from '../../shared/clinic/week.js';
import { formatClock, formatDay, wallTimeOf } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { type DrawnHours, drawnHours } from './plan-draft.js';

type Props = {
  readonly monday: string;
  readonly sessions: readonly ClinicSessionDto[];
  readonly zone: string;
  readonly names: Names;
  readonly open: (session: ClinicSessionDto) => void;
  /** Somebody has drawn hours over free time; absent for whoever may not plan. */
  readonly draw: ((hours: DrawnHours) => void) | undefined;
};

const colors: Readonly<Record<ClinicSessionDto['status'], string>> = {
  DRAFT: 'var(--ground)',
  PUBLISHED: 'var(--warn-soft)',
  RELEASED: 'var(--brand-soft)',
  SUSPENDED: 'var(--bad-soft)',
  CLOSED: 'var(--ground)',
};
const plugins = [theme, timeGrid, interaction];
const [EARLIEST, LATEST] = [8 * 60, 18 * 60];
const HOUR = 60;

/** From which to which minute of the day the week has sessions, in whole hours and not less than an office day. */
const hoursOf = (sessions: Props['sessions'], zone: string): readonly [from: string, to: string] => {
  const minute = (instant: string) => minuteOf(wallTimeOf(instant, zone).slice(11, 16));
  const from = Math.min(EARLIEST, ...sessions.map(({ startsAt }) => minute(startsAt)));
  const to = Math.max(LATEST, ...sessions.map(({ endsAt }) => minute(endsAt) || 24 * HOUR));
  return [clockOf(Math.floor(from / HOUR) * HOUR), clockOf(Math.ceil(to / HOUR) * HOUR)];
};

function Face({ session, zone, names }: Pick<Props, 'zone' | 'names'> & { session: ClinicSessionDto }) {
  const { t, language } = useTexts();
  const { startsAt, endsAt, status, doctorId, departmentId, remaining, capacity } = session;
  return (
    <span className="session-face">
      <span>
        {formatClock(startsAt, zone, language)}–{formatClock(endsAt, zone, language)}
      </span>
      <strong>{names(doctorId)}</strong>
      <span>{names(departmentId)}</span>
      <span>{t(`schedule.status.${status}`)}</span>
      <span>{t('schedule.freeOf', { remaining, capacity })}</span>
      <SeatBar session={session} />
    </span>
  );
}

/** A week of clinic sessions on the hospital's clocks; whoever may plan draws new weekly hours over free time. */
export function WeekCalendar({ monday, sessions, zone, names, open, draw }: Props) {
  const { language } = useTexts();
  const [slotMinTime, slotMaxTime] = hoursOf(sessions, zone);
  const byId = new Map(sessions.map((session) => [session.clinicSessionId as string, session]));
  return (
    <div className="week-calendar">
      <FullCalendar
        key={`${monday} ${zone} ${language}`}
        plugins={plugins}
        initialView="timeGridWeek"
        initialDate={monday}
        firstDay={1}
        locale={language}
        timeZone={zone}
        headerToolbar={false}
        allDaySlot={false}
        height="auto"
        slotMinTime={slotMinTime}
        slotMaxTime={slotMaxTime}
        slotHeaderFormat={{ hour: '2-digit', minute: '2-digit', hour12: false }}
        slotEventOverlap={false}
        nowIndicator
        eventInteractive
        dayHeaderContent={({ date }) => formatDay(date.toISOString(), zone, language)}
        eventColor="var(--brand-soft)"
        eventContrastColor="var(--ink)"
        events={sessions.map(({ clinicSessionId: id, startsAt: start, endsAt: end, status }) => ({
          ...{ id, start, end, color: colors[status] },
        }))}
        eventClass={({ event }) => `grid-session grid-session-${byId.get(event.id)?.status ?? ''}`}
        eventContent={({ event, timeText }) => {
          const session = byId.get(event.id);
          return session ? <Face session={session} zone={zone} names={names} /> : timeText;
        }}
        eventDidMount={({ el, event }) => {
          el.dataset.session = event.id;
        }}
        eventClick={({ event }) => {
          const session = byId.get(event.id);
          if (session) open(session);
        }}
        selectable={draw !== undefined}
        selectMirror
        select={({ startStr, endStr, view }) => {
          view.calendar.unselect();
          const hours = drawnHours(startStr, endStr);
          if (hours) draw?.(hours);
        }}
      />
    </div>
  );
}
