import type { Actor, ActorRef, Capacity, Person, RestrictableFunction, StaffRole } from '../shared/actor.js';
import { err, ok, type Result } from '../shared/result.js';

/** How an actor stands to the thing that an operation is about. */
export type Relation =
  | 'booker'
  | 'proxy-view'
  | 'proxy-book'
  /** To a patient: may book for them without an end, and says who else may. */
  | 'keeper'
  | 'assigned-escort'
  | 'offered-escort'
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
  | 'provider';

type Rule = {
  /** Tried in this order; the first relation that holds says in which capacity the actor acts. */
  readonly allow: readonly Relation[];
  /** Whether others may know that the thing exists; if not they are told it does not (404). */
  readonly hide: boolean;
  /** What a sanction can take from families and escorts (B44). */
  readonly restrictable?: RestrictableFunction;
  /** In which capacities the act leaves an entry in the audit (C27); none unless said. */
  readonly audit?: readonly Capacity[];
};

const family: readonly Relation[] = ['booker', 'proxy-book'];
const onOrder = (...allow: readonly Relation[]): Rule => ({ allow, hide: true });
const restrictable = (by: RestrictableFunction, ...allow: readonly Relation[]): Rule => ({
  allow,
  hide: true,
  restrictable: by,
});
const open = (...allow: readonly Relation[]): Rule => ({ allow, hide: false });

const staff: readonly Capacity[] = ['D', 'Q', 'F', 'S', 'A', 'AUD'];
const allButFamily: readonly Capacity[] = [...staff, 'E'];
const machines: readonly Capacity[] = ['PSP', 'SYS'];
/** Families and escorts have the order's timeline; what staff do, what money does, and who read about health is audited. */
const audited = (rule: Rule, audit: readonly Capacity[] = staff): Rule => ({ ...rule, audit });

/** The one authorization table (A25–A27): what is not listed here cannot be built, who is not listed is refused. */
export const operations = {
  'quote.request': restrictable('book', 'proxy-book', 'dispatcher'),
  'order.create': audited(restrictable('book', 'booker', 'dispatcher')),
  'order.read': audited(
    onOrder('booker', 'proxy-view', 'assigned-escort', 'offered-escort', 'dispatcher', 'finance'),
    allButFamily,
  ),
  'order.pay': onOrder(...family),
  'payment.record': audited(onOrder('provider', 'system'), machines),
  'refund.record': audited(onOrder('provider', 'system'), machines),
  'order.reschedule': audited(onOrder(...family, 'dispatcher')),
  'order.change-escort': audited(onOrder(...family, 'dispatcher')),
  'order.quote-cancellation': onOrder(...family, 'dispatcher'),
  'order.cancel': audited(onOrder(...family, 'dispatcher')),
  'order.confirm': audited(onOrder(...family, 'dispatcher', 'system')),
  'order.review': restrictable('review', ...family),
  'order.extend': onOrder(...family),
  'offer.accept': restrictable('work', 'offered-escort'),
  'offer.decline': onOrder('offered-escort'),
  'offer.withdraw': audited(onOrder('dispatcher')),
  'offer.expire': onOrder('system'),
  'shift.grab': restrictable('work', 'escort'),
  'shift.offer': audited(onOrder('dispatcher', 'system')),
  'assignment.release': audited(onOrder('assigned-escort', 'dispatcher', 'system')),
  'visit.depart': onOrder('assigned-escort'),
  'visit.check-in': audited(onOrder('assigned-escort', 'dispatcher')),
  'visit.start': onOrder('assigned-escort', ...family),
  'visit.log': onOrder('assigned-escort'),
  'visit.hand-over': onOrder('assigned-escort'),
  'visit.end': onOrder('assigned-escort', 'system'),
  'visit.end-early': audited(onOrder('assigned-escort', ...family, 'dispatcher')),
  'visit.mark-patient-no-show': audited(onOrder('dispatcher')),
  'visit.mark-escort-no-show': audited(onOrder('dispatcher')),
  'order.give-up': audited(onOrder('dispatcher', 'system')),
  'order.expire-payment': onOrder('system'),
  'order.alarm': onOrder('system'),
  'order.resolve': onOrder('system'),
  'order.mark-overdue': onOrder('system'),
  'review.expire': onOrder('system'),
  'candidates.read': onOrder('dispatcher'),
  'board.read': { allow: ['dispatcher', 'finance'], hide: false },
  'ledger.read': { allow: ['finance', 'dispatcher'], hide: false },
  'audit.read': audited(open('auditor', 'admin')),
  'audit.verify': audited(open('auditor', 'admin')),
  'hall.read': { allow: ['escort'], hide: false },
  'offers.read': { allow: ['escort'], hide: false },
  'patient.list': open('self'),
  'patient.create': restrictable('book', 'self'),
  'patient.read': audited(onOrder('proxy-book', 'proxy-view', 'dispatcher', 'quality', 'support', 'admin')),
  'patient.change': restrictable('book', 'proxy-book'),
  'patient.reveal': audited(onOrder('dispatcher', 'quality', 'support', 'admin')),
  'proxy.list': onOrder('keeper'),
  'proxy.invite': audited(onOrder('keeper'), ['U']),
  'proxy.withdraw': audited(onOrder('keeper'), ['U']),
  'proxy.revoke': audited(onOrder('keeper'), ['U']),
  'proxy.leave': audited(onOrder('proxy-view', 'proxy-book'), ['U']),
  'invitation.list': open('self'),
  'invitation.accept': audited(open('self'), ['U']),
  'invitation.decline': audited(open('self'), ['U']),
  'consent.list': open('self'),
  'consent.give': audited(open('self'), ['U']),
  'consent.withdraw': audited(open('self'), ['U']),
  'account.export': audited(open('self'), ['U']),
  'account.erase': audited(open('self'), ['U']),
  'session.list': open('self'),
  'session.revoke': audited(open('self'), ['U']),
  'session.step-up': audited(open('self'), ['U']),
  'session.sign-out': audited(open('self'), ['U']),
  'password.set': audited(open('self'), ['U']),
  'phone.change': audited(open('self'), ['U']),
  'sanction.list-own': open('self'),
  'sanction.appeal': audited(open('self'), ['U']),
  'person.find': audited(open('admin', 'quality', 'support')),
  'staff.list': open('admin', 'auditor'),
  'role.grant': audited(open('admin')),
  'role.revoke': audited(open('admin')),
  'totp.reset': audited(open('admin')),
  'sanction.impose': audited(open('admin', 'quality')),
  'sanction.lift': audited(open('admin', 'quality')),
  'appeal.list': open('admin', 'quality'),
  'appeal.answer': audited(open('admin', 'quality')),
} satisfies Record<string, Rule>;

