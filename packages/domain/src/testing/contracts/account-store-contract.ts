import { describe, expect, it } from 'vitest';
import { NO_STEP } from '../../accounts/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { type AccountId, idFrom } from '../../shared/ids.js';
import { err, ok } from '../../shared/result.js';
import type { OpenAccountStores } from './account-fixture.js';
import {
  addAccount,
  anAccount,
  freshHash,
  freshPhone,
  now,
  openedAccounts,
  within,
} from './account-world.js';
import { freshId } from './fresh.js';

const later = minutesAfter(now, 1);

export const accountStoreContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`AccountStore contract: ${adapterName}`, () => {
    const opened = openedAccounts(open);
    const find = (id: AccountId) => within(opened(), ({ accounts }) => accounts.find(id));

    it('finds an account by id and by phone, in its tenant only', async () => {
      const account = await addAccount(opened());
      const [same, foreign] = await within(opened(), async ({ accounts }) => [
        await accounts.findByPhone(account.tenantId, account.phone),
        await accounts.findByPhone(anAccount().tenantId, account.phone),
      ]);
      expect([await find(account.id), same, foreign]).toEqual([account, account, undefined]);
      expect(await find(idFrom<AccountId>(freshId()))).toBeUndefined();
    });

    it('takes a number once in a tenant, and as often as there are tenants', async () => {
      const { tenantId, phone } = await addAccount(opened());
      const insert = (account: ReturnType<typeof anAccount>) =>
        within(opened(), ({ accounts }) => accounts.insert(account));
      const second = anAccount({ tenantId, phone });
      expect(await insert(second)).toEqual(err({ type: 'PhoneTaken' }));
      expect(await find(second.id)).toBeUndefined();
      expect((await insert(anAccount({ phone }))).ok).toBe(true);
    });

    it('lets one of several sign-ups with the same number win, and the others find it', async () => {
      const { tenantId, phone } = anAccount();
      const signUp = () =>
        within(opened(), async ({ accounts }) => {
          const account = anAccount({ tenantId, phone });
          const inserted = await accounts.insert(account);
          return inserted.ok ? account.id : (await accounts.findByPhone(tenantId, phone))?.id;
        });
      const ids = await Promise.all([signUp(), signUp(), signUp(), signUp()]);
      expect(new Set(ids).size).toBe(1);
      expect(ids[0]).toBeDefined();
    });

    it('moves to another number, and not to one in use', async () => {
      const [account, other] = [await addAccount(opened()), await addAccount(opened())];
      const neighbour = await addAccount(opened(), { tenantId: account.tenantId });
      const move = (phone: typeof account.phone) =>
        within(opened(), ({ accounts }) => accounts.changePhone(account.id, phone));
      expect(await move(neighbour.phone)).toEqual(err({ type: 'PhoneTaken' }));
      expect((await move(other.phone)).ok).toBe(true);
      const phone = freshPhone();
      expect((await move(phone)).ok).toBe(true);
      expect(await find(account.id)).toEqual({ ...account, phone });
    });

    it('remembers the last sign-in', async () => {
      const account = await addAccount(opened());
      await within(opened(), ({ accounts }) => accounts.noteSignIn(account.id, later));
      expect(await find(account.id)).toEqual({ ...account, lastSignInAt: later });
    });
  });
};

