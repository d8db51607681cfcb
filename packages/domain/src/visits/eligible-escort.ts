import {
  type Candidate,
  isEligible,
  type Need,
  type Needs,
  type NotEligible,
  type WhyNot,
  whyNotEligible,
} from '../dispatch/index.js';
import { coverShift, holdsOf, type Order, type Shift } from '../orders/index.js';
import type { Calendar } from '../shared/calendar.js';
import type { EscortId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import { widen } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { VisitStores } from './stores.js';

/** Some shifts of one order, at least one. */
export type Shifts = readonly [Shift, ...Shift[]];

/** The named escort is a wish for the shifts that they were named for, the rest holds for all. */
const wishesFor = ({ wishes, namedShifts }: Order, shiftNo: number): Need['wishes'] => {
  const { escortId: _, ...others } = wishes;
  return namedShifts.includes(shiftNo) ? wishes : others;
};

/** What these shifts of an order need from an escort. */
export const needsOf = async (
  stores: VisitStores,
  order: Order,
  [first, ...rest]: Shifts,
  policy: VisitPolicy,
): Promise<Needs> => {
  const [city, hospital, patient] = await Promise.all([
    stores.catalogue.city(order.cityCode),
    stores.catalogue.hospital(order.hospitalId),
    stores.patients.find(order.patientId),
  ]);
  if (!city) throw new Error(`order ${order.id} is in an unknown city`);
  const need = ({ no, during }: Shift): Need => ({
    orderId: order.id,
    shiftNo: no,
    cityCode: order.cityCode,
    zone: city.zone,
    hospitalId: order.hospitalId,
    ...(hospital?.place ? { hospitalPlace: hospital.place } : {}),
    serviceCode: order.service.code,
    skills: order.service.skills,
    during,
    occupied: widen(during, policy.time.beforeVisitMinutes, policy.time.afterVisitMinutes),
    wishes: wishesFor(order, no),
    patientId: order.patientId,
    proxies: patient?.grants.map(({ accountId }) => accountId) ?? [],
    excludedEscorts: order.excludedEscorts,
  });
  return [need(first), ...rest.map(need)];
};

/** What one shift of this order needs from an escort. */
export const needOf = async (
  stores: VisitStores,
  order: Order,
  shift: Shift,
  policy: VisitPolicy,
): Promise<Need> => (await needsOf(stores, order, [shift], policy))[0];

/** Shifts of the same order that an escort has already count as duty like any other (6.3: 12 h a day, rest after nights). */
const withOwnDuties = (candidate: Candidate, order: Order, need: Need): Candidate => {
  const own = order.shifts
    .filter(
      ({ no, cover }) =>
        no !== need.shiftNo && cover.kind !== 'open' && cover.escortId === candidate.profile.id,
    )
    .map(({ during }) => during);
  if (own.length === 0) return candidate;
  const { workload } = candidate;
  return { ...candidate, workload: { ...workload, duties: [...workload.duties, ...own] } };
};

/** Every reason why a candidate may not take a shift of this order. */
export const whyNotForShift = (
  candidate: Candidate,
  order: Order,
  need: Need,
  policy: VisitPolicy,
  calendar: Calendar,
): readonly WhyNot[] => whyNotEligible(withOwnDuties(candidate, order, need), need, policy, calendar);

/** Everybody of the order's organisation who might meet these needs. */
export const candidatesFor = async (
  stores: VisitStores,
  { tenantId }: Order,
  needs: Needs,
  now: Date,
): Promise<readonly Candidate[]> =>
  (await stores.escorts.candidates(needs, now)).filter(({ profile }) => profile.tenantId === tenantId);

/** The candidates who may take a shift of this order. */
export const eligibleForShift = (
  candidates: readonly Candidate[],
  order: Order,
  need: Need,
  policy: VisitPolicy,
  calendar: Calendar,
): readonly Candidate[] =>
  candidates.filter((candidate) => isEligible(withOwnDuties(candidate, order, need), need, policy, calendar));

/** The reasons without what they are about: a family may know that somebody is busy, not with what and when. */
export const withoutDetails = ({ whyNot, ...rest }: NotEligible): NotEligible => ({
  ...rest,
  whyNot: whyNot.map(({ code }) => ({ code })),
});

/** Whether an escort may take this shift now; every reason why not otherwise (6.3). */
export const checkEligible = async (
  stores: VisitStores,
  calendar: Calendar,
  input: {
    readonly order: Order;
    readonly shift: Shift;
    readonly escortId: EscortId;
    readonly policy: VisitPolicy;
    readonly now: Date;
  },
): Promise<Result<Candidate, NotEligible>> => {
  const need = await needOf(stores, input.order, input.shift, input.policy);
  const candidate = await stores.escorts.candidate(input.escortId, [need], input.now);
  if (!candidate) return err({ type: 'NotEligible', whyNot: [{ code: 'not-certified' }] });
  const whyNot = whyNotForShift(candidate, input.order, need, input.policy, calendar);
  return whyNot.length === 0 ? ok(candidate) : err({ type: 'NotEligible', whyNot });
};

/**
 * Which shifts of `order` its named escort is to be asked for: those that they could take one after the other, each counting
 * as duty for the next (O1). Fails with every reason when there is none.
 */
export const namedShiftsOf = async (
  stores: VisitStores,
  calendar: Calendar,
  order: Order,
  policy: VisitPolicy,
  now: Date,
): Promise<Result<readonly number[], NotEligible>> => {
  const { escortId } = order.wishes;
  const [first, ...rest] = order.shifts;
  if (!escortId || !first) return ok([]);
  const needs = await needsOf(stores, order, [first, ...rest], policy);
  const candidate = await stores.escorts.candidate(escortId, needs, now);
  if (!candidate) return err({ type: 'NotEligible', whyNot: [{ code: 'not-certified' }] });
  const reasons = new Map<WhyNot['code'], WhyNot>();
  const shiftNos: number[] = [];
  let taken = order;
  for (const need of needs) {
    const whyNot = whyNotForShift(candidate, taken, need, policy, calendar);
    for (const reason of whyNot) if (!reasons.has(reason.code)) reasons.set(reason.code, reason);
    if (whyNot.length > 0) continue;
    const cover = { kind: 'accepted', escortId, seq: 0, acceptedAt: now } as const;
    taken = { ...taken, shifts: coverShift(taken.shifts, need.shiftNo, cover) };
    shiftNos.push(need.shiftNo);
  }
  return shiftNos.length > 0 ? ok(shiftNos) : err({ type: 'NotEligible', whyNot: [...reasons.values()] });
};

/** Whether all escorts on `order` could also come at the times that its shifts have now. */
export const escortsAreFree = async (
  stores: VisitStores,
  calendar: Calendar,
  order: Order,
  policy: VisitPolicy,
  now: Date,
): Promise<boolean> => {
  for (const hold of holdsOf(order, policy).escorts) {
    const shift = order.shifts.find(({ no }) => no === hold.shiftNo);
    if (!shift || shift.cover.kind === 'open') continue;
    const eligible = await checkEligible(stores, calendar, {
      order,
      shift,
      escortId: hold.escortId,
      policy,
      now,
    });
    if (!eligible.ok) return false;
  }
  return true;
};
