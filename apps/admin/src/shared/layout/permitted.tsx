import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay, useMe } from '../api/me.js';
import { useTexts } from '../i18n/i18n.js';
import { NothingHere, PageTitle } from './page.js';
import { homeOf, sectionAt } from './sections.js';

/** The page at this address, or in words why this person does not see it. */
export function Permitted({ children }: { readonly children: ReactNode }) {
  const { t } = useTexts();
  const may = useMay();
  const home = homeOf(useMe()?.permissions ?? []);
  const section = sectionAt(useRouterState({ select: ({ location }) => location.pathname }));
  if (section === undefined || may(section.needs)) return children;
  const name = t(`nav.${section.id}`);
  return (
    <div data-not-permitted={section.id}>
      <PageTitle text={name} />
      <NothingHere why={t('page.notPermitted', { name })}>
        <Link to={home}>{t('page.toHome')}</Link>
      </NothingHere>
    </div>
  );
}
