import type { Permission } from '../api/me.js';

type Section = {
  /** Its word is `nav.<id>`. */
  readonly id: string;
  readonly to: string;
  /** Who may not do this does not see the section, and is told so at its addresses. */
  readonly needs: Permission;
  /** The single key that leads there; its meaning stands in `shortcuts.does.<key>`. */
  readonly key: string;
  /** Pages below its address belong to other sections. */
  readonly isExact?: true;
  /** About oneself: everybody has it, and it is reached by one's own name instead of the bar. */
  readonly isOwn?: true;
};

/** The sections of the console in the order of the navigation: bar, keys and the list of keys follow from this list. */
export const sections = [
  { id: 'board', to: '/', needs: 'board.read', key: 'b', isExact: true },
  { id: 'orders', to: '/orders', needs: 'board.read', key: 'o' },
  { id: 'reports', to: '/reports', needs: 'conversation.list-reports', key: 'j' },
  { id: 'schedule', to: '/schedule', needs: 'schedule.read', key: 'c' },
  { id: 'directory', to: '/directory', needs: 'directory.read', key: 'i' },
  { id: 'calendars', to: '/calendars', needs: 'calendar.list', key: 'v' },
  { id: 'releases', to: '/releases', needs: 'schedule.read', key: 'f' },
  { id: 'appointments', to: '/appointments', needs: 'appointment.list-of-session', key: 'd' },
  { id: 'waitlists', to: '/waitlists', needs: 'waitlist.count', key: 'w' },
  { id: 'bundles', to: '/bundles', needs: 'bundle.list-open', key: 'z' },
  { id: 'fairness', to: '/fairness', needs: 'fairness.read', key: 'q' },
  { id: 'ledger', to: '/ledger', needs: 'ledger.read', key: 'l' },
  { id: 'people', to: '/people', needs: 'person.find', key: 'p' },
  { id: 'members', to: '/members', needs: 'member.find', key: 'k' },
  { id: 'membershipRules', to: '/membership-rules', needs: 'membership-policy.read', key: 'r' },
  { id: 'clinicRules', to: '/clinic-rules', needs: 'clinic-policy.read', key: 'n' },
  { id: 'partners', to: '/partners', needs: 'partner.list', key: 'g' },
  { id: 'appeals', to: '/appeals', needs: 'appeal.list', key: 'e' },
  { id: 'credentials', to: '/credentials', needs: 'certification.list', key: 'h' },
  { id: 'audit', to: '/audit', needs: 'audit.read', key: 't' },
  { id: 'staff', to: '/staff', needs: 'staff.list', key: 's' },
  { id: 'account', to: '/account', needs: 'session.list', key: 'm', isOwn: true },
] as const satisfies readonly Section[];

/** Where somebody begins who may do this: in the first section that is theirs. */
export const homeOf = (permissions: readonly string[]) =>
  sections.find(({ needs }) => permissions.includes(needs))?.to ?? '/';

const covers = (section: Section, path: string): boolean =>
  path === section.to || (section.isExact !== true && path.startsWith(`${section.to}/`));

/** The section that an address belongs to, if any. */
export const sectionAt = (path: string) => sections.find((section) => covers(section, path));
