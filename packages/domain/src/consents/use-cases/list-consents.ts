import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type Consent, type ConsentDocument, consentKinds, isConsented } from '../consent.js';
import type { ConsentDeps } from './deps.js';

export type ConsentSeen = {
  /** The version in force. */
  readonly document: ConsentDocument;
  /** Whether the caller has agreed to this very version, and not withdrawn. */
  readonly isGiven: boolean;
  /** What the caller said last, also about an older version. */
  readonly last?: Pick<Consent, 'act' | 'version' | 'at'>;
};

/** Every text in force with what the caller said to it. */
export const makeListConsents =
  ({ unitOfWork, clock }: ConsentDeps) =>
  (actor: Person): Promise<Result<readonly ConsentSeen[], never>> =>
    unitOfWork.run<readonly ConsentSeen[], never>(async ({ consents }) => {
      const now = clock.now();
      const seen: ConsentSeen[] = [];
      for (const kind of consentKinds) {
        const document = await consents.current(kind, now);
        if (!document) continue;
        const last = await consents.last(actor.accountId, kind);
        const said = last ? { last: { act: last.act, version: last.version, at: last.at } } : {};
        seen.push({ document, isGiven: isConsented(document, last), ...said });
      }
      return ok(seen);
    });
