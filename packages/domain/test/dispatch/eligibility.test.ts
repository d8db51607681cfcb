import {
  type Candidate,
  type EscortProfile,
  type Need,
  type WhyNot,
  type Workload,
  whyNotCodes,
  whyNotEligible,
} from '@banzhen/domain/dispatch';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { aFamily, anEscort, anotherHospital, aPatient } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { aCandidate, aNeed, beijing, local } from './needs.js';

const morning = local('01-09 09:00', '01-09 13:00');
const why = (candidate: Candidate, need: Need): readonly WhyNot[] =>
  whyNotEligible(candidate, need, policy, beijing);
const codes = (candidate: Candidate, need = aNeed(morning)) => why(candidate, need).map(({ code }) => code);

type Spoiled = {
  readonly profile?: Partial<EscortProfile>;
  readonly workload?: Partial<Workload>;
  readonly need?: Partial<Need>;
};

/** What spoils an eligible escort, reason by reason; the later ones do not hide the earlier. */
const spoilers: Record<WhyNot['code'], Spoiled> = {
  'account-not-active': { profile: { account: 'BANNED' } },
  'not-certified': { profile: { certification: 'SUSPENDED' } },
  'credential-expires': {
    profile: { credentials: [{ kind: 'health', validUntil: local('01-09 12:59', '01-10 00:00').startsAt }] },
  },
  'not-accepting': { profile: { isAccepting: false } },
  'other-city': { profile: { cityCode: 'shanghai' } },
  'outside-area': { profile: { hospitals: [anotherHospital().id] } },
  'service-not-offered': { profile: { services: ['care-12h'] } },
  'skill-missing': { need: { skills: ['wheelchair'] } },
  'gender-wish': { need: { wishes: { escortGender: 'male' } } },
  'do-not-match': { profile: { doNotMatch: [aPatient().id] } },
  'acts-for-patient': { profile: { accountId: aFamily().accountId } },
  excluded: { need: { excludedEscorts: [anEscort().id] } },
  'on-leave': { profile: { leaves: [local('01-09 12:00', '01-09 15:00')] } },
  'not-rostered': { profile: { roster: [{ weekday: 3, fromMinute: 600, toMinute: 1200 }] } },
  overlap: { workload: { blocks: [local('01-09 13:29', '01-09 18:00')] } },
  'duty-day': {
    workload: { duties: [local('01-09 14:00', '01-09 22:00'), local('01-09 08:00', '01-09 08:01')] },
  },
  'duty-week': {
    workload: {
      duties: ['04', '05', '06', '07', '08'].map((day) => local(`01-${day} 08:00`, `01-${day} 19:13`)),
    },
  },
  'rest-after-night': { workload: { duties: [local('01-09 00:00', '01-09 05:59')] } },
};

const spoiled = (spoiler: Spoiled): readonly WhyNot[] =>
  why(aCandidate(spoiler.profile, spoiler.workload), aNeed(morning, spoiler.need));

