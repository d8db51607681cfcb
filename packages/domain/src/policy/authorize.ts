import type { Actor, ActorRef, Capacity, Person, RestrictableFunction } from '../shared/actor.js';
import { minutesAfter } from '../shared/clock.js';
import { done, err, ok, type Result } from '../shared/result.js';
import { type OperationId, operations, type Rule } from './operations.js';
import {
  capacityOf,
  isObjectRelation,
  type Relation,
  standingRelations,
  tenantWideRelations,
} from './relations.js';

export type NotFound = { readonly type: 'NotFound' };

/** No relation allows it, or a sanction has taken it from this person. */
export type NotAllowed =
  | { readonly type: 'NotAllowed'; readonly operation: OperationId }
  | {
      readonly type: 'FunctionRestricted';
      readonly operation: OperationId;
      readonly restricted: RestrictableFunction;
    };

/** The act needs a fresh proof by this very person. */
export type StepUpNeeded = { readonly type: 'StepUpNeeded' };

/** Every way in which the authorization table refuses. */
export type Denied = NotFound | NotAllowed | StepUpNeeded;

export const STEP_UP_MINUTES = 5;

/** Whether this session has proven itself once more within the last five minutes. */
export const hasSteppedUp = ({ steppedUpAt }: Person, now: Date): boolean =>
  steppedUpAt !== undefined && now < minutesAfter(steppedUpAt, STEP_UP_MINUTES);

/** Whether `operation` leaves an entry in the audit when it is done in the capacity `as`. */
export const isAudited = (operation: OperationId, as: Capacity): boolean => {
  const rule: Rule = operations[operation];
  return rule.audit?.includes(as) ?? false;
};

/** Whether `operation` leaves an entry in the audit in any capacity at all. */
export const isEverAudited = (operation: OperationId): boolean => {
  const rule: Rule = operations[operation];
  return rule.audit !== undefined;
};

const refusal = (operation: OperationId): NotFound | NotAllowed =>
  operations[operation].hide ? { type: 'NotFound' } : { type: 'NotAllowed', operation };

/** The relations that count for a rule, of those that an actor has whatever the thing is. */
const standingFor = (rule: Rule, actor: Actor): ReadonlySet<Relation> =>
  new Set(rule.isTenantWide ? tenantWideRelations(actor) : standingRelations(actor));

/** Whether a partner's key is for `operation`; it is about no other actor. */
const isInKey = (operation: OperationId, actor: Actor): boolean =>
  actor.kind !== 'partner' || actor.operations.includes(operation);

/** Deny by default: the capacity in which `actor` may do `operation`, or a refusal that does not say what exists. */
export const authorize = (
  operation: OperationId,
  actor: Actor,
  relations: ReadonlySet<Relation>,
): Result<ActorRef, NotFound | NotAllowed> => {
  const rule: Rule = operations[operation];
  const counting = rule.isTenantWide ? standingFor(rule, actor) : relations;
  const relation = rule.allow.find((one) => counting.has(one));
  if (!relation) return err(refusal(operation));
  if (!isInKey(operation, actor)) return err({ type: 'NotAllowed', operation });
  const as = capacityOf[relation];
  const taken = rule.restrictable;
  if (taken && actor.kind === 'person' && as !== 'D' && actor.restricted?.includes(taken))
    return err({ type: 'FunctionRestricted', operation, restricted: taken });
  return ok('accountId' in actor ? { as, accountId: actor.accountId } : { as });
};

/** Whether somebody may do `operation` without being signed in. */
export const isOpen = (operation: OperationId): boolean => {
  const rule: Rule = operations[operation];
  return rule.allow.includes('anyone');
};

/** The operations that a partner's key can be for. */
export const partnerOperations: readonly OperationId[] = (Object.keys(operations) as OperationId[]).filter(
  (operation) => {
    const { allow }: Rule = operations[operation];
    return allow.some((relation) => relation === 'partner' || relation === 'partner-booker');
  },
);

/**
 * The look at the door, before it is known what the operation is about: lets in whom some relation might allow it, with a
 * fresh proof where that is asked for. What holds for the thing itself is decided by `authorize`, inside.
 */
export const admit = (operation: OperationId, actor: Person, now: Date): Result<void, Denied> => {
  const rule: Rule = operations[operation];
  const standing = standingFor(rule, actor);
  const mayBe = (relation: Relation) =>
    relation === 'anyone' || isObjectRelation(relation) || standing.has(relation);
  if (!rule.allow.some(mayBe)) return err(refusal(operation));
  return rule.stepUp && !hasSteppedUp(actor, now) ? err({ type: 'StepUpNeeded' }) : done;
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
