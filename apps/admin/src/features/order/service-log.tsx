import type { OrderDetailDto } from '@banzhen/contracts';
import { formatInstant } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';

/** What the escorts wrote down during the service. */
export function ServiceLog({ order }: { readonly order: OrderDetailDto }) {
  const { t, language } = useTexts();
  return (
    <section className="panel" aria-labelledby="log-title">
      <h2 id="log-title">{t('log.title')}</h2>
      {order.serviceLog.length === 0 ? (
        <p className="column-empty">{t('log.empty')}</p>
      ) : (
        <ol className="log">
          {order.serviceLog.map((entry) => (
            <li key={`${entry.at} ${entry.step} ${entry.note}`}>
              <strong>{wordOf('step', entry.step)}</strong>
              <span className="fine">
                {formatInstant(entry.at, order.zone, language)} · {entry.escortName}
                {order.shifts.length > 1 && ` · ${t('order.shiftNo', { no: entry.shiftNo })}`}
              </span>
              {entry.note && <p>{entry.note}</p>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
