import './navigation.css';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useMay } from '../api/me.js';
import { useTexts } from '../i18n/i18n.js';
import { sectionGroups, sections } from './sections.js';

/** The sections that whoever looks may see. */
export const useSections = () => {
  const may = useMay();
  return sections.filter(({ needs }) => may(needs));
};

/** The sections in their groups; on a narrow screen only while the menu is open. */
export function Navigation({ id, isOpen }: { readonly id: string; readonly isOpen: boolean }) {
  const { t } = useTexts();
  const titleId = useId();
  const shown = useSections();
  const groups = sectionGroups.map((group) => ({
    group,
    members: shown.filter((section) => 'group' in section && section.group === group),
  }));
  return (
    <nav id={id} className="navigation" aria-label={t('nav.main')} data-open={isOpen}>
      {groups
        .filter(({ members }) => members.length > 0)
        .map(({ group, members }) => (
          <div key={group}>
            <span id={`${titleId}${group}`} className="navigation-title">
              {t(`nav.groups.${group}`)}
            </span>
            <ul aria-labelledby={`${titleId}${group}`}>
              {members.map((section) => (
                <li key={section.id}>
                  <Link to={section.to} activeOptions={{ exact: 'isExact' in section, includeSearch: false }}>
                    {t(`nav.${section.id}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  );
}