export type OperationId = keyof typeof operations;

/** Whether `operation` leaves an entry in the audit when it is done in the capacity `as`. */
export const isAudited = (operation: OperationId, as: Capacity): boolean => {
  const rule: Rule = operations[operation];
  return rule.audit?.includes(as) ?? false;
};

export type NotFound = { readonly type: 'NotFound' };

/** No relation allows it, or a sanction has taken it from this person. */
export type NotAllowed =
  | { readonly type: 'NotAllowed'; readonly operation: OperationId }
  | {
      readonly type: 'FunctionRestricted';
      readonly operation: OperationId;
      readonly restricted: RestrictableFunction;
    };

const capacities: Record<Relation, Capacity> = {
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
  system: 'SYS',
  provider: 'PSP',
};

/** The roles that a person has, those limited to another city left out. Without a city: those that it has anywhere. */
const rolesIn = ({ staffRoles, roleScopes }: Person, cityCode?: string): readonly StaffRole[] =>
  roleScopes === undefined || cityCode === undefined
    ? staffRoles
    : roleScopes
        .filter((scope) => scope.cityCode === undefined || scope.cityCode === cityCode)
        .map(({ role }) => role);

/** Relations that an actor has to everything of its tenant in a city, or anywhere in it, whatever the order. */
export const standingRelations = (actor: Actor, cityCode?: string): readonly Relation[] => {
  if (actor.kind !== 'person') return [actor.kind];
  const roles = rolesIn(actor, cityCode);
  return [
    ...(actor.escortId ? (['escort'] as const) : []),
    ...(roles.includes('dispatcher') || roles.includes('admin') ? (['dispatcher'] as const) : []),
    ...(['finance', 'quality', 'support', 'admin', 'auditor'] as const).filter((role) =>
      roles.includes(role),
    ),
    'self',
  ];
};

/** Deny by default: the capacity in which `actor` may do `operation`, or a refusal that does not say what exists. */
export const authorize = (
  operation: OperationId,
  actor: Actor,
  relations: ReadonlySet<Relation>,
): Result<ActorRef, NotFound | NotAllowed> => {
  const rule: Rule = operations[operation];
  const relation = rule.allow.find((one) => relations.has(one));
  if (!relation) return err(rule.hide ? { type: 'NotFound' } : { type: 'NotAllowed', operation });
  const as = capacities[relation];
  const taken = rule.restrictable;
  if (taken && actor.kind === 'person' && as !== 'D' && actor.restricted?.includes(taken))
    return err({ type: 'FunctionRestricted', operation, restricted: taken });
  return ok(actor.kind === 'person' ? { as, accountId: actor.accountId } : { as });
};

/**
 * Everything that an actor may do by what it is, whatever the order: the one list by which a screen shows or hides.
 * Relations to an order allow more; they are asked for when the order is known.
 */
export const standingOperations = (actor: Actor): readonly OperationId[] => {
  const relations = new Set(standingRelations(actor));
  return (Object.keys(operations) as OperationId[]).filter(
    (operation) => authorize(operation, actor, relations).ok,
  );
};
