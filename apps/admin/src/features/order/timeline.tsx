import { ExclamationCircleOutlined } from '@ant-design/icons';
import type { OrderDetailDto, TimelineEntryDto } from '@banzhen/contracts';
import { formatDay, formatExactClock, formatFen, formatInstant } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';

function Entry({ entry, zone }: { readonly entry: TimelineEntryDto; readonly zone: string }) {
  const { t, language } = useTexts();
  const isSame = entry.from === entry.to;
  const details = [
    entry.escortName && t('timeline.escort', { name: entry.escortName }),
    entry.shiftNo !== undefined && t('order.shiftNo', { no: entry.shiftNo }),
    entry.amountFen !== undefined && formatFen(entry.amountFen),
    entry.movedFrom &&
      entry.movedTo &&
      t('timeline.moved', {
        before: formatInstant(entry.movedFrom, zone, language),
        after: formatInstant(entry.movedTo, zone, language),
      }),
    entry.fault && t('timeline.fault', { fault: wordOf('fault', entry.fault) }),
  ].filter((one) => typeof one === 'string');
  return (
    <li className="timeline-entry" data-row={entry.row}>
      <div className="timeline-head">
        <strong>{wordOf('event', entry.type)}</strong>
        <span className="row-id" title={t('timeline.row')}>
          {entry.row}
        </span>
      </div>
      <div className="timeline-when">
        <time dateTime={entry.at}>
          {formatDay(entry.at, zone, language)} {formatExactClock(entry.at, zone, language)}
        </time>{' '}
        · {wordOf('capacity', entry.as)}
        {entry.byName && ` ${entry.byName}`}
      </div>
      <div>
        {isSame
          ? t('timeline.stays', { state: t(`state.${entry.to}`) })
          : t('timeline.moves', {
              from: entry.from ? t(`state.${entry.from}`) : t('timeline.nothing'),
              to: t(`state.${entry.to}`),
            })}
      </div>
      {details.length > 0 && <div>{details.join(' · ')}</div>}
      {entry.overruled && (
        <div className="timeline-overruled">
          <ExclamationCircleOutlined aria-hidden />{' '}
          {t('timeline.overruled', {
            reasons: entry.overruled.map((code) => wordOf('whyNot', code)).join(t('board.nameJoin')),
          })}
        </div>
      )}
      {entry.reason && (
        <div className="timeline-reason">{t('timeline.reason', { reason: entry.reason })}</div>
      )}
    </li>
  );
}

/** Everything that happened, the latest first: who, when, from which state to which, why, by which row of the rules. */
export function Timeline({ order }: { readonly order: OrderDetailDto }) {
  const { t } = useTexts();
  return (
    <section className="panel" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('timeline.title')}</h2>
      <p className="hint">{t('zone.all', { zone: wordOf('zone', order.zone) })}</p>
      <ol className="timeline" reversed>
        {order.timeline
          .map((entry, index) => ({ entry, index }))
          .reverse()
          .map(({ entry, index }) => (
            <Entry key={index} entry={entry} zone={order.zone} />
          ))}
      </ol>
    </section>
  );
}
