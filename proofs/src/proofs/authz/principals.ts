import type { Relation } from '@banzhen/domain/policy';
import type { RestrictableFunction, StaffRole } from '@banzhen/domain/shared/actor';

/** Somebody who asks. What they are to an order of the home tenant is in `relationTo`. */
export interface Principal {
  readonly tenant: 'home' | 'foreign';
  readonly staff?: StaffRole;
  /** The role counts in another city than that of the orders. */
  readonly isElsewhere?: true;
  readonly isEscort?: true;
  readonly restricted?: readonly RestrictableFunction[];
}

/** Everybody who asks, by name. `nobody` has no session and is not listed. */
export const principals = {
  booker: { tenant: 'home' },
  'proxy who may view': { tenant: 'home' },
  'proxy who may book': { tenant: 'home' },
  'proxy who may book, restricted': { tenant: 'home', restricted: ['book', 'review'] },
  'proxy of yesterday': { tenant: 'home' },
  'another family': { tenant: 'home' },
  'assigned escort': { tenant: 'home', isEscort: true },
  'assigned escort, restricted': { tenant: 'home', isEscort: true, restricted: ['work'] },
  'offered escort': { tenant: 'home', isEscort: true },
  'another escort': { tenant: 'home', isEscort: true },
  dispatcher: { tenant: 'home', staff: 'dispatcher' },
  'dispatcher of another city': { tenant: 'home', staff: 'dispatcher', isElsewhere: true },
  finance: { tenant: 'home', staff: 'finance' },
  quality: { tenant: 'home', staff: 'quality' },
  support: { tenant: 'home', staff: 'support' },
  auditor: { tenant: 'home', staff: 'auditor' },
  admin: { tenant: 'home', staff: 'admin' },
  'foreign family': { tenant: 'foreign' },
  'foreign escort': { tenant: 'foreign', isEscort: true },
  'foreign dispatcher': { tenant: 'foreign', staff: 'dispatcher' },
  'foreign admin': { tenant: 'foreign', staff: 'admin' },
} as const satisfies Record<string, Principal>;

export type PrincipalName = keyof typeof principals;
export const principalNames = Object.keys(principals) as readonly PrincipalName[];
export const principalOf = (name: PrincipalName): Principal => principals[name];

/** The orders that are asked about. All but `foreign` are the home tenant's, of one patient; `unknown` is an id of nothing. */
export const objectNames = [
  'unpaid',
  'in the hall',
  'offered',
  'accepted',
  'on the way',
  'arrived',
  'serving',
  'ended',
  'finished',
  'finished long ago',
  'cancelled',
  'foreign',
  'unknown',
] as const;

export type ObjectName = (typeof objectNames)[number];

/** Whether an escort has accepted it. `serving` and what is before it may be covered by the restricted one as well. */
export const isCovered = (object: ObjectName): boolean =>
  ['accepted', 'on the way', 'arrived', 'serving', 'ended', 'finished'].includes(object);

/** Administrators dispatch too, and dispatchers sit at the desk of clinics without a system of their own. */
const relationsOf: Readonly<Record<StaffRole, readonly Relation[]>> = {
  dispatcher: ['dispatcher', 'clinic-desk'],
  admin: ['dispatcher', 'clinic-desk', 'admin'],
  finance: ['finance'],
  quality: ['quality'],
  support: ['support'],
  auditor: ['auditor'],
};

const rolesAt = ({ staff, isElsewhere }: Principal): readonly Relation[] => {
  return !staff || isElsewhere ? [] : relationsOf[staff];
};

const familyOf: Partial<Record<PrincipalName, readonly Relation[]>> = {
  booker: ['booker', 'proxy-view', 'proxy-book', 'keeper'],
  'proxy who may view': ['proxy-view'],
  'proxy who may book': ['proxy-view', 'proxy-book'],
  'proxy who may book, restricted': ['proxy-view', 'proxy-book'],
  'foreign family': ['booker', 'proxy-view', 'proxy-book', 'keeper'],
};

const onShift = (name: PrincipalName, object: ObjectName): readonly Relation[] => {
  if (name === 'foreign escort') return ['assigned-escort'];
  if (name === 'offered escort' && object === 'offered') return ['offered-escort'];
  const isAssigned =
    name === 'assigned escort' || (name === 'assigned escort, restricted' && object === 'serving');
  return isAssigned && isCovered(object) ? ['assigned-escort'] : [];
};

/** What somebody is, whatever they ask about. */
export const standing = (name: PrincipalName): readonly Relation[] => {
  const { staff, isEscort } = principalOf(name);
  return ['self', ...(staff ? relationsOf[staff] : []), ...(isEscort ? (['escort'] as const) : [])];
};

/** How somebody stands to an order, by how the world of this proof was built and not by what the product says. */
export const relationTo = (name: PrincipalName, object: ObjectName): readonly Relation[] => {
  const principal = principalOf(name);
  if (object === 'unknown' || (principal.tenant === 'foreign') !== (object === 'foreign')) return [];
  return [...own(name), ...(familyOf[name] ?? []), ...onShift(name, object)];
};

const own = (name: PrincipalName): readonly Relation[] => {
  const principal = principalOf(name);
  return ['self', ...rolesAt(principal), ...(principal.isEscort ? (['escort'] as const) : [])];
};
