import type { Actor, ActorRef, Capacity } from '../shared/actor.js';
import { err, ok, type Result } from '../shared/result.js';

/** How an actor stands to the thing that an operation is about. */
export type Relation =
  | 'booker'
  | 'proxy-view'
  | 'proxy-book'
  | 'assigned-escort'
  | 'offered-escort'
  | 'escort'
  | 'dispatcher'
  | 'finance'
  | 'system'
  | 'provider';

type Rule = {
  /** Tried in this order; the first relation that holds says in which capacity the actor acts. */
  readonly allow: readonly Relation[];
  /** Whether others may know that the thing exists; if not they are told it does not (404). */
  readonly hide: boolean;
};

const family: readonly Relation[] = ['booker', 'proxy-book'];
const onOrder = (...allow: readonly Relation[]): Rule => ({ allow, hide: true });

/** The one authorization table (A25–A27): what is not listed here cannot be built, who is not listed is refused. */
export const operations = {
  'quote.request': onOrder('proxy-book', 'dispatcher'),
  'order.create': onOrder('booker', 'dispatcher'),
  'order.read': onOrder('booker', 'proxy-view', 'assigned-escort', 'offered-escort', 'dispatcher', 'finance'),
  'order.pay': onOrder(...family),
  'order.reschedule': onOrder(...family, 'dispatcher'),
  'order.change-escort': onOrder(...family, 'dispatcher'),
  'order.quote-cancellation': onOrder(...family, 'dispatcher'),
  'order.cancel': onOrder(...family, 'dispatcher'),
  'order.confirm': onOrder(...family, 'dispatcher', 'system'),
  'order.review': onOrder(...family),
  'order.extend': onOrder(...family),
  'offer.accept': onOrder('offered-escort'),
  'offer.decline': onOrder('offered-escort'),
  'offer.withdraw': onOrder('dispatcher'),
  'offer.expire': onOrder('system'),
  'shift.grab': onOrder('escort'),
  'shift.offer': onOrder('dispatcher', 'system'),
  'assignment.release': onOrder('assigned-escort', 'dispatcher', 'system'),
  'visit.depart': onOrder('assigned-escort'),
  'visit.check-in': onOrder('assigned-escort', 'dispatcher'),
  'visit.start': onOrder('assigned-escort', ...family),
  'visit.log': onOrder('assigned-escort'),
  'visit.hand-over': onOrder('assigned-escort'),
  'visit.end': onOrder('assigned-escort', 'system'),
  'visit.end-early': onOrder('assigned-escort', ...family, 'dispatcher'),
  'visit.mark-patient-no-show': onOrder('dispatcher'),
  'visit.mark-escort-no-show': onOrder('dispatcher'),
  'order.give-up': onOrder('dispatcher', 'system'),
  'order.expire-payment': onOrder('system'),
  'order.alarm': onOrder('system'),
  'order.mark-overdue': onOrder('system'),
  'review.expire': onOrder('system'),
  'candidates.read': onOrder('dispatcher'),
  'board.read': { allow: ['dispatcher', 'finance'], hide: false },
  'ledger.read': { allow: ['finance', 'dispatcher'], hide: false },
  'hall.read': { allow: ['escort'], hide: false },
  'offers.read': { allow: ['escort'], hide: false },
} satisfies Record<string, Rule>;

export type OperationId = keyof typeof operations;

export type NotFound = { readonly type: 'NotFound' };
export type NotAllowed = { readonly type: 'NotAllowed'; readonly operation: OperationId };

const capacities: Record<Relation, Capacity> = {
  booker: 'U',
  'proxy-view': 'U',
  'proxy-book': 'U',
  'assigned-escort': 'E',
  'offered-escort': 'E',
  escort: 'E',
  dispatcher: 'D',
  finance: 'F',
  system: 'SYS',
  provider: 'PSP',
};

/** Relations that an actor has to everything of its tenant, whatever the order. */
export const standingRelations = (actor: Actor): readonly Relation[] => {
  if (actor.kind !== 'person') return [actor.kind];
  return [
    ...(actor.escortId ? (['escort'] as const) : []),
    ...(actor.staffRoles.includes('dispatcher') || actor.staffRoles.includes('admin')
      ? (['dispatcher'] as const)
      : []),
    ...(actor.staffRoles.includes('finance') ? (['finance'] as const) : []),
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
  return ok(actor.kind === 'person' ? { as, accountId: actor.accountId } : { as });
};
