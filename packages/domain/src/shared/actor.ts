import type { AccountId, EscortId, TenantId } from './ids.js';

export type StaffRole = 'dispatcher' | 'quality' | 'finance' | 'admin';

/** A signed-in person. Roles are grants, not a column: one person may be family, escort and staff at once (E4). */
export type Person = {
  readonly kind: 'person';
  readonly accountId: AccountId;
  readonly tenantId: TenantId;
  readonly escortId?: EscortId;
  readonly staffRoles: readonly StaffRole[];
};

/** SYS: a timer or job of the platform itself. PSP: a verified callback or query of a payment provider. */
export type Machine = { readonly kind: 'system' } | { readonly kind: 'provider' };

export type Actor = Person | Machine;

export const system: Actor = { kind: 'system' };
export const provider: Actor = { kind: 'provider' };

/** The letters of the state machines: U family, E escort, D dispatcher, Q quality, F finance, A admin, C clinic. */
export type Capacity = 'U' | 'E' | 'D' | 'Q' | 'F' | 'A' | 'C' | 'PSP' | 'SYS';

/** Who did it, as it is kept in events: never a name or a phone number. */
export type ActorRef = { readonly as: Capacity; readonly accountId?: AccountId };

export const isStaff = (actor: Actor, role: StaffRole): boolean =>
  actor.kind === 'person' && actor.staffRoles.includes(role);
