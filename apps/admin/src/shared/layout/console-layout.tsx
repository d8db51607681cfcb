import './console-layout.css';
import {
  ApiOutlined,
  DisconnectOutlined,
  GlobalOutlined,
  LogoutOutlined,
  MenuOutlined,
  QuestionCircleOutlined,
  SyncOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { MeDto } from '@banzhen/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { api } from '../api/client.js';
import { LiveOrders, type LiveState, useLiveState } from '../api/live.js';
import { useMay } from '../api/me.js';
import { switchLanguage, useTexts } from '../i18n/i18n.js';
import { StepUpProvider } from '../step-up/step-up.js';
import { Navigation, useSections } from './navigation.js';
import { Permitted } from './permitted.js';
import type { sections } from './sections.js';
import { ShortcutsProvider, useShortcut, useShortcuts } from './shortcuts.js';

const liveIcons: Record<LiveState, ReactNode> = {
  live: <ApiOutlined aria-hidden />,
  connecting: <SyncOutlined aria-hidden />,
  broken: <DisconnectOutlined aria-hidden />,
};

function LiveLamp() {
  const { t } = useTexts();
  const state = useLiveState();
  return (
    <span role="status" className={`live live-${state}`} data-live={state}>
      {liveIcons[state]} {t(`live.${state}`)}
    </span>
  );
}

/** Switches between Chinese and English. */
export function LanguageButton() {
  const { t, language } = useTexts();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button icon={<GlobalOutlined />} lang={other} onClick={() => void switchLanguage(other)}>
      {t('language.other')}
    </Button>
  );
}

function SignOutButton() {
  const { t } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation(
    api.auth.signOut.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/sign-in' });
        client.clear();
      },
    }),
  );
  return (
    <Button icon={<LogoutOutlined />} loading={signOut.isPending} onClick={() => signOut.mutate()}>
      {t('nav.signOut')}
    </Button>
  );
}

type Menu = { readonly id: string; readonly isOpen: boolean; readonly toggle: () => void };

/** The menu of a narrow screen: open on the page on which it was opened, so whoever has chosen finds it closed. */
const useMenu = (): Menu => {
  const id = useId();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [openAt, setOpenAt] = useState<string>();
  const isOpen = openAt === path;
  if (openAt !== undefined && !isOpen) setOpenAt(undefined);
  return { id, isOpen, toggle: () => setOpenAt(isOpen ? undefined : path) };
};

function TopBar({ me, menu }: { readonly me: MeDto; readonly menu: Menu }) {
  const { t } = useTexts();
  const { openSheet } = useShortcuts();
  const may = useMay();
  return (
    <header className="top-bar" data-open={menu.isOpen}>
      <Link to="/" className="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        {t('brand')}
      </Link>
      <Button
        className="menu-button"
        icon={<MenuOutlined />}
        aria-expanded={menu.isOpen}
        aria-controls={menu.id}
        onClick={menu.toggle}
      >
        {t('nav.menu')}
      </Button>
      <div className="top-bar-end">
        {may('board.read') && <LiveLamp />}
        <Link to="/account" className="me" aria-label={t('nav.accountOf', { name: me.name })}>
          <UserOutlined aria-hidden /> {me.name}
        </Link>
        <Button icon={<QuestionCircleOutlined />} onClick={openSheet} aria-label={t('shortcuts.title')} />
        <LanguageButton />
        <SignOutButton />
      </div>
    </header>
  );
}

function NavigationKey({ section }: { readonly section: (typeof sections)[number] }) {
  const router = useRouter();
  useShortcut(section.key, () => void router.navigate({ to: section.to }));
  return null;
}

/** The frame of every page behind the sign-in. */
export function ConsoleLayout({ me }: { readonly me: MeDto }) {
  const { t } = useTexts();
  const shown = useSections();
  const menu = useMenu();
  return (
    <LiveOrders>
      <ShortcutsProvider>
        <StepUpProvider>
          {shown.map((section) => (
            <NavigationKey key={section.id} section={section} />
          ))}
          <a className="skip-link" href="#content">
            {t('nav.skip')}
          </a>
          <TopBar me={me} menu={menu} />
          <div className="frame">
            <Navigation id={menu.id} isOpen={menu.isOpen} />
            <main id="content" className="content" tabIndex={-1}>
              <Permitted>
                <Outlet />
              </Permitted>
            </main>
          </div>
        </StepUpProvider>
      </ShortcutsProvider>
    </LiveOrders>
  );
}
