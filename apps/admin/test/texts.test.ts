import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sanctionCauses, sanctionKinds } from '@banzhen/domain/accounts';
import {
  type AppointmentEventType,
  appointmentStatuses,
  appointmentTable,
} from '@banzhen/domain/appointments';
import { clinicPolicyNumbers } from '@banzhen/domain/clinics';
import { whyNotCodes } from '@banzhen/domain/dispatch';
import {
  knownPrivileges,
  type MemberEventType,
  memberCauses,
  membershipTable,
  type WrongMembershipPolicy,
} from '@banzhen/domain/membership';
import type { OrderEvent } from '@banzhen/domain/orders';
import { logSteps, orderStatuses, transitionTable } from '@banzhen/domain/orders';
import { adjustmentCauses, pointsKinds } from '@banzhen/domain/points';
import { operations } from '@banzhen/domain/policy';
import type { WrongPrice } from '@banzhen/domain/pricing';
import type { SessionEventType } from '@banzhen/domain/schedules';
import { restrictableFunctions } from '@banzhen/domain/shared/actor';
import type { WrongPolicyNumber } from '@banzhen/domain/shared/policy-numbers';
import { visitPolicyNumbers } from '@banzhen/domain/shared/visit-policy-numbers';
import { describe, expect, test } from 'vitest';
import { auditOperations } from '../src/features/audit/operations.js';
import { memberStatuses } from '../src/features/members/statuses.js';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const read = (path: string) => readFileSync(`${source}${path}`, 'utf8');

type Texts = { readonly [key: string]: string | Texts };
const textsOf = (language: string): Texts => JSON.parse(read(`shared/i18n/${language}.json`));
const flat = (texts: Texts, prefix = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[`${prefix}${key}`, value]] : [...flat(value, `${prefix}${key}.`)],
    ),
  );

const zh = flat(textsOf('zh-CN'));
const en = flat(textsOf('en'));
const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => ({ path, text: read(path) }));

const literal = /\bt\(\s*'([^']+)'/g;
const eitherOr = /\bt\([^;\n]{0,80}?\?\s*'([^']+)'\s*:\s*'([^']+)'/g;
const template = /\bt\(\s*`([^`]+)`/g;
const group = /\bwordOf\(\s*(?:'([^']+)'|`([^`]+)`)/g;

const found = (pattern: RegExp) =>
  sources.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].flatMap((match) =>
      match.slice(1).flatMap((key) => (key === undefined ? [] : [{ path, key }])),
    ),
  );
const used = [...found(literal), ...found(eitherOr)];
const asPattern = (key: string, tail: string) =>
  new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.]+')}${tail}$`);
const patterns = [
  ...found(template).map(({ path, key }) => ({ path, pattern: asPattern(key, '') })),
  ...found(group).map(({ path, key }) => ({ path, pattern: asPattern(key, '\\.[^]+') })),
  // Names of groups that stand in a value before they are looked up.
  ...['gender', 'skill', 'command', 'capacity', 'auditAs', 'passwordWhy', 'messageWhy', 'contactFound'].map(
    (key) => ({
      path: '',
      pattern: asPattern(key, '\\..+'),
    }),
  ),
];