export const credentialStoreContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`CredentialStore contract: ${adapterName}`, () => {
    const opened = openedAccounts(open);

    it('keeps one password hash, and replaces it only where it is still the one that was meant', async () => {
      const { id } = await addAccount(opened());
      const hashes = await within(opened(), async ({ credentials }) => {
        const seen = [await credentials.passwordHash(id)];
        await credentials.setPasswordHash(id, 'one', now);
        await credentials.setPasswordHash(id, 'two', later, 'another');
        seen.push(await credentials.passwordHash(id));
        await credentials.setPasswordHash(id, 'three', later, 'one');
        seen.push(await credentials.passwordHash(id));
        await credentials.setPasswordHash(id, 'four', later);
        return [...seen, await credentials.passwordHash(id)];
      });
      expect(hashes).toEqual([undefined, 'one', 'three', 'four']);
    });

    it('tells a hash that stays until the transaction that asked ends', async () => {
      const { id } = await addAccount(opened());
      const set = (hash: string) =>
        within(opened(), ({ credentials }) => credentials.setPasswordHash(id, hash, now));
      await set('one');
      let changing: Promise<void> | undefined;
      const seen = await within(opened(), async ({ accounts, credentials }) => {
        const first = await credentials.passwordHash(id);
        changing = set('two');
        // Time for the other transaction to try.
        for (let read = 0; read < 100; read += 1) await accounts.find(id);
        return [first, await credentials.passwordHash(id)];
      });
      await changing;
      expect(seen).toEqual(['one', 'one']);
      expect(await within(opened(), ({ credentials }) => credentials.passwordHash(id))).toBe('two');
    });

    it('keeps an authenticator app, takes its steps upwards only, and confirms it by the first', async () => {
      const { id: accountId } = await addAccount(opened());
      const totp = { accountId, secret: 'JBSWY3DPEHPK3PXP', lastStep: NO_STEP };
      const take = (step: number) =>
        within(opened(), ({ credentials }) => credentials.takeTotpStep(accountId, step, later));
      const kept = () => within(opened(), ({ credentials }) => credentials.totp(accountId));
      expect(await take(7)).toBe(false);
      await within(opened(), ({ credentials }) => credentials.setTotp(totp));
      expect(await kept()).toEqual(totp);
      expect([await take(7), await take(7), await take(6), await take(8)]).toEqual([
        true,
        false,
        false,
        true,
      ]);
      expect(await kept()).toEqual({ ...totp, lastStep: 8, confirmedAt: later });
      const next = { ...totp, secret: 'KRSXG5CTMVRXEZLU' };
      await within(opened(), ({ credentials }) => credentials.setTotp(next));
      expect(await kept()).toEqual(next);
      await within(opened(), ({ credentials }) => credentials.removeTotp(accountId));
      expect(await kept()).toBeUndefined();
    });

    it('gives a step to one of many who bring it at the same time (AU14)', async () => {
      const { id: accountId } = await addAccount(opened());
      const totp = { accountId, secret: 'JBSWY3DPEHPK3PXP', lastStep: NO_STEP };
      await within(opened(), ({ credentials }) => credentials.setTotp(totp));
      const taken = await Promise.all(
        Array.from({ length: 20 }, () =>
          within(opened(), ({ credentials }) => credentials.takeTotpStep(accountId, 9, later)),
        ),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    });
  });
};

export const identityLinkStoreContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`IdentityLinkStore contract: ${adapterName}`, () => {
    const opened = openedAccounts(open);

    it('attaches an identity to one account for good', async () => {
      const [one, other] = [await addAccount(opened()), await addAccount(opened())];
      const identityHash = freshHash();
      const attach = (accountId: AccountId) =>
        within(opened(), ({ identityLinks }) =>
          identityLinks.insert({ identityHash, accountId, linkedAt: now }),
        );
      const owner = () => within(opened(), ({ identityLinks }) => identityLinks.accountOf(identityHash));
      expect(await owner()).toBeUndefined();
      expect(await attach(one.id)).toEqual(ok(undefined));
      expect(await attach(other.id)).toEqual(err({ type: 'IdentityTaken' }));
      expect(await attach(one.id)).toEqual(ok(undefined));
      expect(await owner()).toBe(one.id);
    });

    it('gives it to one of several who attach it at the same time', async () => {
      const accounts = await Promise.all([1, 2, 3, 4].map(() => addAccount(opened())));
      const identityHash = freshHash();
      const answers = await Promise.all(
        accounts.map(({ id: accountId }) =>
          within(opened(), ({ identityLinks }) =>
            identityLinks.insert({ identityHash, accountId, linkedAt: now }),
          ),
        ),
      );
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    });
  });
};
