import type { ZoneId } from '../shared/calendar.js';
import type { AccountId, EscortId, HospitalId, OrderId, PatientId } from '../shared/ids.js';
import type { Place } from '../shared/place.js';
import type { TimeRange } from '../shared/time-range.js';
import type { Gender } from './candidate.js';

/** What shifts of one order need, in the order of their times. */
export type Needs = readonly [Need, ...Need[]];

/** From the first of the shifts to the last. */
export const hullOf = (needs: Needs): TimeRange => ({
  startsAt: needs[0].during.startsAt,
  endsAt: (needs.at(-1) ?? needs[0]).during.endsAt,
});

/** What one shift of an order needs from an escort. */
export type Need = {
  readonly orderId: OrderId | undefined;
  readonly shiftNo: number;
  readonly cityCode: string;
  readonly zone: ZoneId;
  readonly hospitalId: HospitalId;
  readonly hospitalPlace?: Place;
  readonly serviceCode: string;
  readonly skills: readonly string[];
  /** The planned service time. */
  readonly during: TimeRange;
  /** The same with travel and buffer. */
  readonly occupied: TimeRange;
  readonly wishes: { readonly escortId?: EscortId; readonly escortGender?: Gender };
  readonly patientId: PatientId;
  /** Accounts that act for the patient: none of them can be the escort. */
  readonly proxies: readonly AccountId[];
  readonly excludedEscorts: readonly EscortId[];
};
