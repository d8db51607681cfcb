import './seat-bar.css';
import { useTexts } from '../i18n/i18n.js';
import { returningOf, type SeatCounts } from './session-names.js';

/** How many seats are booked, held, on their way back, and free, as a bar that is also a sentence. */
export function SeatBar({ session }: { readonly session: SeatCounts }) {
  const { t } = useTexts();
  const { capacity, remaining, held, booked } = session;
  const told = { capacity, remaining, held, booked, returning: returningOf(session) };
  const parts = { booked, held, returning: told.returning, free: remaining };
  return (
    <span className="seat-bar" role="img" aria-label={t('schedule.seatsAre', told)}>
      {Object.entries(parts).map(([name, count]) => (
        <span key={name} className={`seat-${name}`} style={{ flexGrow: count }} />
      ))}
    </span>
  );
}
