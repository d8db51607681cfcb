import { Modal, type ModalProps } from 'antd';
import type { KeyboardEvent } from 'react';
import { useReturnFocus } from './return-focus.js';

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** Tab after the last control leads to the first one, and back: never to the page behind or out of the window. */
function keepInside(event: KeyboardEvent): void {
  if (event.key !== 'Tab' || !(event.target instanceof Element)) return;
  const controls = [
    ...(event.target.closest('[role="dialog"]')?.querySelectorAll<HTMLElement>(focusable) ?? []),
  ].filter((one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility());
  const [first, last] = [controls[0], controls.at(-1)];
  const [edge, next] = event.shiftKey ? [first, last] : [last, first];
  if (edge === undefined || document.activeElement !== edge) return;
  event.preventDefault();
  next?.focus();
}

/** A dialog that is open as long as it is rendered, holds the focus, and gives it back. */
export function Dialog(props: Omit<ModalProps, 'open'>) {
  useReturnFocus();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears what bubbles up from the controls of the dialog
    <div className="dialog-place" onKeyDown={keepInside}>
      <Modal width="32.5rem" {...props} open destroyOnHidden />
    </div>
  );
}
