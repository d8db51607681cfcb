import type { Actor, Capacity, PartnerActor, Person, StaffRole } from '../shared/actor.js';
import type { AccountId, HospitalId, TenantId } from '../shared/ids.js';

/** How an actor stands to one order or patient: known only when that is known. */
const objectRelations = [
  'booker',
  'proxy-view',
  'proxy-book',
  // To a patient: books for them without an end, and says who else may do what.
  'keeper',
  'assigned-escort',
  'offered-escort',
] as const;

export type Relation =
  | (typeof objectRelations)[number]
  | 'escort'
  | 'dispatcher'
  | 'finance'
  | 'quality'
  | 'support'
  | 'admin'
  | 'auditor'
  /** Everybody who is signed in, to their own account. */
  | 'self'
  | 'system'
  | 'provider'
  /** A clinic's system. */
  | 'clinic'
  /** Dispatchers at the desk of a clinic that has no system of its own. */
  | 'clinic-desk'
  /** A partner's system, at a hospital that its key is for. */
  | 'partner'
  /** The same, of what it has booked itself. */
  | 'partner-booker'
  /** Signed in or not. */
  | 'anyone';

export const isObjectRelation = (relation: Relation): boolean =>
  (objectRelations as readonly Relation[]).includes(relation);

/** The letter under which somebody of this relation acts. */
export const capacityOf: Readonly<Record<Relation, Capacity>> = {
  booker: 'U',
  'proxy-view': 'U',
  'proxy-book': 'U',
  keeper: 'U',
  'assigned-escort': 'E',
  'offered-escort': 'E',
  escort: 'E',
  dispatcher: 'D',
  finance: 'F',
  quality: 'Q',
  support: 'S',
  admin: 'A',
  auditor: 'AUD',
  self: 'U',
  anyone: 'U',
  system: 'SYS',
  provider: 'PSP',
  clinic: 'C',
  'clinic-desk': 'C',
  partner: 'C',
  'partner-booker': 'U',
};

/** The roles that a person has, those limited to another city left out. Without a city: those that it has anywhere. */
const rolesIn = ({ staffRoles, roleScopes }: Person, cityCode?: string): readonly StaffRole[] =>
  roleScopes === undefined || cityCode === undefined
    ? staffRoles
    : roleScopes
        .filter((scope) => scope.cityCode === undefined || scope.cityCode === cityCode)
        .map(({ role }) => role);

/** Of no city; a role that is limited to one has no part in what belongs to all of them. */
const NO_CITY = '';

/** Relations that an actor has to its tenant as a whole: those of roles limited to a city are left out. */
export const tenantWideRelations = (actor: Actor): readonly Relation[] => standingRelations(actor, NO_CITY);

/** Relations that an actor has to everything of its tenant in a city, or anywhere in it, whatever the order. */
export const standingRelations = (actor: Actor, cityCode?: string): readonly Relation[] => {
  if (actor.kind === 'partner') return [];
  if (actor.kind !== 'person') return [actor.kind];
  const roles = rolesIn(actor, cityCode);
  return [
    ...(actor.escortId ? (['escort'] as const) : []),
    ...(roles.includes('dispatcher') || roles.includes('admin')
      ? (['dispatcher', 'clinic-desk'] as const)
      : []),
    ...(['finance', 'quality', 'support', 'admin', 'auditor'] as const).filter((role) =>
      roles.includes(role),
    ),
    'self',
  ];
};

/** What of a hospital a partner's key is for: nothing of another tenant, and nothing of other hospitals (AZ8). */
export const partnerRelations = (
  { tenantId, hospitalIds, accountId }: PartnerActor,
  at: { readonly tenantId: TenantId; readonly hospitalId: HospitalId; readonly bookedBy?: AccountId },
): readonly Relation[] => {
  if (tenantId !== at.tenantId || !hospitalIds.includes(at.hospitalId)) return [];
  return at.bookedBy === accountId ? ['partner', 'partner-booker'] : ['partner'];
};
