import { ok, type Result } from '../../shared/result.js';
import { identityOf } from '../identity-link.js';
import type { WechatRefused, WechatUnavailable } from '../ports.js';
import type { AccountBanned } from '../sanction.js';
import { newTicket } from '../ticket.js';
import type { AccountDeps, Origin } from './deps.js';
import { openSession, type SignIn } from './open-session.js';
import { byAnybody, recordRefusal } from './record-refusal.js';
import type { AppKind } from './sign-in-with-code.js';

export type SignInWithWechat = { readonly code: string; readonly app: AppKind };

/** An identity that nobody has attached yet needs a proven phone: go on with `attachWechat` and this ticket. */
export type PhoneNeeded = { readonly needs: 'phone'; readonly ticket: string };

const operation = 'sign-in.wechat';

/** Signs in by the code of a WeChat mini-program (B81). */
export const makeSignInWithWechat =
  (deps: AccountDeps) =>
  (
    origin: Origin,
    { code, app }: SignInWithWechat,
  ): Promise<Result<SignIn | PhoneNeeded, WechatRefused | WechatUnavailable | AccountBanned>> =>
    recordRefusal(deps, byAnybody(operation, origin), async () => {
      const { unitOfWork, clock, secrets, wechat } = deps;
      const exchanged = await wechat.exchange(code);
      if (!exchanged.ok) return exchanged;
      const identityHash = secrets.tokenHash(identityOf(exchanged.value));
      return unitOfWork.run<SignIn | PhoneNeeded, AccountBanned>(async (stores) => {
        const accountId = await stores.identityLinks.accountOf(identityHash);
        const account = accountId && (await stores.accounts.find(accountId));
        if (account)
          return openSession(stores, deps, { account, kind: app, authLevel: 'wechat', origin, operation });
        const ticket = secrets.token();
        const tokenHash = secrets.tokenHash(ticket);
        await stores.tickets.insert(
          newTicket({ tokenHash, purpose: 'attach-wechat', identityHash }, clock.now()),
        );
        return ok({ needs: 'phone', ticket });
      });
    });
