import type { OrderDetailDto } from '@banzhen/contracts';
import { formatInstant } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { DueClock, useServerNow } from '../../shared/order/due-clock.js';

/** While the escort waits for the patient: how long, who has been called, and what a no-show still needs (O21). */
export function PatientWait({ order }: { readonly order: OrderDetailDto }) {
  const { t, language } = useTexts();
  const now = useServerNow();
  const { patientWait } = order;
  if (!patientWait) return null;
  const { contactAttempts: made, contactAttemptsNeeded: needed, until } = patientWait;
  const attempts = order.serviceLog.filter(({ step }) => step === 'contact-attempt');
  return (
    <section className="panel" aria-labelledby="wait-title" data-attempts={made}>
      <h2 id="wait-title">{t('wait.title')}</h2>
      {Date.parse(until) > now ? (
        <DueClock kind="no-show" dueAt={until} />
      ) : (
        <p>{t('wait.isOver', { at: formatInstant(until, order.zone, language) })}</p>
      )}
      <p>
        {made < needed
          ? t('wait.attemptsLeft', { made, left: needed - made })
          : t('wait.attemptsDone', { made })}
      </p>
      {attempts.length > 0 && (
        <ol className="log">
          {attempts.map((attempt, index) => (
            <li key={index}>
              <strong>{t('wait.attempt', { no: index + 1 })}</strong>
              <span className="fine">
                {formatInstant(attempt.at, order.zone, language)} · {attempt.escortName}
              </span>
              {attempt.note && <p>{attempt.note}</p>}
            </li>
          ))}
        </ol>
      )}
      <p className="hint">{t('wait.byEscort')}</p>
    </section>
  );
}
