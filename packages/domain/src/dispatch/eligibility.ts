import type { Calendar } from '../shared/calendar.js';
import { overlaps } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Candidate, EscortProfile, Workload } from './candidate.js';
import { hasOverfullWeek, lacksRest, overfullDay } from './duty.js';
import type { Need } from './need.js';
import { type NeedWall, needWall } from './need-wall.js';
import { isRostered } from './roster.js';

export const whyNotCodes = [
  'account-not-active',
  'not-certified',
  'credential-expires',
  'not-accepting',
  'other-city',
  'outside-area',
  'service-not-offered',
  'skill-missing',
  'gender-wish',
  'do-not-match',
  'acts-for-patient',
  'excluded',
  'on-leave',
  'not-rostered',
  'overlap',
  'duty-day',
  'duty-week',
  'rest-after-night',
] as const;

/** One reason why an escort cannot take a shift; `detail` names the skill, credential or instant it is about. */
export type WhyNot = { readonly code: (typeof whyNotCodes)[number]; readonly detail?: string };

export type NotEligible = { readonly type: 'NotEligible'; readonly whyNot: readonly WhyNot[] };

/** One escort held against one need. */
type Look = {
  readonly profile: EscortProfile;
  readonly workload: Workload;
  readonly need: Need;
  readonly policy: VisitPolicy;
  readonly wall: NeedWall;
};

/** Whether a reason holds; a text, an instant or several texts name what it is about. */
type Finding = boolean | string | Date | readonly string[];

/** Accounts in these states may work; a warning alone takes nothing away. */
const isWorking = ({ account }: EscortProfile): boolean => account === 'ACTIVE' || account === 'WARNED';

const reasons: Record<WhyNot['code'], (look: Look) => Finding> = {
  'account-not-active': ({ profile }) => !isWorking(profile) && profile.account,
  'not-certified': ({ profile }) => profile.certification !== 'APPROVED' && profile.certification,
  'credential-expires': ({ profile, need }) =>
    profile.credentials.filter((one) => one.validUntil < need.during.endsAt).map(({ kind }) => kind),
  'not-accepting': ({ profile }) => !profile.isAccepting,
  'other-city': ({ profile, need }) => profile.cityCode !== need.cityCode && profile.cityCode,
  'outside-area': ({ profile, need }) =>
    profile.hospitals.length > 0 && !profile.hospitals.includes(need.hospitalId),
  'service-not-offered': ({ profile, need }) =>
    !profile.services.includes(need.serviceCode) && need.serviceCode,
  'skill-missing': ({ profile, need }) => need.skills.filter((skill) => !profile.skills.includes(skill)),
  'gender-wish': ({ profile, need: { wishes } }) =>
    wishes.escortGender !== undefined && wishes.escortGender !== profile.gender && wishes.escortGender,
  'do-not-match': ({ profile, need }) => profile.doNotMatch.includes(need.patientId),
  'acts-for-patient': ({ profile, need }) => need.proxies.includes(profile.accountId),
  excluded: ({ profile, need }) => need.excludedEscorts.includes(profile.id),
  'on-leave': ({ profile, need }) =>
    profile.leaves.find((one) => overlaps(one, need.during))?.endsAt ?? false,
  'not-rostered': ({ profile, wall }) => !isRostered(profile.roster, wall.stretches),
  overlap: ({ workload, need }) =>
    workload.blocks.find((one) => overlaps(one, need.occupied))?.startsAt ?? false,
  'duty-day': ({ workload, need, policy, wall }) =>
    overfullDay(workload.duties, need.during, wall.days, policy.duty.minutesPerDay)?.startsAt ?? false,
  'duty-week': ({ workload, need, policy }) =>
    hasOverfullWeek(workload.duties, need.during, policy.duty.minutesPerWeek),
  'rest-after-night': ({ workload, need, policy, wall }) =>
    lacksRest(workload.duties, need.during, wall.nights, policy.duty.restMinutesAfterNight),
};

const holds = (finding: Finding): boolean =>
  finding !== false && (!Array.isArray(finding) || finding.length > 0);

const detailsOf = (finding: Exclude<Finding, boolean>): readonly string[] => {
  if (typeof finding === 'string') return [finding];
  return finding instanceof Date ? [finding.toISOString()] : finding;
};

const whyNot = (code: WhyNot['code'], finding: Finding): readonly WhyNot[] => {
  if (typeof finding === 'boolean') return finding ? [{ code }] : [];
  return detailsOf(finding).map((detail) => ({ code, detail }));
};

/**
 * The one eligibility rule (6.3), used at create, offer, grab, accept, change and reschedule. Answers every reason why
 * not, in the order of `whyNotCodes`; none means eligible. Pure: everything it needs is in its arguments. Leave and
 * roster are held against the service time, other visits against the time with travel and buffer.
 */
export const whyNotEligible = (
  { profile, workload }: Candidate,
  need: Need,
  policy: VisitPolicy,
  calendar: Calendar,
): readonly WhyNot[] => {
  const look = { profile, workload, need, policy, wall: needWall(need, policy, calendar) };
  return whyNotCodes.flatMap((code) => whyNot(code, reasons[code](look)));
};

/** Whether there is no reason why not: the same rule for a search over everybody, which stops at the first. */
export const isEligible = (
  { profile, workload }: Candidate,
  need: Need,
  policy: VisitPolicy,
  calendar: Calendar,
): boolean => {
  const look = { profile, workload, need, policy, wall: needWall(need, policy, calendar) };
  return !whyNotCodes.some((code) => holds(reasons[code](look)));
};
