import type { ClinicStores } from '@banzhen/domain/clinics';
import { defaultClinicPolicy } from '@banzhen/domain/clinics';
import { inMemoryClinics, must, waitingFamilies } from '@banzhen/domain/testing';
import type { Turn, WaitlistEntry } from '@banzhen/domain/waitlist';
import { diceOf } from '../audit/dice.js';

/** What the proof itself sees of the offers, whatever the product has counted. */
export type Overtaking = {
  readonly offers: number;
  /** Offers to somebody in front of whom others waited. */
  readonly overtook: number;
  /** The largest share of such offers after any number of them. */
  readonly worstShare: number;
  /** Offers whose turn the product has counted otherwise. */
  readonly miscounted: number;
};

/** Counts as the product does, and refuses nothing. */
function plantNoBound(): (stores: ClinicStores) => ClinicStores {
  let turn: Turn = { offers: 0, outOfTurn: 0 };
  return (stores) => ({
    ...stores,
    waitlist: {
      ...stores.waitlist,
      turnOf: async () => turn,
      async recordOffer(offer) {
        turn = offer.turn;
      },
    },
  });
}

/**
 * One seat that goes through a line of `people`, half of them members at random, each of whom declines it.
 */
export async function offerToAll(people: number, seed: number, isBounded: boolean): Promise<Overtaking> {
  const dice = diceOf(seed);
  const { waitlist } = defaultClinicPolicy;
  const world = await inMemoryClinics(
    isBounded
      ? {}
      : {
          plant: plantNoBound(),
          policy: { ...defaultClinicPolicy, waitlist: { ...waitlist, outOfTurnBp: 10_000 } },
        },
  );
  const families = await waitingFamilies(world);
  const { id: sessionId } = await world.addSession(1);
  const owner = await families.add(0);
  const held = must(await world.clinics.holdSeat(owner.actor, { sessionId, patientId: owner.patientId }));
  const actors = new Map<string, typeof owner>();
  for (let no = 1; no <= people; no += 1) {
    const family = await families.add(no);
    if (dice.pick(0, 1) === 1) await families.enrol(family);
    world.clock.advance(0.01);
    const { entryId } = must(
      await world.clinics.joinWaitlist(family.actor, { ...families.wish, patientId: family.patientId }),
    );
    actors.set(entryId, family);
  }
  world.clock.advance(0.01);
  must(await world.clinics.cancelAppointment(owner.actor, { appointmentId: held.appointmentId }));

  const entries = () => world.database.committed().clinic.waitlistEntries;
  let offers = 0;
  let overtook = 0;
  let worstShare = 0;
  let miscounted = 0;
  for (;;) {
    await world.advance(0);
    const [offered] = entries().where(({ status }) => status === 'OFFERED');
    if (!offered) return { offers, overtook, worstShare, miscounted };
    const isInFront = ({ status, waitingSince }: WaitlistEntry) =>
      status === 'WAITING' && waitingSince < offered.waitingSince;
    const hasOvertaken = entries().where(isInFront).length > 0;
    offers += 1;
    overtook += hasOvertaken ? 1 : 0;
    worstShare = Math.max(worstShare, overtook / offers);
    if (isBounded) {
      const kept = world.database
        .committed()
        .clinic.waitlistOffers.where(({ entryId }) => entryId === offered.id);
      const isSame =
        kept.length === 1 && kept[0]?.turn.offers === offers && kept[0].turn.outOfTurn === overtook;
      miscounted += isSame ? 0 : 1;
    }
    const family = actors.get(offered.id);
    if (!family) throw new Error('everybody who waits is known');
    must(await world.clinics.declineOffer(family.actor, { entryId: offered.id }));
  }
}
