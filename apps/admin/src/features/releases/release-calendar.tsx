import { SeatBar } from '../../shared/clinic/seat-bar.js';
import { dayAfter } from '../../shared/clinic/week.js';
import { formatClock, formatDate } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { groupsOn, type ReleaseGroup } from './releases.js';

type Props = {
  readonly groups: readonly ReleaseGroup[];
  readonly from: string;
  readonly days: number;
  readonly zone: string;
  readonly chosen: string | undefined;
  readonly choose: (dueAt: string) => void;
};

/** Days with the instants at which seats go on sale, each with where the seats are now. Days without any are left out when narrow. */
export function ReleaseCalendar({ groups, from, days, zone, chosen, choose }: Props) {
  const { t, language } = useTexts();
  return (
    <ol className="release-calendar">
      {Array.from({ length: days }, (_, index) => dayAfter(from, index)).map((day) => {
        const here = groupsOn(groups, day, zone);
        return (
          <li key={day} data-day={day} data-empty={here.length === 0}>
            <h3>{formatDate(day, language)}</h3>
            {here.map((group) => (
              <button
                key={group.dueAt}
                type="button"
                className="release-group"
                aria-pressed={group.dueAt === chosen}
                data-due={group.dueAt}
                data-went={group.went}
                onClick={() => choose(group.dueAt)}
              >
                <strong className="number">{formatClock(group.dueAt, zone, language)}</strong>
                <span>{t('releases.sessions', { count: group.releases.length })}</span>
                <span>{t(`releases.went.${group.went}`)}</span>
                <span>{t('desk.seats', group)}</span>
                <SeatBar session={group} />
              </button>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
