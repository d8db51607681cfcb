import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import {
  checkNumbers,
  type NumberChange,
  numberChanges,
  type WrongPolicyNumber,
} from '../../shared/policy-numbers.js';
import { beginOfVersion, type Draft, type PolicyInPast, policyAt } from '../../shared/publishing.js';
import { ok, type Result } from '../../shared/result.js';
import type { Numbered, PolicyBook, PublishingDeps } from './policy-book.js';

export type PreviewPolicy<Policy> = {
  readonly policy: Draft<Policy>;
  /** Without it from now on. */
  readonly inForceFrom?: Date;
};

export type PreviewedPolicy = {
  /** What publishing would refuse, the first thing of it. */
  readonly wrong?: WrongPolicyNumber;
  /** The version that is in force when the new one begins, and what is different then. */
  readonly replaces: number;
  readonly changes: readonly NumberChange[];
};

/** What is wrong with a draft, if anything is, and which numbers it changes for what is made from then on. */
export const makePreviewPolicy =
  <Policy extends Numbered, Stores>(
    { operations, numbers, policiesIn }: PolicyBook<Policy, Stores>,
    { unitOfWork, clock, sessionClock }: PublishingDeps<Stores>,
  ) =>
  async (
    actor: Person,
    { policy, inForceFrom }: PreviewPolicy<Policy>,
  ): Promise<Result<PreviewedPolicy, Denied | PolicyInPast>> => {
    const by = authorizeStanding(operations.preview, actor, sessionClock.now());
    if (!by.ok) return by;
    const begin = beginOfVersion(inForceFrom, clock.now());
    if (!begin.ok) return begin;
    const checked = checkNumbers(numbers, policy);
    return unitOfWork.run<PreviewedPolicy, never>(async (stores) => {
      const replaced = policyAt(await policiesIn(stores).published(actor.tenantId), begin.value);
      return ok({
        ...(checked.ok ? {} : { wrong: checked.error }),
        replaces: replaced.version,
        changes: numberChanges(numbers, replaced, policy),
      });
    });
  };
