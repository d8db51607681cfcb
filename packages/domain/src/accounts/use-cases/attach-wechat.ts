import { err, type Result } from '../../shared/result.js';
import type { CodeGone } from '../challenge.js';
import type { IdentityTaken } from '../identity-link.js';
import type { AccountBanned } from '../sanction.js';
import type { TicketGone } from '../ticket.js';
import type { HashingDeps, Origin } from './deps.js';
import { findOrOpenAccount } from './find-or-open-account.js';
import { openSession, type SignIn } from './open-session.js';
import { type PhoneProofError, provePhone, useCode } from './prove-phone.js';
import { byAnybody, recordRefusal } from './record-refusal.js';
import type { SignInWithCode } from './sign-in-with-code.js';

export type AttachWechat = SignInWithCode & { readonly ticket: string };
type Refused = CodeGone | TicketGone | IdentityTaken | AccountBanned;

const operation = 'sign-in.attach-wechat';

/** Attaches a WeChat identity to the account of a phone, once that phone is proven and not before (AU12, AU13). */
export const makeAttachWechat =
  (deps: HashingDeps) =>
  (
    origin: Origin,
    { ticket, app, name, ...proof }: AttachWechat,
  ): Promise<Result<SignIn, PhoneProofError | Refused>> =>
    recordRefusal(deps, byAnybody(operation, origin), async () => {
      const { unitOfWork, clock, secrets } = deps;
      const tokenHash = secrets.tokenHash(ticket);
      const held = await unitOfWork.run(({ tickets }) =>
        tickets.takeGuess(tokenHash, ['attach-wechat'], clock.now()),
      );
      if (!held.ok) return held;
      const { identityHash } = held.value;
      if (identityHash === undefined) return err({ type: 'TicketGone' });
      const proven = await provePhone(deps, 'attach-wechat', proof);
      if (!proven.ok) return proven;
      const now = clock.now();
      return unitOfWork.run<SignIn, Refused>(async (stores) => {
        const used = await useCode(stores, proof, now);
        if (!used.ok) return used;
        if (!(await stores.tickets.use(tokenHash, now))) return err({ type: 'TicketGone' });
        const account = await findOrOpenAccount(stores, deps, proof.phone, name);
        const linked = await stores.identityLinks.insert({
          identityHash,
          accountId: account.id,
          linkedAt: now,
        });
        if (!linked.ok) return linked;
        return openSession(stores, deps, { account, kind: app, authLevel: 'code', origin, operation });
      });
    });
