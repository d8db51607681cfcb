import type { Permission } from '../api/me.js';

/** What the navigation is divided into, in its order; their words are `nav.groups.<group>`. */
export const sectionGroups = ['visits', 'clinics', 'people', 'members', 'business'] as const;

type Section = {
  /** Its word is `nav.<id>`. */
  readonly id: string;
  /** Where it stands in the navigation. Without one it is about oneself: everybody has it, and it is reached by one's own name. */
  readonly group?: (typeof sectionGroups)[number];
  readonly to: string;
  /** Who may not do this does not see the section, and is told so at its addresses. */
  readonly needs: Permission;
  /** The single key that leads there; its meaning stands in `shortcuts.does.<key>`. */
  readonly key: string;
  /** Pages below its address belong to other sections. */
  readonly isExact?: true;
};

/** The sections of the console in the order of the navigation: menu, keys and the list of keys follow from this list. */
export const sections = [
  { id: 'board', group: 'visits', to: '/', needs: 'board.read', key: 'b', isExact: true },
  { id: 'orders', group: 'visits', to: '/orders', needs: 'board.read', key: 'o' },
  { id: 'bundles', group: 'visits', to: '/bundles', needs: 'bundle.list-open', key: 'z' },
  { id: 'reports', group: 'visits', to: '/reports', needs: 'conversation.list-reports', key: 'j' },
  { id: 'schedule', group: 'clinics', to: '/schedule', needs: 'schedule.read', key: 'c' },
  { id: 'releases', group: 'clinics', to: '/releases', needs: 'schedule.read', key: 'f' },
  {
    id: 'appointments',
    group: 'clinics',
    to: '/appointments',
    needs: 'appointment.list-of-session',
    key: 'd',
  },
  { id: 'waitlists', group: 'clinics', to: '/waitlists', needs: 'waitlist.count', key: 'w' },
  { id: 'fairness', group: 'clinics', to: '/fairness', needs: 'fairness.read', key: 'q' },
  { id: 'directory', group: 'clinics', to: '/directory', needs: 'directory.read', key: 'i' },
  { id: 'calendars', group: 'clinics', to: '/calendars', needs: 'calendar.list', key: 'v' },
  { id: 'clinicRules', group: 'clinics', to: '/clinic-rules', needs: 'clinic-policy.read', key: 'n' },
  { id: 'people', group: 'people', to: '/people', needs: 'person.find', key: 'p' },
  { id: 'appeals', group: 'people', to: '/appeals', needs: 'appeal.list', key: 'e' },
  { id: 'credentials', group: 'people', to: '/credentials', needs: 'certification.list', key: 'h' },
  { id: 'members', group: 'members', to: '/members', needs: 'member.find', key: 'k' },
  {
    id: 'membershipRules',
    group: 'members',
    to: '/membership-rules',
    needs: 'membership-policy.read',
    key: 'r',
  },
  { id: 'visitRules', group: 'business', to: '/visit-rules', needs: 'visit-policy.read', key: 'x' },
  { id: 'prices', group: 'business', to: '/prices', needs: 'price-list.read', key: 'y' },
  { id: 'ledger', group: 'business', to: '/ledger', needs: 'ledger.read', key: 'l' },
  { id: 'partners', group: 'business', to: '/partners', needs: 'partner.list', key: 'g' },
  { id: 'audit', group: 'business', to: '/audit', needs: 'audit.read', key: 't' },
  { id: 'staff', group: 'business', to: '/staff', needs: 'staff.list', key: 's' },
  { id: 'account', to: '/account', needs: 'session.list', key: 'm' },
] as const satisfies readonly Section[];

/** Where somebody begins who may do this: in the first section that is theirs. */
export const homeOf = (permissions: readonly string[]) =>
  sections.find(({ needs }) => permissions.includes(needs))?.to ?? '/';

const covers = (section: Section, path: string): boolean =>
  path === section.to || (section.isExact !== true && path.startsWith(`${section.to}/`));

/** The section that an address belongs to, if any. */
export const sectionAt = (path: string) => sections.find((section) => covers(section, path));
