import { Tag } from 'antd';
import { formatInstant } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import type { HalfStep } from './bundles.js';

/** What happened to both halves of a bundle, the latest first. */
export function HalvesTimeline({
  steps,
  zone,
}: {
  readonly steps: readonly HalfStep[];
  readonly zone: string;
}) {
  const { t, language } = useTexts();
  return (
    <ol className="bundle-timeline" reversed data-steps={steps.length}>
      {steps.map(({ half, type, row, at, by, reason }, index) => (
        <li key={steps.length - index} data-half={half} data-row={row}>
          <Tag>{t(`bundles.${half}`)}</Tag>{' '}
          <strong>{half === 'seat' ? wordOf('appointmentEvent', type) : wordOf('event', type)}</strong>{' '}
          <span className="fine">{row}</span>
          <div className="fine">
            {formatInstant(at, zone, language)} · {wordOf('capacity', by)}
          </div>
          {reason && <div>{t('timeline.reason', { reason })}</div>}
        </li>
      ))}
    </ol>
  );
}
