import { useEffect } from 'react';

/** Gives the focus back to what had it before, or to the title of the page where that is gone. */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      window.setTimeout(() => {
        const dialogs = [...document.querySelectorAll('[role="dialog"]')];
        // Of dialogs over each other, the one below gets the focus back; another that has just opened keeps it.
        if (dialogs.length > 0 && !dialogs.some((dialog) => dialog.contains(before))) return;
        const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body;
        const target = isThere ? before : document.querySelector<HTMLElement>('h1');
        target?.focus({ preventScroll: isThere });
      });
    };
  }, []);
}
