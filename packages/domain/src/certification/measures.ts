import { DAY_MS } from '../shared/clock.js';
import type { AccountId, CertificationId, MeasureId, TenantId } from '../shared/ids.js';
import { done, err, ok, type Result } from '../shared/result.js';
import type { Certification, CertificationStatus } from './certification.js';
import { certificationPolicy } from './certification-policy.js';
import {
  age,
  certificationTable,
  type OwnCertification,
  type ReviewWordsNeeded,
} from './certification-table.js';
import { isSaid, next, type Officer } from './deciding.js';

export const revocationCauses = ['false-papers', 'harm'] as const;
/** False papers 虚假资质, or harm that was done 造成伤害. */
export type RevocationCause = (typeof revocationCauses)[number];

/** Until when a suspension is meant, as an instant, or what has to be fulfilled first; both may be said. */
export type SuspensionTerm = { readonly until?: Date; readonly condition?: string };

/** What was done about an escort's qualification. */
export type MeasureAct =
  /** K7. */
  | ({ readonly kind: 'suspended' } & SuspensionTerm)
  /** K8: `reason` says which training was done. */
  | { readonly kind: 'lifted' }
  /** The first of two administrators. */
  | { readonly kind: 'revocation-proposed'; readonly cause: RevocationCause }
  /** K9, by the second one. */
  | { readonly kind: 'revoked'; readonly cause: RevocationCause; readonly proposedBy: AccountId };

/** One entry of what was done about an escort's qualification (K7–K9, B52). It never changes. */
export type Measure = {
  readonly id: MeasureId;
  readonly tenantId: TenantId;
  readonly certificationId: CertificationId;
  readonly accountId: AccountId;
  readonly act: MeasureAct;
  /** Nobody where the rule of missed visits did it. */
  readonly by?: AccountId;
  /** Told to the escort, but for a proposal. */
  readonly reason: string;
  readonly at: Date;
};

/** Where it stands, this cannot be done about it: `status` says where that is. */
export type MeasureUnfit = { readonly type: 'MeasureUnfit'; readonly status: CertificationStatus };
/** A suspension says until when, in the future and within a year, or what has to be fulfilled. */
export type SuspensionTermNeeded = { readonly type: 'SuspensionTermNeeded' };
/** A revocation takes two administrators, and this one has spoken already. */
export type SecondAdminNeeded = { readonly type: 'SecondAdminNeeded' };
export type MeasureRefused =
  | MeasureUnfit
  | OwnCertification
  | ReviewWordsNeeded
  | SuspensionTermNeeded
  | SecondAdminNeeded;

/** What a measure makes of a submission, and the entry that says so. */
export type Measured = { readonly certification: Certification; readonly act: MeasureAct };

type Measuring = 'suspend' | 'lift' | 'revoke';

/** Whether this may be done, by this officer and with these words; nobody does it about themselves. */
const mayMeasure = (
  { status, accountId }: Certification,
  doing: Measuring,
  reason: string,
  by?: AccountId,
): Result<void, MeasureUnfit | OwnCertification | ReviewWordsNeeded> => {
  if (!certificationTable[doing].includes(status)) return err({ type: 'MeasureUnfit', status });
  if (accountId === by) return err({ type: 'OwnCertification' });
  return isSaid(reason) ? done : err({ type: 'ReviewWordsNeeded' });
};

const isTerm = ({ until, condition }: SuspensionTerm, now: Date): boolean => {
  if (until === undefined) return condition !== undefined && isSaid(condition);
  const furthest = now.getTime() + certificationPolicy.longestSuspensionDays * DAY_MS;
  return now < until && until.getTime() <= furthest && (condition === undefined || isSaid(condition));
};

/** K7: no work from now on, until an officer lifts it; without `by` it is the system's rule. */
export const suspend = (
  certification: Certification,
  term: SuspensionTerm & { readonly reason: string },
  { by, now }: { readonly by?: AccountId; readonly now: Date },
): Result<Measured, MeasureRefused> => {
  const { until, condition, reason } = term;
  const may = mayMeasure(certification, 'suspend', reason, by);
  if (!may.ok) return may;
  if (!isTerm(term, now)) return err({ type: 'SuspensionTermNeeded' });
  return ok({
    certification: next(certification, 'SUSPENDED'),
    act: {
      kind: 'suspended',
      ...(until ? { until } : {}),
      ...(condition === undefined ? {} : { condition: condition.trim() }),
    },
  });
};

/** K8: training was done, `training` says which. Papers that have run out meanwhile are not made good by it. */
export const liftSuspension = (
  certification: Certification,
  training: string,
  { by, now }: Officer,
): Result<Measured, MeasureRefused> => {
  const may = mayMeasure(certification, 'lift', training, by);
  if (!may.ok) return may;
  const lifted = next(certification, 'APPROVED');
  const { status } = age(lifted, now);
  return ok({ certification: { ...lifted, status }, act: { kind: 'lifted' } });
};

/** The first administrator's word for a revocation. */
export type Proposal = Measure & {
  readonly act: { readonly kind: 'revocation-proposed' };
  readonly by: AccountId;
};

const isProposal = (measure: Measure): measure is Proposal =>
  measure.act.kind === 'revocation-proposed' && measure.by !== undefined;

/**
 * The first administrator's word about `certification` that still counts at `now`, of `measures` of its account with the newest first:
 * for a week, unless a suspension was lifted or something else was proposed since. A suspension that was imposed since leaves it as it is.
 */
export const liveProposal = (
  { id }: Pick<Certification, 'id'>,
  measures: readonly Measure[],
  now: Date,
): Proposal | undefined => {
  const last = measures.find(({ act }) => act.kind !== 'suspended');
  if (!last || !isProposal(last) || last.certificationId !== id) return undefined;
  const ends = last.at.getTime() + certificationPolicy.proposalDays * DAY_MS;
  return now.getTime() < ends ? last : undefined;
};

/**
 * K9: for ever, by two administrators. The first one's word is kept for a week and changes nothing; the second, who has to be another
 * and name the same cause, revokes. Whoever names another cause, the first one too, has proposed anew: one word that was wrong keeps
 * nobody waiting. `measures` are those of the account, the newest first.
 */
export const revoke = (
  certification: Certification,
  { cause, reason }: { readonly cause: RevocationCause; readonly reason: string },
  measures: readonly Measure[],
  { by, now }: Officer,
): Result<Measured, MeasureRefused> => {
  const may = mayMeasure(certification, 'revoke', reason, by);
  if (!may.ok) return may;
  const proposal = liveProposal(certification, measures, now);
  if (proposal?.act.cause !== cause)
    return ok({ certification, act: { kind: 'revocation-proposed', cause } });
  if (proposal.by === by) return err({ type: 'SecondAdminNeeded' });
  const act = { kind: 'revoked', cause, proposedBy: proposal.by } as const;
  // Nobody may have decided about the papers yet; then this is what was decided.
  const decision = certification.decision ?? { by, at: now, reason: reason.trim() };
  return ok({ certification: next(certification, 'REVOKED', { decision }), act });
};

/** When the last suspension was lifted, of `measures` with the newest first. */
export const liftedAt = (measures: readonly Measure[]): Date | undefined =>
  measures.find(({ act }) => act.kind === 'lifted')?.at;
