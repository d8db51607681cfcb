import './shortcuts.css';
import { Switch } from 'antd';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import { useMay } from '../api/me.js';
import { useTexts } from '../i18n/i18n.js';
import { Dialog } from './dialog.js';
import { sections } from './sections.js';

const STORAGE_KEY = 'banzhen.shortcuts';

type Shortcuts = { readonly isOn: boolean; readonly openSheet: () => void };
const ShortcutsContext = createContext<Shortcuts>({ isOn: true, openSheet: () => undefined });

/** Whether single keys do something, and the sheet that lists them. */
export const useShortcuts = (): Shortcuts => use(ShortcutsContext);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(?:checkbox|radio|button)$/.test(target.type));

const isInDialog = (): boolean =>
  document.querySelector('[role="dialog"]:not([aria-hidden="true"])') !== null;

/** Runs `act` when `key` is pressed alone, outside fields and dialogs (WCAG 2.1.4: can be switched off). */
export function useShortcut(key: string, act: () => void): void {
  const { isOn } = useShortcuts();
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (isTyping(event.target) || isInDialog()) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [key, isOn]);
}

/** The keys of this person; those of sections that they do not have are left out. */
function useKeys() {
  const may = useMay();
  const theirs = sections.filter(({ needs }) => may(needs)).map(({ key }) => key);
  return ['?', '/', 'u', 'a', ...theirs, 'arrows', 'home'] as const;
}

function Sheet({ isOn, setOn, close }: { isOn: boolean; setOn: (next: boolean) => void; close: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog title={t('shortcuts.title')} onCancel={close} footer={null}>
      <dl className="shortcut-list">
        {useKeys().map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key.length === 1 ? key : t(`shortcuts.keys.${key as 'arrows' | 'home'}`)}</kbd>
            </dt>
            <dd>{t(`shortcuts.does.${key}`)}</dd>
          </div>
        ))}
      </dl>
      <div className="switch-line">
        <Switch id="shortcuts-on" checked={isOn} onChange={setOn} aria-labelledby="shortcuts-on-label" />
        <span id="shortcuts-on-label">{t('shortcuts.on')}</span>
      </div>
    </Dialog>
  );
}

function rememberedOn(): boolean {
  try {
    return window.localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Makes single-key shortcuts work below it; `?` opens the list. */
export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const [isOn, setOn] = useState(rememberedOn);
  const [isOpen, setOpen] = useState(false);
  const value = useMemo(() => ({ isOn, openSheet: () => setOpen(true) }), [isOn]);
  const remember = (next: boolean) => {
    setOn(next);
    try {
      window.localStorage.setItem(STORAGE_KEY, next ? 'on' : 'off');
    } catch {
      // Without storage it holds until the page is closed.
    }
  };
  return (
    <ShortcutsContext value={value}>
      {children}
      <OpenByKey />
      {isOpen && <Sheet isOn={isOn} setOn={remember} close={() => setOpen(false)} />}
    </ShortcutsContext>
  );
}

function OpenByKey() {
  const { openSheet } = useShortcuts();
  useShortcut('?', openSheet);
  return null;
}
