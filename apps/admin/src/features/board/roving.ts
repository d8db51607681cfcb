import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { BoardColumn } from './groups.js';
import { nextCard, type Step } from './next-card.js';

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

const cardLink = (orderId: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-card="${CSS.escape(orderId)}"]`);

let lastVisited: string | undefined;

/**
 * One stop for the Tab key among all cards; arrows move between them. Keeps the focus on its card when an update moves
 * the card to another column, and remembers the card for the way back from its page.
 */
export function useRovingCards(columns: readonly BoardColumn[]) {
  const [active, setActive] = useState(lastVisited);
  const hadFocus = useRef<string | undefined>(undefined);
  const ids = columns.map(({ rows }) => rows.map(({ orderId }) => orderId));
  const current = ids.some((column) => active !== undefined && column.includes(active))
    ? active
    : ids.flat()[0];

  useLayoutEffect(() => {
    const lost = hadFocus.current;
    if (lost !== undefined && document.activeElement === document.body)
      cardLink(lost)?.focus({ preventScroll: true });
  });
  useEffect(() => {
    lastVisited = current;
  }, [current]);

  const focusCard = (orderId: string | undefined) => {
    if (orderId === undefined) return;
    setActive(orderId);
    cardLink(orderId)?.focus();
  };
  return {
    current,
    focusCard,
    onFocus: (orderId: string) => {
      hadFocus.current = orderId;
      setActive(orderId);
    },
    onBlur: (left: EventTarget | null) => {
      if (left !== null) hadFocus.current = undefined;
    },
    onKeyDown: (event: KeyboardEvent) => {
      const step = steps[event.key];
      if (!step || !current || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      focusCard(nextCard(ids, current, step));
    },
  };
}
