import type { ChallengeId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { CodeGone } from '../challenge.js';
import type { TicketGone } from '../ticket.js';
import { NO_STEP, totpUri } from '../totp.js';
import type { HashingDeps, Origin } from './deps.js';
import { openTicket } from './open-ticket.js';
import { type PhoneProofError, provePhone, useCode } from './prove-phone.js';
import { byAnybody, recordRefusal } from './record-refusal.js';

export type EnrolTotp = {
  readonly ticket: string;
  readonly challengeId: ChallengeId;
  readonly code: string;
};

/** What the authenticator app is to be given; it counts once `confirmTotp` has seen a code of it. */
export type TotpOffer = { readonly ticket: string; readonly secret: string; readonly uri: string };

/** Gives staff an authenticator app: for the password alone nobody gets one, the phone must answer too. */
export const makeEnrolTotp =
  (deps: HashingDeps) =>
  (
    origin: Origin,
    { ticket, challengeId, code }: EnrolTotp,
  ): Promise<Result<TotpOffer, PhoneProofError | TicketGone>> =>
    recordRefusal(deps, byAnybody('totp.enrol', origin), async () => {
      const opened = await openTicket(deps, ticket, ['enrol-totp']);
      if (!opened.ok) return opened;
      const { account, totp } = opened.value;
      if (totp?.confirmedAt) return err({ type: 'TicketGone' });
      const proof = { challengeId, code, phone: account.phone };
      const proven = await provePhone(deps, 'enrol-totp', proof);
      if (!proven.ok) return proven;
      const secret = deps.secrets.totpSecret();
      return deps.unitOfWork.run<TotpOffer, CodeGone>(async (stores) => {
        const used = await useCode(stores, proof, deps.clock.now());
        if (!used.ok) return used;
        await stores.credentials.setTotp({ accountId: account.id, secret, lastStep: NO_STEP });
        return ok({ ticket, secret, uri: totpUri(secret, account.displayName) });
      });
    });
