import { type AccountStores, type Accounts, makeAccounts } from '@banzhen/domain/accounts';
import type { Person } from '@banzhen/domain/shared/actor';
import { err } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { homeTenant, type Platform } from '@banzhen/platform';
import { type Database, postgresAccountUnitOfWork, uuidv7Ids } from '@banzhen/postgres';
import type { Sql } from '@banzhen/postgres/open-postgres';
import { passwordHasher, secrets } from '@banzhen/vault';
import { sealer } from '../../keys.js';

/** The bug: guesses are counted in the memory of a process, and the count in the database does not hold. */
const countingInMemory = (unitOfWork: UnitOfWork<AccountStores>, sql: Sql): UnitOfWork<AccountStores> => {
  const counts = new Map<string, number>();
  return {
    run: (work) =>
      unitOfWork.run((stores) =>
        work({
          ...stores,
          challenges: {
            ...stores.challenges,
            async takeGuess(claim, now) {
              const count = (counts.get(claim.id) ?? 0) + 1;
              counts.set(claim.id, count);
              if (count > 5) return err({ type: 'CodeGone' });
              await sql`update sign_in_challenge set guesses = 0 where id = ${claim.id}`;
              return stores.challenges.takeGuess(claim, now);
            },
          },
        }),
      ),
  };
};

/** The product with that bug, as one process of it would be. */
export function withCounterInMemory(platform: Platform, db: Database, sql: Sql): Platform {
  const planted: Accounts = makeAccounts({
    unitOfWork: countingInMemory(postgresAccountUnitOfWork({ db, sealer }), sql),
    clock: { now: () => new Date() },
    ids: uuidv7Ids(),
    hasher: passwordHasher(),
    secrets,
    passwordList: { isCommon: () => false },
    codeSender: { send: async () => err({ type: 'CodeNotSent' }) },
    wechat: { exchange: async () => err({ type: 'WechatUnavailable' }) },
    homeTenant,
  });
  const { signInWithCode, register } = planted;
  return { ...platform, accounts: { ...platform.accounts, signInWithCode, register } };
}

/** The product with another bug: who a token stands for is remembered for half a minute. */
export function withSessionCache(platform: Platform): Platform {
  const known = new Map<string, { readonly person: Person | undefined; readonly until: number }>();
  return {
    ...platform,
    identity: {
      ...platform.identity,
      async identify(token) {
        const cached = known.get(token);
        if (cached && cached.until > Date.now()) return cached.person;
        const person = await platform.identity.identify(token);
        known.set(token, { person, until: Date.now() + 30_000 });
        return person;
      },
    },
  };
}
