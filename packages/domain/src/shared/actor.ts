import type { AccountId, EscortId, HospitalId, PartnerId, PartnerKeyId, SessionId, TenantId } from './ids.js';

export const staffRoles = ['dispatcher', 'quality', 'finance', 'support', 'admin', 'auditor'] as const;

/** `quality` reviews credentials; `admin` is the tenant's administrator. */
export type StaffRole = (typeof staffRoles)[number];

/** How a session was proven. Roles of staff count on `password+totp` only. */
export type AuthLevel = 'code' | 'wechat' | 'password' | 'password+totp';

export const restrictableFunctions = ['book', 'work', 'review', 'chat'] as const;

/** What a sanction can take from a person (B44): to book, to work as an escort, to review, to chat. */
export type RestrictableFunction = (typeof restrictableFunctions)[number];

/** A role of staff, in one city or, without one, in all of the tenant. */
export type RoleScope = { readonly role: StaffRole; readonly cityCode?: string };

/** A signed-in person. Roles are grants, not a column: one person may be family, escort and staff at once (E4). */
export type Person = {
  readonly kind: 'person';
  readonly accountId: AccountId;
  readonly tenantId: TenantId;
  readonly escortId?: EscortId;
  readonly staffRoles: readonly StaffRole[];
  /** The same roles with the city that each is limited to. */
  readonly roleScopes?: readonly RoleScope[];
  readonly sessionId?: SessionId;
  readonly authLevel?: AuthLevel;
  /** When this session last proved itself once more, for money, roles and exports. */
  readonly steppedUpAt?: Date;
  /** What live sanctions take from this person. */
  readonly restricted?: readonly RestrictableFunction[];
};

/** SYS: a timer or job of the platform itself. PSP: a verified callback or query of a payment provider. C: what a clinic's gateway says. */
export type Machine =
  | { readonly kind: 'system' }
  | { readonly kind: 'provider' }
  | { readonly kind: 'clinic' };

/** A partner's system that showed a live key: it may do what the key is for, at the hospitals that the key is for (A8, AZ8). */
export type PartnerActor = {
  readonly kind: 'partner';
  readonly partnerId: PartnerId;
  readonly keyId: PartnerKeyId;
  readonly tenantId: TenantId;
  /** The partner's own, with which nobody signs in: what it does is done under it. */
  readonly accountId: AccountId;
  readonly hospitalIds: readonly HospitalId[];
  /** Rows of the policy table. */
  readonly operations: readonly string[];
};

/** Whoever sends requests for themselves. */
export type Caller = Person | PartnerActor;

export type Actor = Caller | Machine;

export const system: Actor = { kind: 'system' };
export const provider: Actor = { kind: 'provider' };
export const clinic: Actor = { kind: 'clinic' };

/**
 * The letters of the state machines: U family, E escort, D dispatcher, Q quality, F finance, A admin, C clinic; and of
 * staff that no order knows: S support, AUD auditor.
 */
export type Capacity = 'U' | 'E' | 'D' | 'Q' | 'F' | 'A' | 'C' | 'S' | 'AUD' | 'PSP' | 'SYS';

/** Who did it, as it is kept in events: never a name or a phone number. */
export type ActorRef = { readonly as: Capacity; readonly accountId?: AccountId };

export const isStaff = (actor: Actor, role: StaffRole): boolean =>
  actor.kind === 'person' && actor.staffRoles.includes(role);
