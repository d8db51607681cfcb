import { type OperationId, operations, type Relation, type Rule } from '@banzhen/domain/policy';
import { type ObjectName, type PrincipalName, principalOf, relationTo, standing } from './principals.js';

/**
 * How a call ends as far as authorization goes: `allowed` is everything that is answered only to whoever may, such as that the
 * version is stale.
 */
export type Verdict = 'allowed' | 'hidden' | 'refused' | 'restricted' | 'proof-needed' | 'signed-out';

const letters: Readonly<Record<string, Verdict>> = {
  NotFound: 'hidden',
  NotAllowed: 'refused',
  FunctionRestricted: 'restricted',
  StepUpNeeded: 'proof-needed',
  NotSignedIn: 'signed-out',
};

export const verdictOf = (refusal: string | undefined): Verdict => letters[refusal ?? ''] ?? 'allowed';

const DISPATCHES: readonly Relation[] = ['dispatcher'];

/** What a row of the authorization table says about somebody whose relations are known from how the world was built. */
export const expectedByTable = (
  name: PrincipalName | 'nobody',
  operation: OperationId,
  object: ObjectName | undefined,
): Verdict => {
  const rule: Rule = operations[operation];
  if (rule.allow.includes('anyone')) return 'allowed';
  if (name === 'nobody') return 'signed-out';
  // At the door it is not looked for yet: who may do this somewhere is asked for the proof first.
  if (rule.stepUp && rule.allow.some((one) => standing(name).includes(one))) return 'proof-needed';
  const relations = object === undefined ? standing(name) : relationTo(name, object);
  const { restricted, isElsewhere } = principalOf(name);
  const isLeftOut = rule.isTenantWide === true && isElsewhere === true;
  const relation = isLeftOut ? undefined : rule.allow.find((one) => relations.includes(one));
  if (!relation) return rule.hide ? 'hidden' : 'refused';
  if (rule.restrictable && !DISPATCHES.includes(relation) && restricted?.includes(rule.restrictable))
    return 'restricted';
  return 'allowed';
};
