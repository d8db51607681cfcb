import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import {
  beginOfVersion,
  type PolicyInPast,
  type PolicyOutdated,
  type PolicyPublished,
  type PublishReasonRequired,
  reasonOfVersion,
} from '../../shared/publishing.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type PublishedClinicPolicy, policyAt } from '../clinic-policy.js';
import {
  type ClinicPolicyChange,
  type ClinicPolicyDraft,
  checkClinicPolicy,
  clinicPolicyChanges,
  type WrongClinicPolicy,
} from '../clinic-policy-fields.js';
import type { ClinicRulesDeps } from '../deps.js';

export type PreviewClinicPolicy = {
  readonly policy: ClinicPolicyDraft;
  /** Without it from now on. */
  readonly inForceFrom?: Date;
};

export type PublishClinicPolicy = PreviewClinicPolicy & {
  /** The highest version that the caller has seen; the new one is the next. */
  readonly latest: number;
  /** Shown beside the version for ever. */
  readonly reason: string;
};

type Refused = Denied | WrongClinicPolicy | PolicyOutdated | PolicyInPast | PublishReasonRequired;

export type PreviewedClinicPolicy = {
  /** What publishing would refuse, the first thing of it. */
  readonly wrong?: WrongClinicPolicy;
  /** The version that is in force when the new one begins, and what is different then. */
  readonly replaces: number;
  readonly changes: readonly ClinicPolicyChange[];
};

/** What is wrong with a draft, if anything is, and which numbers it changes for what is booked from then on. */
export const makePreviewClinicPolicy =
  ({ unitOfWork, clock, sessionClock }: ClinicRulesDeps) =>
  async (
    actor: Person,
    { policy, inForceFrom = clock.now() }: PreviewClinicPolicy,
  ): Promise<Result<PreviewedClinicPolicy, Denied>> => {
    const by = authorizeStanding('clinic-policy.preview', actor, sessionClock.now());
    if (!by.ok) return by;
    const checked = checkClinicPolicy(policy);
    return unitOfWork.run<PreviewedClinicPolicy, never>(async ({ clinicPolicies }) => {
      const replaced = policyAt(await clinicPolicies.published(actor.tenantId), inForceFrom);
      return ok({
        ...(checked.ok ? {} : { wrong: checked.error }),
        replaces: replaced.version,
        changes: clinicPolicyChanges(replaced, policy),
      });
    });
  };

const versionFrom = (
  { policy, latest, inForceFrom, reason }: PublishClinicPolicy,
  now: Date,
): Result<PublishedClinicPolicy, WrongClinicPolicy | PolicyInPast | PublishReasonRequired> => {
  const from = beginOfVersion(inForceFrom, now);
  if (!from.ok) return from;
  const given = reasonOfVersion(reason);
  if (!given.ok) return given;
  const checked = checkClinicPolicy({ ...policy, version: latest + 1 });
  return checked.ok ? ok({ policy: checked.value, inForceFrom: from.value, reason: given.value }) : checked;
};

/**
 * Publishes the next version of the numbers by which a tenant's seats are booked ("Decided" 1), in force from an instant and
 * never changed. Appointments that were made keep theirs. Of two who publish at once, one is told `PolicyOutdated`, as is
 * whoever repeats it.
 */
export const makePublishClinicPolicy =
  (deps: ClinicRulesDeps) =>
  (
    actor: Person,
    origin: Origin,
    command: PublishClinicPolicy,
  ): Promise<Result<PolicyPublished, Refused>> => {
    const version = command.latest + 1;
    const operation = 'clinic-policy.publish';
    const audited = byPerson(operation, actor, origin, { kind: 'clinic-policy', id: `v${version}` });
    return recordRefusal(deps, audited, async () => {
      const by = authorizeStanding(operation, actor, deps.sessionClock.now());
      if (!by.ok) return by;
      const now = deps.clock.now();
      const next = versionFrom(command, now);
      if (!next.ok) return next;
      return deps.unitOfWork.run<PolicyPublished, PolicyOutdated>(async (stores) => {
        const { tenantId } = actor;
        const highest = (await stores.clinicPolicies.published(tenantId))[0]?.policy.version ?? 0;
        if (highest !== command.latest) return err({ type: 'PolicyOutdated', latest: highest });
        const isNew = await stores.clinicPolicies.publish(tenantId, next.value);
        if (!isNew) return err({ type: 'PolicyOutdated', latest: version });
        const { inForceFrom } = next.value;
        const facts = { version, inForceFrom: inForceFrom.toISOString() };
        await recordDone(stores, { ...audited, actor: by.value }, now, facts);
        return ok({ version, inForceFrom });
      });
    });
  };
