import {
  type Candidate,
  dutyWindow,
  type EscortPool,
  type EscortProfile,
  hullOf,
  type Needs,
  type OfferStore,
  type Workload,
} from '../dispatch/index.js';
import { dutyOf, type Order, type Shift } from '../orders/index.js';
import { DAY_MS } from '../shared/clock.js';
import type { EscortId } from '../shared/ids.js';
import { overlaps } from '../shared/time-range.js';
import { escortBlocks } from './in-memory-holds.js';
import type { Tables } from './in-memory-tables.js';

export const inMemoryOffers = ({ offers }: Tables): OfferStore => ({
  async insert(offer) {
    offers.insert(offer.id, offer);
  },
  async find(id) {
    return offers.get(id);
  },
  async update(offer) {
    if (!offers.has(offer.id)) throw new Error(`offers: there is no ${offer.id}`);
    offers.put(offer.id, offer);
  },
  async voidExcept(orderId, live, now) {
    const open = offers.where((offer) => offer.orderId === orderId && offer.status === 'OPEN');
    for (const offer of open)
      if (!live.includes(offer.id)) offers.put(offer.id, { ...offer, status: 'VOID', endedAt: now });
  },
});

const shiftsOf = (orders: readonly Order[], escortId: EscortId): readonly Shift[] =>
  orders.flatMap(({ shifts }) =>
    shifts.filter(({ cover }) => cover.kind === 'accepted' && cover.escortId === escortId),
  );

const workloadOf = (tables: Tables, escortId: EscortId, needs: Needs, now: Date): Workload => {
  const [need] = needs;
  const others = tables.orders.where(({ id }) => id !== need.orderId);
  const window = dutyWindow(hullOf(needs));
  const lastMonth = { startsAt: new Date(now.getTime() - 30 * DAY_MS), endsAt: now };
  const finished = others.filter(({ status }) => status === 'FINISHED');
  const withPatient = finished.filter(({ patientId }) => patientId === need.patientId);
  return {
    blocks: escortBlocks(tables, escortId, window, need.orderId, now),
    duties: others
      .flatMap((order) => shiftsOf([order], escortId).flatMap((shift) => dutyOf(order, shift) ?? []))
      .filter((duty) => overlaps(duty, window)),
    recentShifts: shiftsOf(
      others.filter(({ settlement }) => settlement !== 'none'),
      escortId,
    ).filter(({ during }) => lastMonth.startsAt < during.endsAt && during.endsAt <= lastMonth.endsAt).length,
    visitsWithPatient: withPatient.filter((order) => shiftsOf([order], escortId).length > 0).length,
  };
};

export const inMemoryEscorts = (tables: Tables): EscortPool => {
  const candidateOf = (profile: EscortProfile, needs: Needs, now: Date): Candidate => ({
    profile,
    workload: workloadOf(tables, profile.id, needs, now),
  });
  return {
    async profile(id) {
      return tables.escorts.get(id);
    },
    async candidate(id, needs, now) {
      const profile = tables.escorts.get(id);
      return profile && candidateOf(profile, needs, now);
    },
    async candidates(needs, now) {
      return tables.escorts
        .where(({ cityCode }) => cityCode === needs[0].cityCode)
        .map((profile) => candidateOf(profile, needs, now));
    },
  };
};
