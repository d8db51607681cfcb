import type { Permission } from '../api/me.js';

type Section = {
  /** Its word is `nav.<id>`. */
  readonly id: string;
  readonly to: string;
  /** Who may not do this does not see the section. */
  readonly needs: Permission;
  /** The single key that leads there; its meaning stands in `shortcuts.does.<key>`. */
  readonly key: string;
  /** Pages below its address belong to other sections. */
  readonly isExact?: true;
};

/** The sections of the console in the order of the navigation: bar, keys and the list of keys follow from this list. */
export const sections = [
  { id: 'board', to: '/', needs: 'board.read', key: 'b', isExact: true },
  { id: 'orders', to: '/orders', needs: 'board.read', key: 'o' },
  { id: 'ledger', to: '/ledger', needs: 'ledger.read', key: 'l' },
] as const satisfies readonly Section[];

/** Where somebody begins who may do this: in the first section that is theirs. */
export const homeOf = (permissions: readonly string[]) =>
  sections.find(({ needs }) => permissions.includes(needs))?.to ?? '/';
