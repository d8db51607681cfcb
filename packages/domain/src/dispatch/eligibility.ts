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

type Code = WhyNot['code'];

const when = (isSo: boolean, code: Code, detail?: string): readonly WhyNot[] =>
  isSo ? [detail === undefined ? { code } : { code, detail }] : [];

/** Accounts in these states may work; a warning alone takes nothing away. */
const isWorking = ({ account }: EscortProfile): boolean => account === 'ACTIVE' || account === 'WARNED';

const papersMissing = (profile: EscortProfile, need: Need): readonly WhyNot[] => [
  ...when(!isWorking(profile), 'account-not-active', profile.account),
  ...when(profile.certification !== 'APPROVED', 'not-certified', profile.certification),
  ...profile.credentials.flatMap(({ kind, validUntil }) =>
    when(validUntil < need.during.endsAt, 'credential-expires', kind),
  ),
];

const doesNotServe = (profile: EscortProfile, need: Need): readonly WhyNot[] => [
  ...when(!profile.isAccepting, 'not-accepting'),
  ...when(profile.cityCode !== need.cityCode, 'other-city', profile.cityCode),
  ...when(profile.hospitals.length > 0 && !profile.hospitals.includes(need.hospitalId), 'outside-area'),
  ...when(!profile.services.includes(need.serviceCode), 'service-not-offered', need.serviceCode),
  ...need.skills.flatMap((skill) => when(!profile.skills.includes(skill), 'skill-missing', skill)),
];

const doesNotMatch = (profile: EscortProfile, need: Need): readonly WhyNot[] => {
  const { escortGender } = need.wishes;
  return [
    ...when(escortGender !== undefined && escortGender !== profile.gender, 'gender-wish', escortGender),
    ...when(profile.doNotMatch.includes(need.patientId), 'do-not-match'),
    ...when(need.proxies.includes(profile.accountId), 'acts-for-patient'),
    ...when(need.excludedEscorts.includes(profile.id), 'excluded'),
  ];
};

const isAway = (
  profile: EscortProfile,
  workload: Workload,
  need: Need,
  wall: NeedWall,
): readonly WhyNot[] => {
  const leave = profile.leaves.find((one) => overlaps(one, need.during));
  const block = workload.blocks.find((one) => overlaps(one, need.occupied));
  return [
    ...when(leave !== undefined, 'on-leave', leave?.endsAt.toISOString()),
    ...when(!isRostered(profile.roster, wall.stretches), 'not-rostered'),
    ...when(block !== undefined, 'overlap', block?.startsAt.toISOString()),
  ];
};

const worksTooMuch = (
  { duties }: Workload,
  need: Need,
  policy: VisitPolicy,
  wall: NeedWall,
): readonly WhyNot[] => {
  const { minutesPerDay, minutesPerWeek, restMinutesAfterNight } = policy.duty;
  const day = overfullDay(duties, need.during, wall.days, minutesPerDay);
  return [
    ...when(day !== undefined, 'duty-day', day?.startsAt.toISOString()),
    ...when(hasOverfullWeek(duties, need.during, minutesPerWeek), 'duty-week'),
    ...when(lacksRest(duties, need.during, wall.nights, restMinutesAfterNight), 'rest-after-night'),
  ];
};

/**
 * The one eligibility rule (6.3), used at create, offer, grab, accept, change and reschedule. Answers every reason why
 * not, in the order of `whyNotCodes`; none means eligible. Pure: everything it needs is in its arguments. Leave and
 * roster are held against the service time, other visits against the time with travel and buffer.
 */
export const whyNotEligible = (
  candidate: Candidate,
  need: Need,
  policy: VisitPolicy,
  calendar: Calendar,
): readonly WhyNot[] => {
  const { profile, workload } = candidate;
  const wall = needWall(need, policy, calendar);
  return [
    ...papersMissing(profile, need),
    ...doesNotServe(profile, need),
    ...doesNotMatch(profile, need),
    ...isAway(profile, workload, need, wall),
    ...worksTooMuch(workload, need, policy, wall),
  ];
};
