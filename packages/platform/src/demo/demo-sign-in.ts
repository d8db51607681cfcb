import type { DemoPersonDto } from '@banzhen/contracts';
import { isLiveGrant, type Origin, openSession, type SignIn } from '@banzhen/domain/accounts';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { err, type Result } from '@banzhen/domain/shared/result';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import type { OpenAccounts } from '../accounts/open-accounts.js';

/** The development way in: pick somebody. There is none in production, and what it gives is a session like any other. */
export type DemoSignIn = {
  people(): Promise<readonly DemoPersonDto[]>;
  /** Signs in as this person without any proof; undefined when there is no such person, or they are banned. */
  signInAs(accountId: AccountId, origin: Origin): Promise<SignIn | undefined>;
};

const MOST_PEOPLE = 60;

const shown = (row: queries.PersonRow): DemoPersonDto => ({
  accountId: row.accountId,
  name: row.name,
  roles: [
    ...row.staffRoles,
    ...(row.hasPatients ? (['family'] as const) : []),
    ...(row.escortId ? (['escort'] as const) : []),
  ],
});

export const demoSignIn = (sealed: SealedDatabase, { unitOfWork, deps }: OpenAccounts): DemoSignIn => ({
  people: async () => (await queries.demoPeople(sealed, MOST_PEOPLE)).map(shown),
  async signInAs(accountId, origin) {
    const signedIn: Result<SignIn, unknown> = await unitOfWork.run<SignIn, unknown>(async (stores) => {
      const account = await stores.accounts.find(accountId);
      if (!account) return err('nobody');
      const grants = await stores.staffGrants.ofAccount(accountId);
      const isStaff = grants.some((grant) => isLiveGrant(grant, deps.clock.now()));
      const opening = { account, origin, operation: 'sign-in.demo' } as const;
      return openSession(
        stores,
        deps,
        isStaff
          ? { ...opening, kind: 'staff', authLevel: 'password+totp' }
          : { ...opening, kind: 'family', authLevel: 'code' },
      );
    });
    return signedIn.ok ? signedIn.value : undefined;
  },
});