describe('eligibility (6.3)', () => {
  test('has nothing against a good escort', () => {
    expect(why(aCandidate(), aNeed(morning))).toEqual([]);
    expect(codes(aCandidate({ account: 'WARNED' }))).toEqual([]);
  });

  test.each(whyNotCodes)('%s stands alone', (code) => {
    expect(spoiled(spoilers[code]).map((one) => one.code)).toEqual([code]);
  });

  test('answers all reasons at once, in the fixed order', () => {
    const all = Object.values(spoilers);
    const profile = Object.assign({}, ...all.map((one) => one.profile ?? {}));
    const need = Object.assign({}, ...all.map((one) => one.need ?? {}));
    const workload = {
      blocks: all.flatMap((one) => one.workload?.blocks ?? []),
      duties: all.flatMap((one) => one.workload?.duties ?? []),
    };
    expect(spoiled({ profile, need, workload }).map(({ code }) => code)).toEqual([...whyNotCodes]);
  });

  test('names the skill, the credential and the wish', () => {
    const credentials = ['health', 'first-aid'].map((kind) => ({ kind, validUntil: new Date(0) }));
    expect(
      why(aCandidate({ credentials }), aNeed(morning, { skills: ['wheelchair', 'care', 'english'] })),
    ).toEqual([
      { code: 'credential-expires', detail: 'health' },
      { code: 'credential-expires', detail: 'first-aid' },
      { code: 'skill-missing', detail: 'wheelchair' },
      { code: 'skill-missing', detail: 'english' },
    ]);
  });

  test('every account and certification state but the good ones', () => {
    for (const account of ['RESTRICTED', 'BANNED'] as const)
      expect(codes(aCandidate({ account }))).toEqual(['account-not-active']);
    for (const certification of ['DRAFT', 'SUBMITTED', 'EXPIRED', 'SUSPENDED', 'REVOKED'] as const)
      expect(codes(aCandidate({ certification }))).toEqual(['not-certified']);
  });

  test('a credential that ends with the service is enough', () => {
    const until = (validUntil: Date) => codes(aCandidate({ credentials: [{ kind: 'health', validUntil }] }));
    expect(until(morning.endsAt)).toEqual([]);
    expect(until(new Date(morning.endsAt.getTime() - 1))).toEqual(['credential-expires']);
  });

  test('a block may touch the travel time, and leave may touch the service', () => {
    expect(codes(aCandidate({}, { blocks: [local('01-09 06:00', '01-09 08:15')] }))).toEqual([]);
    expect(codes(aCandidate({}, { blocks: [local('01-09 06:00', '01-09 08:16')] }))).toEqual(['overlap']);
    expect(codes(aCandidate({ leaves: [local('01-08 00:00', '01-09 09:00')] }))).toEqual([]);
  });

  test('the same need asked with another policy is judged by that one', () => {
    const need = aNeed(local('01-09 04:00', '01-09 05:00'));
    const candidate = aCandidate({}, { duties: [local('01-08 12:00', '01-08 18:30')] });
    const dark = { ...policy.pricing.night, fromMinuteOfDay: 17 * 60 };
    const darker = { ...policy, pricing: { ...policy.pricing, night: dark } };
    expect(whyNotEligible(candidate, need, policy, beijing)).toEqual([]);
    expect(whyNotEligible(candidate, need, darker, beijing).map(({ code }) => code)).toEqual([
      'rest-after-night',
    ]);
    expect(whyNotEligible(candidate, need, policy, beijing)).toEqual([]);
  });
});

describe('the roster', () => {
  const roster = (...windows: readonly (readonly [number, number, number])[]) =>
    aCandidate({
      services: ['half-day-visit'],
      roster: windows.map(([weekday, from, to]) => ({ weekday, fromMinute: from * 60, toMinute: to * 60 })),
    });
  const night = aNeed(local('01-09 20:00', '01-10 08:00'));

  test('covers a shift to the minute, on its weekday', () => {
    expect(codes(roster([3, 9, 13]))).toEqual([]);
    expect(codes(roster([2, 9, 13]))).toEqual(['not-rostered']);
    expect(codes(aCandidate({ roster: [{ weekday: 3, fromMinute: 541, toMinute: 780 }] }))).toEqual([
      'not-rostered',
    ]);
    expect(codes(aCandidate({ roster: [{ weekday: 3, fromMinute: 540, toMinute: 779 }] }))).toEqual([
      'not-rostered',
    ]);
  });

  test('may be made of windows that touch or overlap', () => {
    expect(codes(roster([3, 8, 11], [3, 11, 14]))).toEqual([]);
    expect(codes(roster([3, 8, 12], [3, 10, 14]))).toEqual([]);
    expect(codes(roster([3, 8, 11], [3, 12, 14]))).toEqual(['not-rostered']);
  });

  test('passes midnight in three ways', () => {
    expect(codes(roster([3, 20, 8]), night)).toEqual([]);
    expect(codes(roster([3, 20, 32]), night)).toEqual([]);
    expect(codes(roster([3, 20, 24], [4, 0, 8]), night)).toEqual([]);
    expect(codes(roster([3, 20, 24]), night)).toEqual(['not-rostered']);
    expect(codes(roster([3, 20, 24], [5, 0, 8]), night)).toEqual(['not-rostered']);
  });

  test('passes from Sunday to Monday', () => {
    const sunday = aNeed(local('01-13 22:00', '01-14 06:00'));
    expect(codes(roster([7, 22, 6]), sunday)).toEqual([]);
    expect(codes(roster([7, 22, 5]), sunday)).toEqual(['not-rostered']);
    expect(codes(roster([1, 0, 6]), aNeed(local('01-14 00:00', '01-14 06:00')))).toEqual([]);
  });

  test('covers whole days and more', () => {
    const days = aNeed(local('01-09 00:00', '01-10 00:00'));
    expect(codes(roster([3, 0, 24]), days)).toContain('duty-day');
    expect(codes(roster([3, 0, 24]), days)).not.toContain('not-rostered');
    expect(codes(roster([3, 1, 24]), days)).toContain('not-rostered');
  });
});
