import {
  byPerson,
  type Origin,
  recordDone,
  recordRefusal,
  type WordsRequired,
} from '../../accounts/index.js';
import type { StoredMediaType } from '../../files/index.js';
import { admit, type Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type CertificationId, idFrom, type RevealId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { DocumentKind } from '../certification.js';
import { certificationPolicy } from '../certification-policy.js';
import type { CertificationDeps } from './deps.js';
import { permitOn } from './permit.js';

export type RevealDocument = {
  readonly certificationId: CertificationId;
  readonly document: DocumentKind;
  /** At least four characters; kept, sealed, with the reveal. */
  readonly reason: string;
};

/** A paper as it was sent in, with what is masked otherwise. */
export type RevealedDocument = {
  readonly mediaType: StoredMediaType;
  readonly content: Uint8Array;
  readonly number?: string;
  /** With the front of the identity card, to be compared. */
  readonly realName?: string;
};

/**
 * Shows a paper to whoever reviews it: with a reason and a fresh proof, given to the session that asks and by no address that could be
 * handed on, and never without a trace (AZ12, AZ13). The audit names the paper; the reason is sealed with the escort's key.
 */
export const makeRevealDocument =
  (deps: CertificationDeps) =>
  (
    actor: Person,
    origin: Origin,
    { certificationId, document, reason }: RevealDocument,
  ): Promise<Result<RevealedDocument, Denied | WordsRequired>> => {
    const operation = 'certification.reveal';
    const audited = byPerson(operation, actor, origin, { kind: 'certification', id: certificationId });
    return recordRefusal<Result<RevealedDocument, Denied | WordsRequired>>(deps, audited, () =>
      deps.unitOfWork.run<RevealedDocument, Denied | WordsRequired>(async (stores) => {
        const at = deps.clock.now();
        const permitted = await permitOn(stores, operation, actor, certificationId);
        if (!permitted.ok) return permitted;
        const admitted = admit(operation, actor, deps.sessionClock.now());
        if (!admitted.ok) return admitted;
        const why = reason.trim();
        if ([...why].length < certificationPolicy.shortestReason) return err({ type: 'WordsRequired' });
        const { certification, by } = permitted.value;
        const paper = certification.documents.find(({ kind }) => kind === document);
        const file = paper && (await stores.files.read(paper.fileId));
        if (!file) return err({ type: 'NotFound' });
        const id = idFrom<RevealId>(deps.ids.next());
        const { tenantId, accountId } = certification;
        await stores.documentReveals.append({
          ...{ id, tenantId, certificationId, accountId, by: actor.accountId },
          ...{ document, reason: why, at },
        });
        await recordDone(stores, { ...audited, actor: by }, at, { revealId: id, document });
        const { mediaType, content } = file;
        return ok({
          ...{ mediaType, content },
          ...(paper.number ? { number: paper.number } : {}),
          ...(document === 'identity-front' ? { realName: certification.realName } : {}),
        });
      }),
    );
  };
