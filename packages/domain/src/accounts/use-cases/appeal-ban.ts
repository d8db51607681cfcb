import type { NotFound } from '../../policy/index.js';
import type { SanctionId } from '../../shared/ids.js';
import { err, type Result } from '../../shared/result.js';
import type { CodeGone } from '../challenge.js';
import type { WordsRequired } from '../sanction.js';
import type { HashingDeps, Origin } from './deps.js';
import { type Appealed, fileAppeal } from './file-appeal.js';
import { type PhoneProof, type PhoneProofError, provePhone, useCode } from './prove-phone.js';
import { byAnybody, recordRefusal } from './record-refusal.js';

export type AppealBan = PhoneProof & { readonly sanctionId: SanctionId; readonly text: string };

/** The appeal of somebody who cannot sign in any more: a code on the phone says who they are. */
export const makeAppealBan =
  (deps: HashingDeps) =>
  (
    origin: Origin,
    { sanctionId, text, ...proof }: AppealBan,
  ): Promise<Result<void, PhoneProofError | NotFound | WordsRequired | Appealed>> => {
    const audited = { ...byAnybody('sanction.appeal', origin), object: { kind: 'sanction', id: sanctionId } };
    return recordRefusal(deps, audited, async () => {
      const proven = await provePhone(deps, 'appeal', proof);
      if (!proven.ok) return proven;
      const now = deps.clock.now();
      return deps.unitOfWork.run<void, CodeGone | NotFound | WordsRequired | Appealed>(async (stores) => {
        const used = await useCode(stores, proof, now);
        if (!used.ok) return used;
        const account = await stores.accounts.findByPhone(deps.homeTenant, proof.phone);
        if (!account) return err({ type: 'NotFound' });
        const { id: accountId, tenantId } = account;
        const filed = { ...audited, tenantId, actor: { as: 'U', accountId } } as const;
        return fileAppeal(stores, { sanctionId, accountId, text, now, audited: filed });
      });
    });
  };
