import {
  type Candidate,
  type Need,
  type NotEligible,
  type WhyNot,
  whyNotEligible,
} from '../dispatch/index.js';
import { holdsOf, type Order, type Shift } from '../orders/index.js';
import type { Calendar } from '../shared/calendar.js';
import type { EscortId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import { widen } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { VisitStores } from './stores.js';

/** What a shift of this order needs from an escort. */
export const needOf = async (
  stores: VisitStores,
  order: Order,
  shift: Shift,
  policy: VisitPolicy,
): Promise<Need> => {
  const [city, hospital, patient] = await Promise.all([
    stores.catalogue.city(order.cityCode),
    stores.catalogue.hospital(order.hospitalId),
    stores.patients.find(order.patientId),
  ]);
  if (!city) throw new Error(`order ${order.id} is in an unknown city`);
  return {
    orderId: order.id,
    shiftNo: shift.no,
    cityCode: order.cityCode,
    zone: city.zone,
    hospitalId: order.hospitalId,
    ...(hospital?.place ? { hospitalPlace: hospital.place } : {}),
    serviceCode: order.service.code,
    skills: order.service.skills,
    during: shift.during,
    occupied: widen(shift.during, policy.time.beforeVisitMinutes, policy.time.afterVisitMinutes),
    wishes: order.wishes,
    patientId: order.patientId,
    proxies: patient?.grants.map(({ accountId }) => accountId) ?? [],
    excludedEscorts: order.excludedEscorts,
  };
};

/** Shifts of the same order that an escort has already count as duty like any other (6.3: 12 h a day, rest after nights). */
export const whyNotForShift = (
  candidate: Candidate,
  order: Order,
  need: Need,
  policy: VisitPolicy,
  calendar: Calendar,
): readonly WhyNot[] => {
  const own = order.shifts
    .filter(
      ({ no, cover }) =>
        no !== need.shiftNo && cover.kind !== 'open' && cover.escortId === candidate.profile.id,
    )
    .map(({ during }) => during);
  const { workload } = candidate;
  const loaded = { ...candidate, workload: { ...workload, duties: [...workload.duties, ...own] } };
  return whyNotEligible(loaded, need, policy, calendar);
};

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
  const candidate = await stores.escorts.candidate(input.escortId, need, input.now);
  if (!candidate) return err({ type: 'NotEligible', whyNot: [{ code: 'not-certified' }] });
  const whyNot = whyNotForShift(candidate, input.order, need, input.policy, calendar);
  return whyNot.length === 0 ? ok(candidate) : err({ type: 'NotEligible', whyNot });
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
