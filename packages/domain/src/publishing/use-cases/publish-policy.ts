import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { checkNumbers, type WrongPolicyNumber } from '../../shared/policy-numbers.js';
import {
  beginOfVersion,
  type PolicyInPast,
  type PolicyOutdated,
  type PolicyPublished,
  type PublishReasonRequired,
  reasonOfVersion,
} from '../../shared/publishing.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { AuditedStores, Numbered, PolicyBook, PublishingDeps } from './policy-book.js';
import type { PreviewPolicy } from './preview-policy.js';

export type PublishPolicy<Policy> = PreviewPolicy<Policy> & {
  /** The highest version that the caller has seen; the new one is the next. */
  readonly latest: number;
  /** Shown beside the version for ever. */
  readonly reason: string;
};

type Refused = Denied | WrongPolicyNumber | PolicyOutdated | PolicyInPast | PublishReasonRequired;

/**
 * Publishes the next version of a tenant's numbers ("Decided" 1), in force from an instant and never changed. What was made before
 * keeps its own. Of two who publish at once, one is told `PolicyOutdated`, as is whoever repeats it.
 */
export const makePublishPolicy =
  <Policy extends Numbered, Stores extends AuditedStores>(
    { kind, operations, numbers, versionOf, policiesIn }: PolicyBook<Policy, Stores>,
    deps: PublishingDeps<Stores>,
  ) =>
  (
    actor: Person,
    origin: Origin,
    command: PublishPolicy<Policy>,
  ): Promise<Result<PolicyPublished, Refused>> => {
    const { latest } = command;
    const version = latest + 1;
    const audited = byPerson(operations.publish, actor, origin, { kind, id: `v${version}` });
    return recordRefusal(deps, audited, async () => {
      const by = authorizeStanding(operations.publish, actor, deps.sessionClock.now());
      if (!by.ok) return by;
      const now = deps.clock.now();
      const begin = beginOfVersion(command.inForceFrom, now);
      if (!begin.ok) return begin;
      const reason = reasonOfVersion(command.reason);
      if (!reason.ok) return reason;
      const checked = checkNumbers(numbers, command.policy);
      if (!checked.ok) return checked;
      const policy = versionOf(checked.value, version);
      return deps.unitOfWork.run<PolicyPublished, PolicyOutdated>(async (stores) => {
        const policies = policiesIn(stores);
        const { tenantId } = actor;
        const highest = (await policies.published(tenantId))[0]?.policy.version ?? 0;
        if (highest !== latest) return err({ type: 'PolicyOutdated', latest: highest });
        const inForceFrom = begin.value;
        const isNew = await policies.publish(tenantId, { policy, inForceFrom, reason: reason.value });
        if (!isNew) return err({ type: 'PolicyOutdated', latest: version });
        const facts = { version, inForceFrom: inForceFrom.toISOString() };
        await recordDone(stores, { ...audited, actor: by.value }, now, facts);
        return ok({ version, inForceFrom });
      });
    });
  };
