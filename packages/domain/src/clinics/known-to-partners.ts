import type { Caller, PartnerActor } from '../shared/actor.js';
import type { ClinicSessionId, PatientId } from '../shared/ids.js';
import type { HoldDesk } from './hold-desk.js';

type Wish = { readonly actor: Caller; readonly wanted: { readonly patientId: PatientId } };

/** Whom whoever asks knows as a partner, which of people nobody is; nothing for a partner that does not see the session. */
export type KnownTo = (actor: Caller) => ReadonlySet<PatientId> | undefined;

const nobody: ReadonlySet<PatientId> = new Set();

/** What a key is for may change between two requests of it. */
const markOf = ({ keyId, hospitalIds }: PartnerActor): string => `${keyId} ${hospitalIds}`;

/** Asks the desk once for the wishes of each key. */
export const knownToPartners = async (
  desk: Pick<HoldDesk, 'known'>,
  sessionId: ClinicSessionId,
  wishes: readonly Wish[],
): Promise<KnownTo> => {
  const keys = new Map<string, { readonly partner: PartnerActor; readonly patientIds: PatientId[] }>();
  for (const { actor, wanted } of wishes) {
    if (actor.kind === 'person') continue;
    const key = keys.get(markOf(actor)) ?? { partner: actor, patientIds: [] };
    key.patientIds.push(wanted.patientId);
    keys.set(markOf(actor), key);
  }
  const asked = [...keys].map(
    async ([mark, { partner, patientIds }]) =>
      [mark, await desk.known(partner, { sessionId, patientIds })] as const,
  );
  const found = new Map(await Promise.all(asked));
  return (actor) => (actor.kind === 'person' ? nobody : found.get(markOf(actor)));
};
