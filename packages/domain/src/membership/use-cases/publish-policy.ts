import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import {
  beginOfVersion,
  type PolicyInPast,
  type PolicyOutdated,
  type PolicyPublished,
} from '../../shared/publishing.js';
import { err, ok, type Result } from '../../shared/result.js';
import {
  checkMembershipPolicy,
  type MembershipPolicy,
  type WrongMembershipPolicy,
} from '../membership-policy.js';
import type { LevelCount } from '../ports.js';
import type { MembershipDeps } from './deps.js';

export type DraftPolicy = Omit<MembershipPolicy, 'version'>;
export type PublishPolicy = {
  readonly policy: DraftPolicy;
  /** The highest version that the caller has seen; the new one is the next. */
  readonly latest: number;
  /** Without it from now on. */
  readonly inForceFrom?: Date;
};
type Refused = Denied | WrongMembershipPolicy | PolicyOutdated | PolicyInPast;

/** Policies are the platform's, which the administrators of its home tenant speak for. */
const authorizeHere = (deps: MembershipDeps, actor: Person): Result<ActorRef, Denied> => {
  const operation = 'membership-policy.publish';
  const by = authorizeStanding(operation, actor, deps.sessionClock.now());
  if (!by.ok) return by;
  return actor.tenantId === deps.homeTenant ? by : err({ type: 'NotAllowed', operation });
};

export type PreviewedPolicy = {
  /** What publishing would refuse, the first thing of it. */
  readonly wrong?: WrongMembershipPolicy;
  /** Who has which level now, in the caller's tenant: their next period begins with what is in force then. */
  readonly members: readonly LevelCount[];
};

/** What is wrong with a draft, if anything is, and how many members its levels are about (C23). */
export const makePreviewPolicy =
  (deps: MembershipDeps) =>
  async (
    actor: Person,
    { policy }: Pick<PublishPolicy, 'policy'>,
  ): Promise<Result<PreviewedPolicy, Denied>> => {
    const by = authorizeStanding('membership-policy.preview', actor, deps.sessionClock.now());
    if (!by.ok) return by;
    const checked = checkMembershipPolicy({ ...policy, version: 1 });
    return deps.unitOfWork.run<PreviewedPolicy, never>(async ({ members }) =>
      ok({
        ...(checked.ok ? {} : { wrong: checked.error }),
        members: await members.countByLevel(actor.tenantId),
      }),
    );
  };

/**
 * Publishes the next version of levels, privileges and plans (C3, C23), in force from an instant and never changed. Periods
 * that have begun keep theirs. Of two who publish at once, one is told `PolicyOutdated`, as is whoever repeats it.
 */
export const makePublishPolicy =
  (deps: MembershipDeps) =>
  (actor: Person, origin: Origin, command: PublishPolicy): Promise<Result<PolicyPublished, Refused>> => {
    const { latest } = command;
    const version = latest + 1;
    const audited = byPerson('membership-policy.publish', actor, origin, {
      kind: 'membership-policy',
      id: `v${version}`,
    });
    return recordRefusal(deps, audited, async () => {
      const by = authorizeHere(deps, actor);
      if (!by.ok) return by;
      const now = deps.clock.now();
      const begin = beginOfVersion(command.inForceFrom, now);
      if (!begin.ok) return begin;
      const inForceFrom = begin.value;
      const policy: MembershipPolicy = { ...command.policy, version };
      const checked = checkMembershipPolicy(policy);
      if (!checked.ok) return checked;
      return deps.platformUnitOfWork.run<PolicyPublished, PolicyOutdated>(async (stores) => {
        const highest = (await stores.membershipPolicies.published())[0]?.policy.version ?? 0;
        if (highest !== latest) return err({ type: 'PolicyOutdated', latest: highest });
        const isNew = await stores.membershipPolicies.publish({ policy, inForceFrom });
        if (!isNew) return err({ type: 'PolicyOutdated', latest: version });
        const facts = { version, inForceFrom: inForceFrom.toISOString() };
        await recordDone(stores, { ...audited, actor: by.value }, now, facts);
        return ok({ version, inForceFrom });
      });
    });
  };
