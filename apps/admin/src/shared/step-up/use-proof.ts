import { useState } from 'react';
import { useMe } from '../api/me.js';
import { acceptedWays, emptyDraft, likelyWays, type ProofDraft, proofOf } from './proof.js';

/** The fields of a proof, and what the server has said about the ways in which this person proves themselves. */
export function useProof() {
  const me = useMe();
  const [ways, setWays] = useState(() => likelyWays(me?.authLevel));
  const [draft, setDraft] = useState<ProofDraft>(() => emptyDraft(ways[0] ?? 'password'));
  /** A code works once, and another way begins with empty fields. */
  const refuse = (error: unknown) => {
    const accepted = acceptedWays(error);
    if (accepted) setWays(accepted);
    setDraft((before) => {
      const by = accepted?.[0] ?? before.by;
      const keepsChallenge = by === before.by && before.challengeId !== undefined;
      return { ...emptyDraft(by), ...(keepsChallenge ? { challengeId: before.challengeId } : {}) };
    });
  };
  return { fields: { ways, draft, change: setDraft }, proof: proofOf(draft), refuse };
}

export type ProofFieldsProps = ReturnType<typeof useProof>['fields'];