describe('the texts', () => {
  test('are the same keys in both languages, none empty', () => {
    expect([...en.keys()]).toEqual([...zh.keys()]);
    expect([...zh, ...en].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('take the same values in both languages', () => {
    const values = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    expect([...zh].filter(([key, text]) => values(text).join() !== values(en.get(key)).join())).toEqual([]);
  });

  test('are all there that the source asks for', () => {
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter(({ key }) => !zh.has(key))).toEqual([]);
    const keys = [...zh.keys()];
    expect(patterns.filter(({ pattern }) => !keys.some((key) => pattern.test(key)))).toEqual([]);
  });

  test('are all asked for', () => {
    const asked = new Set(used.map(({ key }) => key));
    const unusedOf = (keys: readonly string[]) =>
      keys.filter((key) => !asked.has(key) && !patterns.some(({ pattern }) => pattern.test(key)));
    expect(unusedOf([...zh.keys()])).toEqual([]);
    expect(unusedOf(['board.planted', 'nowhere.planted'])).toEqual(['board.planted', 'nowhere.planted']);
  });

  test('stand in no source file as Han characters, and in the English file nowhere', () => {
    const han = /\p{Script=Han}/u;
    expect(sources.filter(({ text }) => han.test(text)).map(({ path }) => path)).toEqual([]);
    expect([...en].filter(([key, text]) => han.test(text) && key !== 'language.other')).toEqual([]);
  });
});

type EventType = OrderEvent['type'];
const eventTypes: Record<EventType, true> = {
  OrderCreated: true,
  OrderPaid: true,
  ShiftOffered: true,
  ShiftAccepted: true,
  OfferDeclined: true,
  OfferExpired: true,
  OfferWithdrawn: true,
  EscortReleased: true,
  EscortChanged: true,
  ShiftUncovered: true,
  OrderRescheduled: true,
  ClinicChanged: true,
  EscortAlarmed: true,
  VisitUnresolved: true,
  EscortDeparted: true,
  EscortArrived: true,
  CheckInUnverified: true,
  VisitCodeRefused: true,
  ServiceStarted: true,
  ServiceLogged: true,
  ServiceExtended: true,
  ShiftHandedOver: true,
  ServiceEnded: true,
  ServiceEndedEarly: true,
  BalancePaid: true,
  BalanceOverdue: true,
  OrderFinished: true,
  OrderCancelled: true,
  PatientNoShowMarked: true,
  ReviewSubmitted: true,
  ReviewExpired: true,
  RefundRequested: true,
  RefundSucceeded: true,
};

const appointmentEvents: Record<AppointmentEventType, true> = {
  AppointmentHeld: true,
  AppointmentExpired: true,
  AppointmentSubmitted: true,
  AppointmentBooked: true,
  AppointmentRejected: true,
  AppointmentRescheduled: true,
  AppointmentCancelled: true,
  AppointmentStopped: true,
  AppointmentCheckedIn: true,
  AppointmentFulfilled: true,
  AppointmentNoShow: true,
  AppointmentVoidProposed: true,
  AppointmentVoided: true,
};
const sessionEvents: Record<SessionEventType, true> = {
  ClinicSessionDrafted: true,
  ClinicSessionPublished: true,
  ClinicSessionReleased: true,
  ClinicSessionSuspended: true,
  ClinicSessionResumed: true,
  ClinicSessionClosed: true,
  ClinicSessionCapacityChanged: true,
};
const memberEvents: Record<MemberEventType, true> = {
  GrowthEarned: true,
  MembershipBegun: true,
  MembershipRaised: true,
  MembershipRenewed: true,
  MembershipKept: true,
  GraceBegun: true,
  MembershipRegained: true,
  MembershipLowered: true,
  MembershipExpired: true,
  MembershipFrozen: true,
  MembershipResumed: true,
  MembershipCancelled: true,
};
const whyWrong: Record<WrongMembershipPolicy['why'], true> = {
  'not-whole': true,
  'out-of-range': true,
  'not-ascending': true,
  twice: true,
  'unknown-level': true,
  'wrong-kind': true,
  empty: true,
};

const whyWrongNumber: Record<WrongPolicyNumber['why'], true> = {
  'not-whole': true,
  'out-of-range': true,
  'out-of-order': true,
  'wrong-length': true,
};

const whyWrongPrice: Record<WrongPrice['why'], true> = {
  'not-offered': true,
  twice: true,
  'not-whole': true,
  'out-of-range': true,
  'out-of-order': true,
  'outside-reference': true,
};

const wrongPricePart: Record<WrongPrice['part'], true> = {
  service: true,
  unitPriceFen: true,
  lowestFen: true,
  highestFen: true,
};

/** What nobody can be refused for want of a role is never named in a refusal. */
const refusable = Object.entries(operations).flatMap(([operation, { allow }]) => {
  const relations: readonly string[] = allow;
  return relations.every((relation) => relation === 'anyone') ? [] : [operation];
});

describe('every code of the domain has its word', () => {
  const lacking = (name: string, codes: readonly string[]) =>
    codes.filter((code) => !zh.has(`${name}.${code}`));

  test.each([
    ['state', orderStatuses],
    ['command', transitionTable.map(({ command }) => command)],
    ['whyNot', whyNotCodes],
    ['event', Object.keys(eventTypes)],
    ['step', logSteps],
    ['operation', refusable],
    ['operation', auditOperations],
    ['cause', sanctionCauses],
    ['function', restrictableFunctions],
    ['sanctionKind', sanctionKinds],
    ['appointmentState', appointmentStatuses],
    ['command', appointmentTable.map(({ command }) => command)],
    ['command', membershipTable.map(({ command }) => command)],
    ['memberState', memberStatuses],
    ['cause', [...memberCauses, ...adjustmentCauses]],
    ['privilege.code', Object.keys(knownPrivileges)],
    ['points.kind', pointsKinds],
    ['appointmentEvent', Object.keys(appointmentEvents)],
    ['sessionEvent', Object.keys(sessionEvents)],
    ['memberEvent', Object.keys(memberEvents)],
    ['rules.why', Object.keys(whyWrong)],
    ['numberRules.why', Object.keys(whyWrongNumber)],
    ['prices.why', Object.keys(whyWrongPrice)],
    ['prices.part', Object.keys(wrongPricePart)],
    ['clinicRules.field', clinicPolicyNumbers.fields.map(({ at }) => at)],
    ['visitRules.field', visitPolicyNumbers.fields.map(({ at }) => at)],
    ['visitRules.list', visitPolicyNumbers.lists.map(({ at }) => at)],
  ] as const)('%s', (name, codes) => {
    expect(codes.length).toBeGreaterThan(2);
    expect(lacking(name, codes)).toEqual([]);
  });
});

test('the filter of the audit knows every operation of the policy that is audited', () => {
  const audited = Object.entries(operations).filter(([, rule]) => 'audit' in rule);
  const listed = new Set<string>(auditOperations);
  expect(audited.length).toBeGreaterThan(20);
  expect(audited.map(([operation]) => operation).filter((operation) => !listed.has(operation))).toEqual([]);
});
