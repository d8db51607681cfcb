import { AlertFilled, ClockCircleOutlined, HourglassOutlined } from '@ant-design/icons';
import { type ReactNode, useSyncExternalStore } from 'react';
import { serverNowMs } from '../api/server-clock.js';
import { remainingParts } from '../format.js';
import { useTexts } from '../i18n/i18n.js';
import { wordOf } from '../i18n/words.js';
import { type Urgency, urgencyOf } from './urgency.js';

const listeners = new Set<() => void>();
let beat = 0;
let interval: number | undefined;

function listen(listener: () => void): () => void {
  listeners.add(listener);
  interval ??= window.setInterval(() => {
    beat += 1;
    for (const one of listeners) one();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(interval);
    interval = undefined;
  };
}

/** Renders anew every second, together with every other clock on the page. */
export function useServerNow(): number {
  useSyncExternalStore(listen, () => beat);
  return serverNowMs();
}

const icons: Record<Urgency, ReactNode> = {
  overdue: <AlertFilled aria-hidden />,
  soon: <HourglassOutlined aria-hidden />,
  calm: <ClockCircleOutlined aria-hidden />,
};

/** What remains until an instant, or how long it is over, in words. */
export function useRemaining(dueAt: string): { readonly text: string; readonly urgency: Urgency } {
  const { t } = useTexts();
  const left = Date.parse(dueAt) - useServerNow();
  const { days, hours, minutes, seconds } = remainingParts(left);
  const span =
    days > 0
      ? t('clock.days', { days, hours })
      : hours > 0
        ? t('clock.hours', { hours, minutes })
        : t('clock.minutes', { minutes, seconds });
  return { text: left < 0 ? t('clock.over', { span }) : t('clock.left', { span }), urgency: urgencyOf(left) };
}

/** The deadline that presses on an order: what is due, and the countdown in words, with an icon and a colour. */
export function DueClock({ kind, dueAt }: { readonly kind: string; readonly dueAt: string }) {
  const { text, urgency } = useRemaining(dueAt);
  return (
    <span className={`due due-${urgency}`} data-urgency={urgency}>
      {icons[urgency]}
      <span>{wordOf('due', kind)}</span>
      <time dateTime={dueAt} className="due-time">
        {text}
      </time>
    </span>
  );
}
