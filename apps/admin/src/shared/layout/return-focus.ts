import { useEffect } from 'react';

/** Gives the focus back to what had it before, or to the title of the page where that is gone. */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      window.setTimeout(() => {
        if (document.querySelector('[role="dialog"]')) return;
        const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body;
        const target = isThere ? before : document.querySelector<HTMLElement>('h1');
        target?.focus({ preventScroll: isThere });
      });
    };
  }, []);
}
